"""Reading EPUB files back: ours when damaged, changed or whole, and other tools'."""

import zipfile
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest
from epub_publications import build
from publications import sample_publication

from pipeline.errors import EditionError
from pipeline.exporter import ContentsFact, EditionFacts, HeadingFact, LinkFact, NoteFact, Revision
from pipeline.exporters.epub import exporter
from pipeline.exporters.epub.read_back import archive
from pipeline.structure import PictureFact, Structure

CHAPTER = "EPUB/text/chapter-01.xhtml"
Change = Callable[[bytes], bytes]

XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>x</title><style>p {{ color: red }}</style></head><body>{}</body></html>"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("epub") / "sample.epub"
    build(sample_publication(), target)
    return target


def changed(edition: Path, folder: Path, changes: dict[str, Change | None]) -> Path:
    """Copy an edition; None takes a member out."""
    target = folder / "changed.epub"
    with zipfile.ZipFile(edition) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = changes.get(name, lambda content: content)
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return target


def swapped(old: str, new: str) -> Change:
    def swap(content: bytes) -> bytes:
        assert old.encode() in content, f"{old!r} is not there to be changed"
        return content.replace(old.encode(), new.encode(), 1)

    return swap


@pytest.mark.parametrize(
    ("member", "change", "sentence"),
    [
        ("META-INF/container.xml", None, "META-INF/container.xml is missing"),
        ("META-INF/container.xml", lambda _: b"<container/>", "names no package document"),
        ("META-INF/container.xml", lambda _: b"<contai", "no well-formed XML"),
        ("EPUB/content.opf", None, "EPUB/content.opf is missing"),
        ("EPUB/content.opf", lambda content: content[:900], "no well-formed XML"),
        ("EPUB/content.opf", swapped('idref="chapter-01"', 'idref="gone"'), "names 'gone'"),
        ("EPUB/content.opf", lambda _: b"<package/>", "has no spine"),
        (CHAPTER, None, f"{CHAPTER} is missing"),
        (CHAPTER, swapped("</p>", ""), f"{CHAPTER} is no well-formed XML"),
        (CHAPTER, lambda _: b"", f"{CHAPTER} is no well-formed XML"),
        ("EPUB/nav.xhtml", swapped('epub:type="toc" role="doc-toc"', ""), "no table of contents"),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence(
    member: str, change: Change | None, sentence: str, sample: Path, tmp_path: Path
) -> None:
    broken = changed(sample, tmp_path, {member: change})
    with pytest.raises(EditionError) as caught:
        exporter.read_back(broken)
    assert sentence in str(caught.value)
    assert str(broken) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_zip_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "x.epub"
    for content in (b"", b"no zip", b"PK\x03\x04 half a zip"):
        broken.write_bytes(content)
        with pytest.raises(EditionError, match="no zip file"):
            exporter.read_back(broken)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="No such file"):
        exporter.read_back(tmp_path / "gone.epub")
    with pytest.raises(EditionError, match="directory"):
        exporter.read_back(tmp_path)


def test_every_byte_that_is_cut_off_is_noticed(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    broken = tmp_path / "x.epub"
    for length in range(0, len(whole), 97):
        broken.write_bytes(whole[:length])
        with pytest.raises(EditionError):
            exporter.read_back(broken)


def test_bytes_that_turned_over_never_give_a_traceback(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    broken = tmp_path / "x.epub"
    told = 0
    for place in range(0, len(whole), 61):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        try:
            exporter.read_back(broken)
        except EditionError:
            told += 1
    assert told > 20


FAULTS = {
    "title": ("EPUB/content.opf", "Bridges &amp; Budgets", "Bridges"),
    "authors": ("EPUB/content.opf", "Ada Writer", "Ada Riter"),
    "authors: merged": (
        "EPUB/content.opf",
        'Ada Writer</dc:creator>\n    <dc:creator id="creator-2">',
        "Ada Writer; ",
    ),
    "language": ("EPUB/content.opf", "<dc:language>en", "<dc:language>de"),
    "outline: text": (CHAPTER, ">Deeper still<", ">Deeper<"),
    "outline: level": (
        CHAPTER,
        '<h3 id="deeper">Deeper still</h3>',
        '<h2 id="deeper">Deeper still</h2>',
    ),
    "outline: number": (CHAPTER, '<span class="number">1</span>', '<span class="number">2</span>'),
    "contents: number": ("EPUB/nav.xhtml", '"number">2', '"number">3'),
    "bookmarks": ("EPUB/nav.xhtml", "Zweites", "Drittes"),
    "contents: target": ("EPUB/nav.xhtml", "#details--signs", "#deeper"),
    "contents: dead": ("EPUB/nav.xhtml", "#details--signs", "#nowhere"),
    "links: url": (CHAPTER, "https://example.org/note", "https://example.org/n"),
    "links: target": (CHAPTER, "chapter-02.xhtml#größe", "chapter-02.xhtml#x"),
    "links: text": (CHAPTER, ">the office<", ">office<"),
    "links: lost": (CHAPTER, '<a href="https://example.org/note">link</a>', "link"),
    "title_block": ("EPUB/text/title-page.xhtml", "14 February", "15 February"),
    "title_block: lost": ("EPUB/text/title-page.xhtml", 'class="subtitle"', 'class="x"'),
    "title_block: hidden": (
        "EPUB/text/title-page.xhtml",
        '<p class="byline">Ada',
        '<p class="byline" hidden="">Ada',
    ),
    "marks": (CHAPTER, "</strong>.<sup>", "</strong>. And<sup>"),
    "notes: mark": (CHAPTER, 'role="doc-noteref">2<', 'role="doc-noteref">3<'),
    "notes: text": (CHAPTER, "Second note.", "Another note."),
    "notes: reference": (CHAPTER, 'id="fnref-1-2" href="#fn-1"', 'id="fnref-1-2" href="#fn-2"'),
    "images": (CHAPTER, 'alt="A blue bridge"', 'alt="A bridge"'),
    "images: lost": (CHAPTER, ' alt="A blue bridge"', ""),
    "images: hidden": (CHAPTER, "<figure>", '<figure style="display: none">'),
    "images: elsewhere": (CHAPTER, 'src="../images/', 'src="https://example.org/'),
    "links: no address": (CHAPTER, 'href="https://example.org/note"', 'data-url="https://x.org"'),
    "contents: hidden": ("EPUB/nav.xhtml", "<nav ", '<nav hidden="hidden" '),
    "contents: not shown": ("EPUB/nav.xhtml", "<nav ", '<nav style="color: red;DISPLAY:none" '),
    "contents: line hidden": ("EPUB/nav.xhtml", "<ol>\n<li><a", '<ol>\n<li><a hidden=""'),
    "words": (CHAPTER, "Quoted words.", "Quoted."),
    "words: hidden": (CHAPTER, "<blockquote>", '<blockquote hidden="">'),
    "words: not shown": (CHAPTER, "<blockquote>", '<blockquote style="/**/display:/**/none">'),
    "words: not visible": (CHAPTER, "<blockquote>", '<blockquote style="visibility:hidden">'),
    "words: joined": (CHAPTER, "hard<br/>one", "hardone"),
    "words: code": (CHAPTER, "return x", "return y"),
    "words: cell": (CHAPTER, "1,234", "1,243"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_shows_in_its_fact(fault: str, sample: Path, tmp_path: Path) -> None:
    member, old, new = FAULTS[fault]
    right = exporter.read_back(sample)
    wrong = exporter.read_back(changed(sample, tmp_path, {member: swapped(old, new)}))
    differing = {f.name for f in fields(right) if getattr(right, f.name) != getattr(wrong, f.name)}
    assert fault.partition(":")[0] in differing


def test_an_image_whose_file_is_not_there_is_told(sample: Path, tmp_path: Path) -> None:
    right = exporter.read_back(sample)
    changes: tuple[Change | None, ...] = (None, lambda _: b"")
    for change in changes:
        bare = changed(sample, tmp_path, {"EPUB/images/bridge.png": change})
        assert exporter.read_back(bare).images == tuple(
            f"{alternative} [no image]" if alternative == "A blue bridge" else alternative
            for alternative in right.images
        )


@pytest.mark.parametrize("old", ["<nav", "<ol>\n<li><a"])
def test_hidden_contents_are_still_navigation(old: str, sample: Path, tmp_path: Path) -> None:
    hidden = changed(sample, tmp_path, {"EPUB/nav.xhtml": swapped(old, f'{old} hidden=""')})
    assert exporter.read_back(hidden).bookmarks == exporter.read_back(sample).bookmarks


@pytest.mark.parametrize("style", ["display: inline", "list-style: none", "x-display:none", ""])
def test_what_has_another_style_is_shown(style: str, sample: Path, tmp_path: Path) -> None:
    quote = swapped("<blockquote>", f'<blockquote style="{style}">')
    assert exporter.read_back(changed(sample, tmp_path, {CHAPTER: quote})) == exporter.read_back(
        sample
    )


@pytest.mark.parametrize("limit", ["MEMBER_LIMIT", "TOTAL_LIMIT"])
def test_what_unpacks_without_end_is_told(
    limit: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = max(zipfile.ZipFile(sample).infolist(), key=lambda member: member.file_size)
    assert longest.file_size < 100_000
    monkeypatch.setattr(archive, limit, 100_000)
    if limit == "MEMBER_LIMIT":
        exporter.read_back(sample)
    monkeypatch.setattr(archive, limit, 2000)
    with pytest.raises(EditionError, match=r"unpacks to more than \d+ bytes"):
        exporter.read_back(sample)


def test_a_link_to_the_second_of_two_equal_headings_has_its_ordinal(
    sample: Path, tmp_path: Path
) -> None:
    twin = swapped("<p>A soft", '<h2 id="twin">Details &amp; &lt;signs&gt;</h2><p>A soft')
    facts = exporter.read_back(changed(sample, tmp_path, {CHAPTER: twin}))
    assert LinkFact("details", "#Details & <signs> (2)") in facts.links


def make_epub(folder: Path, opf: str, members: dict[str, str]) -> Path:
    target = folder / "foreign.epub"
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="a b/book.opf" media-type="x"/></rootfiles></container>'
    )
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("a b/book.opf", opf)
        for name, content in members.items():
            archive.writestr(f"a b/{name}", content)
    return target


EPUB_2 = """<package xmlns="http://www.idpf.org/2007/opf" version="2.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Old &#173;Book</dc:title><dc:creator opf:role="ill">Ivy Ill</dc:creator>
<dc:creator opf:role="aut">Al Author</dc:creator><dc:language>fr</dc:language></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="a" href="one%20two.html" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="a"/></spine></package>"""
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part
one</text></navLabel><content src="one%20two.html#h"/><navPoint><navLabel><text>Inner</text>
</navLabel><content src="one%20two.html#i"/></navPoint></navPoint></navMap></ncx>"""


def test_a_book_of_epub_2_is_read_by_its_ncx(tmp_path: Path) -> None:
    body = (
        '<div id="h"><h1>Part&nbsp;one</h1></div><div>loose <b>text</b><p id="i">Inner&eacute;'
        '<a id="anchor"/> <a href="#anchor">back</a> w<!-- no -->ord</p></div>'
        '<img src="x%20y.png"/>'
    )
    members = {"toc.ncx": NCX, "one two.html": XHTML.format(body), "x y.png": "image"}
    edition = make_epub(tmp_path, EPUB_2, members)
    facts = exporter.read_back(edition)
    assert (facts.title, facts.authors, facts.language) == ("Old Book", ("Al Author",), "fr")
    assert facts.outline == (HeadingFact(1, "", "Part one"),)
    assert facts.bookmarks == (HeadingFact(1, "", "Part one"), HeadingFact(2, "", "Inner"))
    assert facts.contents == ()
    assert facts.words == ("Part", "one", "loose", "text", "Inneré", "back", "word")
    assert facts.links == (LinkFact("back", "#¶ Inneré back word"),)
    assert facts.images == ("",)


FOREIGN = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title id="s">Under</dc:title><dc:title id="t">Main</dc:title>
<meta refines="#t" property="title-type">main</meta>
<dc:creator id="c">Cy Creator</dc:creator><meta refines="#c" property="role">trl</meta>
<dc:creator>Di Creator</dc:creator><dc:language>en-GB</dc:language></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.svg" media-type="image/svg+xml"/></manifest>
<spine><itemref idref="t"/><itemref idref="n"/><itemref idref="p"/><itemref idref="a"/></spine>
</package>"""
FOREIGN_NAV = """<nav epub:type="toc"><h2>In here</h2><ol>
<li><a href="t.xhtml">Main</a></li><li><span>Part</span><ol>
<li><a href="text/a.xhtml#s"><span class="toc-section-number">1</span> Start</a></li></ol></li>
</ol></nav><nav epub:type="landmarks" hidden=""><ol><li><a href="text/a.xhtml">x</a></li></ol>
</nav>"""
FOREIGN_TEXT = """<section id="s"><h1><span class="header-section-number">1</span> Start</h1>
<p>Text<a href="#n1" role="doc-noteref" id="r1"><sup>1</sup></a>, <a href="../t.xhtml#x">title</a>,
<a href="#n1">the note</a>, <a href="mailto:a@b">mail</a>, <a href="#gone">gone</a><a href="#s">
</a><span epub:type="pagebreak" id="p7">7</span>. <img alt="" src="i"/><img alt="Alt" src="i"/></p>
<p hidden="hidden">unseen <a href="#s">link</a><img alt="no" src="i"/></p>
<script>unseen()</script></section>
<section epub:type="footnotes"><aside epub:type="footnote" id="n1"><p>The note.
<a href="#r1" class="footnote-back">up</a></p><img alt="In note" src="i"/></aside></section>"""


def test_another_tool_s_book_is_read_by_its_roles(tmp_path: Path) -> None:
    title = '<section epub:type="titlepage"><h1 id="x">Main</h1></section>'
    members = {"nav.xhtml": FOREIGN_NAV, "t.xhtml": title, "text/a.xhtml": FOREIGN_TEXT}
    pages = {name: XHTML.format(body) for name, body in members.items()} | {"text/i": "image"}
    assert exporter.read_back(make_epub(tmp_path, FOREIGN, pages)) == EditionFacts(
        title="Main",
        authors=("Di Creator",),
        language="en-GB",
        outline=(HeadingFact(1, "1", "Start"),),
        bookmarks=(HeadingFact(1, "", "Part"), HeadingFact(2, "", "1 Start")),
        contents=(ContentsFact(1, "", "Part", "#?"), ContentsFact(2, "1", "Start", "#Start")),
        links=(
            LinkFact("title", "#Main"),
            LinkFact("the note", "#The note."),
            LinkFact("mail", "mailto:a@b"),
            LinkFact("gone", "#?"),
        ),
        notes=(NoteFact("1", "The note.", 1),),
        images=("Alt", "In note"),
        words=("Start", "Text,", "title,", "the", "note,", "mail,", "gone", "."),
        title_block=("Main",),
        marks=("Text|1",),
        revision=Revision(),
        direction="ltr",
        structure=Structure(),
        identifiers=tuple(
            f"a b/{place}"
            for place in ("t.xhtml#x", "text/a.xhtml#s", "text/a.xhtml#p7", "text/a.xhtml#n1")
        ),
        pictures=(PictureFact(digests=frozenset({sha256(b"image").hexdigest()})),) * 2,
    )


FOREIGN_CONSTRUCTS = """<a id="before"/><h2>After the place</h2>
<p><a href="#before">h</a> <a href="#box">b</a> <a href="#lines">l</a> <a href="#fig">f</a>
<a href="#empty">e</a></p>
<p>A <m:math xmlns:m="http://www.w3.org/1998/Math/MathML" alttext="unread"><m:semantics><m:mrow>
<m:mi>x</m:mi> <m:mo>\u2061</m:mo> <m:mtext>if so</m:mtext></m:mrow>
<m:annotation>tex</m:annotation><m:annotation-xml><m:mi>y</m:mi></m:annotation-xml>
</m:semantics></m:math>-y</p>
<ul><li id="box"><input type="checkbox" checked="checked" disabled="disabled"/>task</li></ul>
<table id="lines"><tr><td class="linenos"><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>
<figure><img id="fig" src="i" alt="I"/><figcaption>Below</figcaption></figure>
<dl><dt id="empty"></dt><dd>defined</dd></dl>"""


def test_another_tool_s_constructs_are_read(tmp_path: Path) -> None:
    title = '<section epub:type="titlepage"><h1 id="x">Main</h1></section>'
    members = {"nav.xhtml": FOREIGN_NAV, "t.xhtml": title, "text/a.xhtml": FOREIGN_CONSTRUCTS}
    pages = {name: XHTML.format(body) for name, body in members.items()} | {"text/i": "image"}
    facts = exporter.read_back(make_epub(tmp_path, FOREIGN, pages))
    words = "After the place h b l f e A xifso-y task a b Below defined"
    assert " ".join(facts.words) == words
    assert [link.target for link in facts.links] == [
        "#After the place",
        "#¶ task",
        "#¶ a b",
        "#¶ Below",
        "#¶",
    ]


def test_entities_are_not_expanded_without_end(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    page = (
        f'<!DOCTYPE html [<!ENTITY e0 "x">{entities}]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&e11;</p></body></html>'
    )
    edition = make_epub(tmp_path, EPUB_2, {"toc.ncx": NCX, "one two.html": page})
    with pytest.raises(EditionError, match="entity amplification"):
        exporter.read_back(edition)


def test_a_hundred_nested_lists_are_read(sample: Path, tmp_path: Path) -> None:
    nest = "<ul><li>" * 300 + "deepest" + "</li></ul>" * 300
    facts = exporter.read_back(changed(sample, tmp_path, {CHAPTER: swapped("<hr/>", nest)}))
    assert "deepest" in facts.words
