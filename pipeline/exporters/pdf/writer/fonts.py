"""Faces as composite fonts: subset, embedded, and exact about what every glyph stands for.

A character identifier (CID) is allocated for every pair of a glyph and the text that it stands
for, so that the same glyph may be a hyphen here and a soft hyphen there. The font's CIDToGIDMap
leads from CIDs to glyphs, its ToUnicode map from CIDs to text (ISO 32000-1, 9.7 and 9.10).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, chain

from pipeline.exporters.pdf.writer.canvas import EditionCanvas, PlainObject, Stream
from pipeline.exporters.pdf.writer.syntax import (
    Syntax,
    array,
    byte_string,
    dictionary,
    name,
    number,
    numbers,
    text_string,
)
from pipeline.typesetting.fonts import Face
from pipeline.typesetting.pages import Glyph, ShapedWord

ACTUAL_TEXT = "\ue000"
"""Stands in a fragment before an actual text (14.9.4), after it, and after the word it is for."""

_NEGLIGIBLE = 0.05  # thousandths of the type size
_FIXED_PITCH, _SERIF, _NONSYMBOLIC, _ITALIC = 1, 2, 32, 64
_SYSTEM = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_MAPPED_AT_ONCE = 100  # the most entries of one bfchar section
_REPLACEMENT = "\ufffd"
_UNMAPPABLE = re.compile("[\x00\ud800-\udfff\ufeff\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_BYTE_SYNTAX = [byte_string(bytes([byte]))[1:-1] for byte in range(256)]
# A glyph that stands for nothing of its own still must be mapped to something (ISO 19005-2,
# 6.2.11.7.2): a zero width space, which every reader drops.
_NOTHING = "\u200b"


class FaceFont:
    """A face in one edition: its codes, the words written in it, and at the end its objects.

    `space` is the code of a space as it stands in a literal string, "" where the face has none;
    `space_advance` its width in thousandths of the type size.
    """

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self._codes: dict[tuple[int, str], tuple[str, float]] = {}
        self._glyphs = [0]
        self._texts = [_REPLACEMENT]
        self._advances = [face.advance(0)]
        self._fragments: dict[float, Fragments] = {}
        space = face.glyph_for(" ")
        self.space = self._code(space, " ")[0] if space else ""
        self.space_advance = face.advance(space)

    def fragments(self, size: float) -> "Fragments":
        """Give the words of a type size in points."""
        fragments = self._fragments.get(size)
        if fragments is None:
            fragments = self._fragments[size] = Fragments(self, size)
        return fragments

    def fragment(self, word: ShapedWord, size: float) -> str:
        """Give a word as it stands in an open string of an array that is shown (9.4.3).

        It may hold the signs that `ACTUAL_TEXT` tells of, which are no syntax yet.
        """
        texts = [glyph.text for glyph in word.glyphs]
        text = "".join(texts)
        if "" not in texts and not _PRIVATE.search(text):
            return self._shown_glyphs(word.glyphs, texts, size)
        if word.leftwards and not _PRIVATE.search(text):
            return self._leftward_fragment(word, size)
        shown = self._shown_glyphs(word.glyphs, _shared_texts(texts), size)
        # Readers that go by the glyphs may shuffle the marks of a cluster.
        actual = text_string(_UNMAPPABLE.sub(_REPLACEMENT, text))
        return f"{ACTUAL_TEXT}{actual}{ACTUAL_TEXT}{shown}{ACTUAL_TEXT}"

    def _leftward_fragment(self, word: ShapedWord, size: float) -> str:
        """Give a word whose glyphs are moved to the left: dots and marks without text come last.

        Readers go by the places of letters there, and turn them; an actual text of several
        letters would be turned twice.
        """
        spoken, silent = _silent_last(word)
        shown = self._shown_glyphs(spoken, [glyph.text for glyph in spoken], size)
        dots = self._shown_glyphs(silent, [""] * len(silent), size)
        return f"{shown}{ACTUAL_TEXT}{text_string('')}{ACTUAL_TEXT}{dots}{ACTUAL_TEXT}"

    def _shown_glyphs(self, glyphs: tuple[Glyph, ...], texts: list[str], size: float) -> str:
        pieces: list[str] = []
        codes = self._codes
        moved = rise = 0.0
        for glyph, text in zip(glyphs, texts, strict=True):
            if glyph.dy != rise:
                pieces.append(f")]TJ {number(glyph.dy * size / 1000)} Ts[(")
                rise = glyph.dy
            moved += glyph.dx
            if abs(moved) > _NEGLIGIBLE:
                pieces.append(f"){number(-moved)}(")
                moved = 0.0
            code, advance = codes.get((glyph.index, text)) or self._code(glyph.index, text)
            pieces.append(code)
            moved += glyph.advance - advance - glyph.dx
        if rise:
            pieces.append(")]TJ 0 Ts[(")
        if abs(moved) > _NEGLIGIBLE:
            pieces.append(f"){number(-moved)}(")
        return "".join(pieces)

    def _code(self, glyph: int, text: str) -> tuple[str, float]:
        """Give the code of a glyph that stands for a text, and the width that the font has it."""
        known = self._codes.get((glyph, text))
        if known is None:
            cid = len(self._glyphs)
            drawn = self._drawn(glyph)
            advance = self.face.advance(drawn)
            self._glyphs.append(drawn)
            self._advances.append(advance)
            self._texts.append(_UNMAPPABLE.sub(_REPLACEMENT, text) or _NOTHING)
            known = (f"{_BYTE_SYNTAX[cid >> 8]}{_BYTE_SYNTAX[cid & 255]}", advance)
            self._codes[glyph, text] = known
        return known

    def _drawn(self, glyph: int) -> int:
        """Give the glyph, or a visible stand-in: ISO 14289-1, 7.21.8 forbids `.notdef`."""
        return glyph or self.face.glyph_for(_REPLACEMENT) or self.face.glyph_for("?")

    def register(self, canvas: EditionCanvas) -> None:
        """Register the font's objects and put it among the resources."""
        program = self.face.subset(self._glyphs)
        prefix = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        base = name(f"{prefix}+{self.face.name}")
        entries = {"Length1": str(len(program))}
        if self.face.is_compact:
            entries = {"Subtype": "/OpenType"}
        file = canvas.register(Stream(program, entries))
        descriptor = canvas.register(PlainObject(self._descriptor(base, file)))
        descendant = canvas.register(PlainObject(self._descendant(base, descriptor, canvas)))
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": self._encoding(canvas),
            "DescendantFonts": array([descendant]),
            "ToUnicode": canvas.register(Stream(_unicode_map(self._texts))),
        }
        canvas.register_font(PlainObject(dictionary(font)), self.key)

    def _descriptor(self, base: str, file: str) -> Syntax:
        face, metrics = self.face, self.face.metrics
        flags = _NONSYMBOLIC
        for flag, set_ in (
            (_FIXED_PITCH, face.fixed_pitch),
            (_SERIF, face.serif),
            (_ITALIC, face.italic),
        ):
            flags |= flag if set_ else 0
        return dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "FontFamily": text_string(face.family),
                "FontWeight": str(face.weight),
                "Flags": str(flags),
                "FontBBox": array([numbers(*metrics.bounding_box)]),
                "ItalicAngle": number(metrics.italic_angle),
                "Ascent": number(metrics.ascent),
                "Descent": number(metrics.descent),
                "CapHeight": number(metrics.cap_height),
                "XHeight": number(metrics.x_height),
                "StemV": str(_stem_width(face.weight)),
                "FontFile3" if face.is_compact else "FontFile2": file,
            }
        )

    def _encoding(self, canvas: EditionCanvas) -> str:
        """Give the map from codes to glyphs of a font that allows none besides (9.7.4.2)."""
        if not self.face.is_compact:
            return "/Identity-H"
        entries = {
            "Type": "/CMap",
            "CMapName": "/Edition-Codes-H",
            "CIDSystemInfo": _SYSTEM,
            "WMode": "0",
        }
        return canvas.register(Stream(_code_map(self._glyphs), entries))

    def _descendant(self, base: str, descriptor: str, canvas: EditionCanvas) -> Syntax:
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.face.is_compact else "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": _SYSTEM,
            "FontDescriptor": descriptor,
        }
        if self.face.is_compact:
            # Its CIDs are its glyphs.
            advances = sorted(set(zip(self._glyphs, self._advances, strict=True)))
            each = ((str(glyph), array([number(advance)])) for glyph, advance in advances)
            return dictionary({**entries, "W": array([*chain.from_iterable(each)])})
        glyphs = b"".join(glyph.to_bytes(2, "big") for glyph in self._glyphs)
        entries["CIDToGIDMap"] = canvas.register(Stream(glyphs))
        entries["W"] = array(["0", array([number(advance) for advance in self._advances])])
        return dictionary(entries)


