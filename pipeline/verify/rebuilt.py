"""Where two files that should be the same differ first: the part, and the object in it."""

import zipfile
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

from lxml import etree

_PIECE = 1 << 20
_XML = (".xml", ".xhtml", ".opf", ".ncx", ".rels", ".svg")
_SHOWN = 60


def first_difference(one: Path, other: Path) -> str:
    """Tell where two editions differ first, "" where they are the same to the byte.

    Raises OSError where one cannot be read.
    """
    place = _first_byte(one, other)
    if place is None:
        return ""
    suffix = one.suffix.lower()
    told = ""
    if zipfile.is_zipfile(one) and zipfile.is_zipfile(other):
        told = _zip_difference(one, other)
    elif suffix == ".pdf":
        told = _pdf_difference(one, other)
    return told or f"byte {place + 1:,}"


def _first_byte(one: Path, other: Path) -> int | None:
    """Give the place of the first byte that differs, None where all are the same."""
    at = 0
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            first, second = left.read(_PIECE), right.read(_PIECE)
            if first != second:
                return at + _same_bytes(first, second)
            if not first:
                return None
            at += len(first)


def _same_bytes(one: bytes, other: bytes) -> int:
    """Count the equal bytes at the beginning of both."""
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((at for at, (a, b) in enumerate(pairs) if a != b), shorter)


# Zip files


def _zip_difference(one: Path, other: Path) -> str:
    with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
        pairs = tuple(zip_longest(left.infolist(), right.infolist()))
        told = (_member_difference(left, one, right, other) for one, other in pairs)
        times = (
            f"member {a.filename}: its time" for a, b in pairs if a and b and _time_differs(a, b)
        )
        return next(filter(None, chain(told, times)), "")


def _time_differs(one: zipfile.ZipInfo, other: zipfile.ZipInfo) -> bool:
    return one.date_time != other.date_time


def _member_difference(
    left: zipfile.ZipFile,
    one: zipfile.ZipInfo | None,
    right: zipfile.ZipFile,
    other: zipfile.ZipInfo | None,
) -> str:
    if one is None or other is None:
        only = one or other
        return f"member {only.filename} is in one of them only" if only else ""
    if one.filename != other.filename:
        return f"member {one.filename} stands where {other.filename} does"
    content, twin = left.read(one), right.read(other)
    if content != twin:
        return f"member {one.filename}, {_content_difference(one.filename, content, twin)}"
    return ""


def _content_difference(name: str, one: bytes, other: bytes) -> str:
    """Tell the first element that differs of XML, of other content the first byte."""
    if name.endswith(_XML):
        try:
            told = _element_difference(etree.fromstring(one), etree.fromstring(other))
        except etree.XMLSyntaxError:
            told = ""
        if told:
            return told
    return f"byte {_same_bytes(one, other) + 1:,}"


def _element_difference(one: etree._Element, other: etree._Element) -> str:
    pairs = zip_longest(one.iter(), other.iter())
    for first, second in pairs:
        if first is None or second is None or _said(first) != _said(second):
            found = second if first is None else first
            return f"element {found.getroottree().getpath(found)}" if found is not None else ""
    return ""


def _said(element: etree._Element) -> tuple[object, ...]:
    return element.tag, sorted(element.attrib.items()), element.text, element.tail


# PDF


def _pdf_difference(one: Path, other: Path) -> str:
    # Most editions are the same, and zip files need no library.
    import pikepdf  # noqa: PLC0415 - as said

    try:
        with pikepdf.open(one) as left, pikepdf.open(other) as right:
            pairs = zip_longest(_written(left), _written(right))
            for at, (first, second) in enumerate(pairs, start=1):
                if first != second:
                    return f"object {at}{_kind(first or second)}{_key(first, second)}"
    except pikepdf.PdfError:
        return ""
    return ""


_Written = tuple[dict[str, bytes], bytes]


def _written(pdf: object) -> Iterator[_Written]:
    """Yield every object: its entries as they are written, and its content."""
    import pikepdf  # noqa: PLC0415 - as in `_pdf_difference`

    if not isinstance(pdf, pikepdf.Pdf):
        return
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and found.get("/Type") in {"/ObjStm", "/XRef"}:
            continue  # what they hold is told object by object
        content = found.read_raw_bytes() if isinstance(found, pikepdf.Stream) else b""
        if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
            entries = {key: _value(found[key]) for key in found.keys()}  # noqa: SIM118 - no mapping
            yield entries, content
        else:
            yield {"": _value(found)}, content


def _value(found: object) -> bytes:
    """Give an object as it would be written; of others, the way to them."""
    unparse = getattr(found, "unparse", None)
    return bytes(unparse()) if unparse is not None else str(found).encode()


def _kind(written: _Written | None) -> str:
    """Name an object by its type, or by what it is in the tag tree."""
    entries = written[0] if written else {}
    kind = next((entries[key] for key in ("/Type", "/S", "/Subtype") if key in entries), b"")
    return f" ({kind.decode('latin-1')})" if kind else ""


def _key(one: _Written | None, other: _Written | None) -> str:
    """Name the first entry that differs."""
    if one is None or other is None:
        return ", which one of them has not"
    keys = sorted({*one[0], *other[0]} - {"/Length"})
    key = next((key for key in keys if one[0].get(key) != other[0].get(key)), "")
    if not key:
        return f", byte {_same_bytes(one[1], other[1]) + 1:,} of its content"
    first, second = (
        side[0].get(key, b"nothing").decode("latin-1")[:_SHOWN] for side in (one, other)
    )
    return f", {key}: {first} and {second}"
