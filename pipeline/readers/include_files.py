"""Included files: found below the root of a source alone, read once, and bounded."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostics
from pipeline.model.source import SourceText
from pipeline.readers.characters import drop_controls
from pipeline.readers.findings import Findings
from pipeline.readers.include_marks import Wanted, boundary_in, is_absolute, is_address
from pipeline.readers.reading import MAX_COMPARED_LENGTH, MAX_COMPARISONS

MAX_CHARACTERS = 64 * 1024 * 1024
MAX_INCLUDES = 20_000
_MAX_PATH = 1_000
_SHOWN = 80

Numbered = tuple[int, str]


class IncludeTroubleError(Exception):
    """A file that cannot be included, with what the author is told."""

    def __init__(self, code: Code, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class IncludedFile:
    """A file that was read: its name in diagnostics, its folder, its lines.

    `parts` gives the bounds of each named part, as a slice has them; `bounds` and `lonely` are the
    indices of the lines that bound parts, and of those among them that do nothing else.
    """

    label: str
    folder: Path
    lines: tuple[str, ...]
    ends_with_break: bool
    parts: dict[str, tuple[int, int]]
    bounds: frozenset[int]
    lonely: frozenset[int]

    def part(self, name: str) -> list[Numbered]:
        """Give the lines of a named part, which is there, with their numbers."""
        start, end = self.parts[name]
        return self._between(start, end, self.bounds)

    def range(self, first: int | None, last: int | None) -> list[Numbered]:
        """Give the lines of a range, with their numbers, but those that only bound parts."""
        start, end, _ = slice(first, last).indices(len(self.lines))
        return self._between(start, end, self.lonely)

    def _between(self, start: int, end: int, without: frozenset[int]) -> list[Numbered]:
        lines = enumerate(self.lines[start:end], start)
        return [(index + 1, text) for index, text in lines if index not in without]


class IncludeFiles:
    """The files that one source includes, all of them below `root`.

    `label` is the source's name in diagnostics, `folder` where it stands, `root_label` the name of
    the root, after which those of the files are made: the source stands at its root where they are
    not given. `included` are the files in the order of their first use, `said` is what was wrong
    with their characters.
    """

    def __init__(
        self, root: Path, label: str, folder: Path | None = None, root_label: str = ""
    ) -> None:
        self.root = root
        self.folder = folder or root
        self.included: list[SourceText] = []
        self.said: list[Diagnostics] = []
        self._beside = Path(root_label) if root_label else Path(label).parent
        self._found: dict[tuple[str, tuple[Path, ...]], IncludedFile | IncludeTroubleError] = {}
        self._read: dict[Path, IncludedFile] = {}
        self._names: dict[Path, list[str]] = {}
        self.is_full = False
        self._characters = 0
        self._includes = 0
        self._comparisons = MAX_COMPARISONS

    def charge(self, characters: int) -> None:
        """Count what is included; raises IncludeTroubleError where it becomes too much."""
        self._characters += characters
        self._includes += 1
        self.is_full = self._characters > MAX_CHARACTERS or self._includes > MAX_INCLUDES
        if self._characters > MAX_CHARACTERS:
            raise IncludeTroubleError(
                Code.INCLUDE_TOO_DEEP,
                f"what is included has more than {MAX_CHARACTERS // 1024**2} million characters in"
                " all; this and all that follows is left out",
            )
        if self._includes > MAX_INCLUDES:
            raise IncludeTroubleError(
                Code.INCLUDE_TOO_DEEP,
                f"files are included more than {MAX_INCLUDES:,} times in all; this and all that"
                " follows is left out",
            )

    def select(self, file: IncludedFile, wanted: Wanted) -> list[Numbered]:
        """Give the lines of a file that are wanted; raises IncludeTroubleError for none."""
        if not wanted.name and not wanted.ranges:
            return file.range(None, None)
        if wanted.name in file.parts:
            return file.part(wanted.name)
        found = [line for bounds in wanted.ranges for line in file.range(*bounds)]
        if found:
            return found
        raise self._no_part(file, wanted)

    def _no_part(self, file: IncludedFile, wanted: Wanted) -> IncludeTroubleError:
        if not wanted.name:
            count = len(file.lines)
            sentence = (
                f"there is nothing to include in '{shortened(wanted.words)}':"
                f" the file has {count} line{'' if count == 1 else 's'}"
            )
            return IncludeTroubleError(Code.INCLUDE_MISSING, sentence)
        near = self._nearest(wanted.name, list(file.parts))
        return IncludeTroubleError(
            Code.INCLUDE_MISSING,
            f"'{file.label}' has no part called '{shortened(wanted.name)}'",
            f"did you mean '{near}'?" if near else "",
        )

    def find(self, path: str, folders: tuple[Path, ...]) -> IncludedFile:
        """Give the file that a path names, in the first folder that has it.

        Raises IncludeTroubleError where there is none, or where it must not or cannot be read.
        """
        key = (path, folders)
        if key not in self._found:
            try:
                self._found[key] = self._look_for(path, folders)
            except IncludeTroubleError as trouble:
                self._found[key] = trouble
        found = self._found[key]
        if isinstance(found, IncludeTroubleError):
            raise IncludeTroubleError(found.code, found.sentence, found.hint)
        return found

    def _look_for(self, path: str, folders: tuple[Path, ...]) -> IncludedFile:
        _refuse_foreign(path)
        root = self.root.resolve()
        places = [place for folder in folders if (place := _resolved(folder, path))]
        inside = [place for place in places if place.is_relative_to(root)]
        for place in inside:
            if place.is_file():
                return self._file(place, root, path)
        if places and not inside:
            raise IncludeTroubleError(
                Code.INCLUDE_OUTSIDE,
                f"the file '{shortened(path)}' lies outside the source's folder",
                "copy it into the folder of the source",
            )
        if any(place.exists() for place in inside):
            sentence = f"'{shortened(path)}' is no file that can be included"
            raise IncludeTroubleError(Code.INCLUDE_MISSING, sentence)
        near = self._near(inside)
        raise IncludeTroubleError(
            Code.INCLUDE_MISSING,
            f"there is no file '{shortened(path)}'",
            f"did you mean '{near}'?" if near else "",
        )

    def _near(self, places: Iterable[Path]) -> str:
        """Give the name of a file beside the one that is missing which is most like its name."""
        near = (self._nearest(place.name, self._names_in(place.parent)) for place in places)
        return next(filter(None, near), "")

    def _nearest(self, name: str, names: list[str]) -> str:
        if self._comparisons < len(names) or len(name) > MAX_COMPARED_LENGTH:
            return ""
        self._comparisons -= len(names)
        return next(iter(get_close_matches(name, names, n=1)), "")

    def _names_in(self, folder: Path) -> list[str]:
        if folder not in self._names:
            try:
                self._names[folder] = sorted(path.name for path in folder.iterdir())
            except OSError:
                self._names[folder] = []
        return self._names[folder]

    def _file(self, place: Path, root: Path, path: str) -> IncludedFile:
        if place not in self._read:
            content = _content(place, path)
            label = str(self._beside / place.relative_to(root))
            text = _decoded(content, path)
            self._read[place] = self._included(text, label, place.parent)
            name = place.relative_to(root).as_posix()
            self.included.append(SourceText(name, text, hashlib.sha256(content).hexdigest()))
        return self._read[place]

    def _included(self, text: str, label: str, folder: Path) -> IncludedFile:
        findings = Findings(label)
        text = drop_controls(text, findings)
        self.said.append(findings.diagnostics())
        whole = text.removesuffix("\n")
        lines = tuple(whole.split("\n")) if text else ()
        return IncludedFile(label, folder, lines, whole != text, *_parts(lines))


def shortened(text: str) -> str:
    """Give a text, cut where it is long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _refuse_foreign(path: str) -> None:
    """Raise IncludeTroubleError for what names no file by its way from another one."""
    if is_address(path):
        raise IncludeTroubleError(
            Code.INCLUDE_OUTSIDE,
            f"'{shortened(path)}' is not a local file",
            "nothing is fetched while editions are made: save it beside the source",
        )
    if is_absolute(path):
        raise IncludeTroubleError(
            Code.INCLUDE_OUTSIDE,
            f"the path '{shortened(path)}' is absolute",
            "name the file by its way from the source",
        )


