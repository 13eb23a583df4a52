"""What a source is: a file, or a folder that holds one."""

import difflib
import hashlib
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model.slug import slug
from pipeline.model.source import Source, SourceFile
from pipeline.project.configuration import read_configuration

STANDARD_INPUT = "-"
SUFFIXES = (".md", ".markdown")
_LIKE_ENOUGH = 0.8
MAX_BYTES = 64 * 1024 * 1024
_NAMELESS = "document"
_STDIN = "<stdin>"


def find_source(argument: str, name: str = "") -> Source:
    """Read the source that a command line names.

    A file is itself; a folder that holds one Markdown file is that file. `name` is the editions'
    name, the slug of the file's own when empty. Raises SourceError where the source is missing,
    unreadable, over 64 MiB, not UTF-8, or a folder without exactly one Markdown file.
    """
    path = Path(argument)
    try:
        path = _source_path(path)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    return _source(content, str(path), path, name)


def read_standard_input(content: bytes, name: str = "") -> Source:
    """Make a source of what came in on standard input; images stand in the current folder."""
    return _source(content, _STDIN, Path.cwd() / f"{name or _NAMELESS}.md", name)


def _source(content: bytes, label: str, path: Path, name: str) -> Source:
    if len(content) > MAX_BYTES:
        raise SourceError(f"{label} is larger than {MAX_BYTES // 1024**2} MiB; split it up")
    file = SourceFile(
        label=label,
        text=_decoded(content, label),
        folder=str(path.resolve().parent),
        stem=path.stem,
        configured=read_configuration(path.resolve().parent) if label != _STDIN else (),
    )
    digest = hashlib.sha256(content).hexdigest()
    return Source(slug(name or path.stem) or _NAMELESS, file, digest)


def _source_path(path: Path) -> Path:
    if path.is_dir():
        return _only_file(path)
    if path.exists() or path.is_symlink():
        return path
    near = _nearest_name(path)
    hint = f"; did you mean {near}?" if near else ""
    raise SourceError(f"there is no file or folder '{path}'{hint}")


def _only_file(folder: Path) -> Path:
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    if not files:
        raise SourceError(f"the folder {folder} holds no Markdown file ({', '.join(SUFFIXES)})")
    if len(files) > 1:
        names = ", ".join(path.name for path in files)
        raise SourceError(
            f"the folder {folder} holds {len(files)} Markdown files ({names}); name those to build"
        )
    return files[0]


def _nearest_name(path: Path) -> str:
    try:
        names = sorted(file.name for file in path.parent.iterdir() if file.exists())
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=_LIKE_ENOUGH)
    return str(path.parent / near[0]) if near else ""


def _decoded(content: bytes, label: str) -> str:
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
