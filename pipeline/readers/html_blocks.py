"""Blocks of HTML: elements become the blocks that they mean."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.nodes import (
    Admonition,
    Block,
    BlockQuote,
    CodeBlock,
    CodeSpan,
    Division,
    Figure,
    HardBreak,
    Heading,
    Image,
    Inline,
    Math,
    Node,
    NoteReference,
    PageBreak,
    Paragraph,
    SoftBreak,
    Table,
    Term,
    Text,
    ThematicBreak,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.walk import rewrite, walk
from pipeline.readers.anchors import settled
from pipeline.readers.attributes import Attributes
from pipeline.readers.drafts import BlockDraft, Draft
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.emphasis import merged
from pipeline.readers.findings import Findings
from pipeline.readers.html_attributes import Identity, read_identity
from pipeline.readers.html_code import holds_draft, read_code
from pipeline.readers.html_lists import read_definitions, read_list
from pipeline.readers.html_names import OPENED, PLAIN
from pipeline.readers.html_phrases import Phrases
from pipeline.readers.html_tables import read_table
from pipeline.readers.html_tree import Child, Element, Source, Words, is_block
from pipeline.readers.lines_of_blocks import Lines
from pipeline.readers.scanner import trimmed

_TITLE = frozenset({"admonition-title", "title"})
_ROOM = frozenset(" \t\n\u00a0")


class Ways(NamedTuple):
    """How what HTML holds is read.

    `build` makes blocks of drafts, `reread` of Markdown within an element; both are told how deep
    the elements around it are nested. `lines` reads Markdown within a line, `finish` puts in
    typography. `title_of` gives the title of a kind of box, `quotes` are those of the language.
    """

    build: Callable[[BlockDraft, int], tuple[Block, ...]]
    reread: Callable[[Source, int], tuple[Block, ...]]
    lines: Callable[[Source], tuple[Inline, ...]]
    finish: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
    title_of: Callable[[str, Location], tuple[Inline, ...]]
    quotes: tuple[str, ...]


class HtmlBlocks:
    """Makes blocks of elements; what is lost goes to `dropped`."""

    def __init__(self, findings: Findings, dropped: DroppedTags, ways: Ways) -> None:
        self.findings = findings
        self.dropped = dropped
        self._ways = ways
        self._phrases = Phrases(findings, dropped, self.within, ways.lines, ways.quotes)
        self._depth = 0

    def blocks(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """Make blocks; what stands between them becomes paragraphs."""
        self._depth += 1
        result: list[Block] = []
        run: list[Child] = []
        for child in children:
            if not is_block(child):
                run.append(child)
                continue
            result.extend(self._paragraphs(run))
            run = []
            result.extend(self._block(child))
        result.extend(self._paragraphs(run))
        self._depth -= 1
        return settled(tuple(result))

    def inlines(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Make inlines of what stands within a paragraph of Markdown."""
        return self._phrases.inlines(children)

    def content(self, element: Element) -> tuple[Inline, ...]:
        """Give what an element holds as inlines, for places that hold no blocks."""
        return self.lines(element, Lines())

    def lines(self, element: Element, lines: Lines) -> tuple[Inline, ...]:
        """Give what an element holds as inlines; `lines` notes what is lost."""
        if any(map(is_block, element.children)):
            return trimmed(lines.joined(self.blocks(element.children)))
        return self._ways.finish(trimmed(self._phrases.inlines(element.children)))

    def within(self, element: Element) -> tuple[Inline, ...]:
        """Give a block that stands within a paragraph as lines of it."""
        lines = Lines()
        content = lines.joined(self._element(element))
        if lines.lost:
            self.dropped.drop_tag(element.tag)
        place = element.tag.place
        around = HardBreak(location=place)
        return (around, *content, around) if content else ()

    def identity(self, element: Element) -> Identity:
        """Read what the attributes of an element say."""
        return read_identity(element.tag, self.findings, self.dropped)

    def _paragraphs(self, run: list[Child]) -> Iterable[Block]:
        if not run or all(isinstance(c, Words) and c.text.isspace() for c in run):
            return
        for part in _parts(self._phrases.inlines(run)):
            content = trimmed(part)
            if not _says_something(content):
                continue
            place = content[0].location
            if len(content) == 1 and isinstance(content[0], Image):
                yield self._figure_of(content[0], place)
            else:
                yield Paragraph(self._ways.finish(content), location=place)

    def _figure_of(self, image: Image, place: Location) -> Figure:
        title = (Text(image.title, location=place),) if image.title else ()
        return Figure(image, self._ways.finish(title), location=place)

    def _block(self, child: Child) -> tuple[Block, ...]:
        if isinstance(child, Element):
            return self._element(child) if child.is_block else self._split(child)
        if isinstance(child, Source):
            return self._ways.reread(child, self._depth)
        if isinstance(child, Draft):
            return self._ways.build(child, self._depth)
        return (child,) if isinstance(child, PageBreak) else ()

    def _split(self, element: Element) -> tuple[Block, ...]:
        """Put an element for use within paragraphs into each paragraph that it is around."""
        blocks = self.blocks(element.children)

        def wrap(node: Node) -> Node:
            if not isinstance(node, Paragraph | Heading | Term):
                return node
            around = Element(element.tag)
            around.children.extend(node.content)
            content = self._phrases.inlines((around,))
            return replace(node, content=content) if content else node

        if element.name in PLAIN:
            return divided(blocks, replace(self.identity(element), classes=()), element)
        return rewrite(blocks, wrap)

    def _element(self, element: Element) -> tuple[Block, ...]:
        identity = self.identity(element)
        if identity.is_hidden:
            self.dropped.drop_element(element.tag)
            return ()
        maker = _MAKERS.get(element.name)
        if maker:
            blocks = maker(self, element, identity)
        elif element.name in OPENED:
            blocks = divided(self.blocks(element.children), identity, element)
        else:
            if element.name not in PLAIN:
                self.dropped.drop_tag(element.tag)
            blocks = divided(self.blocks(element.children), identity, element)
        return _broken(blocks, identity, element)

    def _heading(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        attributes = Attributes(identity.identifier, identity.classes)
        content = self.content(element)
        heading = Heading(
            int(element.name[1]),
            content,
            identity.identifier,
            attributes.classes,
            attributes.numbered,
            listed=attributes.listed,
            location=element.tag.place,
        )
        spoken = replace(identity, identifier="", classes=(), alignment=None)
        return divided((heading,), spoken, element) if content else ()

    def _rule(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        if identity.breaks_before or identity.breaks_after:
            return ()
        return divided((ThematicBreak(location=element.tag.place),), _bare(identity), element)

    def _quote(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        blocks = self.blocks(element.children)
        quote = BlockQuote(blocks, location=element.tag.place)
        return divided((quote,), _bare(identity), element) if blocks else ()

    def _list(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        return divided(read_list(element, self), _bare(identity), element)

    def _definitions(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        return divided(read_definitions(element, self), _bare(identity), element)

    def _table(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        blocks = read_table(element, identity, self)
        spoken = replace(identity, identifier="", classes=(), alignment=None)
        return divided(blocks, spoken, element)

    def _details(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        summaries = _named(element, "summary")
        title = self.content(summaries[0]) if summaries else ()
        place = element.tag.place
        title = title or self._ways.title_of("details", place)
        rest = [child for child in element.children if child not in summaries[:1]]
        folded = Admonition(
            "details", title, self.blocks(rest), identity.identifier, location=place
        )
        spoken = replace(identity, identifier="", classes=(), alignment=None)
        return divided((folded,), spoken, element)

    def _division(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        """Open a division, or make of it the box that it is for Python-Markdown's own HTML."""
        if "admonition" not in identity.classes:
            return divided(self.blocks(element.children), identity, element)
        kind = next((name.lower() for name in identity.classes if name != "admonition"), "note")
        titles = [p for p in _named(element, "p") if _TITLE & {*_classes_of(p)}][:1]
        place = element.tag.place
        title = self.content(titles[0]) if titles else self._ways.title_of(kind, place)
        rest = [child for child in element.children if child not in titles]
        box = Admonition(kind, title, self.blocks(rest), identity.identifier, location=place)
        spoken = replace(identity, identifier="", classes=(), alignment=None)
        return divided((box,), spoken, element)

    def _summary(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        """Make a paragraph of what titles nothing."""
        return divided(self.blocks(element.children), _bare(identity), element)

    def _figure(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        captions = _named(element, "figcaption")
        caption = tuple(self.content(captions[0])) if captions else ()
        rest = [child for child in element.children if child not in captions[:1]]
        blocks = self.blocks(rest)
        image = _only_image(blocks)
        place = element.tag.place
        if image is not None:
            if not isinstance(blocks[0], Figure):
                self._say_link_lost(place)
            name = identity.identifier or image.identifier
            image = replace(image, identifier="")
            blocks = (Figure(image, caption or _caption(blocks[0]), name, location=place),)
            identity = replace(identity, identifier="")
        elif len(blocks) == 1 and isinstance(blocks[0], Table) and not blocks[0].caption:
            blocks = (replace(blocks[0], caption=caption),)
        elif len(blocks) == 1 and isinstance(blocks[0], CodeBlock) and not blocks[0].title:
            blocks = (replace(blocks[0], title=" ".join(plain_text(caption).split())),)
        elif caption:
            blocks = (*blocks, Paragraph(caption, location=captions[0].tag.place))
        return divided(blocks, replace(identity, classes=()), element)

    def _say_link_lost(self, place: Location) -> None:
        message = "the image of a figure is no link in an edition; the link is dropped"
        self.findings.say(Code.MARKUP_DROPPED, message, place)

    def _code(self, element: Element, identity: Identity) -> tuple[Block, ...]:
        """Make code of preformatted text; blocks of Markdown within it stay what they are."""
        if holds_draft(element):
            return divided(self.blocks(element.children), _bare(identity), element)
        return (read_code(element, identity),)


_Maker = Callable[[HtmlBlocks, Element, Identity], tuple[Block, ...]]
_MAKERS: dict[str, _Maker] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HtmlBlocks._heading),  # noqa: SLF001 - the class's own table
    **dict.fromkeys(("ul", "ol", "menu", "dir"), HtmlBlocks._list),  # noqa: SLF001 - as above
    "blockquote": HtmlBlocks._quote,  # noqa: SLF001 - as above
    "details": HtmlBlocks._details,  # noqa: SLF001 - as above
    "div": HtmlBlocks._division,  # noqa: SLF001 - as above
    "dl": HtmlBlocks._definitions,  # noqa: SLF001 - as above
    "figure": HtmlBlocks._figure,  # noqa: SLF001 - as above
    "hr": HtmlBlocks._rule,  # noqa: SLF001 - as above
    "pre": HtmlBlocks._code,  # noqa: SLF001 - as above
    "summary": HtmlBlocks._summary,  # noqa: SLF001 - as above
    "figcaption": HtmlBlocks._summary,  # noqa: SLF001 - as above
    "table": HtmlBlocks._table,  # noqa: SLF001 - as above
}


def divided(blocks: tuple[Block, ...], identity: Identity, element: Element) -> tuple[Block, ...]:
    """Put a division around blocks, where their element says more than that they are blocks."""
    if not (identity.has_name or identity.alignment):  # classes alone mean nothing to readers
        return blocks
    if not blocks and not identity.identifier:
        return ()
    return (
        Division(
            blocks,
            identity.identifier,
            identity.classes,
            identity.language,
            identity.direction,
            identity.alignment,
            location=element.tag.place,
        ),
    )


def _bare(identity: Identity) -> Identity:
    """Give an identity without what is about looks."""
    return replace(identity, classes=(), alignment=None)


def _broken(blocks: tuple[Block, ...], identity: Identity, element: Element) -> tuple[Block, ...]:
    """Put page breaks around blocks."""
    page = (PageBreak(location=element.tag.place),)
    before = page if identity.breaks_before else ()
    after = page if identity.breaks_after else ()
    return (*before, *blocks, *after)


def inlines_of(
    children: Iterable[Child], findings: Findings, dropped: DroppedTags, quotes: tuple[str, ...]
) -> tuple[Inline, ...]:
    """Make inlines of a tree that stands within a paragraph of Markdown, without typography."""
    ways = Ways(_nothing, _nothing, _nothing, lambda content: content, _nothing, quotes)
    return HtmlBlocks(findings, dropped, ways).inlines(children)


def _nothing(*_: object) -> tuple[()]:
    return ()


def _named(element: Element, name: str) -> list[Element]:
    return [c for c in element.children if isinstance(c, Element) and c.name == name]


def _classes_of(element: Element) -> list[str]:
    return element.tag.attributes.get("class", "").split()


def _says_something(content: Iterable[Inline]) -> bool:
    """Tell whether inlines hold more than space; a place with a name is something."""
    return any(
        (isinstance(node, Text) and not set(node.text) <= _ROOM)
        or isinstance(node, Image | CodeSpan | Math | NoteReference)
        or getattr(node, "identifier", "")
        for node in walk(content)
    )


def _parts(content: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """Cut inlines where lines are broken twice."""
    parts: list[list[Inline]] = [[]]
    breaks = 0
    for inline in content:
        is_space = isinstance(inline, Text) and not inline.text.strip(" ")
        if isinstance(inline, HardBreak):
            breaks += 1
        elif breaks > 1 and not isinstance(inline, SoftBreak) and not is_space:
            parts.append([])
        if not isinstance(inline, HardBreak | SoftBreak) and not is_space:
            breaks = 0
        parts[-1].append(inline)
    return [merged(part) for part in parts]


def _only_image(blocks: tuple[Block, ...]) -> Image | None:
    """Give the image that is all that some blocks hold."""
    if len(blocks) != 1 or not isinstance(blocks[0], Figure | Paragraph):
        return None
    words = [n for n in walk(blocks) if isinstance(n, Text) and n.text.strip()]
    images = [node for node in walk(blocks) if isinstance(node, Image)]
    if len(images) != 1 or (words and isinstance(blocks[0], Paragraph)):
        return None
    return images[0]


def _caption(block: Block) -> tuple[Inline, ...]:
    return block.caption if isinstance(block, Figure) else ()
