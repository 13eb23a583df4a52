"""Real editions, damaged after they were written: every fault is caught, and by its name."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from roads import EVERY_NODE, exporters, sample, write_edition

from pipeline.build import Wishes, read_source
from pipeline.exporter import EditionFacts
from pipeline.project import find_source
from pipeline.verify import Aspect, compare
from pipeline.verify.report import report_text

PUBLICATION = sample(EVERY_NODE).publication


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the three editions of the sample once."""
    folder = tmp_path_factory.mktemp("editions")
    found = {name: folder / f"edition.{name}" for name in ("pdf", "docx", "epub")}
    for name, path in found.items():
        write_edition(PUBLICATION, exporters()[name], path)
    return found


@pytest.fixture(scope="module")
def whole(editions: dict[str, Path]) -> dict[str, EditionFacts]:
    """Read the whole editions back."""
    return {name: exporters()[name].read_back(path) for name, path in editions.items()}


def test_whole_editions_agree(whole: dict[str, EditionFacts]) -> None:
    comparison = compare(PUBLICATION, whole)
    assert comparison.agrees, report_text(comparison)


def check_fault(whole: dict[str, EditionFacts], name: str, damaged: Path, aspect: Aspect) -> None:
    """Compare a damaged edition beside the whole ones: it alone must differ, in this aspect."""
    facts = {**whole, name: exporters()[name].read_back(damaged)}
    comparison = compare(PUBLICATION, facts)
    differing = {(f.aspect, f.edition) for f in comparison.findings if f.differences}
    assert (aspect, name) in differing, report_text(comparison)
    assert {edition for _, edition in differing} == {name}, report_text(comparison)


# Zipped editions: a pattern in any member, and what takes its place

ZIP_FAULTS = {
    ("docx", "word changed"): (">Quoted words.<", ">Quoted word.<", Aspect.WORDS),
    ("docx", "space lost"): (">Quoted words.<", ">Quotedwords.<", Aspect.WORDS),
    ("docx", "cell emptied"): (">1,234<", "><", Aspect.WORDS),
    ("docx", "cells swapped"): (">Alpha<(.*?)>a<", r">a<\1>Alpha<", Aspect.WORDS),
    ("docx", "title changed"): ("(<dc:title>)[^<]*", r"\1Other", Aspect.TITLE),
    ("docx", "author lost"): ("(<dc:creator>)[^<]*", r"\1Ada Writer", Aspect.AUTHORS),
    ("docx", "authors merged"): ("(<dc:creator>[^<;]*);", r"\1,", Aspect.AUTHORS),
    ("docx", "heading level"): ('"Heading2"', '"Heading3"', Aspect.OUTLINE),
    ("docx", "heading demoted"): ('"Heading3"', '"BodyText"', Aspect.OUTLINE),
    ("docx", "note mark lost"): ('<w:footnoteReference w:id="2"/>', "", Aspect.NOTES),
    ("docx", "note changed"): (">Second note.<", ">Other note.<", Aspect.NOTES),
    ("docx", "link broken"): ('(<w:hyperlink w:anchor="_Ref)[^"]*', r"\1None", Aspect.LINKS),
    ("docx", "address changed"): (r"example\.org/a", "example.org/b", Aspect.LINKS),
    ("docx", "alternative lost"): ('descr="A blue bridge"', 'descr=""', Aspect.IMAGES),
    ("docx", "contents text"): (">Details &amp; ", ">Detail &amp; ", Aspect.CONTENTS),
    ("docx", "contents page"): (
        r"(PAGEREF _Toc000002 .*?<w:t[^>]*>)\d+<",
        r"\g<1>7<",
        Aspect.PAGES,
    ),
    ("epub", "word changed"): (">Quoted words.<", ">Quoted word.<", Aspect.WORDS),
    ("epub", "space lost"): (">Quoted words.<", ">Quotedwords.<", Aspect.WORDS),
    ("epub", "cell emptied"): (">1,234<", "><", Aspect.WORDS),
    ("epub", "code changed"): (r"print\(", "Print(", Aspect.WORDS),
    ("epub", "title changed"): ("(<dc:title[^>]*>)[^<]*", r"\1Other", Aspect.TITLE),
    ("epub", "author lost"): ("<dc:creator[^>]*>Ben.*?</dc:creator>", "", Aspect.AUTHORS),
    ("epub", "language changed"): ("(<dc:language[^>]*>)en", r"\1de", Aspect.LANGUAGE),
    ("epub", "heading level"): ("<h2([^>]*)>(.*?)</h2>", r"<h3\1>\2</h3>", Aspect.OUTLINE),
    ("epub", "note changed"): (r"Second note\.", "Other note.", Aspect.NOTES),
    ("epub", "address changed"): (r"example\.org/a", "example.org/b", Aspect.LINKS),
    ("epub", "anchor renamed"): ('id="details--signs"', 'id="detail"', Aspect.LINKS),
    ("epub", "alternative lost"): ('alt="A blue bridge"', 'alt=""', Aspect.IMAGES),
    ("epub", "nav text"): ("(toc.*?>)Details &amp; ", r"\1Detail &amp; ", Aspect.CONTENTS),
    ("epub", "nav entry lost"): ("<li><a [^>]*>Details.*?</li>", "", Aspect.BOOKMARKS),
}


