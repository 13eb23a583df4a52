"""Links, images, notes and spans: the constructs in square brackets (6.3, 6.4)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.diagnostics import Code
from pipeline.model.nodes import (
    CaptionLabel,
    Citation,
    CodeSpan,
    HardBreak,
    Image,
    Inline,
    Link,
    Math,
    Note,
    NoteReference,
    PageReference,
    Paragraph,
    SoftBreak,
    Text,
    Worded,
)
from pipeline.readers.attributes import attributes_at
from pipeline.readers.characters import PLAIN
from pipeline.readers.constructs import say_unsafe
from pipeline.readers.emphasis import MAX_DEPTH, merged
from pipeline.readers.link_parts import Target, normal_label, read_label, read_target
from pipeline.readers.scanner import NOT_HERE, Construct, Opener, Scanner, trimmed
from pipeline.readers.spans import braces_at
from pipeline.readers.urls import is_safe
from pipeline.readers.wide import WIDE_BREAK

_LEVELS_OF_SPAN = 3  # at most: the span, a mark, a key
_LEVELS_OF_LINK = 2  # at most: a span around it
_NOTE = re.compile(r"\[\^([^\s\[\]]+)\]")


class NoteMark(Construct):
    """A reference to a note that is defined: `[^label]`."""

    triggers = "["
    needle = "[^"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Add the reference, with the label as the definition spells it."""
        match = _NOTE.match(scanner.text, at)
        key = normal_label(match.group(1)) if match else ""
        label = scanner.reading.note_labels.get(key)
        if match is None or label is None:
            return NOT_HERE
        scanner.reading.notes_used.add(key)
        scanner.add(at, NoteReference(label, location=scanner.places.at(at)))
        return match.end()


class OpeningBracket(Construct):
    """The beginning of a link, an image or a span."""

    triggers = "[!"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Remember the bracket; it is text until it is closed."""
        text = scanner.text
        mark = "[" if text[at] == "[" else text[at : at + 2]
        return _open(scanner, at, mark) if mark in {"[", "!["} else NOT_HERE


class OpeningNote(Construct):
    """The beginning of a note that stands in its place: `^[text]`, as in Pandoc."""

    triggers = "^"
    needle = "^["

    def scan(self, scanner: Scanner, at: int) -> int:
        """Remember the bracket; it is text until it is closed."""
        return _open(scanner, at, "^[") if scanner.text.startswith("^[", at) else NOT_HERE


def _open(scanner: Scanner, at: int, mark: str) -> int:
    scanner.flush(at)
    opener = Opener(mark, at + len(mark), scanner)
    if scanner.openers:
        scanner.openers[-1].has_inner = True
    scanner.openers.append(opener)
    scanner.items.append(Text(mark, location=opener.location))
    return opener.start


class ClosingBracket(Construct):
    """The end of a link's, an image's, a note's or a span's text."""

    triggers = "]"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Make of what the bracket closes what it is, if it is anything."""
        if not scanner.openers:
            return NOT_HERE
        opener = scanner.openers.pop()
        is_active = len(scanner.openers) >= scanner.inactive or opener.mark == "!["
        scanner.inactive = min(scanner.inactive, len(scanner.openers))
        end = _close(scanner, opener, at, is_active=is_active)
        outer = scanner.openers[-1] if scanner.openers else scanner
        outer.depth = max(outer.depth, opener.depth)
        return end


def _close(scanner: Scanner, opener: Opener, at: int, *, is_active: bool) -> int:
    if opener.mark == "^[":
        return _add_note(scanner, opener, at)
    target = _find_target(scanner, opener, at) if is_active else None
    if target is not None:
        return _add_target(scanner, opener, at, target)
    note = _NOTE.fullmatch(scanner.text, opener.start - 1, at + 1)
    if note is not None:
        _say_undefined_note(scanner, opener, note[1])
    elif opener.mark == "[" and scanner.text.startswith("{", at + 1):
        return _add_span(scanner, opener, at)
    return NOT_HERE


def _take(scanner: Scanner, opener: Opener, at: int) -> tuple[Inline, ...]:
    """Take what stands within brackets, and their opening mark away."""
    scanner.flush(at)
    content = scanner.take(opener.item + 1, opener.depth)
    opener.depth = scanner.taken
    scanner.items.pop()
    return content


def _add_note(scanner: Scanner, opener: Opener, at: int) -> int:
    """Add a note, and the reference to it."""
    if scanner.text[opener.start : at].isspace() or opener.start == at:
        return NOT_HERE
    content = trimmed(scanner.finished(_take(scanner, opener, at)))
    opener.depth = 0
    notes = scanner.reading.notes_within
    label = f"note within the text {len(notes) + 1}"  # no author's, since it has spaces
    paragraph = Paragraph(content, location=opener.location)
    notes.append(Note(label, (paragraph,), location=opener.location))
    scanner.items.append(NoteReference(label, location=opener.location))
    scanner.links = opener.links  # what stands in a note is not within what stands around its mark
    scanner.inactive = min(opener.inactive, len(scanner.openers))
    return at + 1