def _resolved(folder: Path, path: str) -> Path | None:
    """Give the place that a path leads to, links of the file system followed; None for none."""
    if len(path) > _MAX_PATH:
        return None
    try:
        place = (folder / path).resolve()
        place.is_file()  # which raises what reading would: a name that is too long, for one
    except (OSError, ValueError, RuntimeError):
        return None
    return place


def _content(place: Path, path: str) -> bytes:
    try:
        with place.open("rb") as file:
            content = file.read(MAX_CHARACTERS + 1)
    except OSError as error:
        raise IncludeTroubleError(
            Code.INCLUDE_MISSING, f"the file '{shortened(path)}' cannot be read: {error.strerror}"
        ) from error
    if len(content) > MAX_CHARACTERS:
        raise IncludeTroubleError(
            Code.INCLUDE_MISSING,
            f"the file '{shortened(path)}' is larger than {MAX_CHARACTERS // 1024**2} MiB",
        )
    return content


def _decoded(content: bytes, path: str) -> str:
    if b"\0" in content:
        sentence = f"the file '{shortened(path)}' holds zero bytes, so it is no text"
        raise IncludeTroubleError(Code.INCLUDE_MISSING, sentence)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise IncludeTroubleError(
            Code.INCLUDE_MISSING,
            f"line {line} of the file '{shortened(path)}' is not UTF-8",
            "save the file as UTF-8",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parts(
    lines: Iterable[str],
) -> tuple[dict[str, tuple[int, int]], frozenset[int], frozenset[int]]:
    """Find the named parts of a file, and the lines that bound them.

    A part goes up to the first end of its name, or to the end of the file.
    """
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    bounds: dict[int, bool] = {}
    count = 0
    for index, line in enumerate(lines):
        count += 1
        boundary = boundary_in(line)
        if boundary is None:
            continue
        bounds[index] = boundary.is_alone
        if not boundary.is_end:
            starts.setdefault(boundary.name, index + 1)
        elif boundary.name in starts:
            ends.setdefault(boundary.name, index)
    parts = {name: (start, ends.get(name, count)) for name, start in starts.items()}
    return parts, frozenset(bounds), frozenset(index for index, alone in bounds.items() if alone)
