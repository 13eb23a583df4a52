"""HTML within paragraphs: elements become the inlines that they mean."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias, cast

from pipeline.model.nodes import (
    Abbreviation,
    CodeSpan,
    Deletion,
    Emphasis,
    HardBreak,
    Inline,
    Insertion,
    Keyboard,
    Link,
    Mark,
    Node,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    Worded,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.walk import rewrite, walk
from pipeline.readers.characters import LITERAL, PLAIN
from pipeline.readers.constructs import unsafe_message
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.emphasis import merged
from pipeline.readers.entities import REFERENCE, decode
from pipeline.readers.findings import Findings
from pipeline.readers.html_attributes import Identity, clean_url, read_identity, read_image
from pipeline.readers.html_names import PLAIN as QUIET
from pipeline.readers.html_tree import Child, Element, Source, Words
from pipeline.readers.urls import is_safe

_SPACES = re.compile(r"[ \t\r\f]+")
_Kind: TypeAlias = type[
    Emphasis | Strong | Deletion | Insertion | Mark | Superscript | Subscript | Keyboard
]
_KINDS: dict[str, _Kind] = {
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    **dict.fromkeys(("del", "s", "strike"), Deletion),
    **dict.fromkeys(("ins", "u"), Insertion),
    "mark": Mark,
    "sup": Superscript,
    "sub": Subscript,
    "kbd": Keyboard,
}
_WORD_BREAK = "\N{ZERO WIDTH SPACE}"
_CHECKED, _UNCHECKED = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"

Within: TypeAlias = Callable[[Element], tuple[Inline, ...]]
ReadMarkdown: TypeAlias = Callable[[Source], tuple[Inline, ...]]


PARTING = "\n\n"
"""What parts the text of blocks that stand within text."""


class Phrases:
    """Makes inlines of elements; what is lost goes to `dropped`.

    `within` makes inlines of a block that stands within a paragraph, `markdown` reads the
    Markdown that some elements hold, `quotes` are those of the language.
    """

    def __init__(
        self,
        findings: Findings,
        dropped: DroppedTags,
        within: Within,
        markdown: ReadMarkdown,
        quotes: tuple[str, ...],
    ) -> None:
        self.findings = findings
        self.dropped = dropped
        self._within = within
        self._markdown = markdown
        self._quotation_marks = quotes
        self._links = 0
        self._quotes = 0

    def inlines(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Make inlines of what stands within one block."""
        result: list[Inline] = []
        for child in children:
            match child:
                case Words():
                    self._add_words(child, result)
                case Source():
                    result.extend(self._markdown(child))
                case Element():
                    result.extend(self._element(child))
                case Link() if self._links:
                    result.extend(child.content)
                case _:  # blocks go other ways
                    result.append(cast("Inline", child))
        return merged(result)

    def _add_words(self, words: Words, result: list[Inline]) -> None:
        """Add text as HTML reads it: space is one space, a blank line parts."""
        for number, line in enumerate(words.text.split("\n"), words.line):
            place = self.findings.place(number)
            if words.text == PARTING and result:  # it stands in no line
                place = result[-1].location
            if number > words.line and result:
                if isinstance(result[-1], SoftBreak):
                    result[-1:] = [HardBreak(location=place)] * 2
                else:
                    result.append(SoftBreak(location=place))
            text = _SPACES.sub(" ", line)
            text = text if number == words.line or not text.startswith(" ") else text[1:]
            if text:
                result.append(Text(_decoded(text), location=place))

    def _element(self, element: Element) -> tuple[Inline, ...]:
        if element.node:
            return self._node(element)
        if element.is_block:
            return self._within(element)
        identity = read_identity(element.tag, self.findings, self.dropped)
        if identity.is_hidden:
            self.dropped.drop_element(element.tag)
            return ()
        kind = _KINDS.get(element.name)
        if kind:
            content = self._wrapped(kind, element)
        else:
            content = _MAKERS.get(element.name, Phrases._unknown)(self, element)
        if element.name == "img":  # it has a name of its own
            identity = replace(identity, identifier="")
        return spanned(_hoisted(content), identity, element)

    def _node(self, element: Element) -> tuple[Inline, ...]:
        """Give one of Markdown's inlines with what it holds now."""
        node = element.node
        if isinstance(node, Link):
            return self._link(element, node)
        content = self.inlines(element.children)
        return (replace(node, content=content),) if node and content else ()

    def _link(self, element: Element, link: Link) -> tuple[Inline, ...]:
        if self._links:
            return self.inlines(element.children)
        self._links += 1
        content = self.inlines(element.children)
        self._links -= 1
        if any(isinstance(node, Link) for node in walk(content)):
            content = merged([*rewrite(content, _without_link)])
        return (replace(link, content=content),) if content else ()

    def _wrapped(self, kind: _Kind, element: Element) -> tuple[Inline, ...]:
        content = self.inlines(element.children)
        if kind is Keyboard and any(isinstance(inline, Keyboard) for inline in content):
            return content
        return (kind(content, location=element.tag.place),) if content else ()

    def _unknown(self, element: Element) -> tuple[Inline, ...]:
        if element.name not in QUIET:
            self.dropped.drop_tag(element.tag)
        return self.inlines(element.children)

    def _break(self, element: Element) -> tuple[Inline, ...]:
        return (HardBreak(location=element.tag.place),)

    def _word_break(self, element: Element) -> tuple[Inline, ...]:
        return (Text(_WORD_BREAK, location=element.tag.place),)

    def _code(self, element: Element) -> tuple[Inline, ...]:
        return coded(self.inlines(element.children), element)

    def _abbreviation(self, element: Element) -> tuple[Inline, ...]:
        content = self.inlines(element.children)
        expansion = " ".join(element.tag.attributes.get("title", "").split())
        if not expansion or not content:
            return content
        return (Abbreviation(content, expansion, location=element.tag.place),)

    def _quote(self, element: Element) -> tuple[Inline, ...]:
        """Put quotes around a quotation, as the publication's language has them."""
        opening, closing = self._quotation_marks[2 * (self._quotes % 2) :][:2]
        self._quotes += 1
        content = self.inlines(element.children)
        self._quotes -= 1
        place = element.tag.place
        return merged([Text(opening, location=place), *content, Text(closing, location=place)])

    def _anchor(self, element: Element) -> tuple[Inline, ...]:
        values, place = element.tag.attributes, element.tag.place
        url = clean_url(values.get("href", ""))
        name = "" if values.get("id") else values.get("name", "").strip()
        if not is_safe(url):
            self.findings.say(*unsafe_message(url), place)
        if "href" not in values or not is_safe(url):
            content = self.inlines(element.children)
        elif self._links:
            self.dropped.drop_tag(element.tag)
            content = self.inlines(element.children)
        else:
            title = " ".join(values.get("title", "").split())
            content = self._link(element, Link((), url, title, location=place))
        return (Span(content, name, location=place),) if name else content

    def _image(self, element: Element) -> tuple[Inline, ...]:
        image = read_image(element.tag, element.tag.attributes.get("id", "").strip())
        if image.url:
            return (image,)
        self.dropped.drop_tag(element.tag)
        return ()

    def _input(self, element: Element) -> tuple[Inline, ...]:
        values, place = element.tag.attributes, element.tag.place
        if values.get("type", "").lower() in {"checkbox", "radio"}:
            return (Text(_CHECKED if "checked" in values else _UNCHECKED, location=place),)
        if values.get("type", "").lower() != "hidden":
            self.dropped.drop_tag(element.tag)
        return ()

    def _option(self, element: Element) -> tuple[Inline, ...]:
        content = self.inlines(element.children)
        return (*content, Text(" ", location=element.tag.place)) if content else ()

    def _ruby(self, element: Element) -> tuple[Inline, ...]:
        """Put what is said above characters behind them, in parentheses."""
        has_own = any(isinstance(c, Element) and c.name == "rp" for c in element.children)
        result: list[Inline] = []
        for child in element.children:
            content = self.inlines((child,))
            if isinstance(child, Element) and child.name == "rt" and not has_own and content:
                place = child.tag.place
                content = (Text("(", location=place), *content, Text(")", location=place))
            result.extend(content)
        return merged(result)


