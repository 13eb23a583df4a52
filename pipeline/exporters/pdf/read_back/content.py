"""The content of pages: the text of every marked-content sequence, as its characters.

A stream is not interpreted, it is searched for the few operators that matter: those that mark
content (14.6), set a font and show text (9.4.3). Where on the page a text stands is not asked.
"""

import re
import sys
from collections.abc import Callable
from typing import TypeAlias

from pipeline.exporters.pdf.read_back.characters import FontText, font_text
from pipeline.exporters.pdf.read_back.syntax import (
    bytes_in,
    elements_of,
    entry,
    name_bytes,
    name_in,
    number_in,
    object_key,
    stream_bytes,
    string_bytes,
    text_of,
)

_DEEPEST_FORM = 8

# Python before 3.11.5 misreads possessive groups that hold choices. Without them the same is found,
# only more slowly where brackets do not match.
_OWN = b"+" if sys.version_info >= (3, 11, 5) else b""

# Strings may hold balanced brackets; three levels of them are looked for.
_INNER = rb"(?:[^()\\]++|\\.)*" + _OWN
_MIDDLE = rb"(?:[^()\\]++|\\.|\(%s\))*%s" % (_INNER, _OWN)
_LITERAL = rb"\((?:[^()\\]++|\\.|\(%s\))*%s\)" % (_MIDDLE, _OWN)
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_STRING = rb"(?:%s|%s)" % (_LITERAL, _HEX)
_NAME = rb"[^\s()<>\[\]{}/%]*+"
_FLAT = rb"<<(?:[^<>()]++|%s)*%s>>" % (_STRING, _OWN)
_PROPERTIES = rb"<<(?:[^<>()]++|%s|%s)*%s>>" % (_STRING, _FLAT, _OWN)
_ARRAY = rb"\[(?:[^\[\]()<>]++|%s)*%s\]" % (_STRING, _OWN)

_STRINGS = re.compile(_STRING, re.DOTALL)
_PATTERN = (
    rb"(?P<array>%s)\s*+TJ" % _ARRAY
    + rb"|/(?P<name>%s)(?:" % _NAME
    + rb"\s++[-+.0-9]++\s++(?P<font>Tf)\b"
    + rb"|\s*+(?P<properties>%s|/%s)\s*+BDC" % (_PROPERTIES, _NAME)
    + rb"|\s*+(?P<plain>BMC)\b"
    + rb"|\s++(?P<object>Do)\b"
    + rb")?%s" % _OWN
    + rb"|(?P<end>EMC)\b"
    + rb"|(?P<string>%s)\s*+(?:Tj|'|\")" % _LITERAL
    + rb"|(?P<hex>%s)\s*+(?:Tj|'|\")" % _HEX
    + rb"|(?P<save>q)(?=\s)"
    + rb"|(?P<restore>Q)(?=\s|$)"
    + rb"|BI\s.*?\sEI\b"
    + rb"|%[^\r\n]*+"
)
_OPERATORS = re.compile(_PATTERN, re.DOTALL)
_OPERATORS_AND_MODES = re.compile(rb"(?P<mode>[0-7])\s++Tr\b|" + _PATTERN, re.DOTALL)
_UNSEEN_MODES = frozenset({b"3", b"7"})
"""The modes in which text is not painted (9.3.6)."""

OperatorReader: TypeAlias = Callable[[re.Match[bytes]], None]

_MCID = re.compile(rb"/MCID\s++([0-9]++)")
_ACTUAL_TEXT = re.compile(rb"/ActualText\s*+(%s)" % _STRING, re.DOTALL)


class Pieces(list[str]):
    """The pieces of a text; `missing` tells whether a picture among them is.

    `picture` is the last image among them.
    """

    missing = False
    picture: object = None


