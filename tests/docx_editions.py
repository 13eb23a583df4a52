"""Writes DOCX editions for tests, reads them back, and takes them apart."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docx_lint import lint
from lxml import etree

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.options import DocxOptions
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import Block, Heading, Note
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Asset, OutlineEntry, Publication, Section
from pipeline.model.words import words_for
from pipeline.theme import Theme
from pipeline.typesetting import typeset
from pipeline.verify.compare import told_alike
from pipeline.verify.expected import expect
from pipeline.verify.pictures import Pictures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = DocxOptions(embed_fonts=False)


def write(
    publication: Publication,
    target: Path,
    options: DocxOptions = PLAIN,
    theme: Theme | None = None,
) -> Diagnostics:
    """Write an edition; pages are typeset when it asks for them."""
    theme = theme or Theme()
    plan = EditionPlan(publication, theme, options, lambda: typeset(publication, theme))
    return exporter.write(plan, target)


def part(path: Path, name: str = "word/document.xml") -> etree._Element:
    """Give the root of a part."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def members(path: Path) -> dict[str, bytes]:
    """Give the members of an archive by their names."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(source: Path, target: Path, name: str, change: Callable[[str], str]) -> Path:
    """Copy an archive with one member changed; the change must change something."""
    contents = members(source)
    old = contents[name].decode()
    new = change(old)
    assert new != old, f"nothing to change in {name}"
    contents[name] = new.encode()
    with zipfile.ZipFile(target, "w") as archive:
        for member, content in contents.items():
            archive.writestr(member, content)
    return target


def without(source: Path, target: Path, name: str, *, instead: bytes | None = None) -> Path:
    """Copy an archive without one member, or with other content in it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members(source).items():
            if member != name:
                archive.writestr(member, content)
            elif instead is not None:
                archive.writestr(member, instead)
    return target


def substituted(pattern: str, replacement: str) -> Callable[[str], str]:
    """Give a change of the first match of a pattern."""
    return lambda text: re.sub(pattern, replacement, text, count=1, flags=re.DOTALL)


def without_pages(facts: EditionFacts) -> EditionFacts:
    """Give facts as far as a publication can know them beforehand."""
    contents = tuple(replace(entry, page="") for entry in facts.contents)
    return replace(facts, contents=contents, bookmarks=None, places=(), identifiers=None)


def without_cells(facts: EditionFacts) -> EditionFacts:
    """Give facts without what they tell of tables, whose spans a publication may have wrong."""
    structure = facts.structure
    return replace(facts, structure=None if structure is None else structure._replace(cells=()))


def assert_agrees(publication: Publication, edition: Path, *, cells: bool = True) -> EditionFacts:
    """Assert that an edition says what its publication does; give what it says.

    `cells` tells whether every cell of the tables must stand and span as the publication says.
    """
    facts = exporter.read_back(edition)
    pictures = Pictures(publication.assets)
    told, expectation = told_alike(expect(publication), facts, pictures)
    shown = without_pages if cells else lambda facts: without_cells(without_pages(facts))
    assert shown(told) == shown(expectation.facts)
    return facts


def checked(
    publication: Publication, path: Path, options: DocxOptions = PLAIN, *, cells: bool = True
) -> Path:
    """Write an edition that must agree with its publication and be clean."""
    write(publication, path, options)
    assert_agrees(publication, path, cells=cells)
    assert lint(path) == []
    return path


def publication_of(
    *blocks: Block,
    notes: tuple[Note, ...] = (),
    assets: tuple[Asset, ...] = (),
    settings: Settings | None = None,
    metadata: Metadata | None = None,
) -> Publication:
    """Make a publication of blocks; the headings among them make its outline."""
    metadata = metadata or Metadata(title="A title", identifier="urn:x:1")
    preamble, sections = _sections(list(blocks), 1)
    outline = _outline(sections)
    return Publication(
        metadata=metadata,
        settings=settings or Settings(),
        words=words_for(metadata.language),
        preamble=preamble,
        sections=sections,
        outline=outline,
        bookmarks=outline,
        contents=outline,
        notes=notes,
        assets=assets,
        title_identifier="the-title",
    )


def _sections(blocks: list[Block], level: int) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    def begins(block: Block) -> bool:
        return isinstance(block, Heading) and block.level == level

    starts = [at for at, block in enumerate(blocks) if begins(block)]
    ends = [*starts[1:], len(blocks)][: len(starts)]
    sections = []
    for start, end in zip(starts, ends, strict=True):
        heading = blocks[start]
        assert isinstance(heading, Heading)
        sections.append(Section(heading, *_sections(blocks[start + 1 : end], level + 1)))
    return tuple(blocks[: starts[0] if starts else len(blocks)]), tuple(sections)


def _outline(sections: tuple[Section, ...]) -> tuple[OutlineEntry, ...]:
    return tuple(
        OutlineEntry(
            section.heading.level,
            section.heading.number,
            " ".join(plain_text(section.heading.content).split()),
            section.heading.identifier,
            _outline(section.sections),
        )
        for section in sections
    )
