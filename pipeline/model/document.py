"""A document: what a reader makes of a source, before the passes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.location import NOWHERE, Location
from pipeline.model.fonts import OwnFamily
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.nodes import Block, Heading, Note
from pipeline.model.publication import Asset
from pipeline.model.roles import Role
from pipeline.model.source import SourceText


@dataclass(frozen=True, slots=True)
class Document:
    """The tree of a source, with what its front matter says.

    `notes` are the definitions in the order of the source. `location` is the source's first
    line, `places` tells by the keys of the front matter where each value was taken from; `folder`
    (an absolute path) is where images and includes are looked for, below `root` alone (the same
    where it is ""), and `path` its file's way from there; `role` is what its author says that a
    chapter is; `has_conditions` tells that some of it may be for some editions only; `included`
    are the files that were included. The passes fill `title` (the heading that became the title),
    `assets`, and `families` (those that the author brings).
    """

    metadata: Metadata
    settings: Settings
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    folder: str = ""
    title: Heading | None = None
    assets: tuple[Asset, ...] = ()
    location: Location = field(default=NOWHERE, compare=False, repr=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)
    included: tuple[SourceText, ...] = ()
    root: str = ""
    path: str = ""
    role: Role | None = None
    has_conditions: bool = False
    families: tuple[OwnFamily, ...] = ()
