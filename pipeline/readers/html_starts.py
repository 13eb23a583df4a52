"""Where blocks of HTML begin and end: the seven kinds of CommonMark 4.6."""

import re

# Python 3.11 before 3.11.5 misreads possessive groups that hold choices; single characters may be
# possessive everywhere.
_OPEN_TAG = (
    r"<[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[A-Za-z_:][A-Za-z0-9_.:-]*+"
    r"(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?)*"
    r"\s*+/?>"
)
_CLOSE_TAG = r"</[A-Za-z][A-Za-z0-9-]*+\s*+>"
TAG = re.compile(f"{_OPEN_TAG}|{_CLOSE_TAG}")

_BLOCK_NAMES = (
    "address article aside base basefont blockquote body caption center col colgroup dd details"
    " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6"
    " head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option"
    " p param search section summary table tbody td tfoot th thead title tr track ul"
)
BLOCK_NAMES = frozenset(_BLOCK_NAMES.split())

COMMENT = 2
NAMED_TAG = 6
ANY_TAG = 7
# An opening tag that ends a line and says that Markdown follows (md_in_html).
_MARKDOWN = re.compile(
    r"<[A-Za-z][^<>]*\smarkdown(?:\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|1|block|span))?"
    r"(?:\s[^<>]*)?>[ \t]*$"
)
_STARTS = (
    (1, re.compile(r"<(?:script|pre|style|textarea)(?=\s|>|$)", re.IGNORECASE)),
    (COMMENT, re.compile(r"<!--")),
    (3, re.compile(r"<\?")),
    (4, re.compile(r"<![A-Za-z]")),
    (5, re.compile(r"<!\[CDATA\[")),
    (NAMED_TAG, re.compile(rf"</?(?:{'|'.join(_BLOCK_NAMES.split())})(?=\s|/?>|$)", re.IGNORECASE)),
    (ANY_TAG, re.compile(rf"(?:{TAG.pattern})[ \t]*$")),
)
_ENDS = {
    1: re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    COMMENT: re.compile(r"-->"),
    3: re.compile(r"\?>"),
    4: re.compile(r">"),
    5: re.compile(r"\]\]>"),
}


def html_kind(text: str, at: int) -> int:
    """Give the kind of the block that begins at `at`, where a `<` stands; 0 for none."""
    return next((kind for kind, start in _STARTS if start.match(text, at)), 0)


def ends_within(kind: int, text: str) -> bool:
    """Tell whether a line ends the block that it belongs to.

    Those of kinds 1 to 5 know their end; every other ends where its author says that what
    follows is Markdown.
    """
    end = _ENDS.get(kind)
    if end is None:
        return "markdown" in text and _MARKDOWN.search(text, text.rfind("<")) is not None
    return end.search(text) is not None


def ends_at_blank(kind: int) -> bool:
    """Tell whether a blank line ends a block of that kind."""
    return kind >= NAMED_TAG
