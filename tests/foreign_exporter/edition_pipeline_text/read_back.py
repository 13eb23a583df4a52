"""Reads a text edition without the code that wrote it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.exporter import (
    ContentsFact,
    EditionFacts,
    HeadingFact,
    LinkFact,
    NoteFact,
    normal_text,
    normal_words,
    place_in_text,
)

_LINE = re.compile(r"(?P<indent> *)(?P<kind>[a-z]+)(?: (?P<level>\d+))?(?: #(?P<place>\S+))?: ?")
_TOKEN = re.compile(r"\\(.)|\[(link|image|note|number|place) |([|\]])|([^\\\[\]|]+)")
_RUNNING = frozenset({"heading", "rubric", "text", "code", "cell", "figure"})


@dataclass(slots=True)
class Line:
    """One line: its kind, its text and what stands in it; `links` are targets and texts."""

    kind: str
    level: int
    place: str
    indented: bool
    text: str = ""
    number: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet; `before` is the visible text so far."""

    name: str
    before: str
    target: str = ""
    slot: int = 0


def facts_of(text: str) -> EditionFacts:
    """Give what the text of an edition says; raises ValueError where it is not of the format."""
    lines = [_read_line(line) for line in text.split("\n") if line]
    body = [line for line in lines if not line.indented and line.kind in _RUNNING]
    notes = list(_notes(lines))
    names = _name_places(lines, notes)
    reading_order = [*body, *(line for _, blocks in notes for line in blocks)]
    return EditionFacts(
        title=_texts(lines, "title")[0],
        authors=_texts(lines, "author"),
        language=_texts(lines, "language")[0],
        outline=tuple(_headings(lines, "heading")),
        bookmarks=tuple(_headings(lines, "bookmark")),
        contents=tuple(
            ContentsFact(
                line.level, line.number, normal_text(line.text), names.get(line.place, "#?")
            )
            for line in lines
            if line.kind == "contents"
        ),
        links=tuple(link for line in reading_order for link in _links(line, names)),
        notes=tuple(_note_facts(notes, reading_order)),
        images=tuple(normal_text(image) for line in reading_order for image in line.images),
        words=tuple(word for line in body for word in normal_words(line.text)),
    )


def _texts(lines: Iterable[Line], kind: str) -> tuple[str, ...]:
    return tuple(normal_text(line.text) for line in lines if line.kind == kind)


def _headings(lines: Iterable[Line], kind: str) -> Iterator[HeadingFact]:
    for line in lines:
        if line.kind == kind:
            yield HeadingFact(line.level, line.number, normal_text(line.text))


def _notes(lines: Iterable[Line]) -> Iterator[tuple[Line, list[Line]]]:
    blocks: list[Line] = []
    for line in lines:
        if line.kind == "note":
            blocks = []
            yield line, blocks
        elif line.indented:
            blocks.append(line)


def _note_text(blocks: Iterable[Line]) -> str:
    return normal_text(" ".join(line.text for line in blocks))


def _note_facts(
    notes: Iterable[tuple[Line, list[Line]]], lines: Iterable[Line]
) -> Iterator[NoteFact]:
    references = Counter(mark for line in lines for mark in line.marks)
    for note, blocks in notes:
        mark = str(note.level)
        yield NoteFact(mark, _note_text(blocks), references[mark])


def _name_places(lines: list[Line], notes: Iterable[tuple[Line, list[Line]]]) -> dict[str, str]:
    names = {note.place: f"#{_note_text(blocks)}" for note, blocks in notes}
    seen: Counter[str] = Counter()
    for line in lines:
        if line.kind in {"title", "heading", "rubric"}:
            text = normal_text(line.text)
            seen[text] += 1
            names[line.place] = f"#{text}" if seen[text] == 1 else f"#{text} ({seen[text]})"
    names.update(_other_places(lines, names))
    return names


def _other_places(lines: Iterable[Line], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the places that are no headings: within text, or blocks that begin with some text."""
    waiting: list[str] = []
    for line in lines:
        if line.kind == "open":
            waiting.append(line.place)
        elif line.kind == "close" and line.place in waiting:
            waiting.remove(line.place)
            yield line.place, place_in_text("")
        elif line.kind in _RUNNING:
            named = names.get(line.place) if line.place else place_in_text(line.text)
            found = [*line.places, *(waiting if normal_text(line.text) else [])]
            yield from ((place, named or "") for place in found)
            waiting = [] if normal_text(line.text) else waiting


def _links(line: Line, names: dict[str, str]) -> Iterator[LinkFact]:
    for target, text in line.links:
        inside = target.startswith("#")
        yield LinkFact(normal_text(text), names.get(target[1:], "#?") if inside else target)


def _read_line(text: str) -> Line:
    head = _LINE.match(text)
    if head is None:
        raise ValueError(f"not a line of a text edition: {text[:60]!r}")
    level = int(head["level"] or 0)
    line = Line(head["kind"], level, head["place"] or "", bool(head["indent"]))
    _read_text(line, text[head.end() :])
    return line


def _read_text(line: Line, text: str) -> None:
    stack: list[_Open] = []
    for escaped, opened, mark, plain in _TOKEN.findall(text):
        if opened:
            stack.append(_Open(opened, line.text, slot=len(line.links)))
            line.text = ""
        elif mark == "|":
            stack[-1].target, line.text = line.text, ""
            line.links.insert(stack[-1].slot, ("", ""))
        elif mark == "]":
            _close(line, stack.pop())
        else:
            line.text += escaped or plain


def _close(line: Line, bracket: _Open) -> None:
    content, line.text = line.text, bracket.before
    match bracket.name:
        case "link":
            line.text += content
            line.links[bracket.slot] = (bracket.target, content)
        case "image":
            line.images.append(content)
        case "note":
            line.marks.append(content)
        case "number":
            line.number = content
        case "place":
            line.places.append(content)
        case _:
            raise ValueError(f"no mark is called {bracket.name}")
