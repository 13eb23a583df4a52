"""Source files: found, read, decoded."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model.source import SourceFile

SUFFIXES = (".md", ".markdown")
MAX_BYTES = 64 * 1024 * 1024
_LIKE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Root:
    """The folder that nothing of a book may lead out of, and its name in diagnostics."""

    path: Path
    label: Path

    def label_of(self, path: Path) -> str:
        """Give the name that diagnostics print for a file below the folder."""
        return str(self.label / path.relative_to(self.path))


def read_content(path: Path) -> bytes:
    """Read a file, of which SourceError tells what is wrong where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def decoded(content: bytes, label: str) -> str:
    """Decode a source's bytes; line feeds are its line ends then.

    Raises SourceError for one that is over 64 MiB or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(f"{label} is larger than {MAX_BYTES // 1024**2} MiB; split it up")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{label} is UTF-16, not UTF-8; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{label}:{line}: byte 0x{content[error.start]:02x} at offset {error.start} "
            "is not UTF-8; save the file as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def chapter_file(content: bytes, path: Path, root: Root) -> SourceFile:
    """Make a chapter of a file that lies below a book's root; raises as `decoded` does."""
    label = root.label_of(path)
    return SourceFile(
        label=label,
        text=decoded(content, label),
        folder=str(path.parent),
        stem=path.stem,
        root=str(root.path),
        root_label=str(root.label),
    )


def is_text(path: Path) -> bool:
    """Tell whether a file is Markdown that nobody hides."""
    hidden = path.name.startswith(".")
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()


def nearest_path(path: Path) -> str:
    """Give what is there and named almost like a path that is not, or ""."""
    try:
        names = sorted(file.name for file in path.parent.iterdir() if file.exists())
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=_LIKE_ENOUGH)
    return str(path.parent / near[0]) if near else ""
