"""Faces: one weight and slope of a family, from a font package's files, by HarfBuzz."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from pipeline.errors import PluginError
from pipeline.model.fonts import nearest_file
from pipeline.theme import Family

THOUSAND = 1000
_CARRIED_NAMES = {
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    11,
    13,
    14,
}  # names, makers, licence (OpenType, `name`)
_REGULAR, _SEMIBOLD, _BOLD = 400, 600, 700


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """Vertical measures and looks of a face, in thousandths of the type size and degrees."""

    ascent: float
    descent: float
    cap_height: float
    x_height: float
    italic_angle: float
    bounding_box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One weight and slope of a family.

    `name` is its PostScript name; `is_emboldened` tells that its outlines have to be drawn to make
    it bold, `is_compact` that they are those of the Compact Font Format and not TrueType's, and
    `may_be_edited` that it may go into documents that others go on writing. `variations` pins the
    axes of a variable font. `font` is HarfBuzz's, scaled so that all its lengths are thousandths
    of the type size. Compared by identity: there is one Face for one name (see `load_face`).
    """

    name: str
    family: str
    path: Path
    weight: int
    italic: bool
    fixed_pitch: bool
    serif: bool
    variations: Mapping[str, float]
    metrics: FaceMetrics
    font: hb.Font
    is_emboldened: bool = False
    is_compact: bool = False
    may_be_edited: bool = True

    def glyph_for(self, character: str) -> int:
        """Give the glyph of a character by the face's character map; 0 where it has none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    def advance(self, glyph: int) -> float:
        """Give a glyph's unkerned width in thousandths of the type size."""
        return float(self.font.get_glyph_h_advance(glyph))

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """Give a static font file with these glyphs only, under their old numbers."""
        subset = hb.SubsetInput()
        subset.glyph_set.set(set(glyphs) | {0})
        subset.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        if self.is_compact:
            subset.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.DOWNGRADE_CFF2
        subset.layout_feature_tag_set.clear()
        for axis, value in self.variations.items():
            subset.pin_axis_location(self.font.face, axis, value)
        return bytes(hb.subset(self.font.face, subset).blob.data)

    def character_subset(self, characters: Iterable[int]) -> bytes:
        """Give a static TrueType file with these characters, a map of them, and kerning.

        It stands alone, as fonts within other formats must; characters that the face lacks are
        left out.
        """
        subset = hb.SubsetInput()
        subset.unicode_set.set(set(characters))
        subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        subset.layout_feature_tag_set.clear()
        subset.layout_feature_tag_set.add(int.from_bytes(b"kern", "big"))
        subset.name_id_set.set(_CARRIED_NAMES)
        subset.pin_all_axes_to_default(self.font.face)
        for axis, value in self.variations.items():
            subset.pin_axis_location(self.font.face, axis, value)
        return bytes(hb.subset(self.font.face, subset).blob.data)


