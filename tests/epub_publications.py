"""Publications that are hard to make an EPUB of, and what the EPUB tests share."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree
from PIL import Image as Pillow
from publications import cells, item, paragraph

from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.epub import EpubOptions, exporter
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import (
    Alignment,
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Emphasis,
    Figure,
    Heading,
    Image,
    Link,
    ListItem,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Rubric,
    Strong,
    Table,
    Text,
)
from pipeline.model.publication import Asset, OutlineEntry, Publication, Section
from pipeline.model.words import words_for
from pipeline.passes.references import resolve_references
from pipeline.passes.unite import directory_of
from pipeline.theme import THEMES
from pipeline.typesetting.pages import Pages

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
}
IDENTIFIER = "urn:uuid:1b4e28ba-2fa1-5d2e-883f-0016d3cca427"
ARABIC = "مرحبا بالعالم"
STRANGE_IDENTIFIERS = (
    "2nd", "größe", 'a"b', "a%20b", "a&b", "#x", "日本", "a[b]", "a:b", ".", "😀", "a<b", "é|",
)  # fmt: skip
STRANGE_URLS = (
    "https://exa mple.org/", "http://", "http://[bad", "http://a:b:c/", "mailto:a@b.c", "tel:+1",
    "data:text/html,x", "file:///etc/passwd", "javascript:alert(1)", "https://müller.de/ü?q=ö#ä",
    "https://example.org/100%", 'https://example.org/a[b]|c<d>"\\', "https://u:p@example.org:80/",
    "https://example.org:99999/", "https://[::1]:80/x", "urn:isbn:9783161484100", "http://xn--/",
    "https://x..y/", "https:example.org", "https://example.org/#a#b", "foo:bar", "localhost:80",
    "//example.org", "https://a b@example.org/", "https://1.2.3.999/", "irc://[::1]/", "tel:1|2",
    "https://\u0301a.org/", "https://a\uff05b.org/", "https://exa\nmple.org/", "xmpp:a@b c",
)  # fmt: skip


def build(publication: Publication, target: Path) -> Diagnostics:
    """Write an edition in the only theme that there is."""
    plan = EditionPlan(publication, THEMES["report"], EpubOptions(page_list=False), _no_pages)
    return exporter.write(plan, target)


def written(publication: Publication, folder: Path) -> Path:
    """Write an edition into a folder."""
    target = folder / "edition.epub"
    build(publication, target)
    return target


def _no_pages() -> Pages:
    raise AssertionError("an EPUB without a page list needs no pages")


def member(edition: Path, name: str) -> bytes:
    """Give the bytes of a member of the package."""
    with zipfile.ZipFile(edition) as members:
        return members.read(f"EPUB/{name}")


def parsed(edition: Path, name: str) -> etree._Element:
    """Parse a member of the package."""
    return etree.fromstring(member(edition, name))


def texts(root: etree._Element, path: str) -> list[str]:
    """Give the whole texts of the elements on an XPath, white space normalised."""
    found = root.xpath(path, namespaces=NAMESPACES)
    return [" ".join("".join(element.itertext()).split()) for element in found]


def publication_of(blocks: Sequence[Block], **changes: object) -> Publication:
    """Make a publication of one chapter."""
    entries = (OutlineEntry(1, "", "One", "one"),)
    publication = Publication(
        metadata=Metadata(title="Title", identifier=IDENTIFIER),
        settings=Settings(),
        words=words_for("en"),
        preamble=(),
        sections=(Section(Heading(1, (Text("One"),), "one"), tuple(blocks)),),
        outline=entries,
        bookmarks=entries,
        contents=entries,
    )
    return replace(publication, **changes)  # type: ignore[arg-type]  # callers name real fields


def without_headings(publication: Publication) -> Publication:
    """Turn the chapters of a publication into its preamble."""
    blocks = tuple(block for section in publication.sections for block in section.blocks)
    return replace(publication, preamble=blocks, sections=(), outline=(), bookmarks=(), contents=())


def nested_blocks(depth: int) -> Block:
    """Nest a paragraph in lists and quotes."""
    block: Block = paragraph("deep")
    for level in range(depth):
        block = BulletList((ListItem((block,)),)) if level % 2 else BlockQuote((block,))
    return block


def nested_inlines(depth: int) -> Paragraph:
    """Nest a text in emphasis and strong emphasis."""
    inline: Text | Emphasis | Strong = Text("x")
    for level in range(depth):
        inline = Emphasis((inline,)) if level % 2 else Strong((inline,))
    return Paragraph((inline,))


def picture(kind: str, mode: str = "RGB") -> bytes:
    """Draw a small picture."""
    output = io.BytesIO()
    Pillow.new(mode, (20, 10), 1).save(output, kind)
    return output.getvalue()


def moving_picture() -> bytes:
    """Draw a GIF of three frames."""
    frames = [Pillow.new("L", (5, 5), shade) for shade in (0, 100, 200)]
    output = io.BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    return output.getvalue()


IMAGES = (
    Asset("a.webp", "image/webp", picture("WEBP"), 20, 10),
    Asset("a.png", "image/png", picture("PNG"), 20, 10),
    Asset("A.PNG", "image/png", picture("PNG"), 20, 10),
    Asset("ü b.jpg", "image/jpeg", picture("JPEG"), 20, 10, 300.0),
    Asset("cmyk.tif", "image/tiff", picture("TIFF", "CMYK"), 20, 10),
    Asset("moving.gif", "image/gif", moving_picture(), 5, 5),
)
UNUSED = Asset("unused.png", "image/png", picture("PNG"), 20, 10)
COVER = Asset("cover.jpg", "image/jpeg", picture("JPEG"), 20, 10)


def figures() -> list[Block]:
    """Show every image of `IMAGES`."""
    shown = [Image(asset.name, f"What {asset.name} shows", asset=asset.name) for asset in IMAGES]
    return [Figure(image, (Text("A caption"),)) for image in shown]


def _reference(number: int) -> NoteReference:
    return NoteReference("n", f"fn-{number}", str(number), f"fnref-{number}")


def _notes() -> tuple[Note, ...]:
    first = (BulletList((item("a list"),)), paragraph("see", _reference(2)), CodeBlock("z"))
    return (
        Note("n", first, "fn-1", "1", ("fnref-1",)),
        Note("m", (CodeBlock("only code"),), "fn-2", "2", ("fnref-2",)),
    )


def _strange_links() -> tuple[Block, ...]:
    noted = Link((Text("linked"), _reference(1), Text(" more")), "https://example.org")
    links = (noted, *(Link((Text("out"),), url) for url in STRANGE_URLS))
    blocks = tuple(paragraph(link) for link in links)
    document = Document(Metadata(), Settings(), blocks)
    document, _ = resolve_references(document, directory_of(document))
    return document.blocks


def hard_publication() -> Publication:
    """Give a publication with nearly everything that a document may stumble over."""
    words = tuple(cells(*["incomprehensibilities"] * 12) for _ in range(3))
    rubrics = [BlockQuote((Rubric((Text(f"R {i}"),), i),)) for i in STRANGE_IDENTIFIERS]
    blocks: list[Block] = [
        paragraph("]]> -- <!-- & <b> \x85\x9f \u2028 \U0001f600 \ufe0f"),
        CodeBlock("\n]]>\n<!--\n--\n\t\ttab", 'c++ <x>"'),
        paragraph(CodeSpan("``]]>`` <a>"), "x" * 5000),
        Paragraph(()),
        BulletList(()),
        OrderedList((ListItem(()),), start=0),
        Table((), (), ()),
        Table((Alignment.START,), (cells(""),), ()),
        Table((Alignment.END,) * 12, (cells(*"abcdefghijkl"),), words),
        CodeBlock(""),
        BlockQuote(()),
        Paragraph((Emphasis(()), Link((), "https://example.org"))),
        nested_blocks(100),
        nested_inlines(100),
        *rubrics,
        *(paragraph(CrossReference((Text("to"),), i)) for i in STRANGE_IDENTIFIERS),
        *_strange_links(),
        paragraph(Link((Image("a.png", "linked", asset="a.png"),), "https://example.org")),
        *figures(),
    ]
    metadata = Metadata(
        title='Hard ]]> <x> & "quoted"',
        subtitle=" ",
        authors=("A & <B>", "Plato", "Doe, Jane"),
        date="2025-13-01",
        identifier="978-3-16-148410-0",
        description="]]> & more",
        keywords=("k", ""),
        rights="<&>",
        version="1<2",
        cover_image="cover.jpg",
    )
    return publication_of(
        blocks, metadata=metadata, notes=_notes(), assets=(*IMAGES, UNUSED, COVER)
    )


def right_to_left_publication() -> Publication:
    """Give a publication in Arabic, without a heading."""
    blocks: list[Block] = [
        paragraph(ARABIC, " ", CodeSpan("f(x)"), "."),
        CodeBlock("x = 1"),
        Table((Alignment.START, Alignment.END), (cells(ARABIC, "1"),), (cells(ARABIC, "2"),)),
        BulletList((item(ARABIC),)),
    ]
    metadata = Metadata(title=ARABIC, language="ar", identifier="urn:example:1")
    publication = publication_of(blocks, metadata=metadata, words=words_for("ar"))
    return without_headings(publication)
