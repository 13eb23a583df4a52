"""Families of an author's own: fonts from a folder take the places of the theme's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.model.document import Document
from pipeline.model.fonts import FontFile, OwnFamily

if TYPE_CHECKING:
    from pipeline.typesetting.fontfolder import FoundFont

_KEYS = (
    ("serif", "serif-font", "serif_font"),
    ("sans", "sans-font", "sans_font"),
    ("mono", "mono-font", "mono_font"),
)
_SHOWN_FAMILIES = 6


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a folder of fonts holds, by family in lower case; `trouble` is why none was found.

    `families` have the name as the fonts spell it, and the files; `names` are the leading ones.
    """

    families: dict[str, tuple[str, tuple[FontFile, ...]]]
    names: tuple[str, ...] = ()
    trouble: str = ""
    said: Diagnostics = ()


def choose_families(document: Document) -> tuple[Document, Diagnostics]:
    """Find the files of the families that the settings name.

    A family without files is told, and the theme's stays in its place.
    """
    wanted = [
        (generic, key, name)
        for generic, key, field in _KEYS
        if (name := getattr(document.settings, field).strip())
    ]
    if not wanted:
        return document, ()
    folder = _folder(document)
    families: list[OwnFamily] = []
    said = list(folder.said)
    for generic, key, name in wanted:
        found = folder.families.get(name.casefold())
        if found:
            families.append(OwnFamily(generic, *found))
            said += _without_italics(document, key, families[-1])
        else:
            said.append(_missing(document, key, name, folder))
    return replace(document, families=tuple(families)), tuple(said)


def _folder(document: Document) -> _Folder:
    name = document.settings.fonts
    if not name:
        hint = "name the folder of its files with the key 'fonts'"
        return _Folder({}, trouble=hint)
    # HarfBuzz is loaded only for those who bring fonts.
    from pipeline.typesetting.fontfolder import fonts_in  # noqa: PLC0415

    try:
        found = tuple(fonts_in(Path(document.root or document.folder) / name))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _Folder({}, trouble=f"the folder '{name}' cannot be read: {reason}")
    if not found:
        return _Folder({}, trouble=f"the folder '{name}' holds no TrueType or OpenType file")
    return _sorted(document, found)


def _sorted(document: Document, found: Iterable["FoundFont"]) -> _Folder:
    """Sort fonts into families; the unusable ones of wanted families are told."""
    families: dict[str, tuple[str, list[FontFile]]] = {}
    names: dict[str, None] = {}
    said: list[Diagnostic] = []
    place = document.places.get("fonts", document.location)
    wanted = {getattr(document.settings, field).strip().casefold() for _, _, field in _KEYS}
    for font in found:
        if font.trouble and (not font.families or wanted.intersection(_folded(font))):
            file = Path(font.file.path).name
            message = f"the font file '{file}' is not used: {font.trouble}"
            said.append(Diagnostic(Code.FONT_UNUSABLE, message, place))
        elif not font.trouble:
            names.update(dict.fromkeys(font.families[:1]))
            for name in font.families:
                families.setdefault(name.casefold(), (name, []))[1].append(font.file)
    found_files = {folded: (name, tuple(files)) for folded, (name, files) in families.items()}
    return _Folder(found_files, tuple(names), said=tuple(said))


def _folded(font: "FoundFont") -> tuple[str, ...]:
    return tuple(name.casefold() for name in font.families)


def _missing(document: Document, key: str, name: str, folder: _Folder) -> Diagnostic:
    message = f"no font file of the family '{name}' is there, so the theme's family stays"
    place = document.places.get(key, document.location)
    return Diagnostic(Code.FONT_MISSING, message, place, folder.trouble or _near(name, folder))


def _without_italics(document: Document, key: str, family: OwnFamily) -> Iterable[Diagnostic]:
    """Tell of a family for the text that cannot show emphasis."""
    if family.generic == _KEYS[0][0] and not any(file.italic for file in family.files):
        message = f"the family '{family.name}' has no italic face; upright letters stand for it"
        yield Diagnostic(Code.FONT_MISSING, message, document.places.get(key, document.location))


def _near(name: str, folder: _Folder) -> str:
    near = get_close_matches(name, folder.names, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    shown = ", ".join(folder.names[:_SHOWN_FAMILIES])
    more = ", …" if len(folder.names) > _SHOWN_FAMILIES else ""
    return f"the folder has {shown}{more}" if shown else "no font in the folder can be used"
