"""Citations as Pandoc has them: `[see @key, p. 3; @other]`, `[-@key]`, and `@key` in the text.

They are read only where the source names a bibliography. Keys begin with a letter, a digit or an
underscore and may hold `:.#$%&-+?<>~/` inside; `@{…}` holds any.
"""

import re
from collections.abc import Iterator

from pipeline.model.nodes import Citation, CitationItem
from pipeline.readers.scanner import NOT_HERE, Construct, Scanner

_KEY = r"@(?:\{([^{}\s]{1,200})\}|([\w](?:[\w:.#$%&+?<>~/-]*[\w/])?))"
_CITED = re.compile(rf"(-?){_KEY}")
_IN_TEXT = re.compile(rf"(?<![\w@.]){_KEY}(?:[ ]?\[([^\[\]@\n]{{1,200}})\](?![\[(:{{]))?")
_GROUP = re.compile(r"\[([^\[\]\\`<]{1,2000})\](?![\[(:{])")
_LONGEST_PREFIX = 200


class CitationGroup(Construct):
    """Citations in square brackets."""

    triggers = "["
    needle = "@"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the citations; brackets in which some part cites nothing are text."""
        if not scanner.reading.cites or scanner.text.startswith("!", at - 1):
            return NOT_HERE
        match = _GROUP.match(scanner.text, at)
        if match is None or "@" not in match[1]:
            return NOT_HERE
        items = tuple(_items(match[1]))
        if not items or not all(item.key for item in items):
            return NOT_HERE
        scanner.add(at, Citation(match[0], items, location=scanner.places.at(at)))
        return match.end()


class CitationInText(Construct):
    """A key in the running text, perhaps with a page in brackets behind it."""

    triggers = "@"
    needle = "@"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the citation."""
        if not scanner.reading.cites:
            return NOT_HERE
        match = _IN_TEXT.match(scanner.text, at)
        if match is None:
            return NOT_HERE
        item = CitationItem(match[1] or match[2], suffix=" ".join((match[3] or "").split()))
        place = scanner.places.at(at)
        scanner.add(at, Citation(match[0], (item,), is_in_text=True, location=place))
        return match.end()


def _items(text: str) -> Iterator[CitationItem]:
    for part in text.split(";"):
        match = _CITED.search(part)
        if match is None or (match.start() and part[match.start() - 1] not in " \t\n("):
            yield CitationItem("")
            continue
        before = " ".join(part[: match.start()].split())[:_LONGEST_PREFIX]
        after = " ".join(part[match.end() :].split()).removeprefix(",").strip()
        key = match[2] or match[3]
        yield CitationItem(key, before, after, is_author_suppressed=bool(match[1]))