_COMPACT = ("CFF ", "CFF2")
_FALLBACK_PACKAGE = "manimgx_fonts"
_FALLBACK_FIRST = ("NotoSans",)
_FALLBACK_LAST = ("NotoSansSymbols", "NotoEmoji")
_EAST_ASIAN = (
    ("ja", "pylopdf_fonts_jp", "JP"),
    ("zh", "pylopdf_fonts_zh_cn", "SC"),
    ("ko", "pylopdf_fonts_ko", "KR"),
)
_STATIC_WEIGHTS = {300: "Light", 400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is opened of a file: a weight, an optical size in points (0: none), and its looks.

    `is_emboldened` tells that the file's own outlines are too light for the weight.
    """

    family: str
    path: Path
    weight: int
    optical: float = 0.0
    italic: bool = False
    serif: bool = False
    is_emboldened: bool = False
    may_be_edited: bool = True


@cache
def load_face(family: Family, weight: int, italic: bool, optical: float = 0.0) -> Face:  # noqa: FBT001 - a slope
    """Give a family's face of a weight (100 to 900) and slope.

    `optical` is the size in points that an optical-size axis is set for; 0 leaves its default.
    An author's family gives the nearest face that it has. Raises PluginError where the family's
    package is not installed or lacks the face.
    """
    if family.files:
        return _open_face(_own_cut(family, weight, italic=italic), optical)
    path = _face_file(family, weight, italic=italic)
    serif = "serif" in family.name.lower()
    return _open_face(
        _Cut(family.name, path, weight, italic="Italic" in path.stem, serif=serif), optical
    )


def _own_cut(family: Family, weight: int, *, italic: bool) -> _Cut:
    file = nearest_file(family.files, weight, italic=italic)
    return _Cut(
        family.name,
        Path(file.path),
        weight,
        italic=file.italic,
        is_emboldened=weight >= _SEMIBOLD > file.heaviest,
        may_be_edited=file.may_be_edited,
    )


@cache
def fallback_faces(weight: int) -> tuple[Face, ...]:
    """Give the faces for characters that a theme's families lack: Noto, by script and symbols.

    They are upright, of a weight between 100 and 900. Empty where their package is not installed.
    """
    files = {path.name.split("[")[0].split("-")[0]: path for path in _font_files(_FALLBACK_PACKAGE)}
    names = [*_FALLBACK_FIRST, *sorted(set(files) - {*_FALLBACK_FIRST, *_FALLBACK_LAST})]
    names.extend(_FALLBACK_LAST)
    cuts = (
        _Cut(name, files[name], weight, serif="serif" in name.lower())
        for name in names
        if name in files
    )
    return tuple(_open_face(cut, 0.0) for cut in cuts)


@cache
def east_asian_faces(language: str, weight: int, *, serif: bool) -> tuple[Face, ...]:
    """Give the faces for Chinese, Japanese and Korean whose packages are installed.

    Those of the language, a BCP 47 tag, come first: signs look different from land to land. They
    are upright and of one weight; for a weight from 600 on they are emboldened.
    """
    own = language.lower().split("-")[0]
    kind = "Serif" if serif else "Sans"
    is_bold = weight >= _SEMIBOLD
    shown = _BOLD if is_bold else _REGULAR
    cuts = (
        _Cut(f"Noto{kind}{region}", path, shown, serif=serif, is_emboldened=is_bold)
        for tag, package, region in sorted(_EAST_ASIAN, key=lambda entry: entry[0] != own)
        for path in _font_files(package, "otf")
        if path.stem == f"Noto{kind}{region}-Regular"
    )
    return tuple(_open_face(cut, 0.0) for cut in cuts)


def _open_face(cut: _Cut, optical: float) -> Face:
    # An axis that a file lacks makes no face of its own: one face for one name.
    return _opened(replace(cut, optical=optical if "opsz" in _axes(cut.path) else 0.0))


@cache
def _axes(path: Path) -> Mapping[str, tuple[float, float]]:
    face = _font_file(path)
    return {axis.tag: (axis.min_value, axis.max_value) for axis in face.axis_infos}


@cache
def _font_file(path: Path) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(path)))


@cache
def _opened(cut: _Cut) -> Face:
    variations = _variations(cut)
    file = _font_file(cut.path)
    font = hb.Font(file)
    font.scale = (THOUSAND, THOUSAND)
    if variations:
        font.set_variations(variations)
    slope = "Italic" if cut.italic else ""
    optical = f"-Opsz{cut.optical:g}".replace(".", "_") if "opsz" in variations else ""
    return Face(
        name=f"{_compact_name(cut.family)}-{cut.weight}{slope}{optical}",
        family=cut.family,
        path=cut.path,
        weight=cut.weight,
        italic=cut.italic,
        fixed_pitch=_is_fixed_pitch(font),
        serif=cut.serif,
        variations=variations,
        metrics=_metrics(font),
        font=font,
        is_emboldened=cut.is_emboldened,
        is_compact=any(tag in file.table_tags for tag in _COMPACT),
        may_be_edited=cut.may_be_edited,
    )


def _variations(cut: _Cut) -> Mapping[str, float]:
    """Give the values of a variable font's axes, each within what the axis allows."""
    axes = _axes(cut.path)
    wanted = {"wght": float(cut.weight)}
    if cut.optical:
        wanted["opsz"] = cut.optical
    return {
        tag: min(max(value, axes[tag][0]), axes[tag][1])
        for tag, value in wanted.items()
        if tag in axes
    }


def _compact_name(family: str) -> str:
    """Give a family's name as a PostScript name may have it; one of other letters by its hash."""
    compact = re.sub("[^A-Za-z0-9]", "", family)
    is_whole = family.replace(" ", "").replace("-", "") == compact
    return compact if is_whole else f"{compact}{sha256(family.encode()).hexdigest()[:6]}"


@cache
def _font_files(package: str, ending: str = "ttf") -> tuple[Path, ...]:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ()
    return tuple(sorted(Path(spec.submodule_search_locations[0]).rglob(f"*.{ending}")))


def _face_file(family: Family, weight: int, *, italic: bool) -> Path:
    files = _font_files(family.package)
    if not files:
        raise PluginError(
            f"the font package {family.package.replace('_', '-')} is not installed; "
            f"`pip install {family.package.replace('_', '-')}` brings it"
        )
    slope = "Italic" if italic else ""
    stem = family.name.replace(" ", "")
    cut = "" if italic and weight == _REGULAR else _STATIC_WEIGHTS.get(weight, "")
    names = (
        rf"{stem}{'-Italic' if italic else ''}\[[^\]]*\]",
        rf"{stem}-{cut}{slope}",
    )
    for name in names:
        for file in files:
            if re.fullmatch(name, file.stem):
                return file
    raise PluginError(f"{family.package.replace('_', '-')} holds no {family.name} {weight} {slope}")


def _is_fixed_pitch(font: hb.Font) -> bool:
    narrow, wide = (font.get_nominal_glyph(ord(letter)) for letter in "iM")
    if not narrow or not wide:
        return False
    return bool(font.get_glyph_h_advance(narrow) == font.get_glyph_h_advance(wide))


def _metrics(font: hb.Font) -> FaceMetrics:
    extents = font.get_font_extents("ltr")
    ascent, descent = float(extents.ascender), float(extents.descender)

    def position(tag: hb.OTMetricsTag) -> float:
        return float(font.get_metric_position_with_fallback(tag))

    return FaceMetrics(
        ascent=ascent,
        descent=descent,
        cap_height=position(hb.OTMetricsTag.CAP_HEIGHT),
        x_height=position(hb.OTMetricsTag.X_HEIGHT),
        italic_angle=float(font.get_style_value(hb.StyleTag.SLANT_ANGLE)),
        bounding_box=(-THOUSAND, descent, 2.0 * THOUSAND, ascent),
    )
