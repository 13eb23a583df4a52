"""The faults: what is done to an edition, in which format, and what `verify` must call it.

Each is done to the book in `tests/faults`. `at` is how the line of the source begins that the place
must name (or one of two, with a bar between them), "" where what is damaged stands in no line. A
format in which a fault cannot be done says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from damage_pdf import Pdf
from damage_pdf import drop as drop_tag
from damage_pdf import swap as swap_tags
from damage_zip import SPACES, Docx, Epub, W, drop, swap, unwrap
from lxml import etree
from pikepdf import Name, Stream, String

from pipeline.verify import Aspect

Damage: TypeAlias = Callable[[Any], object] | str
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Fault:
    """A fault: its name, the aspect that differs, the line of the source, how it is done."""

    name: str
    aspect: Aspect
    at: str
    pdf: Damage
    docx: Damage
    epub: Damage


def same(damage: Callable[[Any], object]) -> tuple[Damage, Damage, Damage]:
    """Give one damage for all formats."""
    return damage, damage, damage


# What takes more than an expression


def as_paragraph_pdf(e: Pdf) -> None:
    e.one("H2", "1.2 Instruments").S = Name.P


def renumber_item_docx(e: Docx) -> None:
    number = e.block("Trim the wick").find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    e.one(f"//w:num[@w:numId='{number}']//w:startOverride").set(f"{W}val", "5")


def bullets_for_numbers_docx(e: Docx) -> None:
    for text in ("Trim the wick", "Fill the lamp"):
        e.block(text).find(f"{W}pPr/{W}numPr/{W}numId").set(f"{W}val", "2")


def flatten_pdf(e: Pdf) -> None:
    item = e.every("LI", "– raw oil")[0]
    inner, outer = item.P, item.P.P.P.P
    drop_tag(item)
    outer.K.insert(2, item)
    item.P = outer
    assert inner.S == Name.L


def flatten_epub(e: Epub) -> None:
    item = e.block("raw oil")
    e.block("Whale oil").addnext(item)


def flatten_docx(e: Docx) -> None:
    e.block("raw oil").find(f"{W}pPr/{W}numPr/{W}ilvl").set(f"{W}val", "0")


def unspan_pdf(e: Pdf) -> None:
    del e.one("TD", "as the tide").A


def unmerge_docx(e: Docx) -> None:
    for merge in e.every("//w:vMerge"):
        drop(merge)


def indent_pdf(e: Pdf) -> None:
    e.say(
        "Code",
        "def trim",
        "def trim(lamp): if lamp.wick > 3:         lamp.wick = 3     return lamp",
    )


def join_lines_docx(e: Docx) -> None:
    drop(e.block("def trim").findall(f".//{W}br")[1])


def join_lines_epub(e: Epub) -> None:
    code = e.one("//h:pre/h:code")
    for element in code.iter():
        if element.tail and ":\n" in element.tail:
            element.tail = element.tail.replace(":\n", ": ", 1)
            return


def swap_pictures_pdf(e: Pdf) -> None:
    images, (one, other) = e.images()
    images[one], images[other] = images[other], images[one]


def swap_pictures_docx(e: Docx) -> None:
    one, other = e.picture(0), e.picture(1)
    first, second = one.get(f"{R}embed"), other.get(f"{R}embed")
    one.set(f"{R}embed", second)
    other.set(f"{R}embed", first)


def swap_pictures_epub(e: Epub) -> None:
    one, other = e.picture(0), e.picture(1)
    first, second = one.get("src"), other.get("src")
    one.set("src", second)
    other.set("src", first)


def lose_picture_pdf(e: Pdf) -> None:
    images, (one, _) = e.images()
    del images[one]


def other_picture_pdf(e: Pdf) -> None:
    images, (one, _) = e.images()
    entries = {"Subtype": Name.Image, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    images[one] = Stream(e.pdf, b"\x00" * 240 * 160, Width=240, Height=160, **entries)


def swap_page_numbers_pdf(e: Pdf) -> None:
    one, other = (e.within(e.line(text), "PageNumber") for text in ("Oil and wick", "Old signals"))
    one.K, other.K = other.K, one.K
    one.Pg, other.Pg = other.P.Pg, one.P.Pg


def page_number_docx(e: Docx) -> None:
    shown = e.line("Old signals").findall(f".//{W}t")[-1]
    shown.text = f"{shown.text}1"


def swap_entries_pdf(e: Pdf) -> None:
    swap_tags(e.line("Old signals"), e.line("New signals"))


def swap_entries_epub(e: Epub) -> None:
    swap(e.line("Old signals").getparent(), e.line("New signals").getparent())


def mislead_entry_docx(e: Docx) -> None:
    link, other = (e.line(text).find(f".//{W}hyperlink") for text in ("Old signals", "New signals"))
    link.set(f"{W}anchor", other.get(f"{W}anchor"))


def mislead_entry_epub(e: Epub) -> None:
    e.line("Old signals").set("href", e.line("New signals").get("href"))


def mislead_entry_pdf(e: Pdf) -> None:
    e.entry_annotation("Old signals").Dest = String("new-signals")


def drop_bookmark_pdf(e: Pdf) -> None:
    last = e.bookmarks()[-1]
    del last.Prev.Next


def mislead_bookmark_pdf(e: Pdf) -> None:
    first, second = e.bookmarks()[:2]
    first.Dest = second.Dest


def swap_notes_pdf(e: Pdf) -> None:
    one, other = e.every("Note")
    one.K, other.K = other.K, one.K


def swap_notes_docx(e: Docx) -> None:
    one, other = e.every("//w:footnoteReference")
    one.set(f"{W}id", "2")
    other.set(f"{W}id", "1")


def swap_notes_epub(e: Epub) -> None:
    one, other = e.every("//h:a[@role='doc-noteref']")
    one.set("href", "#fn-2")
    other.set("href", "#fn-1")


def move_mark_pdf(e: Pdf) -> None:
    mark = e.one("Reference", "1$")
    block = mark.P
    drop_tag(mark)
    block.K.insert(0, mark)


def move_mark_docx(e: Docx) -> None:
    mark = e.one("//w:footnoteReference").getparent()
    e.block("A keeper").append(mark)


def move_mark_epub(e: Epub) -> None:
    mark = e.one("//h:a[@role='doc-noteref']").getparent()
    tail, mark.tail = mark.tail, None
    mark.getparent().text += tail
    e.block("A keeper").append(mark)


def drop_row_epub(e: Epub) -> None:
    drop(e.block("Colza").getparent() if e.block("Colza").tag.endswith("}td") else e.block("Colza"))


def drop_row_docx(e: Docx) -> None:
    drop(e.cell("Colza").getparent())


def drop_row_pdf(e: Pdf) -> None:
    drop_tag(e.one("TD", "Colza").P)


def mark_inserted_docx(e: Docx) -> None:
    drop(e.line("Old signals"))


def lose_anchor_docx(e: Docx) -> None:
    for name in e.block("The log").findall(f"{W}bookmarkStart"):
        drop(name)


def mislead_link_docx(e: Docx) -> None:
    link = e.run("the log").getparent()
    other = next(b for b in e.block("Oil and wick").iter(f"{W}bookmarkStart"))
    link.set(f"{W}anchor", other.get(f"{W}name"))


def lose_version_docx(e: Docx) -> None:
    tree = e.page("custom.xml")
    for element in tree.iter():
        if (element.text or "").startswith("sha256:"):
            element.text = "sha256:" + "0" * 64


def lose_digest_epub(e: Epub) -> None:
    for element in e.every("//dc:source"):
        element.text = "sha256:" + "0" * 64


def second_author_epub(e: Epub) -> None:
    drop(e.every("//dc:creator")[1])


def second_author_pdf(e: Pdf) -> None:
    e.packet("<rdf:li>Tomas Okafor</rdf:li>", "")
    e.pdf.trailer.Info.Author = String("Ida Brandt")


def title_pdf(e: Pdf) -> None:
    e.packet("The Harbour Light", "The Light")
    e.pdf.trailer.Info.Title = String("The Light")


def page_reference_pdf(e: Pdf) -> None:
    e.say("PageReference", "", "7")


def page_reference_docx(e: Docx) -> None:
    shown = e.block("ink,").findall(f".//{W}t")[-1]
    shown.text = "77"


def page_reference_epub(e: Epub) -> None:
    e.one("//h:a[@class='page-reference']").set("href", "chapter-02.xhtml#old-signals")


def language_pdf(e: Pdf) -> None:
    e.one("Span", "bonne nuit").Lang = String("it")


def no_language_pdf(e: Pdf) -> None:
    del e.one("Span", "bonne nuit").Lang


def look(e: Pdf, kind: str, text: str, other: str) -> None:
    e.one(kind, text).S = Name(f"/{other}")


def check_docx(e: Docx) -> None:
    e.one("//w14:checked[@w14:val='1']").set(f"{{{SPACES['w14']}}}val", "0")


def check_epub(e: Epub) -> None:
    e.one("//h:span[@class='task-box']").text = "\u2610"


def header_docx(e: Docx) -> None:
    drop(e.one("//w:tblHeader[ancestor::w:tbl//w:t = 'Price']"))
    for text in ("Oil", "Price", "Smell"):
        e.cell(text).find(f".//{W}pStyle").set(f"{W}val", "TableText")


def demote_docx(e: Docx) -> None:
    e.restyle("Instruments", "Heading3")


def item_docx(e: Docx) -> None:
    drop(e.block("Paraffin").find(f"{W}pPr/{W}numPr"))
    e.restyle("Paraffin", "ListParagraph")


def item_epub(e: Epub) -> None:
    element = e.block("Paraffin")
    element.getparent().addnext(element)
    e.rename(element, "p")


def item_pdf(e: Pdf) -> None:
    drop_tag(e.within(e.one("LI", "• Paraffin"), "Lbl"))


def unlink_docx(e: Docx) -> None:
    unwrap(e.run("the office").getparent())


def unlink_pdf(e: Pdf) -> None:
    e.one("Link", "the office").S = Name.Span


def address_docx(e: Docx) -> None:
    for relationship in e.page("document.xml.rels"):
        if "office" in relationship.get("Target"):
            relationship.set("Target", "https://example.org/other")


def formula_pdf(e: Pdf) -> None:
    e.say("Formula", "a2+b2", "a2-b2")


def formula_docx(e: Docx) -> None:
    e.one("//m:t[. = '+']").text = "-"


def formula_epub(e: Epub) -> None:
    e.one("//mm:mo[. = '+']").text = "-"


def mark_up(e: Docx, text: str, name: str) -> None:
    properties = e.properties(e.run(text), "rPr")
    for child in list(properties):
        drop(child)
    if name:
        etree.SubElement(properties, f"{W}{name}")


CONTENTS_NUMBER = "contents show no page numbers in an EPUB"
NO_BOOKMARKS = "Word's navigation is the headings themselves"
NAVIGATION = "its navigation is the contents too"

FAULTS = (
    Fault(
        "word changed", Aspect.WORDS, "Radio at", *same(lambda e: e.text("Radio at", "Radios at"))
    ),
    Fault("word lost", Aspect.WORDS, "Flags by", *same(lambda e: e.text("Flags by", "Flags"))),
    Fault(
        "word doubled", Aspect.WORDS, "Radio at", *same(lambda e: e.text("Radio at", "Radio at at"))
    ),
    Fault(
        "words swapped",
        Aspect.WORDS,
        "Flags by",
        *same(lambda e: e.text("Flags by day", "day by Flags")),
    ),
    Fault("space lost", Aspect.WORDS, "Radio at", *same(lambda e: e.text("Radio at", "Radioat"))),
    Fault(
        "space added",
        Aspect.WORDS,
        "Every watch",
        *same(lambda e: e.text("signature", "sig nature")),
    ),
    Fault(
        "letter's case",
        Aspect.WORDS,
        "Every watch",
        *same(lambda e: e.text("Every watch", "every watch")),
    ),
    Fault(
        "hyphen for a dash",
        Aspect.WORDS,
        "A keeper",
        *same(lambda e: e.text("he sees.", "he sees-")),
    ),
    Fault("paragraph lost", Aspect.WORDS, "Every watch", *same(lambda e: e.drop("Every watch"))),
    Fault(
        "paragraphs swapped",
        Aspect.WORDS,
        "The oil burns",
        *same(lambda e: e.swap("A keeper", "The oil")),
    ),
    Fault(
        "paragraph doubled", Aspect.WORDS, "Every watch", *same(lambda e: e.double("Every watch"))
    ),
    Fault("paragraph hidden", Aspect.WORDS, "Every watch", *same(lambda e: e.hide("Every watch"))),
    Fault(
        "text made invisible by looks",
        Aspect.WORDS,
        "Radio at",
        *same(lambda e: e.hide_by_sheet("Radio at")),
    ),
    Fault(
        "heading's text",
        Aspect.OUTLINE,
        "## Instruments",
        lambda e: e.say("H2", "1.2 Instruments", "1.2 Tools"),
        lambda e: setattr(e.block("Instruments").find(f".//{W}t"), "text", "Tools"),
        lambda e: setattr(e.one("//h:h2[@id='instruments']/h:span"), "tail", " Tools"),
    ),
    Fault(
        "heading's level",
        Aspect.OUTLINE,
        "## Instruments",
        lambda e: look(e, "H2", "1.2 Instruments", "H3"),
        demote_docx,
        lambda e: e.rename(e.one("//h:h2[@id='instruments']"), "h3"),
    ),
    Fault(
        "heading's number",
        Aspect.OUTLINE,
        "# The lamp",
        lambda e: e.every("SectionNumber", "1$")[-1].__setattr__("ActualText", String("7 ")),
        lambda e: e.renumber(0, 7),
        lambda e: setattr(e.one("//h:h1[@id='the-lamp']/h:span"), "text", "7"),
    ),
    Fault(
        "heading's number lost",
        Aspect.OUTLINE,
        "## Instruments",
        lambda e: drop_tag(e.within(e.one("H2", "1.2 Instruments"), "SectionNumber")),
        lambda e: e.unnumber("Instruments"),
        lambda e: drop(e.one("//h:h2[@id='instruments']/h:span")),
    ),
    Fault(
        "heading made a paragraph",
        Aspect.OUTLINE,
        "## Instruments",
        as_paragraph_pdf,
        lambda e: e.restyle("Instruments", "BodyText"),
        lambda e: e.rename(e.one("//h:h2[@id='instruments']"), "p"),
    ),
    Fault(
        "sections swapped",
        Aspect.OUTLINE,
        "## Old signals|## New signals",
        lambda e: swap_tags(e.one("Sect", "2.1 Old"), e.one("Sect", "2.2 New")),
        lambda e: (e.swap("Old signals", "New signals"), e.swap("Flags", "Radio")),
        lambda e: swap(
            e.one("//h:section[h:h2[@id='old-signals']]"),
            e.one("//h:section[h:h2[@id='new-signals']]"),
        ),
    ),
    Fault(
        "contents entry lost",
        Aspect.CONTENTS,
        "## Old signals",
        lambda e: drop_tag(e.line("Old signals")),
        lambda e: drop(e.line("Old signals")),
        lambda e: drop(e.line("Old signals").getparent()),
    ),
    Fault(
        "contents entry's text",
        Aspect.CONTENTS,
        "## Old signals",
        lambda e: setattr(
            e.within(e.line("Old signals"), "Link"), "ActualText", String("2.1 Older signals 3")
        ),
        lambda e: setattr(
            next(t for t in e.line("Old signals").iter(f"{W}t") if "Old" in t.text),
            "text",
            "Older signals",
        ),
        lambda e: setattr(e.line("Old signals").find("{*}span"), "tail", " Older signals"),
    ),
    Fault(
        "contents entry's target",
        Aspect.CONTENTS,
        "## Old signals",
        mislead_entry_pdf,
        mislead_entry_docx,
        mislead_entry_epub,
    ),
    Fault(
        "contents entries swapped",
        Aspect.CONTENTS,
        "## Old signals",
        swap_entries_pdf,
        lambda e: swap(e.line("Old signals"), e.line("New signals")),
        swap_entries_epub,
    ),
    Fault(
        "page number in the contents",
        Aspect.PAGES,
        "## Old signals",
        lambda e: setattr(e.within(e.line("Old signals"), "PageNumber"), "ActualText", String("9")),
        page_number_docx,
        CONTENTS_NUMBER,
    ),
    Fault(
        "page numbers lost",
        Aspect.PAGES,
        "## Old signals",
        lambda e: drop_tag(e.within(e.line("Old signals"), "PageNumber")),
        lambda e: setattr(e.line("Old signals").findall(f".//{W}t")[-1], "text", ""),
        CONTENTS_NUMBER,
    ),
    Fault(
        "list of figures loses a line",
        Aspect.CONTENTS,
        "![A lamp](two.png)",
        lambda e: drop_tag(e.line("Figure 2")),
        lambda e: drop(
            e.line("Figure 2") if "night" in "".join(e.line("Figure 2").itertext()) else None
        ),
        lambda e: drop(e.one("//h:nav//h:a[contains(., 'Figure 2')]").getparent()),
    ),
    Fault(
        "bookmark lost",
        Aspect.BOOKMARKS,
        "",
        drop_bookmark_pdf,
        NO_BOOKMARKS,
        lambda e: drop(e.line("Index").getparent()),
    ),
    Fault(
        "bookmark's target",
        Aspect.BOOKMARKS,
        "# The lamp",
        mislead_bookmark_pdf,
        NO_BOOKMARKS,
        NAVIGATION,
    ),
    Fault(
        "bookmark's text",
        Aspect.BOOKMARKS,
        "# The lamp",
        lambda e: setattr(e.bookmarks()[0], "Title", String("1 The lamps")),
        NO_BOOKMARKS,
        lambda e: setattr(e.line("The lamp").find("{*}span"), "tail", " The lamps"),
    ),
    Fault(
        "link inside leads elsewhere",
        Aspect.LINKS,
        "See [the log]",
        lambda e: setattr(e.annotation("the log"), "Dest", String("oil-and-wick")),
        mislead_link_docx,
        lambda e: e.inline("a", "the log").set("href", "#oil-and-wick"),
    ),
    Fault(
        "link outside leads elsewhere",
        Aspect.LINKS,
        "See [the log]",
        lambda e: setattr(e.annotation("the office").A, "URI", String("https://example.org/other")),
        address_docx,
        lambda e: e.inline("a", "the office").set("href", "https://example.org/other"),
    ),
    Fault(
        "link made plain text",
        Aspect.LINKS,
        "See [the log]",
        unlink_pdf,
        unlink_docx,
        lambda e: unwrap(e.inline("a", "the office")),
    ),
    Fault(
        "link's text",
        Aspect.LINKS,
        "See [the log]",
        lambda e: e.say("Link", "the office", "an office "),
        lambda e: setattr(e.run("the office").find(f"{W}t"), "text", "an office"),
        lambda e: setattr(e.inline("a", "the office"), "text", "an office"),
    ),
    Fault(
        "identifier lost",
        Aspect.LINKS,
        "See [the log]",
        lambda e: setattr(e.one("H1", "2 The log"), "ID", String("gone")),
        lose_anchor_docx,
        lambda e: e.one("//h:h1[@id='the-log']").set("id", "gone"),
    ),
    Fault(
        "name of a place lost",
        Aspect.PLACES,
        "## New signals",
        lambda e: setattr(e.one("H2", "2.2 New"), "ID", String("gone")),
        "Word has no names of places that links from outside could reach",
        lambda e: e.one("//h:h2[@id='new-signals']").attrib.pop("id"),
    ),
    Fault(
        "note lost",
        Aspect.NOTES,
        "[^wick]:",
        lambda e: drop_tag(e.every("Note")[1]),
        lambda e: drop(e.one("//w:footnote[@w:id='2']")),
        lambda e: drop(e.one("//h:aside[@id='fn-2']")),
    ),
    Fault(
        "note's mark lost",
        Aspect.NOTES,
        "[^wick]:",
        lambda e: drop_tag(e.one("Reference", "2$")),
        lambda e: drop(e.every("//w:footnoteReference")[1]),
        lambda e: drop(e.one("//h:a[@href='#fn-2']").getparent()),
    ),
    Fault(
        "note's text",
        Aspect.NOTES,
        "[^wick]:",
        *same(lambda e: e.text("Of woven cotton", "Of woven wool")),
    ),
    Fault(
        "notes swapped", Aspect.NOTES, "[^oil]:", swap_notes_pdf, swap_notes_docx, swap_notes_epub
    ),
    Fault(
        "note's mark moved",
        Aspect.MARKS,
        "The oil burns",
        move_mark_pdf,
        move_mark_docx,
        move_mark_epub,
    ),
    Fault(
        "note's number",
        Aspect.MARKS,
        "The oil burns",
        lambda e: e.say("Reference", "2$", "3"),
        lambda e: (
            etree.SubElement(
                etree.SubElement(e.page("settings.xml").find(f"{W}footnotePr"), f"{W}numFmt"), "x"
            )
            is None
            or e.one("//w:numFmt[x]").set(f"{W}val", "lowerLetter")
        ),
        lambda e: setattr(e.one("//h:a[@href='#fn-2']"), "text", "3"),
    ),
    Fault("cell's text", Aspect.TABLES, "| Colza", *same(lambda e: e.text("faint", "feint"))),
    Fault(
        "cells swapped",
        Aspect.TABLES,
        "| Colza",
        lambda e: swap_tags(e.one("TD", "Colza"), e.one("TD", "12")),
        lambda e: swap(e.cell("Colza"), e.cell("12")),
        lambda e: swap(e.inline("td", "Colza"), e.inline("td", "12")),
    ),
    Fault(
        "cell moved to the next row",
        Aspect.TABLES,
        "| Whale",
        lambda e: (
            e.one("TD", "Whale").P.K.insert(0, e.one("TD", "faint")),
            e.one("TR", "Colza").K.__delitem__(2),
        ),
        lambda e: e.cell("Whale").addprevious(e.cell("faint")),
        lambda e: e.inline("td", "Whale").addprevious(e.inline("td", "faint")),
    ),
    Fault(
        "row lost",
        Aspect.TABLES,
        "| Colza",
        drop_row_pdf,
        drop_row_docx,
        lambda e: drop(e.inline("td", "Colza").getparent()),
    ),
    Fault(
        "header made data",
        Aspect.TABLES,
        "| Oil",
        lambda e: setattr(e.one("TH", "Price"), "S", Name.TD),
        header_docx,
        lambda e: e.rename(e.inline("th", "Price"), "td"),
    ),
    Fault(
        "columns of a cell",
        Aspect.TABLES,
        "<tr><td colspan",
        unspan_pdf,
        lambda e: drop(e.one("//w:gridSpan")),
        lambda e: e.inline("td", "as the tide has it").attrib.pop("colspan"),
    ),
    Fault(
        "rows of a cell",
        Aspect.TABLES,
        "<tr><td rowspan",
        lambda e: e.one("TD", "First").__delattr__("A"),
        unmerge_docx,
        lambda e: e.inline("td", "First").attrib.pop("rowspan"),
    ),
    Fault(
        "caption's text",
        Aspect.WORDS,
        "| Oil",
        *same(lambda e: e.text("Oils and prices", "Oils and price")),
    ),
    Fault(
        "caption's number",
        Aspect.WORDS,
        "![A lamp](two.png)",
        lambda e: e.say("Caption", "Figure 2", "Figure 3 The lamp by night"),
        lambda e: setattr(e.block("Figure 2").findall(f".//{W}t")[1], "text", "3"),
        lambda e: setattr(e.every("//h:figcaption/h:span")[1], "text", "Figure 3"),
    ),
    Fault(
        "item lost",
        Aspect.LISTS,
        "    - refined oil",
        lambda e: drop_tag(e.one("LI", "– refined")),
        lambda e: e.drop("refined oil"),
        lambda e: e.drop("refined oil"),
    ),
    Fault("item without its bullet", Aspect.LISTS, "- Paraffin", item_pdf, item_docx, item_epub),
    Fault(
        "level of a list lost",
        Aspect.LISTS,
        "    - raw oil",
        flatten_pdf,
        flatten_docx,
        flatten_epub,
    ),
    Fault(
        "number of an item",
        Aspect.LISTS,
        "3. Trim",
        lambda e: e.say("Lbl", "3.", "5. "),
        renumber_item_docx,
        lambda e: e.one("//h:ol[@start='3']").set("start", "5"),
    ),
    Fault(
        "bullets for numbers",
        Aspect.LISTS,
        "3. Trim",
        lambda e: (e.say("Lbl", "3.", "• "), e.say("Lbl", "4.", "• ")),
        bullets_for_numbers_docx,
        lambda e: e.rename(e.one("//h:ol[@start='3']"), "ul"),
    ),
    Fault(
        "task undone",
        Aspect.LISTS,
        "- [x] lenses",
        lambda e: e.say("Lbl", "[x]", "[ ]"),
        check_docx,
        check_epub,
    ),
    Fault(
        "code's indentation",
        Aspect.CODE,
        "```python",
        indent_pdf,
        lambda e: e.text("    ", " "),
        lambda e: setattr(e.one("//h:pre//h:span[@class='tok-function']"), "tail", "(lamp):\n"),
    ),
    Fault(
        "lines of code joined",
        Aspect.CODE,
        "```python",
        "a PDF does not tell where lines of code end",
        join_lines_docx,
        join_lines_epub,
    ),
    Fault(
        "character of code",
        Aspect.CODE,
        "```python",
        lambda e: e.say(
            "Code",
            "def trim",
            "def trim(lamp):     if lamp.wick < 3:         lamp.wick = 3     return lamp",
        ),
        lambda e: setattr(e.run(">").find(f"{W}t"), "text", "<"),
        lambda e: setattr(e.inline("span", ">"), "text", "<"),
    ),
    Fault(
        "emphasis lost",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Emphasis", "stressed", "Span"),
        lambda e: e.look("stressed", ""),
        lambda e: unwrap(e.inline("em", "stressed")),
    ),
    Fault(
        "emphasis in a note lost",
        Aspect.LOOKS,
        "[^oil]:",
        lambda e: look(e, "Emphasis", "colza", "Span"),
        lambda e: e.look("colza", ""),
        lambda e: unwrap(e.inline("em", "colza")),
    ),
    Fault(
        "emphasis for strong words",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Strong", "strong", "Emphasis"),
        lambda e: e.look("strong", "Emphasis"),
        lambda e: e.rename(e.inline("strong", "strong"), "em"),
    ),
    Fault(
        "struck words restored",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Deletion", "struck", "Span"),
        lambda e: mark_up(e, "struck", ""),
        lambda e: unwrap(e.inline("del", "struck")),
    ),
    Fault(
        "marked words",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Mark", "marked", "Span"),
        lambda e: e.look("marked", ""),
        lambda e: unwrap(e.inline("mark", "marked")),
    ),
    Fault(
        "subscript raised",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Subscript", "2", "Superscript"),
        lambda e: e.one("//w:vertAlign[@w:val='subscript']").set(f"{W}val", "superscript"),
        lambda e: e.rename(e.inline("sub", "2"), "sup"),
    ),
    Fault(
        "code among words",
        Aspect.LOOKS,
        "Some words",
        lambda e: look(e, "Code", "lamp --trim", "Span"),
        lambda e: e.look("lamp --trim", ""),
        lambda e: unwrap(e.inline("code", "lamp --trim")),
    ),
    Fault(
        "quote made a paragraph",
        Aspect.BLOCKS,
        "> Nobody notices",
        lambda e: setattr(e.one("BlockQuote"), "S", Name.Div),
        lambda e: e.restyle("Nobody notices", "BodyText"),
        lambda e: e.rename(e.one("//h:blockquote"), "div"),
    ),
    Fault(
        "term made a paragraph",
        Aspect.BLOCKS,
        "Beacon",
        lambda e: setattr(e.one("Term", "Beacon"), "S", Name.P),
        lambda e: e.restyle("Beacon", "BodyText"),
        lambda e: e.rename(e.block("Beacon"), "dd"),
    ),
    Fault(
        "title of a box made a paragraph",
        Aspect.BLOCKS,
        "!!! warning",
        lambda e: setattr(e.one("AdmonitionTitle"), "S", Name.P),
        lambda e: e.restyle("Mind the heat", "BodyText"),
        lambda e: e.block("Mind the heat").attrib.pop("class"),
    ),
    Fault(
        "language of words",
        Aspect.LANGUAGES,
        "The French",
        language_pdf,
        lambda e: e.speak("bonne nuit", "it"),
        lambda e: e.speak("bonne nuit", "it"),
    ),
    Fault(
        "language of words lost",
        Aspect.LANGUAGES,
        "The French",
        no_language_pdf,
        lambda e: e.speak("bonne nuit", ""),
        lambda e: e.speak("bonne nuit", ""),
    ),
    Fault(
        "image lost",
        Aspect.IMAGES,
        "![A lamp](two.png)",
        lambda e: drop_tag(e.every("Figure")[1]),
        lambda e: drop(e.every("//w:drawing")[1]),
        lambda e: drop(e.picture(1)),
    ),
    Fault(
        "alternative text lost",
        Aspect.IMAGES,
        "![A lamp](one.png)",
        lambda e: e.every("Figure")[0].__delattr__("Alt"),
        lambda e: e.every("//wp:docPr")[0].set("descr", ""),
        lambda e: e.picture(0).attrib.pop("alt"),
    ),
    Fault(
        "images swapped",
        Aspect.PICTURES,
        "![A lamp](one.png)",
        swap_pictures_pdf,
        swap_pictures_docx,
        swap_pictures_epub,
    ),
    Fault(
        "image's file lost",
        Aspect.PICTURES,
        "![A lamp](one.png)",
        lose_picture_pdf,
        lambda e: e.members.pop(e.first_image()),
        lambda e: e.members.pop(next(name for name in e.members if name.endswith("one.png"))),
    ),
    Fault(
        "another image of the same size",
        Aspect.PICTURES,
        "![A lamp](one.png)",
        other_picture_pdf,
        lambda e: e.other_picture(),
        lambda e: e.other_picture(),
    ),
    Fault("formula changed", Aspect.WORDS, "A formula", formula_pdf, formula_docx, formula_epub),
    Fault(
        "formula's number",
        Aspect.WORDS,
        "$$e = m",
        lambda e: e.say("Equation", "e=mc2", "e=mc2 (2)"),
        lambda e: setattr(
            next(
                t
                for t in e.one("//w:p[.//w:instrText[contains(., 'SEQ Equation')]]").iter(f"{W}t")
                if t.text == "1"
            ),
            "text",
            "2",
        ),
        lambda e: setattr(e.one("//h:span[@class='formula-number']"), "text", "(2)"),
    ),
    Fault("term lost", Aspect.WORDS, "Beacon", *same(lambda e: e.drop("Beacon"))),
    Fault(
        "title of a box lost",
        Aspect.WORDS,
        "!!! warning",
        lambda e: drop_tag(e.one("AdmonitionTitle")),
        lambda e: e.drop("Mind the heat"),
        lambda e: e.drop("Mind the heat"),
    ),
    Fault(
        "place of the index",
        Aspect.PAGES,
        "The keeper writes",
        page_reference_pdf,
        page_reference_docx,
        "an EPUB shows no pages; its target is another fault",
    ),
    Fault(
        "title of the file",
        Aspect.TITLE,
        "",
        title_pdf,
        lambda e: setattr(e.one("//dc:title"), "text", "The Light"),
        lambda e: setattr(e.one("//dc:title"), "text", "The Light"),
    ),
    Fault(
        "author lost",
        Aspect.AUTHORS,
        "",
        second_author_pdf,
        lambda e: setattr(e.one("//dc:creator"), "text", "Ida Brandt"),
        second_author_epub,
    ),
    Fault(
        "edition's language",
        Aspect.LANGUAGE,
        "",
        lambda e: setattr(e.pdf.Root, "Lang", String("de")),
        lambda e: (
            [each.set(f"{W}val", "de") for each in e.page("styles.xml").iter(f"{W}lang")]
            and [setattr(x, "text", "de") for x in e.every("//dc:language")]
        ),
        lambda e: setattr(e.one("//dc:language"), "text", "de"),
    ),
    Fault(
        "direction of the pages",
        Aspect.DIRECTION,
        "",
        lambda e: setattr(e.pdf.Root.ViewerPreferences, "Direction", Name.R2L),
        lambda e: etree.SubElement(e.one("//w:body/w:sectPr"), f"{W}bidi"),
        lambda e: e.page(".opf").find("{*}spine").set("page-progression-direction", "rtl"),
    ),
    Fault(
        "subtitle lost",
        Aspect.TITLE_BLOCK,
        "",
        lambda e: drop_tag(e.one("Subtitle")),
        lambda e: drop(
            next(p for p in e.every("//w:p") if "How it is tended" in "".join(p.itertext()))
        ),
        lambda e: drop(e.one("//h:p[. = 'How it is tended']")),
    ),
    Fault(
        "digest of the source",
        Aspect.REVISION,
        "",
        lambda e: e.packet("sha256:", "sha256:0000") or None,
        lose_version_docx,
        lose_digest_epub,
    ),
)