_MAKERS: dict[str, Callable[[Phrases, Element], tuple[Inline, ...]]] = {
    "a": Phrases._anchor,  # noqa: SLF001 - the class's own table
    "abbr": Phrases._abbreviation,  # noqa: SLF001 - as above
    "acronym": Phrases._abbreviation,  # noqa: SLF001 - as above
    "br": Phrases._break,  # noqa: SLF001 - as above
    "code": Phrases._code,  # noqa: SLF001 - as above
    "img": Phrases._image,  # noqa: SLF001 - as above
    "input": Phrases._input,  # noqa: SLF001 - as above
    "option": Phrases._option,  # noqa: SLF001 - as above
    "q": Phrases._quote,  # noqa: SLF001 - as above
    "ruby": Phrases._ruby,  # noqa: SLF001 - as above
    "samp": Phrases._code,  # noqa: SLF001 - as above
    "tt": Phrases._code,  # noqa: SLF001 - as above
    "wbr": Phrases._word_break,  # noqa: SLF001 - as above
}


def spanned(
    content: tuple[Inline, ...], identity: Identity, element: Element
) -> tuple[Inline, ...]:
    """Put a span around inlines, where their element has a name, a language or a direction."""
    if not identity.has_name or not (content or identity.identifier):
        return content
    return (
        Span(
            content,
            identity.identifier,
            (),
            identity.language,
            identity.direction,
            location=element.tag.place,
        ),
    )


def _hoisted(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Put the line breaks that an element begins and ends with before and behind it."""
    if len(content) != 1 or not isinstance(content[0], Worded):
        return content
    inner = content[0].content
    first, last = 0, len(inner)
    while first < last and isinstance(inner[first], SoftBreak):
        first += 1
    while last > first and isinstance(inner[last - 1], SoftBreak):
        last -= 1
    if last - first == len(inner):
        return content
    return (*inner[:first], replace(content[0], content=inner[first:last]), *inner[last:])


def coded(content: tuple[Inline, ...], element: Element) -> tuple[Inline, ...]:
    """Make code of inlines: of plain words a code span, else of the words within."""
    if all(isinstance(inline, Text | SoftBreak | HardBreak) for inline in content):
        text = plain_text(content).translate(PLAIN)
        return (CodeSpan(text, location=element.tag.place),) if text else ()
    return rewrite(content, _as_code)


def _as_code(node: Node) -> Node:
    if isinstance(node, Text) and node.text.strip():
        return CodeSpan(node.text.translate(PLAIN), location=node.location)
    return node


def _without_link(node: Node) -> Node | tuple[Node, ...]:
    return node.content if isinstance(node, Link) else node


def _decoded(text: str) -> str:
    """Resolve references as HTML does; what they stand for becomes nothing else."""
    if "&" not in text:
        return text
    return REFERENCE.sub(_characters, text)


def _characters(match: re.Match[str]) -> str:
    characters = decode(*match.group(1, 2, 3))
    return match.group() if characters is None else characters.translate(LITERAL)