class Fragments(dict[ShapedWord, str]):
    """Words as they are shown in one font and size; each is made once, when it is asked for."""

    def __init__(self, font: FaceFont, size: float) -> None:
        super().__init__()
        self._font = font
        self._size = size

    def __missing__(self, word: ShapedWord) -> str:
        fragment = self[word] = self._font.fragment(word, self._size)
        return fragment


def _silent_last(word: ShapedWord) -> tuple[tuple[Glyph, ...], tuple[Glyph, ...]]:
    """Part the glyphs that have a text from those that have none; all keep their places."""
    places = accumulate([glyph.advance for glyph in word.glyphs], initial=0.0)
    placed = [(glyph, place + glyph.dx) for glyph, place in zip(word.glyphs, places, strict=False)]
    placed.sort(key=lambda pair: not pair[0].text)
    pens = accumulate([glyph.advance for glyph, _ in placed], initial=0.0)
    moved = [
        replace(glyph, dx=place - pen) for (glyph, place), pen in zip(placed, pens, strict=False)
    ]
    count = sum(bool(glyph.text) for glyph in moved)
    return tuple(moved[:count]), tuple(moved[count:])


def _shared_texts(own: list[str]) -> list[str]:
    """Give what each glyph stands for: a cluster's glyphs share its characters, if they suffice.

    The text of a letter with two marks is told by its first glyph; one character each is the same
    text, and no glyph then stands for nothing.
    """
    texts = own.copy()
    first = 0
    for place, text in enumerate(texts):
        if text:
            first = place
        elif len(texts[first]) > 1:
            # What is left of the text moves on, but for its first character.
            texts[first], texts[place] = texts[first][0], texts[first][1:]
            first = place
    return texts


def _stem_width(weight: int) -> int:
    """Estimate the width of a stem from a face's weight, in thousandths; OpenType has no field."""
    return round(50 + (weight / 65) ** 2)


def _code_map(glyphs: list[int]) -> bytes:
    """Give the CMap that leads from codes to the glyphs of a font (ISO 32000-1, 9.7.5)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo 3 dict dup begin",
        "/Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def",
        "/CMapName /Edition-Codes-H def",
        "/CMapType 1 def",
        "/WMode 0 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    lines += _mapped("cid", [str(glyph) for glyph in glyphs])
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _mapped(kind: str, values: list[str]) -> Iterator[str]:
    """Yield the sections of a CMap that lead from each code to its value."""
    for first in range(0, len(values), _MAPPED_AT_ONCE):
        section = values[first : first + _MAPPED_AT_ONCE]
        yield f"{len(section)} begin{kind}char"
        yield from (f"<{code:04X}> {value}" for code, value in enumerate(section, first))
        yield f"end{kind}char"


def _unicode_map(texts: list[str]) -> bytes:
    """Give the CMap that leads from CIDs to text (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    lines += _mapped("bf", [f"<{text.encode('utf-16-be').hex().upper()}>" for text in texts])
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
