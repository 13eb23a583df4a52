"""Typographic quotes, dashes and ellipses, by language, and lines that go on without a space.

It works on the inlines of one leaf, so that a quotation may reach over emphasis and links; code,
addresses and what the author escaped stay as they are. Line breaks between characters of Chinese
and Japanese vanish (CSS Text 3, 4.1.3), since a space would be shown there.
"""

# ruff: noqa: RUF001 - typographic characters are what this module is about

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import is_

from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeSpan,
    HardBreak,
    Image,
    Inline,
    Math,
    NoteReference,
    PageReference,
    SoftBreak,
    Text,
)
from pipeline.readers.characters import PLAIN
from pipeline.readers.emphasis import merged
from pipeline.readers.wide import UNSPACED, is_wide

# Characters of the readers' own (see `characters`) that stand for the four quotes while a leaf
# is worked on; they become what the language has for them.
_OPEN_DOUBLE, _CLOSE_DOUBLE, _OPEN_SINGLE, _CLOSE_SINGLE = "\x05", "\x06", "\x07", "\x08"
_OPENING = {'"': _OPEN_DOUBLE, "'": _OPEN_SINGLE}
_CLOSING = {'"': _CLOSE_DOUBLE, "'": _CLOSE_SINGLE}
_NOTHING = "\x00"  # fills up what became shorter: positions stay the same meanwhile
_APOSTROPHE = "’"
_WORD = "x"  # what stands for code and images: something that is no space

_QUOTES = {
    "ar": "«»‹›",
    "bg": "„“‚‘",
    "ca": "«»“”",
    "cs": "„“‚‘",
    "da": "»«›‹",
    "de": "„“‚‘",
    "de-ch": "«»‹›",
    "el": "«»“”",
    "en": "“”‘’",
    "es": "«»“”",
    "et": "„“‚‘",
    "fi": "””’’",
    "hr": "„“‚‘",
    "hu": "„”»«",
    "is": "„“‚‘",
    "it": "«»“”",
    "ja": "「」『』",
    "lt": "„“‚‘",
    "lv": "«»‹›",
    "mk": "„“’‘",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "pl": "„”‚’",
    "pt": "«»“”",
    "pt-br": "“”‘’",
    "ro": "„”«»",
    "ru": "«»„“",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sr": "„“‚‘",
    "sv": "””’’",
    "uk": "«»„“",
    "yue": "「」『』",
    "zh": "“”‘’",
    "zh-hant": "「」『』",
    "zh-hk": "「」『』",
    "zh-mo": "「」『』",
    "zh-tw": "「」『』",
}
_FRENCH = ("«\N{NARROW NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}»", "“", "”")

_MARKED = ("\x01", "\x02", "\x03", "\x04")
_WORTH_WORK = ('"', "'", "--", "...", *_MARKED)
_UNSPACED = re.compile(f"[{UNSPACED}]")
# Characters of all scripts that are as wide as an ideograph in these languages.
_WIDE_SIGNS = frozenset("“”‘’…—·")
_UNSPACED_LANGUAGES = frozenset({"ja", "lzh", "yue", "zh"})
_RUN_OF_QUOTES = re.compile("[\"']+")
_OPENING_SIGNS = frozenset("([{<-–—/=“‘„‚«‹¿¡")
_ELISION = re.compile(
    r"'(?=\d\ds?\b|(?:tis|twas|twere|twill|em|til|cause|bout|round)\b)", re.IGNORECASE
)
_LONE_N = re.compile(r"(?<=\s)'n'(?=\s)", re.IGNORECASE)
_DASHES = re.compile(r"(?<!-)(?:---|(?<![^\s(\[])--(?![A-Za-z-])|(?<=[^\s(\[])--)(?!-)")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


