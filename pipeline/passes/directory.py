"""Where the links of a publication may lead inside it: its files, and the names in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from unicodedata import normalize

_LIKE_ENOUGH = 0.4
_INDEX_NAMES = ("README.md", "index.md", "Readme.md", "readme.md")


@dataclass(slots=True)
class Names:
    """The names of one file of a publication.

    `identifiers` maps the names by which its own text knows its places to those that they have in
    the publication; `start` is where the file begins, "" where nothing can be linked to.
    """

    identifiers: Mapping[str, str]
    start: str = ""
    _folded: dict[str, str] = field(default_factory=dict)
    _index: "TrigramIndex | None" = None

    def find(self, fragment: str) -> str | None:
        """Give the identifier that a fragment means, whatever its case; None for none."""
        if fragment in self.identifiers:
            return self.identifiers[fragment]
        if not self._folded:
            names = reversed(tuple(self.identifiers))
            self._folded = {folded(name): self.identifiers[name] for name in names}
        return self._folded.get(folded(fragment))

    def nearest(self, fragment: str) -> str:
        """Give the name that is most like a fragment that means nothing, or ""."""
        if self._index is None:
            self._index = TrigramIndex(self.identifiers)
        return self._index.nearest(fragment)


class Directory:
    """The files of a publication by their ways from its root."""

    def __init__(self, files: Mapping[str, Names]) -> None:
        self._files = {normalize("NFC", path): names for path, names in files.items()}

    def find(self, path: str, folder: str) -> Names | None:
        """Give the file that a path means in a text that stands in `folder`; None for none.

        A path may name a file as sites do: `guide.html`, `guide/` or the folder of an index.
        """
        path = normalize("NFC", path)
        base = "" if path.startswith("/") else folder
        way = _normal(f"{base}/{path.strip('/')}" if base else path.strip("/"))
        if way is None:
            return None
        return next((self._files[way] for way in _guesses(way) if way in self._files), None)


def _normal(path: str) -> str | None:
    """Take `.` and `..` out of a path; None for one that leads out."""
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _guesses(way: str) -> Iterable[str]:
    yield way
    stem, _, suffix = way.rpartition(".")
    if suffix.lower() in ("html", "htm"):
        yield f"{stem}.md"
        folder, _, last = stem.rpartition("/")
        if last == "index":
            way = folder
    yield f"{way}.md"
    for name in _INDEX_NAMES:
        yield f"{way}/{name}" if way else name


def folded(name: str) -> str:
    """Make names comparable whatever their case and however their accents are encoded."""
    return normalize("NFC", normalize("NFC", name).casefold())


class TrigramIndex:
    """Finds the most similar of many names by the three-letter pieces that they share."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sizes: dict[str, int] = {}
        self._holders: dict[str, list[str]] = {}
        for name in names:
            pieces = _trigrams(name)
            self._sizes[name] = len(pieces)
            for piece in sorted(pieces):
                self._holders.setdefault(piece, []).append(name)

    def nearest(self, wanted: str) -> str:
        """Give the name with the highest Dice coefficient, or "" where none is like it."""
        pieces = _trigrams(wanted)
        shared = Counter(name for piece in sorted(pieces) for name in self._holders.get(piece, ()))
        scores = {
            name: 2 * count / (len(pieces) + self._sizes[name]) for name, count in shared.items()
        }
        best = max(scores, key=lambda name: (scores[name], name), default="")
        return best if scores.get(best, 0.0) >= _LIKE_ENOUGH else ""


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text.casefold()} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))
