"""What a list of chapters says, before its files are looked for."""

from dataclasses import dataclass
from enum import Enum

from pipeline.location import Location
from pipeline.model.roles import Matter


class EntryKind(Enum):
    """What an entry of a list of chapters is."""

    FILE = "file"
    PART = "part"
    GROUP = "group"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of chapters.

    `path` is the way of its file from the folder of texts, as its author wrote it, decoded;
    `depth` counts from 1. A group is a heading over the entries that are deeper.
    """

    kind: EntryKind
    location: Location
    title: str = ""
    path: str = ""
    depth: int = 1
    matter: Matter = Matter.MAIN
