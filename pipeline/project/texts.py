"""The texts of a source: all files that its author wrote, for editions that carry them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model.source import Source, SourceFile, SourceText
from pipeline.project.configuration import NAME
from pipeline.project.files import decoded, read_content


def texts_of(source: Source, included: Iterable[SourceText]) -> tuple[SourceText, ...]:
    """Give the files of a source, and those that it includes, each once, by their names.

    A book has its list of chapters and its configuration, too, where there are files of them.
    """
    files = _book(source) if source.is_book else iter((_named(source.file),))
    found = {text.name: text for text in (*files, *included)}
    return tuple(found[name] for name in sorted(found))


def _book(source: Source) -> Iterator[SourceText]:
    for path in dict.fromkeys((Path(source.file.root_label) / NAME, Path(source.file.label))):
        if path.is_file():
            yield from _read(path, source.file.root_label)
    for chapter in source.chapters:
        if chapter.file is not None:
            yield _named(chapter.file)


def _read(path: Path, root: str) -> Iterator[SourceText]:
    """Yield a file; one that has become unreadable since it was first read is left out."""
    try:
        yield SourceText(_name(str(path), root), decoded(read_content(path), str(path)))
    except SourceError:
        return


def _named(file: SourceFile) -> SourceText:
    return SourceText(_name(file.label, file.root_label), file.text)


def _name(label: str, root: str) -> str:
    path = Path(label)
    return path.relative_to(root).as_posix() if root else path.name