class Typography:
    """How the texts of one source are finished: in one language, smart or as they were typed."""

    def __init__(self, language: str, *, is_smart: bool) -> None:
        marks = (_OPEN_DOUBLE, _CLOSE_DOUBLE, _OPEN_SINGLE, _CLOSE_SINGLE)
        table: dict[int, int | str | None] = {**PLAIN, ord(_NOTHING): None}
        table.update(zip(map(ord, marks), quotes_of(language), strict=True))
        self.language = language
        self._table = table
        self._is_smart = is_smart
        self._worth_work = _WORTH_WORK if is_smart else _MARKED
        self._wide_signs = _WIDE_SIGNS if _primary(language) in _UNSPACED_LANGUAGES else frozenset()

    def finish(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Give the inlines of a leaf with the characters that are printed."""
        text = _text_of(content)
        if _has_any(text, self._worth_work):
            pieces = _Pieces(_smarten(text) if self._is_smart else text, self._table)
            content = pieces.put_into(content)
        if text.isascii() or " " not in text or _UNSPACED.search(text) is None:
            return content
        return _Lines(_text_of(content), self._wide_signs).joined(content)

    def finish_text(self, text: str) -> str:
        """Give a text that stands alone with the characters that are printed."""
        return "".join(
            inline.text for inline in self.finish((Text(text),)) if isinstance(inline, Text)
        )


def quotes_of(language: str) -> tuple[str, ...]:
    """Give the quotes of a BCP 47 tag: opening and closing, then those within quotes.

    English where the language is not known.
    """
    if _primary(language) == "fr":
        return _FRENCH
    tag = language.lower().replace("_", "-")
    while tag and tag not in _QUOTES:
        tag = tag.rpartition("-")[0]
    return tuple(_QUOTES[tag or "en"])


def _primary(language: str) -> str:
    """Give the first subtag of a language's tag."""
    return language.lower().replace("_", "-").split("-")[0]


def _has_any(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def _text_of(content: Iterable[Inline]) -> str:
    """Give what the inlines are to their neighbours, in reading order."""
    parts: list[str] = []
    _add_texts(content, parts)
    return "".join(parts)


def _add_texts(content: Iterable[Inline], parts: list[str]) -> None:
    for inline in content:
        match inline:
            case Text():
                parts.append(inline.text)
            case CodeSpan() | Image() | Math():
                parts.append(_WORD)
            case SoftBreak() | HardBreak():
                parts.append(" ")
            case NoteReference() | CaptionLabel() | PageReference() | Citation():
                pass
            case _:  # what is left holds inlines
                _add_texts(inline.content, parts)


class _Pieces:
    """The finished text, dealt out again to the inlines that it came from."""

    def __init__(self, text: str, table: dict[int, int | str | None]) -> None:
        self._text = text
        self._table = table
        self._at = 0

    def put_into(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(self._put, content))

    def _put(self, inline: Inline) -> Inline:
        match inline:
            case Text():
                return self._next_text(inline)
            case CodeSpan() | Image() | Math() | SoftBreak() | HardBreak():
                self._at += 1
                return inline
            case NoteReference() | CaptionLabel() | PageReference() | Citation():
                return inline
            case _:  # what is left holds inlines
                return replace(inline, content=self.put_into(inline.content))

    def _next_text(self, old: Text) -> Text:
        start = self._at
        self._at += len(old.text)
        text = self._text[start : self._at].translate(self._table)
        return old if text == old.text else Text(text, location=old.location)


class _Lines:
    """The lines of a leaf, of which some go on without a space.

    `text` has a space for every line break; `wide_signs` are further characters that are wide.
    """

    def __init__(self, text: str, wide_signs: frozenset[str]) -> None:
        self._text = text
        self._wide_signs = wide_signs
        self._at = 0

    def joined(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Give the inlines without the breaks between wide characters."""
        result: list[Inline] = []
        for inline in content:
            match inline:
                case SoftBreak():
                    self._at += 1
                    if not self._is_between_wide(self._at - 1):
                        result.append(inline)
                case (
                    Text()
                    | CodeSpan()
                    | Image()
                    | Math()
                    | HardBreak()
                    | NoteReference()
                    | CaptionLabel()
                    | PageReference()
                    | Citation()
                ):
                    self._at += len(_text_of((inline,)))
                    result.append(inline)
                case _:  # what is left holds inlines
                    within = self.joined(inline.content)
                    is_same = within is inline.content
                    result.append(inline if is_same else replace(inline, content=within))
        return content if _are_same(result, content) else merged(result)

    def _is_between_wide(self, at: int) -> bool:
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        return self._is_wide(before) and self._is_wide(after)

    def _is_wide(self, character: str) -> bool:
        return character in self._wide_signs or _UNSPACED.match(character) is not None


def _are_same(new: Sequence[Inline], old: Sequence[Inline]) -> bool:
    return len(new) == len(old) and all(map(is_, new, old))


def _smarten(text: str) -> str:
    """Put in the signs for quotes, dashes and dots; the text keeps its length."""
    if '"' in text or "'" in text:
        text = _LONE_N.sub(f"{_APOSTROPHE}n{_APOSTROPHE}", text)
        text = _curl(_ELISION.sub(_APOSTROPHE, text))
    if "--" in text:
        text = _DASHES.sub(_dash, text)
    return _DOTS.sub("…" + 2 * _NOTHING, text) if "..." in text else text


def _dash(match: re.Match[str]) -> str:
    return "–" + _NOTHING if len(match.group()) == 2 else "—" + 2 * _NOTHING  # noqa: PLR2004 - two hyphens


class _Run:
    """A run of quotes, and what its surroundings allow.

    Beside characters of Chinese, Japanese and Korean, which have no spaces around quotations or
    within words, any quote may be either.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        self.is_beside_wide = is_wide(before) or is_wide(after)
        self.is_in_word = before.isalnum() and after.isalnum() and not self.is_beside_wide
        self.is_after_digit = before.isdigit()
        is_apart = before.isspace() or before in _OPENING_SIGNS or self.is_beside_wide
        self.may_open = not after.isspace() and is_apart
        is_closed = not (after.isalnum() and self.may_open) or self.is_beside_wide
        self.may_close = not before.isspace() and is_closed


def _curl(text: str) -> str:
    """Replace straight quotes; each is looked at once, with a stack of those that are open."""
    characters = list(text)
    quotes = _Quotes(characters)
    for match in _RUN_OF_QUOTES.finditer(text):
        run = _Run(text, match.start(), match.end())
        for at in range(match.start(), match.end()):
            quotes.read(at, run)
    quotes.end()
    return "".join(characters)


class _Quotes:
    """The straight quotes of a text, paired."""

    def __init__(self, characters: list[str]) -> None:
        self._characters = characters
        self._open: list[int] = []
        self._doubles = 0

    def read(self, at: int, run: _Run) -> None:
        if self._characters[at] == '"':
            self._read_double(at, run)
        else:
            self._read_single(at, run)

    def _read_double(self, at: int, run: _Run) -> None:
        if run.may_open and not (run.may_close and self._doubles):
            self._open.append(at)
            self._doubles += 1
        elif self._doubles and run.may_close:
            self._close_double(at)
        elif run.may_close and not run.is_after_digit:
            self._characters[at] = _CLOSE_DOUBLE

    def _close_double(self, at: int) -> None:
        while self._characters[self._open[-1]] != '"':
            self._characters[self._open.pop()] = _APOSTROPHE
        self._characters[self._open.pop()] = _OPEN_DOUBLE
        self._characters[at] = _CLOSE_DOUBLE
        self._doubles -= 1

    def _read_single(self, at: int, run: _Run) -> None:
        if run.is_in_word:
            self._characters[at] = "'" if run.is_after_digit else _APOSTROPHE
        elif run.may_open and not (run.may_close and self._is_single_open(run)):
            self._open.append(at)
        elif run.may_close and self._open and self._characters[self._open[-1]] == "'":
            self._characters[self._open.pop()] = _OPEN_SINGLE
            self._characters[at] = _CLOSE_SINGLE
        elif run.may_close and not run.is_after_digit:
            self._characters[at] = _APOSTROPHE

    def _is_single_open(self, run: _Run) -> bool:
        """Tell whether a quote that may be either closes something."""
        if not run.is_beside_wide:
            return True
        return bool(self._open) and self._characters[self._open[-1]] == "'"

    def end(self) -> None:
        """Decide on what was never closed: quotations may go on, apostrophes stand alone."""
        for at in self._open:
            is_double = self._characters[at] == '"'
            self._characters[at] = _OPEN_DOUBLE if is_double else _APOSTROPHE
