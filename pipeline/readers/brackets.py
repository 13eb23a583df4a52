"""Links, images and note references: the constructs in square brackets (6.3, 6.4)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.diagnostics import Code
from pipeline.model.nodes import (
    CodeSpan,
    HardBreak,
    Image,
    Inline,
    Link,
    Math,
    NoteReference,
    SoftBreak,
    Text,
    Worded,
)
from pipeline.readers.characters import PLAIN
from pipeline.readers.constructs import say_unsafe
from pipeline.readers.emphasis import merged
from pipeline.readers.link_parts import Target, normal_label, read_label, read_target
from pipeline.readers.scanner import NOT_HERE, Construct, Opener, Scanner
from pipeline.readers.urls import is_safe

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
    """The beginning of a link or an image."""

    triggers = "[!"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Remember the bracket; it is text until it is closed."""
        text = scanner.text
        mark = "[" if text[at] == "[" else text[at : at + 2]
        if mark not in {"[", "!["}:
            return NOT_HERE
        scanner.flush(at)
        opener = Opener(mark, at + len(mark), scanner)
        if scanner.openers:
            scanner.openers[-1].has_inner = True
        scanner.openers.append(opener)
        scanner.items.append(Text(mark, location=opener.location))
        return opener.start


class ClosingBracket(Construct):
    """The end of a link's or an image's text."""

    triggers = "]"

    def scan(self, scanner: Scanner, at: int) -> int:
        """Make a link or an image of what the bracket closes, if it leads somewhere."""
        if not scanner.openers:
            return NOT_HERE
        opener = scanner.openers.pop()
        if not opener.is_active:
            return NOT_HERE
        target = _find_target(scanner, opener, at)
        if target is None:
            _say_undefined_note(scanner, opener, at)
            return NOT_HERE
        scanner.flush(at)
        content = scanner.take(opener.item + 1)
        scanner.items.pop()
        if opener.mark == "[":
            _add_link(scanner, opener, content, target)
        else:
            _add_image(scanner, opener, content, target)
        return target.end


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
    found = scanner.reading.references.get(normal_label(name))
    return Target(*found, end) if found else None


def _say_undefined_note(scanner: Scanner, opener: Opener, at: int) -> None:
    match = _NOTE.fullmatch(scanner.text, opener.start - 1, at + 1)
    if match is None:
        return
    label = match.group(1)
    near = scanner.reading.nearest_label(label)
    scanner.reading.findings.say(
        Code.NOTE_UNDEFINED,
        f"no note is defined as '{label}'; the mark stays text",
        opener.location,
        f"did you mean '[^{near}]'?" if near else "",
    )


def _add_link(
    scanner: Scanner, opener: Opener, content: tuple[Inline, ...], target: Target
) -> None:
    for outer in reversed(scanner.openers):
        if outer.mark == "[":
            if not outer.is_active:
                break
            outer.is_active = False
    if scanner.links > opener.links:
        content = _without_links(content)
    if not is_safe(target.url):
        say_unsafe(scanner, target.url, opener.location)
        scanner.items.extend(content)
        return
    scanner.links += 1
    scanner.items.append(Link(content, target.url, target.title, location=opener.location))


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


def _add_image(
    scanner: Scanner, opener: Opener, content: tuple[Inline, ...], target: Target
) -> None:
    image = Image(target.url, description(content), target.title, location=opener.location)
    scanner.described = content
    scanner.items.append(image)


def description(content: Iterable[Inline]) -> str:
    """Give the words of an image's description."""
    return "".join(map(_words, content)).translate(PLAIN).strip()


def _words(inline: Inline) -> str:
    match inline:
        case Text() | CodeSpan():
            return inline.text
        case Math():
            return inline.tex
        case Image():
            return inline.alternative
        case NoteReference():
            return ""
        case SoftBreak() | HardBreak():
            return " "
        case _:  # what is left holds inlines
            return "".join(map(_words, inline.content))
