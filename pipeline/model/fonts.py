"""Fonts of an author's own: which files stand for the serif, the sans and the mono family."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file with one face, or with those of a variable font.

    `lightest` and `heaviest` are the weights that it can have (100 to 900; equal where it has one);
    `width` is in percent of the normal one; `may_be_edited` tells that its maker allows it in
    documents that others go on writing (OpenType, `OS/2.fsType`).
    """

    path: str
    lightest: float
    heaviest: float
    italic: bool = False
    width: float = 100.0
    may_be_edited: bool = True

    def distance(self, weight: int) -> tuple[bool, float]:
        """Tell how far a weight is from the file's, as CSS Fonts 4 (5.2) seeks the next one.

        Strong weights take a stronger face before a weaker one, others a weaker one first.
        """
        if self.lightest <= weight <= self.heaviest:
            return (False, 0.0)
        is_heavier = self.lightest > weight
        away = self.lightest - weight if is_heavier else weight - self.heaviest
        return (is_heavier != (weight > _MEDIUM), away)


@dataclass(frozen=True, slots=True)
class OwnFamily:
    """A family that takes the place of the theme's: the serif, the sans or the mono one."""

    generic: str
    name: str
    files: tuple[FontFile, ...]


def nearest_file(files: tuple[FontFile, ...], weight: int, *, italic: bool) -> FontFile:
    """Give the file that is nearest to a weight (100 to 900) and a slope, of at least one."""
    return min(
        files,
        key=lambda file: (
            abs(file.width - _NORMAL),
            file.italic != italic,
            file.distance(weight),
            file.path,
        ),
    )


_MEDIUM = 500
_NORMAL = 100.0
