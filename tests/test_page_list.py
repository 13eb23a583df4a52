"""The page list of the EPUB edition: the pages of the PDF, marked where they begin in the text."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from ace import ace
from commands import pipeline
from lxml import etree
from pypdf import PdfReader
from roads import ARTICLE, exporters
from validators import epubcheck

from pipeline.build import Wishes, read_source
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.epub.options import EpubOptions
from pipeline.markup import PageBreak, Places, blocks_markup
from pipeline.model.nodes import (
    Block,
    CodeBlock,
    CodeSpan,
    Emphasis,
    Heading,
    Link,
    Math,
    NoteReference,
    Paragraph,
    SoftBreak,
    Text,
)
from pipeline.model.offsets import place_after, visible_length
from pipeline.model.publication import Publication
from pipeline.model.words import words_for
from pipeline.project import find_source
from pipeline.theme import theme_for
from pipeline.typesetting import typeset
from pipeline.typesetting.pages import Pages
from pipeline.verify import Aspect, Comparison, compare
from pipeline.verify.pagelist import expected_pages

SAMPLES = Path(__file__).parent / "samples"
WORDS = (
    "The keeper *trims the wick* and `logs_the_hour` before the harbour wakes; "
    "see [the long list of signals](https://example.org/signals), or ask $x^2$ times. "
)


def long_text() -> str:
    """Give a source in which pages begin in blocks of many kinds."""
    numbered = [WORDS.replace("hour", f"hour {n}") for n in range(400)]
    prose = "\n\n".join("".join(numbered[n : n + 9]) for n in range(0, 200, 9))
    code = "\n".join(f"let line_{n} = {n}; // and what is said of it" for n in range(130))
    rows = "\n".join(f"| row {n} | what stands in row {n} |" for n in range(90))
    items = "\n".join(f"- item {n}: {numbered[n]}" for n in range(60))
    terms = "\n\n".join(f"term {n}\n:   {numbered[n]}" for n in range(60))
    quote = "\n>\n".join(f"> {numbered[n] * 3}" for n in range(12))
    return (
        "---\ntitle: Lamps\nlang: en\n---\n\n"
        f"# One\n\n{prose}\n\n## Code\n\n```rust\n{code}\n```\n\n"
        f"# Two\n\n| a | b |\n|---|---|\n{rows}\n\n{items}\n\n## Terms\n\n{terms}\n\n"
        f"# Page 3\n\n{quote}\n\n{prose} A note.[^1]\n\n[^1]: {''.join(numbered[:9])}\n"
    )


@dataclass(frozen=True)
class Made:
    """A publication, its pages, and its editions in a folder."""

    publication: Publication
    pages: Pages
    epub: Path
    pdf: Path

    @property
    def facts(self) -> EditionFacts:
        """What the EPUB says."""
        return exporters()["epub"].read_back(self.epub)

    def compared(self) -> Comparison:
        """Compare the EPUB with what its page list must say."""
        listed = {"epub": expected_pages(self.publication, self.pages)}
        return compare(self.publication, {"epub": self.facts}, listed=listed)


def make(source: Path, folder: Path) -> Made:
    """Write both editions of a source."""
    publication = read_source(find_source(str(source)), Wishes()).publication
    assert publication is not None
    theme = theme_for(publication.settings.theme, publication.settings.page_size)
    pages = typeset(publication, theme)
    paths = {name: folder / f"edition.{name}" for name in ("epub", "pdf")}
    for name, path in paths.items():
        exporter = exporters()[name]
        exporter.write(EditionPlan(publication, theme, exporter.options(), lambda: pages), path)
    return Made(publication, pages, paths["epub"], paths["pdf"])


@cache
def long_made(folder: Path) -> Made:
    source = folder / "lamps.md"
    source.write_text(long_text(), encoding="utf-8")
    return make(source, folder)


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return long_made(tmp_path_factory.mktemp("lamps"))


def bare(text: str) -> str:
    """Give the letters and digits of a text alone: a foreign reader may space them otherwise."""
    return re.sub(r"\W", "", text)


def pdf_texts(path: Path) -> dict[str, str]:
    """Give what another library reads on the pages of a PDF, by their labels."""
    reader = PdfReader(path)
    texts = (bare(page.extract_text()) for page in reader.pages)
    return dict(zip(reader.page_labels, texts, strict=True))


SOURCES = {
    "article": ARTICLE,
    "station-manual": SAMPLES / "station-manual.md",
    "german-report": SAMPLES / "german-report.md",
    "handbook": SAMPLES / "handbook",
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_edition_lists_its_pages_as_it_must(name: str, tmp_path: Path) -> None:
    comparison = make(SOURCES[name], tmp_path).compared()
    assert comparison.agrees
    assert dict(comparison.counts)[Aspect.PAGE_LIST] > 1


def test_pages_begin_in_the_epub_with_the_words_that_the_pdf_has_there(lamps: Made) -> None:
    assert lamps.compared().agrees
    texts = pdf_texts(lamps.pdf)
    listed = lamps.facts.page_list or ()
    assert [page.label for page in listed] == list(texts)
    # The first page begins with title and contents; formulas are spelt otherwise by pypdf.
    wrong = [
        page for page in listed[1:] if bare(page.begins.split("x2")[0]) not in texts[page.label]
    ]
    assert wrong == []


def test_epubcheck_takes_marks_lists_and_their_order(lamps: Made) -> None:
    assert epubcheck([lamps.epub]) == []


def document(edition: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(edition) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def test_marks_are_labelled_and_stand_in_no_heading(lamps: Made) -> None:
    with zipfile.ZipFile(lamps.epub) as archive:
        names = [n for n in archive.namelist() if n.startswith("EPUB/text/")]
        trees = [etree.fromstring(archive.read(name)) for name in names]
    marks = [e for tree in trees for e in tree.iter() if e.get("role") == "doc-pagebreak"]
    assert [mark.get("aria-label") for mark in marks] == [p.label for p in lamps.pages.pages]
    assert {etree.QName(mark).localname for mark in marks} == {"div", "span"}
    around = {etree.QName(a).localname for mark in marks for a in mark.iterancestors()}
    assert not around & {"h1", "h2", "h3"}
    assert around >= {"p", "code", "li", "td", "blockquote"}
    assert around & {"dt", "dd"}


def test_an_identifier_of_the_text_keeps_its_name(lamps: Made) -> None:
    nav = document(lamps.epub, "nav.xhtml")
    links = [link.get("href", "") for link in nav.iter("{*}a")]
    assert "text/chapter-03.xhtml#page-3" in links  # the heading "Page 3"
    assert any(link.endswith("#page-3-") for link in links)


def test_package_and_ncx_tell_of_the_pages(lamps: Made) -> None:
    package = etree.tostring(document(lamps.epub, "content.opf"), encoding="unicode")
    assert "pageBreakSource" in package
    assert ">pageBreakMarkers<" in package
    assert ">pageNavigation<" in package
    targets = list(document(lamps.epub, "toc.ncx").iter("{*}pageTarget"))
    assert len(targets) == len(lamps.pages.pages)


def changed(edition: Path, target: Path, change: Callable[[str, str], str]) -> Path:
    """Write an edition again, with its members changed by their names."""
    with zipfile.ZipFile(edition) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xhtml"):
                content = change(name, content.decode()).encode()
            new.writestr(name, content)
    return target


MARK = re.compile(r'<(?P<name>span|div) epub:type="pagebreak"[^>]*aria-label="2"[^>]*></(?P=name)>')
FAULTS: dict[str, Callable[[str, str], str]] = {
    "the list is lost": lambda _, text: re.sub(
        r'<nav epub:type="page-list".*?</nav>', "", text, flags=re.DOTALL
    ),
    "a mark is lost": lambda _, text: MARK.sub("", text),
    "a line is lost": lambda _, text: re.sub(r'<li><a href="[^"]*">2</a></li>\n', "", text),
    "a mark is called otherwise": lambda _, text: text.replace('aria-label="2"', 'aria-label="8"'),
    "a line is called otherwise": lambda _, text: text.replace(">2</a></li>", ">8</a></li>"),
    "a mark has moved": lambda _, text: re.sub(
        rf"(?P<mark>{MARK.pattern})(?P<words>(?:[^<\s]+\s+){{3}})", r"\g<words>\g<mark>", text
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_page_list_has_lost_is_told(fault: str, lamps: Made, tmp_path: Path) -> None:
    broken = changed(lamps.epub, tmp_path / "broken.epub", FAULTS[fault])
    comparison = Made(lamps.publication, lamps.pages, broken, lamps.pdf).compared()
    assert {said.aspect for said in comparison.discrepancies()} == {Aspect.PAGE_LIST}


def test_without_the_option_nothing_is_typeset_and_nothing_marked(tmp_path: Path) -> None:
    publication = read_source(find_source(str(ARTICLE)), Wishes()).publication
    assert publication is not None

    def no_pages() -> Pages:
        raise AssertionError("nobody needs pages")

    options = EpubOptions(page_list=False)
    plan = EditionPlan(publication, theme_for("report", "a4"), options, no_pages)
    exporters()["epub"].write(plan, tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        assert not [n for n in archive.namelist() if b"pagebreak" in archive.read(n).lower()]
    assert exporters()["epub"].read_back(tmp_path / "a.epub").page_list is None


CONDITIONS = (
    """# One