def damage_zip(edition: Path, target: Path, pattern: str, replacement: str) -> int:
    """Copy an edition with the first match of a pattern replaced; give how many were."""
    replaced = 0
    with zipfile.ZipFile(edition) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if not replaced and member.filename.endswith(("xml", "xhtml", "opf", "rels")):
                text = content.decode("utf-8")
                text, replaced = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
                content = text.encode("utf-8")
            new.writestr(member, content)
    return replaced


@pytest.mark.parametrize(("name", "fault"), ZIP_FAULTS, ids=" ".join)
def test_a_fault_in_a_zipped_edition_is_caught(
    name: str,
    fault: str,
    editions: dict[str, Path],
    whole: dict[str, EditionFacts],
    tmp_path: Path,
) -> None:
    pattern, replacement, aspect = ZIP_FAULTS[name, fault]
    damaged = tmp_path / f"damaged.{name}"
    assert damage_zip(editions[name], damaged, pattern, replacement) == 1
    check_fault(whole, name, damaged, aspect)


# PDF


def tags_of(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Give the structure elements of a kind, in the order of the file."""
    found = (each for each in pdf.objects if isinstance(each, Dictionary))
    return [each for each in found if "/P" in each and each.get("/S") == f"/{kind}"]


def remove_tag(tag: pikepdf.Object) -> None:
    """Take an element out of its parent."""
    kids = tag.P.K
    if isinstance(kids, Dictionary):
        del tag.P.K
        return
    (place,) = [n for n, kid in enumerate(kids) if kid == tag]
    del kids[place]


def outline_items(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    item, items = pdf.Root.Outlines.First, []
    while item is not None:
        items.append(item)
        item = item.get("/Next")
    return items


def link_to(pdf: pikepdf.Pdf, start: str) -> pikepdf.Object:
    """Give the first annotation whose address starts like this."""
    annotations = (a for page in pdf.pages for a in page.obj.get("/Annots", ()))
    return next(a for a in annotations if "/A" in a and str(a.A.URI).startswith(start))


def named(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """Give the destination of a name."""
    names = pdf.Root.Names.Dests.Names
    (place,) = [n for n in range(0, len(names), 2) if bytes(names[n]) == name.encode()]
    return names[place + 1]


def lose_note(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "Note")[-1])


def lose_note_mark(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "Reference")[-1])


def lose_paragraph(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "P")[7])


def lose_heading(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "H3")[0])


def change_level(pdf: pikepdf.Pdf) -> None:
    tags_of(pdf, "H2")[0].S = Name.H3


def lose_number(pdf: pikepdf.Pdf) -> None:
    numbers = tags_of(pdf, "SectionNumber")
    remove_tag(next(n for n in numbers if n.P.S == "/H1"))


def swap_cells(pdf: pikepdf.Pdf) -> None:
    row = tags_of(pdf, "TR")[1].K
    row[0], row[1] = row[1], row[0]


def lose_contents_entry(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "TOCI")[-1])


def swap_page_numbers(pdf: pikepdf.Pdf) -> None:
    first, second = (n for n in tags_of(pdf, "PageNumber")[:2])
    first.K, second.K = second.K, first.K


def shift_page_labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=pikepdf.Array([0, Dictionary(S=Name.D, St=5)]))


def lose_alternative(pdf: pikepdf.Pdf) -> None:
    del tags_of(pdf, "Figure")[0].Alt


def lose_image(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "Figure")[0])


def change_address(pdf: pikepdf.Pdf) -> None:
    link_to(pdf, "https://example.org/a").A.URI = String("https://example.org/b")


def unclick_link(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Annots


def move_destination(pdf: pikepdf.Pdf) -> None:
    named(pdf, "größe")[0] = pdf.pages[-1].obj


def rename_identifier(pdf: pikepdf.Pdf) -> None:
    tags_of(pdf, "H2")[0].ID = String("other")


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    outline_items(pdf)[-1].Title = String("2 Other")


def lose_bookmark(pdf: pikepdf.Pdf) -> None:
    del outline_items(pdf)[0].Next


def mislead_bookmark(pdf: pikepdf.Pdf) -> None:
    first, second = outline_items(pdf)
    first.Dest = second.Dest


def change_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("de")


def change_title(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"Bridges &amp; Budgets", b"Bridges"))


def change_title_once(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = String("Bridges")


def change_shown_title(pdf: pikepdf.Pdf) -> None:
    tags_of(pdf, "Title")[0].K, tags_of(pdf, "Subtitle")[0].K = (
        tags_of(pdf, "Subtitle")[0].K,
        tags_of(pdf, "Title")[0].K,
    )


def lose_byline(pdf: pikepdf.Pdf) -> None:
    remove_tag(tags_of(pdf, "Byline")[0])


def move_note_mark(pdf: pikepdf.Pdf) -> None:
    mark = tags_of(pdf, "Reference")[-1]
    kids = mark.P.K
    (place,) = [n for n, kid in enumerate(kids) if kid == mark]
    del kids[place]
    kids.insert(0, mark)


def lose_picture(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Resources.XObject = Dictionary()


def lose_page_numbers(pdf: pikepdf.Pdf) -> None:
    for number in tags_of(pdf, "PageNumber"):
        remove_tag(number)


def lose_author(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().decode()
    pdf.Root.Metadata.write(packet.replace("<rdf:li>Ben Müller</rdf:li>", "").encode())
    pdf.trailer.Info.Author = String("Ada Writer")


def merge_authors(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().decode()
    merged, count = re.subn("(Ada Writer)</rdf:li>\\s*<rdf:li>(Ben)", r"\1; \2", packet)
    assert count == 1
    pdf.Root.Metadata.write(merged.encode())
    pdf.trailer.Info.Author = String("Ada Writer; Ben Müller")


def garble_letters(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].resources.Font.values()))
    unicode_map = font.ToUnicode.read_bytes()
    font.ToUnicode.write(unicode_map.replace(b"<0065>", b"<0078>", 1))


def swap_sequences(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[-1].obj.Contents.read_bytes()
    swapped = re.sub(rb"/MCID 1\b", b"/MCID 999", content)
    swapped = re.sub(rb"/MCID 2\b", b"/MCID 1", swapped)
    pdf.pages[-1].obj.Contents.write(swapped.replace(b"/MCID 999", b"/MCID 2"))


def hide_sequence(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[-1].obj.Contents.read_bytes()
    content = re.sub(rb"/\w+\s*<</MCID 0>>", b"/Artifact<</Type/Layout>>", content, count=1)
    pdf.pages[-1].obj.Contents.write(content)


PDF_FAULTS: dict[Callable[[pikepdf.Pdf], None], Aspect] = {
    lose_note: Aspect.NOTES,
    lose_note_mark: Aspect.NOTES,
    lose_paragraph: Aspect.WORDS,
    lose_heading: Aspect.OUTLINE,
    change_level: Aspect.OUTLINE,
    lose_number: Aspect.OUTLINE,
    swap_cells: Aspect.WORDS,
    lose_contents_entry: Aspect.CONTENTS,
    swap_page_numbers: Aspect.PAGES,
    shift_page_labels: Aspect.PAGES,
    lose_alternative: Aspect.IMAGES,
    lose_image: Aspect.IMAGES,
    change_address: Aspect.LINKS,
    unclick_link: Aspect.LINKS,
    move_destination: Aspect.LINKS,
    rename_identifier: Aspect.LINKS,
    rename_bookmark: Aspect.BOOKMARKS,
    lose_bookmark: Aspect.BOOKMARKS,
    mislead_bookmark: Aspect.BOOKMARKS,
    change_language: Aspect.LANGUAGE,
    change_title: Aspect.TITLE,
    change_title_once: Aspect.TITLE,
    change_shown_title: Aspect.TITLE_BLOCK,
    lose_byline: Aspect.TITLE_BLOCK,
    move_note_mark: Aspect.MARKS,
    lose_picture: Aspect.IMAGES,
    lose_page_numbers: Aspect.PAGES,
    lose_author: Aspect.AUTHORS,
    merge_authors: Aspect.AUTHORS,
    garble_letters: Aspect.WORDS,
    swap_sequences: Aspect.WORDS,
    hide_sequence: Aspect.WORDS,
}


@pytest.mark.parametrize("damage", PDF_FAULTS, ids=lambda damage: damage.__name__)
def test_a_fault_in_a_pdf_is_caught(
    damage: Callable[[pikepdf.Pdf], None],
    editions: dict[str, Path],
    whole: dict[str, EditionFacts],
    tmp_path: Path,
) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(editions["pdf"]) as pdf:
        damage(pdf)
        pdf.save(damaged)
    facts = {**whole, "pdf": exporters()["pdf"].read_back(damaged)}
    comparison = compare(PUBLICATION, facts)
    differing = {f.aspect for f in comparison.findings if f.differences and f.edition == "pdf"}
    assert PDF_FAULTS[damage] in differing, report_text(comparison)
    # The page numbers of the DOCX edition are compared with the PDF's pages: they may differ too.
    others = {f.edition for f in comparison.findings if f.differences} - {"pdf"}
    assert others <= {"docx"}


def test_a_note_of_a_foreign_passage_is_in_the_language_of_the_text(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    text = "::: {lang=de}\nEin Satz.[^1]\n:::\n\n[^1]: An English note.\n"
    source.write_text(text, encoding="utf-8")
    publication = read_source(find_source(str(source)), Wishes()).publication
    assert publication is not None
    edition = tmp_path / "a.pdf"
    write_edition(publication, exporters()["pdf"], edition)
    assert compare(publication, {"pdf": exporters()["pdf"].read_back(edition)}).agrees
    with pikepdf.open(edition) as pdf:
        (note,) = tags_of(pdf, "Note")
        assert note.Lang == "en"
        del note.Lang
        pdf.save(tmp_path / "b.pdf")
    comparison = compare(publication, {"pdf": exporters()["pdf"].read_back(tmp_path / "b.pdf")})
    (found,) = comparison.discrepancies()
    assert (found.aspect, found.found) == (Aspect.LANGUAGES, "An English note.")
