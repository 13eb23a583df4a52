"""A book's chapters: the files that its list names, each of them once and inside its folder."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostic
from pipeline.errors import SourceError
from pipeline.location import Location
from pipeline.model.source import Chapter
from pipeline.project.entries import Entry, EntryKind
from pipeline.project.files import Root, chapter_file, nearest_path, read_content
from pipeline.project.folders import files_below, in_list_order

_SHOWN = 5


@dataclass(slots=True)
class Shelf:
    """The chapters of a book while they are gathered.

    `texts` is the folder that the list's paths are relative to; `said` is what is wrong with them,
    `digests` the SHA-256 of their bytes. What matches one of the `unlisted` patterns may be in no
    list.
    """

    root: Root
    texts: Path
    unlisted: Sequence[str] = ()
    said: list[Diagnostic] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    _seen: dict[Path, Location] = field(default_factory=dict)

    def chapters(self, entries: Iterable[Entry]) -> Iterator[Chapter]:
        """Give the chapters that entries name; what cannot be had is told and left out."""
        for entry in entries:
            match entry.kind:
                case EntryKind.FILE:
                    yield from self._files(entry)
                case EntryKind.DRAFT:
                    self._tell(
                        Code.CHAPTER_DRAFT, f"the chapter '{entry.title}' has no file yet", entry
                    )
                case EntryKind.PART | EntryKind.GROUP:
                    is_part = entry.kind is EntryKind.PART
                    yield Chapter(
                        entry.location, entry.title, None, "", entry.depth, entry.matter, is_part
                    )

    def say_unlisted(self, where: Location) -> None:
        """Tell of the files that are there and in no list, with the list for their place."""
        names = list(self._unlisted())
        if not names:
            return
        shown = ", ".join(f"'{name}'" for name in names[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        verb = "is" if len(names) == 1 else "are"
        message = f"{shown}{more} {verb} in no list of chapters, and not published"
        self.said.append(Diagnostic(Code.CHAPTER_UNLISTED, message, where))

    def _unlisted(self) -> Iterator[str]:
        for path in files_below(self.texts):
            name = path.relative_to(self.texts).as_posix()
            if path.resolve() not in self._seen and not self._is_meant(name):
                yield name

    def _is_meant(self, name: str) -> bool:
        last = name.rpartition("/")[2]
        return any(
            fnmatch(name, pattern.strip("/"))
            or fnmatch(last, pattern)
            or name.startswith(pattern.strip("/") + "/")
            for pattern in self.unlisted
        )

    def _files(self, entry: Entry) -> Iterator[Chapter]:
        path = self._path(entry)
        if path is None:
            return
        if not path.is_dir():
            yield from self._chapter(entry, path, entry.depth)
            return
        files = in_list_order(path)
        if not files:
            self._tell(Code.CHAPTER_MISSING, f"the folder '{entry.path}' holds no chapters", entry)
            return
        yield from self._chapter(entry, files[0], entry.depth)
        for other in files[1:]:
            yield from self._chapter(Entry(entry.kind, entry.location), other, entry.depth + 1)

    def _path(self, entry: Entry) -> Path | None:
        """Give the file or folder of an entry, links of the file system followed."""
        if "://" in entry.path:
            self._tell(Code.CHAPTER_OUTSIDE, f"'{entry.path}' is no file of the book", entry)
            return None
        try:
            path = (self.texts / entry.path).resolve()
            is_there = path.exists()
        except (OSError, ValueError, RuntimeError):
            path, is_there = self.texts / "?", False
        if not path.is_relative_to(self.root.path):
            message = f"'{entry.path}' lies outside the folder of the book"
            self._tell(Code.CHAPTER_OUTSIDE, message, entry, "copy it into that folder")
            return None
        if not is_there:
            near = nearest_path(path)
            hint = f"did you mean '{Path(near).name}'?" if near else "write it, or take it out"
            named = f" for the chapter '{entry.title}'" if entry.title else ""
            message = f"there is no file '{entry.path}'{named}"
            self._tell(Code.CHAPTER_MISSING, message, entry, hint)
            return None
        return path

    def _chapter(self, entry: Entry, path: Path, depth: int) -> Iterator[Chapter]:
        first = self._seen.setdefault(path, entry.location)
        if first is not entry.location and first != entry.location:
            message = f"'{entry.path}' is listed at {first} already; this entry is left out"
            self._tell(Code.CHAPTER_DUPLICATE, message, entry)
            return
        try:
            content = read_content(path)
            file = chapter_file(content, path, self.root)
        except SourceError as error:
            self._tell(Code.CHAPTER_MISSING, str(error), entry)
            return
        self.digests.append(hashlib.sha256(content).hexdigest())
        way = path.relative_to(self.root.path)
        yield Chapter(entry.location, entry.title, file, way.as_posix(), depth, entry.matter)

    def _tell(self, code: Code, message: str, entry: Entry, hint: str = "") -> None:
        self.said.append(Diagnostic(code, message, entry.location, hint))
