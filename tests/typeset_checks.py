"""What holds for all pages that the typesetter makes, as functions that tests call."""

from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Code
from pipeline.exporter import normal_words
from pipeline.model.nodes import Block
from pipeline.model.publication import Publication, body_blocks
from pipeline.theme import Theme
from pipeline.typesetting.pages import (
    Box,
    Content,
    Element,
    Expression,
    Item,
    Page,
    Pages,
    Role,
    Run,
    Sign,
)
from pipeline.verify.expected import leaf_texts

TEXT_ROLES = {
    Role.HEADING,
    Role.RUBRIC,
    Role.PARAGRAPH,
    Role.CODE_TITLE,
    Role.CODE_BLOCK,
    Role.EQUATION,
    Role.ADMONITION_TITLE,
    Role.TERM,
    Role.CELL,
    Role.HEADER_CELL,
    Role.ROW_HEADER,
    Role.CAPTION,
}
SKIPPED = {Role.NOTE, Role.NOTE_REFERENCE, Role.SECTION_NUMBER, Role.PAGE_NUMBER}


def run_width(run: Run) -> float:
    """Give how wide a run is, in points."""
    # A space that is a run of its own may hang over a line's end: nobody sees it.
    visible = [word.width for word in run.words if word.text != " "]
    words = sum(visible) * run.size / 1000
    return words + run.space * (len(run.words) - 1)


def item_width(item: Item) -> float:
    """Give how wide something is, in points; of a formula, how far its last signs reach."""
    if isinstance(item, Run):
        return run_width(item)
    if not isinstance(item, Expression):
        return item.width
    signs = [piece for piece in item.pieces if isinstance(piece, Sign)]
    return max((sign.x + sign.word.width * sign.size / 1000 for sign in signs), default=0.0)


def runs_of(page: Page) -> list[Run]:
    """Give a page's runs that belong to the text."""
    return [item for item in page.items if isinstance(item, Run) and item.content]


def leaves(element: Element) -> Iterator[Content]:
    """Yield the leaves below an element in reading order."""
    for child in element.children:
        if isinstance(child, Content):
            yield child
        else:
            yield from leaves(child)


def elements(element: Element) -> Iterator[Element]:
    """Yield an element and those below it in reading order."""
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from elements(child)


def drawn_texts(pages: Pages) -> dict[Content, str]:
    """Give what is drawn for each leaf, pieces joined in drawing order."""
    texts: dict[Content, str] = {}
    for page in pages.pages:
        for run in runs_of(page):
            assert run.content
            text = run.text
            texts[run.content] = texts.get(run.content, "") + text
        for item in page.items:
            if isinstance(item, Expression):
                text = item.text or item.content.element.actual
                texts[item.content] = texts.get(item.content, "") + text
    return texts


def structure_texts(pages: Pages, root: Element) -> list[tuple[str, ...]]:
    """Give the words of every block of text below an element, notes left out."""
    drawn = drawn_texts(pages)
    found = [normal_words(_drawn_text(block, drawn)) for block in _text_blocks(root)]
    return [words for words in found if words]


def _text_blocks(element: Element) -> Iterator[Element]:
    if element.role in TEXT_ROLES:
        yield element
        return
    for child in element.children:
        if isinstance(child, Element) and child.role is not Role.NOTE:
            yield from _text_blocks(child)


def _drawn_text(element: Element, drawn: dict[Content, str]) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, Content):
            parts.append(drawn.get(child, ""))
        elif child.actual:
            parts.append(child.actual)
        elif child.role not in SKIPPED:
            parts.append(_drawn_text(child, drawn))
    return "".join(parts)


def model_texts(blocks: Iterable[Block]) -> list[tuple[str, ...]]:
    """Give the words of every block of text of a model."""
    found = [normal_words(leaf.text) for leaf in leaf_texts(blocks)]
    return [words for words in found if words]


def check_texts(pages: Pages, publication: Publication) -> None:
    """Hold that all words come back from the structure, in order, and the notes' words too."""
    body = structure_texts(pages, pages.structure)
    assert body == model_texts(body_blocks(publication))
    notes = {e.identifier: e for e in elements(pages.structure) if e.role is Role.NOTE}
    for note in publication.notes:
        if note.identifier in notes:
            expected = model_texts(note.blocks)
            found = []
            for child in notes[note.identifier].children:
                assert isinstance(child, Element)
                found.extend(structure_texts(pages, child))
            assert found == expected


def check_leaves(pages: Pages) -> None:
    """Hold that every leaf is drawn, and that whatever is drawn for the text is a leaf."""
    expected = list(leaves(pages.structure))
    assert len(set(map(id, expected))) == len(expected)
    drawn = {
        id(item.content)
        for page in pages.pages
        for item in page.items
        if not isinstance(item, Box) and item.content
    }
    assert drawn == set(map(id, expected))


def check_frame(pages: Pages, theme: Theme) -> None:
    """Hold that nothing leaves the frame, unless a diagnostic says so."""
    codes = {diagnostic.code for diagnostic in pages.diagnostics}
    wide = codes & {Code.LINE_OVERFULL, Code.TABLE_TOO_WIDE}
    for each in pages.pages:
        page = theme.page if each.width == theme.page.width else theme.page.turned
        for item in each.items:
            if isinstance(item, Box) or not item.content:
                continue
            right = item.x + item_width(item)
            assert item.x >= page.left - 0.1
            assert wide or right <= page.left + page.measure + 1.1
            assert page.bottom - 1.0 <= item.y <= page.height - page.top


def check_glyphs(pages: Pages) -> None:
    """Hold that no glyph is the one that stands for missing ones, and that widths add up."""
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, Run):
                assert item.words
                for word in item.words:
                    assert word.face is item.face
                    assert all(glyph.index for glyph in word.glyphs)
                    advances = sum(glyph.advance for glyph in word.glyphs)
                    assert abs(advances - word.width) < 0.01


def check_places(pages: Pages) -> None:
    """Hold that every identifier and every target inside has a place."""
    for element in elements(pages.structure):
        if element.identifier:
            assert element.identifier in pages.places
        if element.target:
            assert element.target in pages.places
    for page in pages.pages:
        for link in page.links:
            assert link.element.url or link.element.target


def check_pages(pages: Pages, publication: Publication, theme: Theme) -> None:
    """Hold everything above."""
    check_leaves(pages)
    check_texts(pages, publication)
    check_frame(pages, theme)
    check_glyphs(pages)
    check_places(pages)
