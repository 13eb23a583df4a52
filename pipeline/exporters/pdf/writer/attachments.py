"""Files within the file: the source that an edition was made of (ISO 32000-1, 7.11.4)."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.syntax import Syntax, array, dictionary, name, text_string
from pipeline.model.source import SourceText

_TYPES = {".md": "text/markdown", ".markdown": "text/markdown", ".toml": "application/toml"}
_OTHER = "text/plain"


def register_attachments(
    canvas: EditionCanvas, texts: Iterable[SourceText], made: datetime | None
) -> Syntax:
    """Attach texts as the source of the whole document; give the reference to their name tree.

    What a file is to the document stands in its specification (ISO 19005-3, 6.8). Without texts
    there is no tree: "".
    """
    specified = {text.name: _specification(canvas, text, made) for text in texts}
    if not specified:
        return Syntax("")
    canvas.set_catalog("AF", PlainObject(array(specified.values())))
    # A name tree is in the order of its names' bytes (7.9.6).
    named = sorted((text_string(key), reference) for key, reference in specified.items())
    names = array(part for pair in named for part in pair)
    return canvas.register(PlainObject(dictionary({"Names": names})))


def _specification(canvas: EditionCanvas, text: SourceText, made: datetime | None) -> Syntax:
    content = text.text.encode("utf-8", "replace")
    date = text_string(f"{made:D:%Y%m%d%H%M%SZ}") if made else ""
    kind = _TYPES.get(PurePosixPath(text.name).suffix.lower(), _OTHER)
    entries = {
        "Type": "/EmbeddedFile",
        "Subtype": name(kind),
        "Params": dictionary({"Size": str(len(content)), "ModDate": date}),
    }
    file = canvas.register(Stream(content, entries))
    shown = text_string(text.name)
    specification = {
        "Type": "/Filespec",
        "F": shown,
        "UF": shown,
        "Desc": shown,
        "AFRelationship": "/Source",
        "EF": dictionary({"F": file, "UF": file}),
    }
    return canvas.register(PlainObject(dictionary(specification)))
