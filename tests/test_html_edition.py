"""The HTML edition: one page that holds everything; read back, compared, and looked at."""

import base64
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import looked_at
from commands import names, pipeline, write
from epub_publications import (
    COVER,
    IMAGES,
    STRANGE_IDENTIFIERS,
    figures,
    hard_publication,
    publication_of,
    right_to_left_publication,
)
from lxml import etree
from publications import paragraph
from pypdf import PdfReader
from roads import ARTICLE, exporters, sample

from pipeline.diagnostics import Code, Diagnostics
from pipeline.errors import EditionError
from pipeline.exporter import EditionFacts, EditionPlan
from pipeline.exporters.html import exporter
from pipeline.model.metadata import Metadata
from pipeline.model.nodes import CrossReference, Figure, Image, Text
from pipeline.model.publication import Asset, Publication
from pipeline.theme import THEMES
from pipeline.verify import Aspect, expected_facts
from pipeline.verify.compare import told_alike
from pipeline.verify.expected import expect
from pipeline.verify.pictures import Pictures

HANDBOOK = Path(__file__).parent / "samples" / "handbook"


def make(publication: Publication, folder: Path) -> tuple[Path, Diagnostics]:
    """Write an edition."""
    plan = EditionPlan(publication, THEMES["report"], exporter.options(), pages=None)  # type: ignore[arg-type]
    return folder / "page.html", exporter.write(plan, folder / "page.html")


def facts_of(publication: Publication, folder: Path) -> EditionFacts:
    """Write an edition and read it back."""
    return exporter.read_back(make(publication, folder)[0])


def parsed(page: Path) -> etree._Element:
    return etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


# What it says


PUBLICATIONS = {
    "hard": replace(hard_publication(), assets=(*IMAGES[:4], *IMAGES[5:], COVER)),
    "right to left": right_to_left_publication(),
    "every node": sample("every-node").publication,
    "constructs": sample("constructs").publication,
}


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_a_page_says_what_its_publication_says(name: str, tmp_path: Path) -> None:
    publication = PUBLICATIONS[name]
    found = facts_of(publication, tmp_path)
    told, expectation = told_alike(expect(publication), found, Pictures(publication.assets))
    expected = replace(expectation.facts, bookmarks=None)
    assert set(expected.identifiers or ()) <= set(told.identifiers or ())
    # The page names its lists, too; the stand-in for an image that no browser shows is words.
    own = {"identifiers": None}
    own |= (
        {"images": (), "words": (), "pictures": None, "structure": None} if name == "hard" else {}
    )
    assert replace(told, **own) == replace(expected, **own)  # type: ignore[arg-type]  # real fields


def test_a_page_is_one_file_that_asks_for_no_other(tmp_path: Path) -> None:
    publication = publication_of(figures(), assets=IMAGES)
    page, said = make(publication, tmp_path)
    assert names(tmp_path) == ["page.html"]
    sources = [image.get("src", "") for image in parsed(page).iter("img")]
    assert all(source.startswith("data:image/") for source in sources)
    assert base64.b64decode(sources[1].partition(",")[2]) == IMAGES[1].content
    assert not re.search(rb"""(?:src|href)\s*=\s*["'](?!#|data:|https?:)""", page.read_bytes())
    assert [(d.code, "cmyk.tif" in d.message) for d in said] == [(Code.IMAGE_UNREADABLE, True)]


def test_only_images_that_are_shown_are_in_the_page(tmp_path: Path) -> None:
    unused = Asset("unused.png", "image/png", b"\x89PNG unused", 5, 5)
    page, _ = make(publication_of([paragraph("Words.")], assets=(unused,)), tmp_path)
    assert b"data:image" not in page.read_bytes()


def test_a_cover_stands_above_the_title_and_is_no_image_of_the_text(tmp_path: Path) -> None:
    metadata = Metadata(title="Lamps", identifier="urn:x:1", cover_image="cover.jpg")
    publication = publication_of([paragraph("Words.")], metadata=metadata, assets=(COVER,))
    page, _ = make(publication, tmp_path)
    (image,) = parsed(page).iter("img")
    assert (image.get("role"), image.get("alt")) == ("doc-cover", "Cover: Lamps")
    assert exporter.read_back(page).images == ()


