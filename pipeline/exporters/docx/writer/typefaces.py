"""Fonts: the theme part, the font table, and the faces that the edition carries with it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from pipeline.exporters.docx.writer.boxes import CHECKED, UNCHECKED
from pipeline.exporters.docx.writer.markup import (
    DECLARATION,
    A,
    Markup,
    element,
    joined,
    settings_part,
    value,
)
from pipeline.exporters.docx.writer.sfnt import renamed
from pipeline.theme import Family, Generic, Theme
from pipeline.typesetting.fonts import Face, load_face

_REGULAR, _HEAVY, _BOLD = 400, 600, 700
_FAMILY_KINDS = {Generic.SERIF: "roman", Generic.SANS: "swiss", Generic.MONO: "modern"}
_SLOTS = (("Regular", False), ("Bold", False), ("Italic", True), ("BoldItalic", True))
# Latin, its accents, and the punctuation of the languages that are written with it: what an
# editor may come to type. The characters of the text itself are added to them.
_RANGES = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2027))
_SINGLE = (0x2030, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x2264, 0x2265, 0x25AA)
_BOXES = (ord(CHECKED), ord(UNCHECKED))  # a click shows the other one
_REPERTOIRE = frozenset((*_SINGLE, *_BOXES)).union(*_RANGES)


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A face as the package carries it: its relationship's id, and the obfuscated bytes."""

    relationship: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FontTable:
    """The font table part, and the fonts that it refers to."""

    part: bytes
    fonts: tuple[EmbeddedFont, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What faces are carried for: characters, and those of code beside the regular one."""

    characters: frozenset[int]
    code_faces: frozenset[str]


def font_table(
    theme: Theme, carried: Carried | None, families: Iterable[Generic] = tuple(Generic)
) -> FontTable:
    """Make the font table, with the faces for what is wanted (None: without any).

    Raises PluginError where a family's package is not installed.
    """
    embedded: list[EmbeddedFont] = []
    entries = [_font_entry(theme, generic, carried, embedded) for generic in families]
    return FontTable(settings_part("w:fonts", joined(entries)), tuple(embedded))


def _font_entry(
    theme: Theme,
    generic: Generic,
    carried: Carried | None,
    embedded: list[EmbeddedFont],
) -> Markup:
    family = theme.family(generic)
    faces = []
    if carried is not None:
        faces = [
            _embedded(face, slot, carried.characters, embedded)
            for face, slot in _faces(theme, generic, carried.code_faces)
            # Word takes TrueType's outlines alone.
            if face.may_be_edited and not face.is_compact
        ]
    return element(
        "w:font",
        {"w:name": family.name},
        value("w:altName", ",".join(family.stand_ins)),
        value("w:charset", "00"),
        value("w:family", _FAMILY_KINDS[generic]),
        value("w:pitch", "fixed" if generic is Generic.MONO else "variable"),
        *faces,
    )


def _faces(theme: Theme, generic: Generic, code_faces: frozenset[str]) -> list[tuple[Face, str]]:
    """Give a family's faces by what Word calls them; code is seldom bold or slanted."""
    family, heavy = theme.family(generic), bold_weight(theme, generic)
    return [
        (load_face(family, heavy if "Bold" in slot else _REGULAR, italic, theme.body.size), slot)
        for slot, italic in _SLOTS
        if generic is not Generic.MONO or slot == _SLOTS[0][0] or slot in code_faces
    ]


def bold_weight(theme: Theme, generic: Generic) -> int:
    """Give the weight that stands for bold in a family: the one that the theme's headings have.

    Word knows regular and bold only; a theme may want another strength.
    """
    styles = (*theme.headings, theme.title, theme.header_cell)
    weights = {style.weight for style in styles if style.family is generic}
    heavier = sorted(weight for weight in weights if weight >= _HEAVY)
    return heavier[0] if heavier else _BOLD


def _embedded(
    face: Face, slot: str, characters: frozenset[int], embedded: list[EmbeddedFont]
) -> Markup:
    font = renamed(face.character_subset(characters | _REPERTOIRE), face.family, slot)
    digest = sha256(font).hexdigest()
    key = uuid.uuid5(uuid.NAMESPACE_OID, digest)
    relationship = f"rId{len(embedded) + 1}"
    embedded.append(EmbeddedFont(relationship, obfuscated(font, key)))
    return element(
        f"w:embed{slot}",
        {"r:id": relationship, "w:fontKey": "{" + str(key).upper() + "}"},
    )


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Mix a font's first 32 bytes with the key's bytes in reverse (ECMA-376-1, 17.8.1)."""
    mask = key.bytes[::-1] * 2
    mixed = bytes(byte ^ other for byte, other in zip(font, mask, strict=False))
    return mixed + font[len(mixed) :]


def theme_part(theme: Theme) -> bytes:
    """Make the theme part (DrawingML): the colours and the two leading families."""
    major, minor = theme.family(Generic.SANS), theme.family(Generic.SERIF)
    content = joined(
        (
            _colour_scheme(theme),
            element(
                "a:fontScheme",
                {"name": theme.name},
                _font_group("a:majorFont", major),
                _font_group("a:minorFont", minor),
            ),
            _format_scheme(theme),
        )
    )
    elements = element("a:themeElements", None, content)
    name = theme.name.capitalize()
    return f'{DECLARATION}<a:theme xmlns:a="{A}" name="{name}">{elements}</a:theme>'.encode()


def _colour_scheme(theme: Theme) -> Markup:
    colours = theme.colours
    slots = {
        "dk1": colours.text,
        "lt1": "ffffff",
        "dk2": colours.accent,
        "lt2": colours.shade,
        "accent1": colours.accent,
        "accent2": colours.link,
        "accent3": colours.muted,
        "accent4": colours.rule,
        "accent5": colours.text,
        "accent6": colours.shade,
        "hlink": colours.link,
        "folHlink": colours.link,
    }
    return element(
        "a:clrScheme",
        {"name": theme.name},
        *(element(f"a:{slot}", None, _solid(digits)) for slot, digits in slots.items()),
    )


def _solid(digits: str) -> Markup:
    return element("a:srgbClr", {"val": digits.upper()})


def _font_group(name: str, family: Family) -> Markup:
    empty = (element(f"a:{script}", {"typeface": ""}) for script in ("ea", "cs"))
    return element(name, None, element("a:latin", {"typeface": family.name}), *empty)


def _format_scheme(theme: Theme) -> Markup:
    """Make the scheme for shapes, of which an edition has none; the schema demands three each."""
    fill = element("a:solidFill", None, element("a:schemeClr", {"val": "phClr"}))
    line = element("a:ln", {"w": 9525}, fill)
    effect = element("a:effectStyle", None, element("a:effectLst"))
    lists = {
        "a:fillStyleLst": fill,
        "a:lnStyleLst": line,
        "a:effectStyleLst": effect,
        "a:bgFillStyleLst": fill,
    }
    return element(
        "a:fmtScheme",
        {"name": theme.name},
        *(element(name, None, style, style, style) for name, style in lists.items()),
    )
