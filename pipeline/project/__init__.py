"""What a source is: a file, or a folder that holds a book.

A folder is, in this order of preference, what its `book.toml`, its `SUMMARY.md` (mdBook's list of
chapters) or its `mkdocs.yml` says, or the Markdown files in it, in natural order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.errors import SourceError
from pipeline.location import Location
from pipeline.model.slug import slug
from pipeline.model.source import Configured, Source, SourceFile
from pipeline.project.chapters import Shelf
from pipeline.project.configuration import NAME, Configuration, read_configuration
from pipeline.project.entries import Entry, EntryKind
from pipeline.project.files import SUFFIXES, Root, decoded, nearest_path, read_content
from pipeline.project.folders import files_in, folders_in, is_index
from pipeline.project.mkdocs import NAMES, find_site, read_site
from pipeline.project.summary import NAME as SUMMARY
from pipeline.project.summary import read_summary

STANDARD_INPUT = "-"
_NAMELESS = "document"
_STDIN = "<stdin>"
_SRC = "src"
_LISTS = (NAME, SUMMARY, *NAMES)


def find_source(argument: str, name: str = "") -> Source:
    """Read the source that a command line names.

    A file is itself, a folder is its book; the file that lists a book's chapters stands for its
    folder. `name` is the editions' name, the slug of the file's or folder's own when empty. Raises
    SourceError where the source is missing, unreadable, over 64 MiB, not UTF-8, or a folder
    without Markdown.
    """
    path = Path(argument)
    if path.is_dir():
        return _folder(path, name)
    if path.name in _LISTS and path.is_file():
        return _folder(_home(path), name)
    if not path.exists() and not path.is_symlink():
        near = nearest_path(path)
        hint = f"; did you mean {near}?" if near else ""
        raise SourceError(f"there is no file or folder '{path}'{hint}")
    return _file(path, name, read_configuration(path.parent, path.parent))


def read_standard_input(content: bytes, name: str = "") -> Source:
    """Make a source of what came in on standard input; images stand in the current folder."""
    path = Path.cwd() / f"{name or _NAMELESS}.md"
    return _single(content, _STDIN, path, name, Configuration())


def _home(path: Path) -> Path:
    """Give the folder of the book whose list of chapters a path names."""
    above = path.parent.parent
    is_below = path.name == SUMMARY and path.parent.name and (above / NAME).is_file()
    return above if is_below else path.parent


def _file(path: Path, name: str, configuration: Configuration) -> Source:
    return _single(read_content(path), str(path), path, name, configuration)


def _single(
    content: bytes, label: str, path: Path, name: str, configuration: Configuration
) -> Source:
    file = SourceFile(
        label=label,
        text=decoded(content, label),
        folder=str(path.resolve().parent),
        stem=path.stem,
        configured=configuration.configured,
    )
    digest = hashlib.sha256(content).hexdigest()
    own = slug(name or path.stem) or _NAMELESS
    return Source(
        own, file, digest, said=configuration.said, distribution=configuration.distribution
    )


# Folders


def _folder(folder: Path, name: str) -> Source:
    configuration = read_configuration(folder, folder)
    source = _book_or_file(folder, name, configuration)
    return replace(source, distribution=configuration.distribution)


def _book_or_file(folder: Path, name: str, configuration: Configuration) -> Source:
    texts = _texts(folder, configuration)
    summary = texts / SUMMARY
    if summary.is_file():
        return _listed(folder, texts, name, configuration)
    site = None if (folder / NAME).is_file() else find_site(folder)
    if site is not None:
        return _site(folder, site, name)
    files = files_in(texts)
    if len(files) == 1 and not any(map(files_in, folders_in(texts))):
        return _file(files[0], name, configuration)
    return _unlisted(folder, texts, name, configuration)


def _texts(folder: Path, configuration: Configuration) -> Path:
    """Give the folder of a book's chapters: what its configuration says, else mdBook's `src`."""
    if configuration.src:
        src = configuration.src
        return _within(folder, src, f"{folder / NAME}: the folder '{src}' (src)")
    below = folder / _SRC
    has_list = (below / SUMMARY).is_file() and not (folder / SUMMARY).is_file()
    return below if has_list or ((folder / NAME).is_file() and files_in(below)) else folder


def _within(folder: Path, name: str, told: str) -> Path:
    """Give a folder below another one; raises SourceError, in words that `told` begins."""
    texts = folder / name
    if not texts.is_dir():
        raise SourceError(f"{told} is not there")
    if not texts.resolve().is_relative_to(folder.resolve()):
        raise SourceError(f"{told} lies outside the folder of the book")
    return texts


def _listed(folder: Path, texts: Path, name: str, configuration: Configuration) -> Source:
    """Read a book of mdBook's kind."""
    label = str(texts / SUMMARY)
    content = read_content(texts / SUMMARY)
    entries, said = read_summary(decoded(content, label), label)
    shelf = _shelf(folder, texts, (SUMMARY,), [*configuration.said, *said])
    defaults = (Configured("number-sections", "true", Location(label, 1)),)
    return _book(shelf, entries, Location(label, 1), name, (*defaults, *configuration.configured))


