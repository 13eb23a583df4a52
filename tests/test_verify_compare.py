"""Whatever an edition says otherwise is found, named, and said once."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from publications import paragraph, sample_publication

from pipeline.exporter import EditionFacts, HeadingFact, LinkFact, PlaceFact
from pipeline.location import Location
from pipeline.model.nodes import Paragraph, Text
from pipeline.model.publication import flatten_outline
from pipeline.verify import Aspect, Comparison, Discrepancy, compare, expected_facts
from pipeline.verify.compare import NO_PAGE
from pipeline.verify.report import WIDTH, report_text, report_values
from pipeline.verify.sides import LIMIT

PUBLICATION = sample_publication()
FACTS = expected_facts(PUBLICATION)
PAGES = ("1", "2", "4")
ENTRIES = tuple(flatten_outline(PUBLICATION.contents))


def with_pages(facts: EditionFacts, pages: tuple[str, ...]) -> EditionFacts:
    lines = zip(facts.contents, pages, strict=True)
    return replace(facts, contents=tuple(replace(line, page=page) for line, page in lines))


PDF = replace(
    with_pages(FACTS, PAGES),
    places=tuple(
        PlaceFact(line.target, page) for line, page in zip(FACTS.contents, PAGES, strict=True)
    ),
)
DOCX = replace(with_pages(FACTS, PAGES), bookmarks=None, title_block=None, marks=None)
LABELS = dict(zip((entry.identifier for entry in ENTRIES), PAGES, strict=True))


def without(facts: tuple, place: int) -> tuple:  # type: ignore[type-arg]
    return facts[:place] + facts[place + 1 :]


def changed(facts: tuple, place: int, **parts: object) -> tuple:  # type: ignore[type-arg]
    return (*facts[:place], replace(facts[place], **parts), *facts[place + 1 :])


def swapped(facts: tuple, place: int) -> tuple:  # type: ignore[type-arg]
    return (*facts[:place], facts[place + 1], facts[place], *facts[place + 2 :])


FAULTS: dict[str, tuple[Callable[[EditionFacts], EditionFacts], Aspect, str]] = {
    "title lost": (lambda f: replace(f, title=""), Aspect.TITLE, "title"),
    "title changed": (lambda f: replace(f, title="Bridges"), Aspect.TITLE, "title"),
    "author lost": (lambda f: replace(f, authors=f.authors[:1]), Aspect.AUTHORS, "authors"),
    "authors swapped": (lambda f: replace(f, authors=f.authors[::-1]), Aspect.AUTHORS, "authors"),
    "language changed": (lambda f: replace(f, language="de"), Aspect.LANGUAGE, "language"),
    "authors merged": (
        lambda f: replace(f, authors=("; ".join(f.authors),)),
        Aspect.AUTHORS,
        "authors",
    ),
    "shown title changed": (
        lambda f: replace(f, title_block=("Bridges", *(f.title_block or ())[1:])),
        Aspect.TITLE_BLOCK,
        'line of the title block 1 of 4, "Bridges & Budgets": text',
    ),
    "shown date lost": (
        lambda f: replace(f, title_block=(f.title_block or ())[:-1]),
        Aspect.TITLE_BLOCK,
        'line of the title block 4 of 4, "14 February 2025": missing',
    ),
    "heading lost": (
        lambda f: replace(f, outline=without(f.outline, 1)),
        Aspect.OUTLINE,
        'heading 2 of 4, "Details & <signs>": missing',
    ),
    "heading invented": (
        lambda f: replace(f, outline=(*f.outline, HeadingFact(1, "3", "More"))),
        Aspect.OUTLINE,
        "heading that the source has not, number 5 in the edition",
    ),
    "heading renumbered": (
        lambda f: replace(f, outline=changed(f.outline, 3, number="3")),
        Aspect.OUTLINE,
        'heading 4 of 4, "2 Zweites Kapitel: Größe": number',
    ),
    "heading number lost": (
        lambda f: replace(f, outline=changed(f.outline, 0, number="")),
        Aspect.OUTLINE,
        'heading 1 of 4, "1 A first chapter": number',
    ),
    "heading level": (
        lambda f: replace(f, outline=changed(f.outline, 2, level=2)),
        Aspect.OUTLINE,
        'heading 3 of 4, "Deeper still": level',
    ),
    "heading text": (
        lambda f: replace(f, outline=changed(f.outline, 2, text="Deeper")),
        Aspect.OUTLINE,
        'heading 3 of 4, "Deeper still": text',
    ),
    "headings swapped": (
        lambda f: replace(f, outline=swapped(f.outline, 1)),
        Aspect.OUTLINE,
        "out of order",
    ),
    "bookmark lost": (
        lambda f: replace(f, bookmarks=without(f.bookmarks or (), 2)),
        Aspect.BOOKMARKS,
        'bookmark 3 of 3, "2 Zweites Kapitel: Größe": missing',
    ),
    "all bookmarks lost": (
        lambda f: replace(f, bookmarks=()),
        Aspect.BOOKMARKS,
        'bookmark 1 of 3, "1 A first chapter": missing',
    ),
    "bookmark level": (
        lambda f: replace(f, bookmarks=changed(f.bookmarks or (), 1, level=1)),
        Aspect.BOOKMARKS,
        'bookmark 2 of 3, "Details & <signs>": level',
    ),
    "contents entry lost": (
        lambda f: replace(f, contents=without(f.contents, 1)),
        Aspect.CONTENTS,
        'contents entry 2 of 3, "Details & <signs>": missing',
    ),
    "contents target": (
        lambda f: replace(f, contents=changed(f.contents, 1, target="#Deeper still")),
        Aspect.CONTENTS,
        'contents entry 2 of 3, "Details & <signs>": target',
    ),
    "contents number": (
        lambda f: replace(f, contents=changed(f.contents, 2, number="3")),
        Aspect.CONTENTS,
        'contents entry 3 of 3, "2 Zweites Kapitel: Größe": number',
    ),
    "contents page": (
        lambda f: replace(f, contents=changed(f.contents, 1, page="3")),
        Aspect.PAGES,
        'page number of "Details & <signs>" in the contents',
    ),
    "all contents pages lost": (
        lambda f: with_pages(f, ("", "", "")),
        Aspect.PAGES,
        'page number of "Details & <signs>" in the contents',
    ),
    "contents page lost": (
        lambda f: replace(f, contents=changed(f.contents, 1, page="")),
        Aspect.PAGES,
        'page number of "Details & <signs>" in the contents',
    ),
    "link lost": (
        lambda f: replace(f, links=without(f.links, 0)),
        Aspect.LINKS,
        'link 1 of 4, "the office -> https://example.org/a?b=1…": missing',
    ),
    "link elsewhere": (
        lambda f: replace(f, links=changed(f.links, 1, target="#Deeper still")),
        Aspect.LINKS,
        'link 2 of 4, "the second chapter -> #Zweites Kapitel:…": target',
    ),
    "link broken": (
        lambda f: replace(f, links=changed(f.links, 2, target="#?")),
        Aspect.LINKS,
        'link 3 of 4, "details -> #Details & <signs>": target',
    ),
    "link text": (
        lambda f: replace(f, links=changed(f.links, 2, text="detail")),
        Aspect.LINKS,
        'link 3 of 4, "details -> #Details & <signs>": text',
    ),
    "links swapped": (
        lambda f: replace(f, links=swapped(f.links, 0)),
        Aspect.LINKS,
        "out of order",
    ),
    "link invented": (
        lambda f: replace(f, links=(*f.links, LinkFact("x", "y:z"))),
        Aspect.LINKS,
        "link that the source has not, number 5 in the edition",
    ),
    "note lost": (
        lambda f: replace(f, notes=f.notes[:1]),
        Aspect.NOTES,
        'note 2 of 2, "2: Second note. Its second paragraph.": missing',
    ),
    "note mark": (
        lambda f: replace(f, notes=changed(f.notes, 1, mark="3")),
        Aspect.NOTES,
        'note 2 of 2, "2: Second note. Its second paragraph.": mark',
    ),
    "note text": (
        lambda f: replace(f, notes=changed(f.notes, 1, text="Second note.")),
        Aspect.NOTES,
        'note 2 of 2, "2: Second note. Its second paragraph.": text',
    ),
    "note reference lost": (
        lambda f: replace(f, notes=changed(f.notes, 0, references=1)),
        Aspect.NOTES,
        'note 1 of 2, "1: First note, with stress and a link.": references',
    ),
    "note mark moved": (
        lambda f: replace(f, marks=("arithmetic|1", *(f.marks or ())[1:])),
        Aspect.MARKS,
        'note mark 1 of 3, "both. [1]": word before it',
    ),
    "note mark renumbered": (
        lambda f: replace(f, marks=(*(f.marks or ())[:2], "another.|3")),
        Aspect.MARKS,
        'note mark 3 of 3, "another. [2]": number',
    ),
    "note mark lost": (
        lambda f: replace(f, marks=without(f.marks or (), 1)),
        Aspect.MARKS,
        'note mark 2 of 3, "note [1]": missing',
    ),
    "alternative lost": (
        lambda f: replace(f, images=("", "dot")),
        Aspect.IMAGES,
        'image 1 of 2, "A blue bridge": alternative text',
    ),
    "image lost": (
        lambda f: replace(f, images=f.images[:1]),
        Aspect.IMAGES,
        'image 2 of 2, "dot": missing',
    ),
    "word lost": (lambda f: replace(f, words=without(f.words, 20)), Aspect.WORDS, "word 21"),
    "words swapped": (lambda f: replace(f, words=swapped(f.words, 9)), Aspect.WORDS, "word 10"),
    "space lost": (
        lambda f: replace(f, words=(*f.words[:3], f.words[3] + f.words[4], *f.words[5:])),
        Aspect.WORDS,
        "words 4 to 5",
    ),
    "word invented": (
        lambda f: replace(f, words=(*f.words[:7], "new", *f.words[7:])),
        Aspect.WORDS,
        "words that the source has not, after word 7",
    ),
    "case changed": (
        lambda f: replace(f, words=(f.words[0].upper(), *f.words[1:])),
        Aspect.WORDS,
        "word 1",
    ),
    "end lost": (lambda f: replace(f, words=f.words[:-2]), Aspect.WORDS, "words 1,520 to 1,521"),
}


def all_of(comparison: Comparison) -> list[Discrepancy]:
    return list(comparison.discrepancies())


def test_editions_that_say_the_same_are_silent() -> None:
    comparison = compare(PUBLICATION, {"pdf": PDF, "docx": DOCX, "epub": FACTS})
    assert comparison.agrees
    assert all_of(comparison) == []
    assert len(comparison.findings) == 3 * len(comparison.counts)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named_and_nothing_else_is(fault: str) -> None:
    damage, aspect, subject = FAULTS[fault]
    comparison = compare(PUBLICATION, {"pdf": damage(PDF), "docx": DOCX, "epub": FACTS})
    assert not comparison.agrees
    assert {(d.aspect, d.edition) for d in all_of(comparison)} == {(aspect, "pdf")}
    assert any(subject in d.subject for d in all_of(comparison)), all_of(comparison)
    assert comparison.differences == len(all_of(comparison))
    assert subject.partition(",")[0] in report_text(comparison)


SEVERAL = {"all bookmarks lost", "all contents pages lost", "words swapped"}
ONE_EACH = sorted(FAULTS.keys() - SEVERAL)


@pytest.mark.parametrize("fault", ONE_EACH)
def test_one_fault_is_one_difference(fault: str) -> None:
    damage, _, _ = FAULTS[fault]
    assert compare(PUBLICATION, {"pdf": damage(PDF)}).differences == 1


def test_page_numbers_of_a_format_without_pages_are_those_of_another_edition() -> None:
    wrong = with_pages(DOCX, ("1", "3", "4"))
    (found,) = all_of(compare(PUBLICATION, {"docx": wrong, "pdf": PDF}))
    assert (found.edition, found.aspect) == ("docx", Aspect.PAGES)
    assert (found.expected, found.found) == ("2", "3")


def test_page_numbers_are_those_of_typesetting_where_no_edition_has_pages() -> None:
    editions = {"docx": with_pages(DOCX, ("1", "3", "4")), "epub": FACTS}
    comparison = compare(PUBLICATION, editions, lambda: LABELS)
    (found,) = all_of(comparison)
    assert (found.edition, found.aspect) == ("docx", Aspect.PAGES)
    assert (found.expected, found.found) == ("2", "3")
    assert compare(PUBLICATION, {"docx": DOCX, "epub": FACTS}, lambda: LABELS).agrees


@pytest.mark.parametrize("places", [without(PDF.places, 1), changed(PDF.places, 1, page="")])
def test_a_page_number_of_a_place_that_an_edition_has_not_is_a_difference(
    places: tuple[PlaceFact, ...],
) -> None:
    (found,) = all_of(compare(PUBLICATION, {"pdf": replace(PDF, places=places)}))
    assert (found.aspect, found.expected, found.found) == (Aspect.PAGES, NO_PAGE, "2")
    assert found.subject == 'page number of "Details & <signs>" in the contents'


def test_a_page_number_of_a_place_without_a_page_is_a_difference() -> None:
    labels = {name: page for name, page in LABELS.items() if page != "2"}
    (found,) = all_of(compare(PUBLICATION, {"docx": DOCX}, lambda: labels))
    assert (found.aspect, found.expected, found.found) == (Aspect.PAGES, NO_PAGE, "2")
    assert compare(PUBLICATION, {"docx": DOCX}, dict).differences == len(PAGES)


def test_some_page_numbers_lost_are_differences_and_none_shown_is_none() -> None:
    for pages, differences in ((("1", "", ""), 2), (("", "", ""), 0)):
        editions = {"docx": with_pages(DOCX, pages)}
        assert compare(PUBLICATION, editions, lambda: LABELS).differences == differences


@pytest.mark.parametrize("editions", [{"docx": DOCX, "pdf": PDF}, {"epub": FACTS}, {}])
def test_typesetting_is_not_asked_for_nothing(editions: dict[str, EditionFacts]) -> None:
    def pages() -> dict[str, str]:
        raise AssertionError

    assert compare(PUBLICATION, editions, pages).agrees


def test_a_page_number_is_compared_whatever_its_entry_leads_to() -> None:
    entries = changed(PDF.contents, 1, target="#?", page="3")
    found = all_of(compare(PUBLICATION, {"pdf": replace(PDF, contents=entries)}))
    assert [(d.aspect, d.expected, d.found) for d in found] == [
        (Aspect.CONTENTS, "#Details & <signs>", "#?"),
        (Aspect.PAGES, "2", "3"),
    ]


def test_page_numbers_that_nothing_can_vouch_for_are_not_compared() -> None:
    comparison = compare(PUBLICATION, {"docx": DOCX, "epub": FACTS})
    pages = [f.expected for f in comparison.findings if f.aspect is Aspect.PAGES]
    assert pages == [None, None]
    assert comparison.agrees


def test_what_a_reader_does_not_tell_is_not_compared() -> None:
    comparison = compare(PUBLICATION, {"docx": DOCX, "pdf": PDF})
    silent = {(f.aspect, f.edition) for f in comparison.findings if f.expected is None}
    assert silent == {
        (aspect, "docx") for aspect in (Aspect.BOOKMARKS, Aspect.TITLE_BLOCK, Aspect.MARKS)
    }


def test_merged_authors_can_be_told_from_two() -> None:
    merged = replace(FACTS, authors=("Ada Writer; Ben Müller",))
    (found,) = all_of(compare(PUBLICATION, {"docx": merged}))
    assert (found.expected, found.found) == ("Ada Writer | Ben Müller", "Ada Writer; Ben Müller")


@pytest.mark.parametrize("tag", ["EN", "en"])
def test_case_means_nothing_in_a_language_tag(tag: str) -> None:
    assert compare(PUBLICATION, {"docx": replace(FACTS, language=tag)}).agrees


def test_a_difference_tells_its_line_and_its_neighbours() -> None:
    blocks = tuple(
        Paragraph(
            (Text(f"Line {line} has these few words in it."),), location=Location("a.md", line)
        )
        for line in (3, 7, 11)
    )
    publication = replace(PUBLICATION, preamble=blocks, sections=(), notes=())
    facts = expected_facts(publication)
    words = tuple("many" if place == 12 else word for place, word in enumerate(facts.words))
    comparison = compare(publication, {"epub": replace(facts, words=words)})
    (found,) = all_of(comparison)
    assert (found.expected, found.found) == ("few", "many")
    assert found.location == Location("a.md", 7)
    assert found.before == "… has these few words in it. Line 7 has these"
    assert found.after == "words in it. Line 11 has these few words in …"
    assert "a.md:7: epub: word 13" in report_text(comparison).splitlines()


def test_many_differences_are_counted_and_the_first_are_told() -> None:
    words = tuple(f"{word}!" if n % 20 == 5 else word for n, word in enumerate(FACTS.words))
    comparison = compare(PUBLICATION, {"pdf": replace(PDF, words=words)})
    count = len(range(5, len(FACTS.words), 20))
    assert comparison.differences == count
    assert [d.subject for d in all_of(comparison)] == [f"word {6 + 20 * n}" for n in range(LIMIT)]
    assert f"pdf: words: and {count - LIMIT} more" in report_text(comparison)


def test_a_long_note_shows_where_it_differs() -> None:
    text = " ".join(f"w{n}" for n in range(100))
    note = replace(PUBLICATION.notes[0], blocks=(paragraph(text),))
    publication = replace(PUBLICATION, notes=(note,))
    facts = expected_facts(publication)
    damaged = replace(facts, notes=(replace(facts.notes[0], text=text.replace("w50", "x")),))
    (found,) = all_of(compare(publication, {"pdf": damaged}))
    assert (found.expected, found.found) == ("w50", "x")
    assert found.before.startswith("… w40")
    assert found.after.endswith("w60 …")


def test_an_edition_of_nothing_is_told_without_an_end() -> None:
    empty = EditionFacts("", (), "", (), (), (), (), (), (), ())
    comparison = compare(PUBLICATION, {"pdf": empty})
    assert comparison.differences == 1 + 1 + 1 + 4 + 3 + 3 + 4 + 2 + 2 + 1
    told = compare(PUBLICATION, {"pdf": replace(empty, title_block=(), marks=())})
    assert told.differences == comparison.differences + 4 + 3
    assert max(map(len, report_text(comparison).splitlines())) <= WIDTH


REPORT = """\
compared        source       pdf      docx
title                1        ok        ok
authors              2        ok         1
language             1        ok        ok
direction            1        ok        ok
revision             1        ok        ok
title block          4        ok         -
headings             4        ok        ok
bookmarks            3        ok         -
contents             3        ok        ok
page numbers         3        ok         1
places               7        ok        ok
links                4        ok        ok
notes                2        ok        ok
note marks           3        ok         -
images               2        ok        ok
pictures             2        ok        ok
list items           6        ok        ok
table cells          9        ok        ok
blocks of code       1        ok        ok
quotes, terms        1        ok        ok
emphasis             5        ok        ok
foreign words        0        ok        ok
words            1,521        ok         1