@pytest.mark.parametrize("identifier", [*STRANGE_IDENTIFIERS, "contents", "contents-"])
def test_every_name_is_a_place_and_one_alone(identifier: str, tmp_path: Path) -> None:
    image = Image("a.png", "A dot", asset="a.png")
    figure = Figure(image, (Text("Dots"),), identifier=identifier)
    link = paragraph(CrossReference((Text("there"),), identifier))
    publication = publication_of([figure, link], assets=IMAGES[1:2])
    page, _ = make(publication, tmp_path)
    ids = [element.get("id") for element in parsed(page).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert exporter.read_back(page).links[-1].target == "#¶ Dots"


def test_what_is_said_about_a_publication_is_in_the_head(tmp_path: Path) -> None:
    metadata = Metadata(
        title="A & B", authors=("Ada", "Ben"), language="de", identifier="urn:x:1",
        date="2025-03-10", description='"Lamps"', keywords=("a", "b"), version="1.2",
    )  # fmt: skip
    page, _ = make(publication_of([], metadata=metadata, digest="a" * 64), tmp_path)
    said = [(m.get("name"), m.get("content")) for m in parsed(page).iter("meta") if m.get("name")]
    assert ("description", '"Lamps"') in said
    assert ("dcterms.date", "2025-03-10") in said
    facts = exporter.read_back(page)
    assert (facts.title, facts.authors, facts.language) == ("A & B", ("Ada", "Ben"), "de")
    assert facts.revision is not None
    assert (facts.revision.version, facts.revision.digest) == ("1.2", "a" * 64)


# What has been lost is told


FAULTS = {
    "a word": ("harbour", "haven", Aspect.WORDS),
    "a heading's level": ('<h2 id="results">', '<h3 id="results">', Aspect.OUTLINE),
    "a place": ('id="results"', 'id="result"', Aspect.LINKS),
    "a line of the contents": ("Results</a></li>", "Result</a></li>", Aspect.CONTENTS),
    "the language": ('lang="en"', 'lang="de"', Aspect.LANGUAGE),
    "a note's mark": ('role="doc-noteref">1<', 'role="doc-noteref">2<', Aspect.MARKS),
    "a line of the title": ('<p class="byline">Ada</p>', "", Aspect.TITLE_BLOCK),
    "an author": ('<meta name="author" content="Ada"/>', "", Aspect.AUTHORS),
    "the source": ("dcterms.source", "source", Aspect.REVISION),
}
SOURCE = """---
title: Lamps
author: Ada
---

# One

The harbour, see [results](#results).[^1]

## Results

End.

[^1]: A note.
"""


@pytest.mark.parametrize("fault", FAULTS)
def test_what_a_page_says_otherwise_is_told(fault: str, tmp_path: Path) -> None:
    write(tmp_path / "a.md", SOURCE)
    ended = pipeline(tmp_path, "build", "a.md", "--to", "html", "-o", "out")
    assert ended.code == 0, ended.out
    page = tmp_path / "out" / "a.html"
    old, new, aspect = FAULTS[fault]
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    ended = pipeline(tmp_path, "verify", "a.md", "--to", "html", "-o", "out")
    assert ended.code == 4
    assert re.search(rf"^{aspect.value} +\d+ +\d+$", ended.out, re.MULTILINE)


@pytest.mark.parametrize("content", [b"<p>no page</p></html>", b"<!doctype html><p>cut", b""])
def test_what_is_no_whole_page_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(content)
    with pytest.raises(EditionError, match=r"a\.html cannot be read back: it"):
        exporter.read_back(tmp_path / "a.html")


# It is for those who ask for it


def test_a_page_is_written_on_request_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.md", SOURCE)
    assert pipeline(tmp_path, "build", "a.md", "-o", "out").code == 0
    assert names(tmp_path / "out") == ["a.docx", "a.epub", "a.pdf"]
    assert pipeline(tmp_path, "build", "a.md", "--to", "html,epub", "-o", "more").code == 0
    assert names(tmp_path / "more") == ["a.epub", "a.html"]
    assert "html" in pipeline(tmp_path, "formats").out
    assert "title    Lamps" in pipeline(tmp_path, "identify", "more/a.html").out


# What is to be seen


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write pages of the article, of a book and of everything that a text can hold."""
    folder = tmp_path_factory.mktemp("pages")
    for name, source in (("article", ARTICLE), ("handbook", HANDBOOK)):
        ended = pipeline(folder, "build", str(source), "--to", "html", "--name", name, "-o", "out")
        assert ended.code == 0, ended.err
    made = {name: folder / "out" / f"{name}.html" for name in ("article", "handbook")}
    for name in ("constructs", "every-node"):
        made[name] = folder / f"{name}.html"
        plan = EditionPlan(
            sample(name).publication, THEMES["report"], exporter.options(), pages=None
        )  # type: ignore[arg-type]
        exporters()["html"].write(plan, made[name])
    return made


PAGES = ("article", "handbook", "constructs", "every-node")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_any_width_light_or_dark(name: str, pages: dict[str, Path]) -> None:
    views = looked_at(pages[name])["views"]
    assert {view: seen["violations"] for view, seen in views.items()} == {
        view: [] for view in views
    }


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen_nor_leads_nowhere(
    name: str, pages: dict[str, Path]
) -> None:
    for view, seen in looked_at(pages[name])["views"].items():
        assert (seen["overflow"], seen["beyond"]) == (0, []), view
        assert (seen["dead"], seen["images"]) == ([], 0), view
        assert (seen["asked"], seen["said"]) == ([], []), view


def test_contents_stand_above_the_text_on_a_telephone_and_beside_it_on_a_desk(
    pages: dict[str, Path],
) -> None:
    for name in ("article", "handbook"):
        views = looked_at(pages[name])["views"]
        assert (views["phone"]["above"], views["phone"]["beside"]) == (True, False)
        assert (views["desk"]["above"], views["desk"]["beside"]) == (False, True)
        assert 30 < views["desk"]["measure"] < 45
        assert all(0 <= seen["arrived"] < 120 for seen in views.values())


def test_a_page_is_dark_where_its_reader_wants_that(pages: dict[str, Path]) -> None:
    views = looked_at(pages["article"])["views"]
    assert views["desk"]["ink"] == "rgb(0, 0, 0)"
    assert views["desk, dark"]["ink"] == "rgb(255, 255, 255)"


def test_on_paper_the_whole_text_is_there(pages: dict[str, Path]) -> None:
    paper = io.BytesIO(base64.b64decode(looked_at(pages["article"])["paper"]))
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    words = expected_facts(sample("article").publication).words
    squeezed = re.sub(r"\W", "", text)
    missing = [word for word in words if re.sub(r"\W", "", word) not in squeezed]
    assert missing == []
