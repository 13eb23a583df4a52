"""SVG as pixels: text in the theme's own faces, never in those that a machine happens to have.

The only module that imports resvg.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.theme import Theme

UNITS_AN_INCH = 96.0
"""Units of a drawing (CSS Values 4, 6.2)."""

_GROUND = "#ffffff"
# Shaped like the faces that drawings ask for by name, and as wide.
_SERIF = ("ziamath", "STIX Two Math")


class DrawingError(ValueError):
    """A drawing that cannot be drawn."""


def draw_svg(text: str, zoom: float) -> bytes:
    """Draw an SVG document on white, `zoom` pixels to each of its units; give a PNG file.

    Raises DrawingError where it is no sound SVG.
    """
    import resvg_py  # noqa: PLC0415 - few publications have drawings

    theme = Theme()
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text,
                zoom=zoom,
                background=_GROUND,
                dpi=UNITS_AN_INCH,
                skip_system_fonts=True,
                font_files=list(_font_files()),
                font_family=theme.sans.name,
                serif_family=_SERIF[1],
                sans_serif_family=theme.sans.name,
                monospace_family=theme.mono.name,
            )
        )
    except ValueError as error:
        raise DrawingError(str(error)) from error


@cache
def _font_files() -> tuple[str, ...]:
    theme = Theme()
    packages = (_SERIF[0], theme.serif.package, theme.sans.package, theme.mono.package)
    return tuple(str(path) for package in packages for path in _files_of(package))


def _files_of(package: str) -> list[Path]:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return []
    root = Path(next(iter(folders)))
    return sorted(path for ending in ("ttf", "otf") for path in root.rglob(f"*.{ending}"))