class Resources:
    """What names in a content stream stand for (7.8.3)."""

    def __init__(self, resources: object, fonts: dict[tuple[int, int], FontText]) -> None:
        self._resources = resources
        self._shared_fonts = fonts
        self._fonts: dict[bytes, FontText] = {}

    def font(self, name: bytes) -> FontText:
        """Give a font's characters; each font of the file is read once."""
        text = self._fonts.get(name)
        if text is None:
            font = self._named("/Font", name)
            key = object_key(font)
            text = self._shared_fonts.get(key) if any(key) else None
            if text is None:
                text = self._shared_fonts[key] = font_text(font)
            self._fonts[name] = text
        return text

    def drawing(self, name: bytes) -> tuple[str, object]:
        """Give what an external object (8.8) is, "Image" or "Form", and the object itself.

        ("", None) where the name stands for neither.
        """
        found = self._named("/XObject", name)
        kind = name_in(entry(found, "/Subtype"))
        return (kind, found) if kind in {"Image", "Form"} else ("", None)

    def properties(self, name: bytes) -> tuple[int | None, str | None]:
        """Give the MCID and the actual text of a property list, as far as it has them."""
        found = self._named("/Properties", name)
        actual = bytes_in(entry(found, "/ActualText"))
        return number_in(entry(found, "/MCID")), None if actual is None else text_of(actual)

    def _named(self, category: str, name: bytes) -> object:
        return entry(entry(self._resources, category), f"/{name_bytes(name)}")


class MarkedTexts:
    """The text of marked-content sequences, by page or form and MCID; each is read when asked for.

    Pages are known by their number and generation, forms too.
    """

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], FontText] = {}
        self._resources: dict[tuple[int, int], Resources] = {}
        self._texts: dict[tuple[int, int], dict[int, Pieces]] = {}

    def text(self, holder: tuple[int, int], mcid: int) -> str | None:
        """Give a sequence's text; None where the page or form has no such sequence."""
        pieces = self._texts.get(holder, {}).get(mcid)
        return None if pieces is None else "".join(pieces)

    def lacks_picture(self, holder: tuple[int, int], mcid: int) -> bool:
        """Tell whether a sequence shows a picture that the file has not."""
        pieces = self._texts.get(holder, {}).get(mcid)
        return pieces is not None and pieces.missing

    def picture(self, holder: tuple[int, int], mcid: int) -> object:
        """Give the picture that a sequence shows, None where it shows none."""
        pieces = self._texts.get(holder, {}).get(mcid)
        return None if pieces is None else pieces.picture

    def read_page(self, page: object, resources: object) -> None:
        """Read a page, and the forms that it shows; raises PdfError for damage."""
        contents = entry(page, "/Contents")
        streams = [contents, *elements_of(contents)]
        content = b"\n".join(stream_bytes(stream) for stream in streams)
        self._read(object_key(page), content, self._shared(resources), 0)

    def read_form(self, form: object, pieces: Pieces, depth: int) -> None:
        """Read a form; `pieces` get what it shows outside sequences of its own."""
        resources = self._shared(entry(form, "/Resources"))
        self._read(object_key(form), stream_bytes(form), resources, depth, pieces)

    def _shared(self, resources: object) -> Resources:
        key = object_key(resources)
        known = self._resources.get(key) if any(key) else None
        if known is None:
            known = self._resources[key] = Resources(resources, self._fonts)
        return known

    def _read(
        self,
        holder: tuple[int, int],
        content: bytes,
        resources: Resources,
        depth: int,
        pieces: Pieces | None = None,
    ) -> None:
        texts: dict[int, Pieces] = {}
        self._texts[holder] = texts
        shown = Pieces() if pieces is None else pieces
        _StreamReader(self, resources, texts, shown, depth).read(content)


