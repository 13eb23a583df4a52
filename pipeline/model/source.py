"""The text of a source, as the project hands it to a reader."""

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.location import Location


class Configured(NamedTuple):
    """A key that is set beside the source, its value as it was typed, and where."""

    key: str
    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a source, or standard input.

    `label` is its name as diagnostics print it; `text` is decoded, with line feeds as line ends
    and no byte-order mark; `folder` is the absolute path of the folder that images and included
    files are looked for in; `stem` is the file's name without its ending, the title's last resort.
    """

    label: str
    text: str
    folder: str
    stem: str
    configured: tuple[Configured, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What one publication is made of.

    `name` is the editions' file name without its ending; `digest` the SHA-256 of the source's
    bytes, in hexadecimal.
    """

    name: str
    file: SourceFile
    digest: str
