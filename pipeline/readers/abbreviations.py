"""Abbreviations: every whole word that the author has explained becomes one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.nodes import Abbreviation, Inline, Keyboard, Link, Text, Worded
from pipeline.readers.characters import PLAIN
from pipeline.readers.wide import WIDE

MAX_LENGTH = 100
"""Short forms are no longer than this, in characters; so the work is linear in the text."""

# A word ends where its script puts a space; Chinese, Japanese and Korean go on right beside it.
_LETTER = rf"[^\W{WIDE}]"
_NO_LETTER_BEFORE = rf"(?<!{_LETTER})"
_IN_WORD = re.compile(_LETTER)


class Abbreviations:
    """The short forms of one source, ready to be found in its texts."""

    def __init__(self, expansions: Mapping[str, str]) -> None:
        self._expansions = {
            form: expansion for form, expansion in expansions.items() if 0 < len(form) <= MAX_LENGTH
        }
        lengths: dict[str, set[int]] = {}
        for form in self._expansions:
            lengths.setdefault(form[0], set()).add(len(form))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._first = re.compile(_starts(self._lengths)) if lengths else None

    def put_into(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Give inlines with their abbreviations; code, keys and addresses have none."""
        if self._first is None:
            return content
        result: list[Inline] = []
        for inline in content:
            result.extend(self._inline(inline))
        return tuple(result)

    def _inline(self, inline: Inline) -> Iterable[Inline]:
        match inline:
            case Text():
                return self._text(inline)
            case Keyboard() | Abbreviation():
                return (inline,)
            case Link() if _is_address(inline):
                return (inline,)
            case _ if isinstance(inline, Worded):
                return (replace(inline, content=self.put_into(inline.content)),)
            case _:
                return (inline,)

    def _text(self, text: Text) -> list[Inline]:
        parts: list[Inline] = []
        done = 0
        for match in self._first.finditer(text.text) if self._first else ():
            start = match.start()
            form = self._form_at(text.text, start) if start >= done else ""
            if form:
                if done < start:
                    parts.append(Text(text.text[done:start], location=text.location))
                content = (Text(form, location=text.location),)
                parts.append(Abbreviation(content, self._expansions[form], location=text.location))
                done = start + len(form)
        if not parts:
            return [text]
        if done < len(text.text):
            parts.append(Text(text.text[done:], location=text.location))
        return parts

    def _form_at(self, text: str, at: int) -> str:
        """Give the longest short form that begins there and ends with its word."""
        for length in self._lengths[text[at]]:
            form = text[at : at + length]
            if form in self._expansions and not _goes_on(text, at + length):
                return form
        return ""


def _starts(lengths: Iterable[str]) -> str:
    """Give an expression for the places where a short form may begin."""
    letters = [re.escape(first) for first in lengths if _IN_WORD.match(first)]
    signs = [re.escape(first) for first in lengths if not _IN_WORD.match(first)]
    choices = []
    if letters:
        choices.append(f"{_NO_LETTER_BEFORE}[{''.join(letters)}]")
    if signs:
        choices.append(f"[{''.join(signs)}]")
    return "|".join(choices)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether the word that ends in a short form goes on behind it."""
    return _IN_WORD.match(text, end - 1) is not None and _IN_WORD.match(text, end) is not None


def _is_address(link: Link) -> bool:
    """Tell whether a link shows its own address."""
    shown = link.content[0] if len(link.content) == 1 else None
    if not isinstance(shown, Text):
        return False
    text = shown.text.translate(PLAIN)
    return link.url in {text, f"http://{text}", f"mailto:{text}"}
