"""Reads finished HTML editions by lxml's parser of HTML; it shares no code with what wrote them."""

import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree

from pipeline.errors import EditionError
from pipeline.exporter import EditionFacts, Revision, normal_text, source_digest
from pipeline.telling import language_key
from pipeline.webtext.elements import Element, text_of
from pipeline.webtext.facts import About, Navigation, gather_facts
from pipeline.webtext.lists import listed_entries, toc_entries
from pipeline.webtext.passages import read_document
from pipeline.webtext.reading import Reading
from pipeline.webtext.sheets import HidingRules

LARGEST = 512 * 2**20
"""The most bytes that are read; no edition comes near."""

_BEGINNING = re.compile(rb"\s*<!doctype html", re.IGNORECASE)
_END = b"</html>"
_PAGE = ""
"""The path of the page, as it sees itself."""


def read_edition(edition: Path) -> EditionFacts:
    """Give the facts of a page; raises EditionError, in one sentence, where it is damaged."""
    root = _parsed(edition, _content(edition))
    reading = Reading(frozenset(), language_key(root.get("lang", "")))
    styles = (style.text or "" for style in root.iterfind("head/style"))
    read_document(_PAGE, root, reading, HidingRules(styles))
    contents = toc_entries(_PAGE, root) or listed_entries(_PAGE, root)
    navigation = Navigation(tuple(contents), is_read=True, is_bookmarks=False)
    return gather_facts(_about(root), navigation, reading, _digest)


def _digest(address: str) -> str:
    """Give the digest of what an address holds itself (RFC 2397)."""
    head, comma, data = address.partition(",")
    if not comma or not head.startswith("data:"):
        return ""
    try:
        content = b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
    except ValueError:
        return ""
    return sha256(content).hexdigest()


def _content(edition: Path) -> bytes:
    try:
        with edition.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _trouble(edition, error.strerror or "it cannot be opened") from error
    if len(content) > LARGEST:
        raise _trouble(edition, f"it has more than {LARGEST} bytes")
    if not _BEGINNING.match(content):
        raise _trouble(edition, "it does not begin as an HTML page does")
    if not content.rstrip().lower().endswith(_END):
        raise _trouble(edition, "its end is missing")
    return content


def _parsed(edition: Path, content: bytes) -> Element:
    """Parse a page, without the network; what its nesting may cost is bounded by its size."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.LxmlError as error:
        raise _trouble(edition, f"it is no HTML ({error})") from error


def _trouble(edition: Path, sentence: str) -> EditionError:
    return EditionError(f"{edition} cannot be read back: {sentence}")


def _about(root: Element) -> About:
    title = next((text_of(element) for element in root.iterfind("head/title")), "")
    version = normal_text(next(iter(_said(root, "version")), ""))
    digests = (source_digest(text) for text in _said(root, "dcterms.source"))
    revision = Revision(version, next(filter(None, digests), ""))
    direction = "rtl" if root.get("dir", "").lower() == "rtl" else "ltr"
    authors = tuple(_said(root, "author"))
    return About(title, authors, root.get("lang", ""), revision, direction)


def _said(root: Element, name: str) -> list[str]:
    """Give what the page says of itself under a name."""
    metas = root.iterfind("head/meta")
    return [meta.get("content", "") for meta in metas if meta.get("name") == name]


__all__ = ["read_edition"]
