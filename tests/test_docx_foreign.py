"""Foreign readers of DOCX find what the source has, before and after LibreOffice wrote it again."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import ROOT
from foreign_readers import Reading, by_mammoth, by_pandoc, through_libreoffice
from roads import SAMPLES, sample, write_edition

from pipeline.build import Wishes, read_source
from pipeline.exporter import EditionFacts, normal_text, normal_url
from pipeline.exporters.docx import exporter
from pipeline.model.nodes import (
    BulletList,
    ListItem,
    Math,
    MathBlock,
    Node,
    OrderedList,
    Paragraph,
    Row,
    Table,
)
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, section_blocks
from pipeline.model.walk import walk
from pipeline.project import find_source
from pipeline.verify.expected import expected_facts

FOLDER = ROOT / "tests" / "samples"
BOOKS = {"handbook": FOLDER / "handbook", **{p.stem: p for p in (FOLDER / "lamp").glob("*.md")}}
NAMES = (*SAMPLES, *sorted(BOOKS))
READERS: dict[str, Callable[[Path], Reading]] = {"pandoc": by_pandoc, "mammoth": by_mammoth}


def publication_of(name: str) -> Publication:
    """Give a sample or a book by its name."""
    if name in SAMPLES:
        return sample(name).publication
    publication = read_source(find_source(str(BOOKS[name])), Wishes()).publication
    assert publication is not None
    return publication


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the editions of all samples."""
    folder = tmp_path_factory.mktemp("editions")
    for name in NAMES:
        write_edition(publication_of(name), exporter, folder / f"{name}.docx")
    return folder


@pytest.fixture(scope="module")
def again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the same editions as LibreOffice writes them."""
    target = tmp_path_factory.mktemp("again")
    through_libreoffice((folder / f"{name}.docx" for name in NAMES), target)
    return target


def nodes_of(publication: Publication) -> Iterator[Node]:
    """Yield all nodes that a reader of the text meets, those of the notes last."""
    yield from walk(publication.preamble)
    for section in publication.sections:
        yield from walk(section_blocks(section))
    for note in publication.notes:
        if note.number:
            yield from walk(note.blocks)


def is_plain(nodes: tuple[Node, ...]) -> bool:
    return not any(isinstance(node, Math) for node in walk(nodes))


def items_of(publication: Publication) -> Iterator[str]:
    """Yield the items of lists in the text; in notes, pandoc and mammoth know none."""
    flows = (publication.preamble, *map(section_blocks, publication.sections))
    for node in (node for blocks in flows for node in walk(blocks)):
        if isinstance(node, OrderedList) or (isinstance(node, BulletList) and node.is_marked):
            yield from (text for item in node.items if (text := item_text(item)))


def item_text(item: ListItem) -> str:
    """Give the first words of an item; a task has a check box and no mark of a list."""
    first = item.blocks[0] if item.blocks and item.checked is None else None
    if not isinstance(first, Paragraph) or not is_plain(first.content):
        return ""
    return normal_text(plain_text(first.content))


def rows_of(publication: Publication) -> Iterator[tuple[str, ...]]:
    for node in nodes_of(publication):
        if isinstance(node, Table):
            yield from (row_texts(row) for row in (*node.header, *node.rows) if is_simple(row))


def is_simple(row: Row) -> bool:
    spans = [cell for cell in row.cells if cell.columns != 1 or cell.rows != 1]
    return bool(row.cells) and not spans and all(is_plain(cell.content) for cell in row.cells)


def row_texts(row: Row) -> tuple[str, ...]:
    return tuple(normal_text(plain_text(cell.content)) for cell in row.cells)


def missing(wanted: Iterator[object] | list[object], found: list[object]) -> list[object]:
    """Give what is wanted more often than it was found."""
    return list((Counter(wanted) - Counter(found)).elements())


def check(publication: Publication, found: Reading, reader: str) -> None:
    """Assert that a reader found what a publication has."""
    expected = expected_facts(publication)
    assert found.headings == [(fact.level, fact.text) for fact in expected.outline]
    assert missing(items_of(publication), found.items) == []
    assert missing(rows_of(publication), found.rows) == []
    plain = [note for note in expected.notes if not math_in_note(publication, note.mark)]
    assert missing([note.text for note in plain], found.notes) == []
    assert len(found.notes) >= len(expected.notes)
    out = [(fact.text, fact.target) for fact in expected.links if fact.target[0] != "#"]
    told = [(words, normal_url(url)) for words, url in found.links]
    assert missing(out, told) == []
    inner = [fact.text for fact in expected.links if fact.target[0] == "#"]
    assert missing(inner, found.inner) == []
    if reader == "pandoc":
        formulas = [n for n in nodes_of(publication) if isinstance(n, Math | MathBlock)]
        assert found.formulas == len(formulas)


def math_in_note(publication: Publication, mark: str) -> bool:
    notes = (note for note in publication.notes if note.number == mark)
    return any(isinstance(node, Math | MathBlock) for note in notes for node in walk(note.blocks))


def with_letters(words: tuple[str, ...]) -> Iterator[str]:
    """Yield words; of an index LibreOffice makes the page numbers words, too."""
    yield from (word for word in words if any(map(str.isalpha, word)))


def lines_of(facts: EditionFacts) -> Iterator[tuple[str, str]]:
    """Yield the lines of contents and lists, with what they lead to.

    In lists of figures LibreOffice makes text of the page numbers.
    """
    for fact in facts.contents:
        if fact.level:
            yield " ".join(f"{fact.number} {fact.text} {fact.page}".split()), fact.target


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_reader_finds_everything(name: str, reader: str, folder: Path) -> None:
    found = READERS[reader](folder / f"{name}.docx")
    check(publication_of(name), found, reader)


def test_what_is_not_there_is_missed(folder: Path) -> None:
    for reader, read in READERS.items():
        with pytest.raises(AssertionError):
            check(publication_of("readme"), read(folder / "article.docx"), reader)


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_loses_nothing(name: str, folder: Path, again: Path) -> None:
    """What LibreOffice writes of an edition says the same, by our own reader."""
    own, theirs = (exporter.read_back(at / f"{name}.docx") for at in (folder, again))
    assert theirs.title == own.title
    assert theirs.outline == own.outline
    assert [*with_letters(theirs.words)] == [*with_letters(own.words)]
    assert theirs.notes == own.notes
    assert missing([*own.links], [*theirs.links]) == []
    assert missing([*lines_of(own)], [*lines_of(theirs)]) == []
    assert theirs.images == own.images


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_reader_finds_everything_in_what_libreoffice_wrote(
    name: str, again: Path
) -> None:
    check(publication_of(name), by_pandoc(again / f"{name}.docx"), "pandoc")
