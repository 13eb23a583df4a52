"""BibTeX and BibLaTeX: entries as CSL-JSON has them. The only module that imports bibtexparser."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

_TYPES = {
    **dict.fromkeys(("article", "periodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "collection", "proceedings"), "book"),
    **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("software", "dataset"), "dataset"),
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "patent": "patent",
}
_TEXTS = {
    "title": "title",
    "shorttitle": "title-short",
    "booktitle": "container-title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "series": "collection-title",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "edition": "edition",
    "volume": "volume",
    "number": "issue",
    "chapter": "chapter-number",
    "note": "note",
    "abstract": "abstract",
    "language": "language",
}
_VERBATIM = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN"}
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_RANGE = re.compile(r"\s*-{1,3}\s*")


class BibEntry(NamedTuple):
    """An entry: its key, what it says in CSL-JSON, its line; or what is wrong there."""

    key: str
    record: Mapping[str, Any]
    line: int
    trouble: str = ""


def entries_of(text: str) -> Iterator[BibEntry]:
    """Read the entries of a file; those that are damaged are told in their places."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - few sources cite

    with _silence():
        library = parse_string(text)
    for entry in library.entries:
        yield BibEntry(entry.key, _Lazy(entry), (entry.start_line or 0) + 1)
    for block in library.failed_blocks:
        key = getattr(block, "key", None)
        what = f"the key '{key}' twice" if key else "an entry that cannot be read"
        yield BibEntry("", {}, (block.start_line or 0) + 1, f"the bibliography has {what}")


@contextmanager
def _silence() -> Iterator[None]:
    """Keep a library's log from the terminal: what is wrong is told as diagnostics."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


class _Lazy(dict[str, Any]):
    """An entry that becomes text when it is first looked into."""

    def __init__(self, entry: Any) -> None:  # noqa: ANN401 - a class of bibtexparser's
        super().__init__()
        self._entry = entry

    def filled(self) -> dict[str, Any]:
        """Give what the entry says."""
        if not self:
            self.update(_record(self._entry))
        return dict(self)


def filled(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give a record as plain CSL-JSON."""
    return record.filled() if isinstance(record, _Lazy) else dict(record)


def _record(entry: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    yield "id", entry.key.lower()
    yield "type", _TYPES.get(entry.entry_type.lower(), "document")
    for name, target in _PEOPLE.items():
        if name in fields:
            yield target, [_person(person) for person in _people(fields[name])]
    for name, target in _TEXTS.items():
        if name in fields:
            yield target, _text(fields[name])
    for name, target in _VERBATIM.items():
        if name in fields:
            yield target, fields[name].strip()
    if "pages" in fields:
        yield "page", _RANGE.sub("-", _text(fields["pages"]).replace("\u2013", "-"))
    yield from _dates(fields)


def _dates(fields: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    issued = _date(fields.get("date", ""))
    if not issued and fields.get("year", "").strip().isdigit():
        issued = [int(fields["year"]), *_month(fields.get("month", ""))]
    if issued:
        yield "issued", {"date-parts": [issued]}
    elif fields.get("year"):
        yield "issued", {"literal": _text(fields["year"])}
    accessed = _date(fields.get("urldate", ""))
    if accessed:
        yield "accessed", {"date-parts": [accessed]}


def _date(text: str) -> list[int]:
    match = _DATE.match(text.strip())
    return [int(part) for part in match.groups() if part] if match else []


def _month(text: str) -> list[int]:
    name = text.strip().lower()
    if name.isdigit():
        return [int(name)]
    return [_MONTHS.index(name[:3]) + 1] if name[:3] in _MONTHS else []


def _people(text: str) -> Iterator[str]:
    """Divide names at "and" outside of braces."""
    pieces, depth = [""], 0
    for part in re.split(r"([{}]|\s+and\s+)", text):
        depth += (part == "{") - (part == "}")
        if not depth and _AND.fullmatch(part):
            pieces.append("")
        else:
            pieces[-1] += part
    return (piece.strip() for piece in pieces if piece.strip())


def _person(name: str) -> dict[str, str]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - as above
        parse_single_name_into_parts,
    )

    if name.startswith("{") and name.endswith("}"):
        return {"literal": _text(name)}
    if name == "others":
        return {"literal": "et al."}
    parts = parse_single_name_into_parts(name, strict=False)
    said = {
        "given": " ".join(parts.first),
        "non-dropping-particle": " ".join(parts.von),
        "family": " ".join(parts.last),
        "suffix": " ".join(parts.jr),
    }
    return {key: _text(value) for key, value in said.items() if value}


def _text(latex: str) -> str:
    """Give the text that a value of LaTeX shows."""
    if not set(latex) & set("\\{}~$-`'"):
        return " ".join(latex.split())
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - as above

    latex = re.sub(r"\\(La)?TeX(?![A-Za-z])", r"\1TeX", latex)
    text = LatexNodes2Text(math_mode="text", strict_latex_spaces=True).latex_to_text(latex)
    return " ".join(text.split())