docx: authors
    expected  Ada Writer | Ben Müller
    found     Ada Writer

docx: page number of "Details & <signs>" in the contents
    expected  2
    found     7

docx: words 4 to 5
    after     Before any heading.
    expected  A first
    found     (nothing)
    before    chapter The bridge carries more than cars: it carries the …

3 differences: docx 3"""


def test_the_report_is_a_table_and_the_first_differences() -> None:
    words = FACTS.words[:3] + FACTS.words[5:]
    docx = with_pages(replace(DOCX, words=words, authors=("Ada Writer",)), ("1", "7", "4"))
    assert report_text(compare(PUBLICATION, {"pdf": PDF, "docx": docx})) == REPORT


@pytest.mark.parametrize(
    ("editions", "verdict"),
    [
        ((), "There is no edition to compare."),
        (("pdf",), "The pdf edition says what the source says."),
        (("pdf", "epub"), "The editions say what the source says, and so the same."),
    ],
)
def test_the_report_ends_in_a_verdict(editions: tuple[str, ...], verdict: str) -> None:
    comparison = compare(PUBLICATION, dict.fromkeys(editions, FACTS))
    assert report_text(comparison).splitlines()[-1] == verdict


def test_a_report_is_narrow_however_many_and_long_the_editions() -> None:
    names = [f"edition-with-a-long-name-{n}" for n in range(20)]
    title = "a" * 300 + " \x1b[31m " + "\u202e" * 50
    comparison = compare(PUBLICATION, dict.fromkeys(names, replace(FACTS, title=title)))
    text = report_text(comparison)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert all(character.isprintable() or character == "\n" for character in text)
    assert text.count("\nlanguage ") == 3


def test_a_report_is_to_be_had_as_plain_values() -> None:
    damaged = replace(FACTS, title="Other")
    values = json.loads(json.dumps(report_values(compare(PUBLICATION, {"epub": damaged}))))
    assert values["agrees"] is False
    assert values["counts"]["headings"] == 4
    (finding,) = [f for f in values["findings"] if f["differences"]]
    assert (finding["aspect"], finding["edition"]) == ("title", "epub")
    assert finding["first"][0]["found"] == "Other"
