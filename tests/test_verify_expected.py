"""What every edition must say, by the definitions of `pipeline.exporter`."""

from dataclasses import replace

import pytest
from publications import cells, item, paragraph, sample_publication

from pipeline.exporter import (
    ContentsFact,
    HeadingFact,
    LinkFact,
    NoteFact,
    normal_text,
    normal_url,
    normal_words,
    note_mark,
)
from pipeline.location import Location
from pipeline.model.nodes import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Rubric,
    SoftBreak,
    Table,
    Text,
)
from pipeline.model.publication import Publication
from pipeline.verify.discrepancy import Aspect
from pipeline.verify.expected import expect, expected_facts


def publication_of(*blocks: Block) -> Publication:
    """Make a publication without sections."""
    empty = replace(sample_publication(), sections=(), outline=(), bookmarks=(), contents=())
    return replace(empty, notes=(), preamble=blocks)


def words_of(*blocks: Block) -> str:
    return " ".join(expected_facts(publication_of(*blocks)).words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" \t\n\u00a0\u2003", ()),
        ("two  words\n", ("two", "words")),
        ("no\u00a0break", ("no", "break")),
        ("hy\u00adphen zero\u200bwidth joined\u2060here", ("hyphen", "zerowidth", "joinedhere")),
        ("e\u0301te\u0301", ("été",)),
        ("\u2067שלום\u2069 \ufeffx", ("שלום", "x")),
        ("क\u094d\u200dष", ("क\u094d\u200dष",)),
    ],
)
def test_words_are_normal(text: str, words: tuple[str, ...]) -> None:
    assert normal_words(text) == words
    assert normal_text(text) == " ".join(words)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        (" mailto:ada@example.org ", "mailto:ada@example.org"),
        ('x<>"{}|\\^`', "x%3C%3E%22%7B%7D%7C%5C%5E%60"),
    ],
)
def test_urls_are_normal(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert normal_url(normal) == normal


def test_the_facts_of_the_sample() -> None:
    facts = expected_facts(sample_publication())
    assert (facts.title, facts.language) == ("Bridges & Budgets", "en")
    assert facts.authors == ("Ada Writer", "Ben Müller")
    assert facts.outline == (
        HeadingFact(1, "1", "A first chapter"),
        HeadingFact(2, "", "Details & <signs>"),
        HeadingFact(3, "", "Deeper still"),
        HeadingFact(1, "2", "Zweites Kapitel: Größe"),
    )
    assert facts.bookmarks == (
        HeadingFact(1, "", "1 A first chapter"),
        HeadingFact(2, "", "Details & <signs>"),
        HeadingFact(1, "", "2 Zweites Kapitel: Größe"),
    )
    assert facts.contents == (
        ContentsFact(1, "1", "A first chapter", "#A first chapter"),
        ContentsFact(2, "", "Details & <signs>", "#Details & <signs>"),
        ContentsFact(1, "2", "Zweites Kapitel: Größe", "#Zweites Kapitel: Größe"),
    )
    assert facts.links == (
        LinkFact("the office", "https://example.org/a?b=1&c=2"),
        LinkFact("the second chapter", "#Zweites Kapitel: Größe"),
        LinkFact("details", "#Details & <signs>"),
        LinkFact("link", "https://example.org/note"),
    )
    assert facts.notes == (
        NoteFact("1", "First note, with stress and a link.", 2),
        NoteFact("2", "Second note. Its second paragraph.", 1),
    )
    assert facts.images == ("A blue bridge", "dot")
    assert facts.marks == ("both.|1", "note|1", "another.|2")
    assert facts.title_block == (
        "Bridges & Budgets",
        "A sample",
        "Ada Writer, Ben Müller",
        "14 February 2025",
    )
    assert facts.places == ()


def test_blocks_cells_and_hard_breaks_end_words_and_inlines_do_not() -> None:
    joined = Paragraph((Text("un"), Emphasis((Text("believ"),)), Text("able"), HardBreak()))
    broken = Paragraph((Text("a"), SoftBreak(), Text("b"), HardBreak(), Text("c")))
    assert words_of(joined, broken) == "unbelievable a b c"
    assert words_of(Table((), (cells("x", "y"),), (cells("z", ""),))) == "x y z"
    assert words_of(CodeBlock("def f():\n    pass"), paragraph("p")) == "def f(): pass p"


def mark(number: str) -> NoteReference:
    return NoteReference(number, f"fn-{number}", number, f"r-{number}")


def test_marks_are_told_with_the_word_before_them() -> None:
    content = ("be", mark("1"), "fore", Emphasis((Text(" e\u0301"), mark("2"))), HardBreak())
    blocks = (
        Heading(1, (Text("Head"), mark("0")), "h", number="1"),
        paragraph(*content, mark("3"), mark("4"), " (", CodeSpan("x"), ")", mark("5")),
        Table((), (), (Row((Cell((Text("cell"),)), Cell((mark("6"),)))),)),
        Figure(Image("u", "alt"), (Text("Cap\xadtion "), mark("7"))),
    )
    publication = publication_of(*blocks)
    note = Note("n", (paragraph("Inside", mark("8")),), "fn-n", "9")
    facts = expected_facts(replace(publication, notes=(note,)))
    told = ("Head|0", "be|1", "é|2", "é|3", "é|4", "(x)|5", "|6", "Caption|7", "Inside|8")
    assert facts.marks == told


@pytest.mark.parametrize(
    ("before", "told"),
    [("", "|1"), (" \u200b", "|1"), ("a  b\u2060 ", "b|1"), ("a" * 5000, "a" * 40 + "|1")],
)
def test_a_mark_has_the_last_normal_word(before: str, told: str) -> None:
    assert note_mark(before, "1") == told


def test_a_word_of_many_marks_takes_no_time_to_tell() -> None:
    content = (part for n in range(20_000) for part in (Text("word" * 5), mark(str(n))))
    facts = expected_facts(publication_of(Paragraph(tuple(content))))
    assert facts.marks is not None
    assert facts.marks[-1] == "word" * 10 + "|19999"


def test_a_title_block_has_what_there_is() -> None:
    publication = sample_publication()
    bare = replace(publication.metadata, subtitle="", authors=(), title=" A\xa0title ")
    facts = expected_facts(replace(publication, metadata=bare, date="\u200b"))
    assert facts.title_block == ("A title",)


def test_marks_images_and_bullets_are_no_words() -> None:
    marked = paragraph("be", NoteReference("a", "fn-1", "1", "r"), "fore", Image("u", "alt"))
    assert words_of(marked) == "before"
    assert words_of(BulletList((item("One", BlockQuote((Rubric((Text("Two"),)),))),))) == "One Two"
    assert words_of(Figure(Image("u", "alt"), (Text("Caption"),))) == "Caption"


def test_places_of_the_same_text_are_told_apart_by_their_order() -> None:
    links = [CrossReference((Text("x"),), name) for name in ("title", "h1", "rubric", "h2", "?")]
    blocks = (
        Paragraph(tuple(links)),
        Heading(1, (Text("Results"),), "h1"),
        BlockQuote((Rubric((Text("Results"),), "rubric"),)),
        Heading(1, (Emphasis((Text("Results"),)),), "h2"),
    )
    publication = replace(publication_of(*blocks), title_identifier="title")
    targets = [link.target for link in expected_facts(publication).links]
    assert targets == ["#Bridges & Budgets", "#Results", "#Results (2)", "#Results (3)", "#?"]


def test_a_link_that_nobody_can_follow_is_no_link() -> None:
    image = Image("u", "alt", asset="a")
    links = (Link((), "https://a.org"), Link((Text(" "),), "u:v"), Link((image,), "u:w"))
    assert expected_facts(publication_of(Paragraph(links))).links == (LinkFact("", "u:w"),)


def test_every_word_has_its_line() -> None:
    blocks = tuple(
        Paragraph((Text(text),), location=Location("a.md", line))
        for line, text in ((1, "one two"), (5, ""), (9, "three"))
    )
    expectation = expect(publication_of(*blocks))
    assert expectation.word_starts == (0, 2)
    assert [place.line for place in expectation.locations[Aspect.WORDS]] == [1, 9]
    facts = expectation.facts
    assert facts.words == ("one", "two", "three")