def _site(folder: Path, path: Path, name: str) -> Source:
    """Read a project of MkDocs."""
    site = read_site(decoded(read_content(path), str(path)), str(path))
    texts = _within(folder, site.docs, f"{path}: the folder '{site.docs}' (docs_dir)")
    where = Location(str(path), 1)
    shelf = _shelf(folder, texts, site.unlisted, [])
    entries = site.nav if site.nav is not None else tuple(_found(texts, where, 1, texts))
    return _book(shelf, entries, where, name, site.configured)


def _unlisted(folder: Path, texts: Path, name: str, configuration: Configuration) -> Source:
    """Read a folder of Markdown files without a list."""
    where = Location(str(folder), 0)
    entries = tuple(_found(texts, where, 1, texts))
    if not any(entry.kind is EntryKind.FILE for entry in entries):
        raise SourceError(f"the folder {folder} holds no Markdown file ({', '.join(SUFFIXES)})")
    shelf = _shelf(folder, texts, (), list(configuration.said))
    return _book(shelf, entries, where, name, configuration.configured)


def _found(folder: Path, where: Location, depth: int, texts: Path) -> Sequence[Entry]:
    """Give entries for what is in a folder: its files, then each folder with what is in it."""
    found = [
        Entry(EntryKind.FILE, where, path=path.relative_to(texts).as_posix(), depth=depth)
        for path in files_in(folder)
    ]
    for below in folders_in(folder):
        inner = _found(below, where, depth + 1, texts)
        if inner and is_index(Path(inner[0].path)):
            found.append(Entry(EntryKind.FILE, where, path=inner[0].path, depth=depth))
            found.extend(inner[1:])
        elif inner:
            title = below.name.replace("-", " ").replace("_", " ")
            found.append(Entry(EntryKind.GROUP, where, title, depth=depth))
            found.extend(inner)
    return found


def _shelf(folder: Path, texts: Path, unlisted: Sequence[str], said: list[Diagnostic]) -> Shelf:
    root = Root(folder.resolve(), folder)
    return Shelf(root, texts.resolve(), unlisted, said)


def _book(
    shelf: Shelf,
    entries: Sequence[Entry],
    where: Location,
    name: str,
    configured: tuple[Configured, ...],
) -> Source:
    chapters = tuple(shelf.chapters(entries))
    shelf.say_unlisted(where)
    root = shelf.root
    stem = root.path.name or _NAMELESS
    kind = Configured("kind", "book", where)
    frame = SourceFile(
        label=where.file,
        text="",
        folder=str(root.path),
        stem=stem,
        configured=(kind, *configured),
        root=str(root.path),
        root_label=str(root.label),
    )
    listed = (repr((e.kind.value, e.title, e.path, e.depth, e.matter.value)) for e in entries)
    settings = (repr((key, value)) for key, value, _ in configured)
    told = "\n".join((*shelf.digests, *listed, *settings))
    digest = hashlib.sha256(told.encode()).hexdigest()
    own = slug(name or stem) or _NAMELESS
    return Source(own, frame, digest, chapters, is_book=True, said=tuple(shelf.said))