::: {.only formats="pdf"}
"""
    + "\n\n".join(WORDS * 9 for _ in range(6))
    + """
:::

"""
    + "\n\n".join(WORDS * 9 for _ in range(12))
)


def test_pages_are_those_of_the_pdf_whatever_is_built_beside(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CONDITIONS, encoding="utf-8")
    for folder, formats in (("alone", "epub"), ("beside", "pdf,docx,epub")):
        ended = pipeline(tmp_path, "build", "a.md", "--to", formats, "-o", folder)
        assert ended.code == 0, ended.err
        assert re.search(r"page list +\d+", ended.out)
    alone, beside = tmp_path / "alone" / "a.epub", tmp_path / "beside" / "a.epub"
    assert alone.read_bytes() == beside.read_bytes()
    texts = pdf_texts(tmp_path / "beside" / "a.pdf")
    listed = exporters()["epub"].read_back(alone).page_list or ()
    assert listed[-1].label == list(texts)[-1]
    assert bare(listed[-1].begins.split("x2")[0]) in texts[listed[-1].label]


def test_the_option_is_one_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nWords.\n", encoding="utf-8")
    words = ("build", "a.md", "--to", "epub", "-o", "out", "--set", "editions.epub.page-list=false")
    ended = pipeline(tmp_path, *words)
    assert ended.code == 0
    assert "page list" not in ended.out


FLOATS = """---
title: Floats
float-figures: true
---

