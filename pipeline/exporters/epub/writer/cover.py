"""The cover of a book that has none of its own: title and authors in the theme's colours.

Stores and shelves show nothing else of a book. It is drawn only where the theme's faces have all
characters of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain, count

from pipeline.model.publication import Asset, Publication
from pipeline.pixels import draw_svg
from pipeline.theme import Generic, Theme
from pipeline.typesetting.fonts import THOUSAND, Face, load_face

WIDTH, HEIGHT = 1600, 2560
"""In pixels; the shape that stores ask for is 1 to 1.6."""

_LEFT = 150
_ROOM = WIDTH - 2 * _LEFT
_SIZES = (200, 170, 145, 120, 100, 84, 72, 62)
_SMALL_SIZES = (96, 80, 68, 58, 50, 43, 37)
_SMALLER = 0.62
"""How large a subtitle may be, as a share of the title."""
_MOST_LINES = 6
_LEADING = 1.14
_RULE = 290
_TOP = 420
_GAP = 60
_FOOT = 170
_NAME = "cover.png"


def drawn_cover(
    publication: Publication, theme: Theme, taken: frozenset[str] = frozenset()
) -> Asset | None:
    """Draw a cover, under a name that is not taken; None where it cannot be drawn well."""
    metadata = publication.metadata
    faces = {style: _face(theme, *style) for style in (_TITLE, _SUBTITLE, _AUTHORS)}
    texts = {_TITLE: metadata.title, _SUBTITLE: metadata.subtitle}
    texts[_AUTHORS] = ", ".join(metadata.authors)
    if not all(_has_all(faces[style], text) for style, text in texts.items()):
        return None
    title = _fitted(metadata.title, faces[_TITLE], _SIZES)
    most = title.size * _SMALLER if title else 0.0
    small = tuple(size for size in _SMALL_SIZES if size <= most)
    subtitle = _fitted(metadata.subtitle, faces[_SUBTITLE], small)
    authors = _fitted(texts[_AUTHORS], faces[_AUTHORS], small[1:] or small)
    if title is None or subtitle is None or authors is None:
        return None
    svg = "".join(_svg(theme, title, subtitle, authors))
    name = next(n for n in chain((_NAME,), map("cover-{}.png".format, count(2))) if n not in taken)
    return Asset(name, "image/png", draw_svg(svg, 1.0), WIDTH, HEIGHT)


_Style = tuple[Generic, int, bool]
_TITLE: _Style = (Generic.SANS, 600, False)
_SUBTITLE: _Style = (Generic.SANS, 400, True)
_AUTHORS: _Style = (Generic.SANS, 400, False)


def _face(theme: Theme, family: Generic, weight: int, italic: bool) -> Face:  # noqa: FBT001 - a slope
    return load_face(theme.family(family), weight, italic)


def _has_all(face: Face, text: str) -> bool:
    return all(face.glyph_for(character) for character in "".join(text.split()))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text in lines of one size, in pixels."""

    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high the lines are together."""
        return len(self.lines) * self.size * _LEADING


def _fitted(text: str, face: Face, sizes: tuple[int, ...]) -> _Lines | None:
    """Divide a text into lines of the largest size in which it fits; None where it never does."""
    for size in sizes:
        lines = tuple(_lines(text.split(), face, _ROOM * THOUSAND / size))
        widest = max((_width(line, face) for line in lines), default=0.0)
        if widest * size <= _ROOM * THOUSAND and len(lines) <= _MOST_LINES:
            return _Lines(size, lines)
    return None


def _lines(words: list[str], face: Face, room: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and _width(longer, face) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _width(text: str, face: Face) -> float:
    """Give the width of a text without kerning, in thousandths of the type size."""
    return sum(face.advance(face.glyph_for(character)) for character in text)


def _svg(theme: Theme, title: _Lines, subtitle: _Lines, authors: _Lines) -> Iterator[str]:
    accent = theme.colours.accent
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#{accent}"/>'
        f'<rect x="{_LEFT}" y="{_RULE}" width="220" height="14" fill="#ffffff"/>'
    )
    yield from _text(theme, title, _TITLE, _TOP)
    yield from _text(theme, subtitle, _SUBTITLE, _TOP + title.height + _GAP)
    yield from _text(theme, authors, _AUTHORS, HEIGHT - _FOOT - authors.height)
    yield "</svg>"


def _text(theme: Theme, text: _Lines, style: _Style, top: float) -> Iterator[str]:
    """Write lines, the first baseline one type size below `top`."""
    family, weight, italic = style
    slope = ' font-style="italic"' if italic else ""
    for at, line in enumerate(text.lines):
        yield (
            f'<text x="{_LEFT}" y="{top + text.size * (1 + at * _LEADING):.1f}" fill="#ffffff"'
            f' font-family="{escape(theme.family(family).name)}" font-weight="{weight}"{slope}'
            f' font-size="{text.size}">{escape(line)}</text>'
        )