class _StreamReader:
    """Reads one content stream; `pieces` get the text that is being shown."""

    def __init__(
        self,
        marked: MarkedTexts,
        resources: Resources,
        texts: dict[int, Pieces],
        pieces: Pieces,
        depth: int,
    ) -> None:
        self._marked = marked
        self._resources = resources
        self._texts = texts
        self._pieces = pieces
        self._depth = depth
        self._outer: list[Pieces] = []
        self._font: FontText = FontText(wide=False, characters={})
        self._saved: list[tuple[FontText, bool]] = []
        self._is_unseen = False
        self._readers: dict[str | None, OperatorReader] = {
            "array": self._show_array,
            "string": self._show_string,
            "hex": self._show_string,
            "font": self._set_font,
            "properties": self._begin_with_properties,
            "plain": self._begin_plain,
            "object": self._show_object,
            "end": self._end,
            "mode": self._set_mode,
            "save": self._save,
            "restore": self._restore,
            "name": self._pass_by,
            None: self._pass_by,
        }

    def read(self, content: bytes) -> None:
        """Read the stream from its first byte to its last."""
        readers = self._readers
        pattern = _OPERATORS_AND_MODES if b" Tr" in content else _OPERATORS
        for operator in pattern.finditer(content):
            readers[operator.lastgroup](operator)

    def _pass_by(self, operator: re.Match[bytes]) -> None:
        """Pass by what says nothing: comments, inline images, other names."""

    def _set_mode(self, operator: re.Match[bytes]) -> None:
        self._is_unseen = operator["mode"] in _UNSEEN_MODES

    def _show_array(self, operator: re.Match[bytes]) -> None:
        if self._is_unseen:
            return
        self._pieces.extend(map(self._font.__getitem__, _STRINGS.findall(operator["array"])))

    def _show_string(self, operator: re.Match[bytes]) -> None:
        if self._is_unseen:
            return
        self._pieces.append(self._font[operator["string"] or operator["hex"]])

    def _set_font(self, operator: re.Match[bytes]) -> None:
        self._font = self._resources.font(operator["name"])

    def _save(self, _: re.Match[bytes]) -> None:
        self._saved.append((self._font, self._is_unseen))

    def _restore(self, _: re.Match[bytes]) -> None:
        if self._saved:
            self._font, self._is_unseen = self._saved.pop()

    def _begin_plain(self, operator: re.Match[bytes]) -> None:
        self._begin(operator["name"], None, None)

    def _begin_with_properties(self, operator: re.Match[bytes]) -> None:
        properties = operator["properties"]
        if properties.startswith(b"/"):
            mcid, actual = self._resources.properties(properties[1:])
        else:
            mcid, actual = _inline_properties(properties)
        self._begin(operator["name"], mcid, actual)

    def _begin(self, tag: bytes, mcid: int | None, actual: str | None) -> None:
        """Begin a sequence: the one with an MCID gets its text, an artifact's goes nowhere."""
        self._outer.append(self._pieces)
        if mcid is not None:
            self._pieces = self._texts.setdefault(mcid, Pieces())
        elif tag == b"Artifact":
            self._pieces = Pieces()
        if actual is not None:
            self._pieces.append(actual)
            self._pieces = Pieces()

    def _end(self, _: re.Match[bytes]) -> None:
        if self._outer:
            self._pieces = self._outer.pop()

    def _show_object(self, operator: re.Match[bytes]) -> None:
        kind, drawing = self._resources.drawing(operator["name"])
        if not kind:
            self._pieces.missing = True
        elif kind == "Image":
            self._pieces.picture = drawing
        elif kind == "Form" and self._depth < _DEEPEST_FORM:
            self._marked.read_form(drawing, self._pieces, self._depth + 1)
            # A form that shows no image of its own may be a drawing.
            self._pieces.picture = self._pieces.picture or drawing


def _inline_properties(written: bytes) -> tuple[int | None, str | None]:
    actual = _ACTUAL_TEXT.search(written)
    # What looks like a number may stand inside a string.
    mcid = _MCID.search(_STRINGS.sub(b"()", written) if actual else written)
    return (
        int(mcid[1]) if mcid else None,
        text_of(string_bytes(actual[1])) if actual else None,
    )