# One

""" + "\n\n".join(
    f"{WORDS * 9}\n\n![Lamp {n}](lamp.svg)\n\n"
    + (
        "| "
        + " | ".join(f"incomprehensibilities{c}" for c in range(12))
        + " |\n"
        + "|---" * 12
        + "|\n"
        + ("| one " * 12 + "|\n") * 3
        if n % 3 == 1
        else ""
    )
    for n in range(9)
)


def test_what_floats_and_lies_on_its_side_leaves_pages_in_order(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"/>'
    (tmp_path / "lamp.svg").write_text(drawing, encoding="utf-8")
    (tmp_path / "a.md").write_text(FLOATS, encoding="utf-8")
    made = make(tmp_path / "a.md", tmp_path)
    assert any(page.width > page.height for page in made.pages.pages)
    assert made.compared().agrees
    assert epubcheck([made.epub]) == []
    assert len(made.facts.page_list or ()) >= len(made.pages.pages) - 2


# The marks in the markup, one by one


def marked(block: Block, source: object, *breaks: PageBreak) -> str:
    """Write a block in which pages begin."""
    places = Places(lambda name: f"#{name}", {}, words_for("en"), breaks={id(source): breaks})
    written = blocks_markup([block], places)
    return re.sub(r'<(\w+) role="doc-pagebreak" id="p" aria-label="2"></\1>', "|", written)


def among(offset: int, *content: object) -> str:
    """Write a paragraph in which a page begins after some visible characters."""
    paragraph = Paragraph(content)  # type: ignore[arg-type]  # inlines, told one by one
    return marked(paragraph, paragraph.content, PageBreak("2", "p", offset))


def test_a_mark_stands_before_the_first_word_of_its_page() -> None:
    assert among(0, Text("one two")) == "<p>|one two</p>"
    assert among(3, Text("one two")) == "<p>one |two</p>"
    assert among(3, Text("one"), SoftBreak(), Text("two")) == "<p>one |two</p>"


def test_a_word_that_a_page_ends_within_stays_whole() -> None:
    assert among(5, Text("one harbour two")) == "<p>one harbour |two</p>"
    assert (
        among(5, Text("one har"), Emphasis((Text("bour two"),)))
        == "<p>one har<em>bour |two</em></p>"
    )
    assert among(5, Text("one harbour")) == "<p>one harbour|</p>"


def test_words_that_nothing_parts_are_parted() -> None:
    assert among(2, Text("灯台守は")) == "<p>灯台|守は</p>"


def test_a_mark_goes_before_what_begins_with_its_word() -> None:
    link = Link((Text("two"),), "https://example.org")
    assert among(3, Text("one "), link) == '<p>one |<a href="https://example.org">two</a></p>'
    assert among(3, Text("one "), CodeSpan("two")) == "<p>one |<code>two</code></p>"
    assert (
        among(6, Text("one "), CodeSpan("two three"))
        == "<p>one <code>two </code>|<code>three</code></p>"
    )


def test_a_formula_counts_as_one_character_and_a_note_mark_as_none() -> None:
    formula = Math("x", "x", "<math><mi>x</mi></math>")
    note = NoteReference("n", "fn-1", "1", "fnref-1")
    assert among(4, Text("one "), formula, Text(" two")).endswith("</math> |two</p>")
    assert among(3, Text("one"), note, Text(" two")).endswith("</sup> |two</p>")


def test_pages_stand_before_headings_and_lines_of_code() -> None:
    heading = Heading(1, (Text("One"),), "one")
    assert marked(heading, heading.content, PageBreak("2", "p")) == '|\n<h1 id="one">One</h1>'
    code = CodeBlock("a b\n\nc d\ne")
    assert marked(code, code, PageBreak("2", "p")).startswith("|\n<pre>")
    assert "c d\n|e</code>" in marked(code, code, PageBreak("2", "p", 4))
    assert "c d\n|e</code>" in marked(code, code, PageBreak("2", "p", 3))
    assert "c d\ne|</code>" in marked(code, code, PageBreak("2", "p", 5))


@pytest.mark.parametrize("text", ["a b", "a\xad\u200b b", "\u202bא ב", "é \ufb01\ufe0f", ""])
def test_a_place_is_where_as_many_characters_have_been_seen(text: str) -> None:
    for count in range(visible_length(text) + 2):
        at = place_after(text, count)
        assert visible_length(text[:at]) == min(count, visible_length(text))


@pytest.mark.long
def test_ace_finds_every_page_of_a_book(tmp_path: Path) -> None:
    assert ace(make(SOURCES["handbook"], tmp_path).epub, tmp_path) == []
