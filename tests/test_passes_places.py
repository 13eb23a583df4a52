"""Places beside headings, divisions with headings, headings that are not listed, lost figures."""

import base64
from pathlib import Path

import pytest
from publications import paragraph, png

from pipeline.diagnostics import Code, Diagnostics
from pipeline.model.document import Document
from pipeline.model.dump import dump
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Block,
    CodeBlock,
    Division,
    Figure,
    Heading,
    Image,
    Link,
    Node,
    Span,
    Table,
    Text,
)
from pipeline.model.publication import Publication, body_blocks, flatten_outline
from pipeline.model.walk import walk
from pipeline.passes import Origin, images, prepare
from pipeline.verify.expected import expected_facts


def prepared(*blocks: Block, folder: str = "/nowhere") -> tuple[Publication, Diagnostics]:
    settings = Settings(number_sections=True, toc_depth=6)
    document = Document(Metadata(title="Title"), settings, blocks, folder=folder)
    return prepare(document, Origin("source"))


def heading(level: int, words: str, **more: object) -> Heading:
    return Heading(level, (Text(words),), **more)  # type: ignore[arg-type]


def link(target: str) -> Node:
    return Link((Text("there"),), f"#{target}")


def test_links_lead_to_places_of_every_kind() -> None:
    publication, said = prepared(
        heading(1, "One"),
        paragraph("Words ", Span((Text("named"),), identifier="word")),
        CodeBlock("x = 1", title="a.py", identifier="code"),
        Division((paragraph("First"), paragraph("Second")), identifier="part"),
        Table((), (), (), identifier="empty"),
        Figure(Image("x", "y"), (Text("Caption"),), identifier="figure"),
        paragraph(*(link(name) for name in ("word", "code", "part", "empty", "one"))),
    )
    assert {said.code for said in said} == {Code.IMAGE_MISSING}
    assert [fact.target for fact in expected_facts(publication).links] == [
        "#¶ Words named",
        "#¶ Listing 1 a.py",
        "#¶ First",
        "#¶",
        "#One",
    ]


def test_of_two_places_with_one_name_the_later_gets_a_number_and_headings_go_first() -> None:
    publication, said = prepared(
        paragraph(Span((Text("a"),), identifier="here")),
        paragraph(Span((Text("b"),), identifier="here")),
        heading(1, "Here"),
        heading(1, "There", identifier="here"),
    )
    assert [d.code for d in said] == [Code.IDENTIFIER_DUPLICATE] * 2
    names = [
        line.partition("identifier=")[2]
        for line in dump(body_blocks(publication)).split("\n")
        if "identifier=" in line
    ]
    assert names == ["'here-1'", "'here-2'", "'here-3' number='1'", "'here' number='2'"]


def test_a_division_opens_where_headings_are_in_it() -> None:
    publication, _ = prepared(
        Division(
            (
                paragraph("Before"),
                Division((heading(1, "Titre"), paragraph("Dedans")), language="fr"),
                paragraph("After"),
            ),
            identifier="all",
            classes=("wide",),
        )
    )
    assert [entry.text for entry in publication.outline] == ["Titre"]
    assert dump(body_blocks(publication)).split("\n") == [
        "Division identifier='all' classes=['wide']",
        "  Paragraph",
        "    Text 'Before'",
        "Heading level=1 identifier='titre' number='1'",
        "  Span language='fr'",
        "    Text 'Titre'",
        "Division classes=['wide']",
        "  Division language='fr'",
        "    Paragraph",
        "      Text 'Dedans'",
        "  Paragraph",
        "    Text 'After'",
    ]


def test_a_heading_that_is_not_listed_is_in_no_contents_and_what_is_below_it_moves_up() -> None:
    publication, _ = prepared(
        heading(1, "One"),
        heading(2, "Hidden", listed=False),
        heading(3, "Below"),
        heading(1, "Two"),
    )
    shown = [(entry.level, entry.text) for entry in flatten_outline(publication.contents)]
    assert shown == [(1, "One"), (2, "Below"), (1, "Two")]
    assert [fact.text for fact in expected_facts(publication).outline] == [
        "One",
        "Hidden",
        "Below",
        "Two",
    ]


def test_a_figure_that_has_lost_its_image_keeps_its_caption_and_its_name() -> None:
    figure = Figure(Image("gone.png", "A bridge"), (Text("The bridge at night"),), identifier="f")
    publication, _ = prepared(figure, paragraph(link("f")))
    words = " ".join(expected_facts(publication).words)
    assert words == "[Missing image: A bridge] The bridge at night there"
    assert expected_facts(publication).links[0].target == "#¶ [Missing image: A bridge]"


def test_an_image_may_stand_in_its_own_address() -> None:
    url = f"data:image/png;base64,{base64.b64encode(png(3, 2)).decode()}"
    publication, said = prepared(paragraph(Image(url, "dots")))
    assert said == ()
    (asset,) = publication.assets
    assert (asset.media_type, asset.width, asset.height) == ("image/png", 3, 2)


def test_an_image_beyond_bounds_is_told_from_one_that_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large.png").write_bytes(png(40, 30))
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)
    _, said = prepared(paragraph(Image("large.png", "large")), folder=str(tmp_path))
    assert [d.code for d in said] == [Code.IMAGE_TOO_LARGE]
    monkeypatch.setattr(images, "MAX_BYTES", 20)
    _, said = prepared(paragraph(Image("large.png", "large")), folder=str(tmp_path))
    assert "20" not in said[0].message or "MiB" in said[0].message
    assert [d.code for d in said] == [Code.IMAGE_TOO_LARGE]


def test_a_language_brings_its_direction_where_directions_are_mixed() -> None:
    mixed, _ = prepared(
        paragraph(Span((Text("mot"),), language="fr")),
        Division((paragraph("متن"),), language="fa"),
        paragraph(Span((Text("x"),), language="he", direction="ltr")),
    )
    assert [
        (node.language, node.direction)
        for node in walk(body_blocks(mixed))
        if isinstance(node, Span | Division)
    ] == [("fr", "ltr"), ("fa", "rtl"), ("he", "ltr")]
    plain, _ = prepared(paragraph(Span((Text("mot"),), language="fr")))
    assert "direction" not in dump(body_blocks(plain))


def test_a_link_without_words_has_those_of_its_target_or_its_address() -> None:
    publication, said = prepared(
        heading(1, "The first part", identifier="one"),
        paragraph("See ", Link((), "#one"), " and ", Link((), "https://example.org/"), "."),
    )
    assert said == ()
    assert [(fact.text, fact.target) for fact in expected_facts(publication).links] == [
        ("Section 1", "#The first part"),
        ("https://example.org/", "https://example.org/"),
    ]