def _add_span(scanner: Scanner, opener: Opener, at: int) -> int:
    """Add words with attributes; where they are nested too deep already, the marks are text."""
    if attributes_at(scanner.text, at + 1) is None:
        return NOT_HERE
    if opener.depth + _LEVELS_OF_SPAN > MAX_DEPTH:
        if opener.depth <= MAX_DEPTH:
            scanner.say_too_deep(opener.location)
        opener.depth = MAX_DEPTH + 1
        return NOT_HERE
    content = _take(scanner, opener, at)
    opener.depth += _LEVELS_OF_SPAN
    if opener.depth > MAX_DEPTH:
        scanner.say_too_deep(opener.location)
        place = opener.location
        scanner.items.extend((Text("[", location=place), *content, Text("]", location=place)))
        return at + 1
    braces = braces_at(scanner, at + 1)
    scanner.items.extend(braces.span(content, opener.location) if braces else content)
    return braces.end if braces else at + 1


def _add_target(scanner: Scanner, opener: Opener, at: int, target: Target) -> int:
    """Add a link or an image, with the attributes behind it."""
    content = _take(scanner, opener, at)
    opener.depth = _LEVELS_OF_LINK + (0 if opener.mark == "![" else opener.depth)
    if opener.mark == "![":
        made: Inline | None = _image(scanner, opener, content, target)
    elif is_safe(target.url):
        made = _link(scanner, opener, content, target)
    else:
        say_unsafe(scanner, target.url, opener.location)
        made = None
    braces = braces_at(scanner, target.end)
    if made is not None:
        scanner.items.append(braces.put_on(made) if braces else made)
    else:
        scanner.items.extend(braces.span(content, opener.location) if braces else content)
    return braces.end if braces else target.end


def _find_target(scanner: Scanner, opener: Opener, at: int) -> Target | None:
    """Find where the bracket that closes at `at` leads: inline, or by a reference."""
    text = scanner.text
    if text.startswith("(", at + 1):
        target = read_target(text, at + 2)
        if target is not None:
            return target
    label = read_label(text, at + 1)
    end = label.end if label else at + 1
    if label and label.text:
        name = label.text
    elif not opener.has_inner and at - opener.start < 1000:  # noqa: PLR2004 - a label's greatest length (4.7)
        name = text[opener.start : at]
    else:
        return None
    found = scanner.reading.find_reference(name)
    return Target(*found, end) if found else None


def _say_undefined_note(scanner: Scanner, opener: Opener, label: str) -> None:
    near = scanner.reading.nearest_label(label)
    scanner.reading.findings.say(
        Code.NOTE_UNDEFINED,
        f"no note is defined as '{label}'; the mark stays text",
        opener.location,
        f"did you mean '[^{near}]'?" if near else "",
    )


def _link(scanner: Scanner, opener: Opener, content: tuple[Inline, ...], target: Target) -> Link:
    if scanner.links > opener.links:
        content = _without_links(content)
    scanner.links += 1
    scanner.inactive = len(scanner.openers)
    filled, where = scanner.reading.values.filled, opener.location
    return Link(content, filled(target.url, where), filled(target.title, where), location=where)


def _without_links(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Put the text of links in their place: links hold no links."""
    result: list[Inline] = []
    for inline in content:
        match inline:
            case Link():
                result.extend(_without_links(inline.content))
            case _ if isinstance(inline, Worded):
                result.append(replace(inline, content=_without_links(inline.content)))
            case _:
                result.append(inline)
    return merged(result)


def _image(scanner: Scanner, opener: Opener, content: tuple[Inline, ...], target: Target) -> Image:
    scanner.described = content
    filled, where = scanner.reading.values.filled, opener.location
    url, title = filled(target.url, where), filled(target.title, where)
    return Image(url, description(content), title, location=where)


def description(content: Iterable[Inline]) -> str:
    """Give the words of an image's description, in one line."""
    words = "".join(map(_words, content)).translate(PLAIN)
    return WIDE_BREAK.sub("", words).replace("\n", " ").strip()


def _words(inline: Inline) -> str:
    match inline:
        case Text() | CodeSpan():
            return inline.text
        case Math():
            return inline.tex
        case Image():
            return inline.alternative
        case NoteReference() | CaptionLabel() | PageReference() | Citation():
            return ""
        case SoftBreak() | HardBreak():
            return "\n"
        case _:  # what is left holds inlines
            return "".join(map(_words, inline.content))
