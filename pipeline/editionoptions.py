"""The options of editions: what an author wants of a format becomes its exporter's own options."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import get_type_hints

from pipeline.diagnostics import Code, Diagnostic
from pipeline.exporter import Exporter
from pipeline.model.metadata import EditionWish
from pipeline.model.nodes import Length
from pipeline.readers.keys import SET
from pipeline.readers.lengths import read_length
from pipeline.readers.values import ValueInvalidError, one_of, read_flag, read_text


def options_for(
    name: str, exporter: Exporter, wishes: tuple[EditionWish, ...], folder: Path
) -> object:
    """Make an exporter's options as an author wants them; what is wrong keeps its default.

    `folder` is that of the source, below which the files lie that it names.
    """
    known = _known(exporter)
    chosen: dict[str, object] = {}
    for wish in wishes:
        option = wish.option.replace("-", "_")
        if wish.format == name and option in known:
            try:
                chosen[option] = _read(known[option], wish, folder)
            except ValueInvalidError:
                continue
    return exporter.options(**chosen)


def check_wishes(
    exporters: Mapping[str, Exporter], wishes: tuple[EditionWish, ...], folder: Path
) -> Iterator[Diagnostic]:
    """Yield what is wrong about wishes; those for formats that are not here are passed over."""
    for wish in wishes:
        exporter = exporters.get(wish.format)
        if exporter is not None:
            yield from _check(wish, _known(exporter), folder)


def _check(wish: EditionWish, known: Mapping[str, type], folder: Path) -> Iterator[Diagnostic]:
    option = wish.option.replace("-", "_")
    if option not in known:
        names = [name.replace("_", "-") for name in known]
        near = get_close_matches(wish.option, names, n=1)
        hint = f"known: {', '.join(names)}" if names else "there are none yet"
        message = f"'{wish.option[:60]}' is no option of {wish.format} editions"
        hint = f"did you mean '{near[0]}'?" if near else hint
        yield Diagnostic(Code.KEY_UNKNOWN, message, wish.location, hint)
        return
    try:
        _read(known[option], wish, folder)
    except ValueInvalidError as error:
        message = f"'{wish.option}' of {wish.format} editions is wrong: {error}"
        yield Diagnostic(Code.VALUE_INVALID, message, wish.location)


def _known(exporter: Exporter) -> Mapping[str, type]:
    if not is_dataclass(exporter.options):
        return {}
    hints = get_type_hints(exporter.options)
    return {field.name: hints[field.name] for field in fields(exporter.options)}


def _read(wanted: type, wish: EditionWish, folder: Path) -> object:
    if wanted is bool:
        return read_flag(wish.value)
    text = read_text(wish.value)
    if wanted is Path:
        return _read_path(text, wish, folder)
    return _read_text(wanted, text)


def _read_text(wanted: type, text: str) -> object:
    if issubclass(wanted, StrEnum):
        return wanted(one_of([member.value for member in wanted])(text))
    if wanted is str:
        return text
    if wanted is Length:
        return _read_length(text)
    try:
        return int(text) if wanted is int else float(text)
    except ValueError:
        raise ValueInvalidError("expected a number") from None


def _read_path(text: str, wish: EditionWish, folder: Path) -> Path:
    """Give a file; only the command line may name one that is not below the source's folder."""
    if not text:
        return Path()
    path = folder / text
    try:
        is_below = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        raise ValueInvalidError("expected the name of a file") from None
    if wish.location != SET and not is_below:
        raise ValueInvalidError("the file lies outside the folder of the source")
    return path


def _read_length(text: str) -> Length:
    length = read_length(text) or Length()
    if not length.points and text.strip() != "0":
        raise ValueInvalidError("expected a length such as '3mm'")
    return length
