"""The words of a drawing: spans, each from the place that it names or where the last one ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fontTools.misc.transform import Transform
from lxml import etree

from pipeline.model.vectors import Outline, UnsupportedError
from pipeline.typesetting.svgoutlines import placed
from pipeline.typesetting.svgstyle import Style, StyleSheet, lengths, local_name
from pipeline.typesetting.svgtext import SetText, set_text

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_REFUSED = ("rotate", "lengthAdjust")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Run:
    """Words in one style: their beginning is `dx` and `dy` from the end of those before."""

    words: SetText
    style: Style
    dx: float
    dy: float


@dataclass(slots=True)
class _Chunk:
    """Runs that are anchored together (SVG 1.1, 10.5)."""

    x: float
    y: float
    runs: list[_Run] = field(default_factory=list)


def spans_of(
    text: etree._Element, style: Style, sheet: StyleSheet, transform: Transform
) -> Iterator[tuple[Outline, Style]]:
    """Yield the outlines of a text's words, each with its style."""
    spans = _Spans(sheet, preserve=text.get(_SPACE) == "preserve")
    spans.read(text, style)
    for chunk in spans.chunks:
        yield from _placed(chunk, transform)


class _Spans:
    """Reads a text and the spans in it; `chunks` is what was found."""

    def __init__(self, sheet: StyleSheet, *, preserve: bool) -> None:
        self.chunks = [_Chunk(0.0, 0.0)]
        self._sheet = sheet
        self._preserve = preserve
        self._after_space = True
        self._shift = (0.0, 0.0)

    def read(self, element: etree._Element, style: Style) -> None:
        """Read an element with the words behind each element within."""
        self._begin(element, style)
        self._add(element.text, style, element)
        for child in element:
            if local_name(child) not in {"tspan", "a", "title"}:
                raise UnsupportedError("words along a path")
            if local_name(child) != "title":
                inner = self._sheet.style_of(child, style)
                if inner.get("opacity", "1") != "1":
                    raise UnsupportedError("words that are faint")
                if inner.get("display") != "none":
                    self.read(child, inner)
            self._add(child.tail, style, element)

    def _begin(self, element: etree._Element, style: Style) -> None:
        if any(element.get(name, "spacing") != "spacing" for name in _REFUSED):
            raise UnsupportedError("letters at places of their own")
        found = {name: _one(element.get(name), style) for name in ("x", "y", "dx", "dy")}
        if found["x"] is not None or found["y"] is not None:
            last = self.chunks[-1]
            x, y = _end(last)
            self.chunks.append(
                _Chunk(
                    x if found["x"] is None else found["x"], y if found["y"] is None else found["y"]
                )
            )
            self._shift = (0.0, 0.0)
        self._shift = (self._shift[0] + (found["dx"] or 0.0), self._shift[1] + (found["dy"] or 0.0))

    def _add(self, text: str | None, style: Style, element: etree._Element) -> None:
        words = self._spaced(text or "")
        if not words:
            return
        wanted = _one(element.get("textLength"), style)
        if wanted is not None and len(element):
            raise UnsupportedError("a length of several spans")
        # A space at the end counts where more words follow; nobody sees it otherwise.
        set_ = set_text(words.rstrip() if wanted else words, style, wanted)
        self.chunks[-1].runs.append(_Run(set_, style, *self._shift))
        self._shift = (0.0, 0.0)

    def _spaced(self, text: str) -> str:
        if self._preserve:
            return text.replace("\n", " ").replace("\t", " ")
        words = " ".join(text.split())
        if not words:
            keep = bool(text) and not self._after_space
            self._after_space = self._after_space or keep
            return " " if keep else ""
        before = " " if text[0].isspace() and not self._after_space else ""
        after = " " if text[-1].isspace() else ""
        self._after_space = bool(after)
        return f"{before}{words}{after}"


def _one(text: str | None, style: Style) -> float | None:
    if text is None:
        return None
    found = lengths(text, style["font-size"])
    if len(found) > 1:
        raise UnsupportedError("letters at places of their own")
    return found[0] if found else None


def _end(chunk: _Chunk) -> tuple[float, float]:
    x = chunk.x + sum(run.dx + run.words.advance for run in chunk.runs)
    return x, chunk.y + sum(run.dy for run in chunk.runs)


def _placed(chunk: _Chunk, transform: Transform) -> Iterator[tuple[Outline, Style]]:
    if not chunk.runs:
        return
    anchor = chunk.runs[0].style.get("text-anchor", "start")
    if anchor not in _ANCHORS:
        raise UnsupportedError(f"the anchor {anchor[:20]}")
    trailing = chunk.runs[-1].words.trailing
    width = sum(run.dx + run.words.advance for run in chunk.runs) - trailing
    x, y = chunk.x - width * _ANCHORS[anchor], chunk.y
    for run in chunk.runs:
        x, y = x + run.dx, y + run.dy
        yield placed(run.words.pen, transform.translate(x, y)), run.style
        x += run.words.advance
