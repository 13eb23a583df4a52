"""From verified editions to a release: a folder that is complete or not there."""

from pipeline.distribute.folder import Ware, write_release
from pipeline.distribute.licence import find_licence
from pipeline.distribute.manifest_schema import manifest_schema
from pipeline.distribute.names import release_name, version_name
from pipeline.distribute.particulars import Particulars, particulars
from pipeline.distribute.release import (
    ContentsLine,
    Cover,
    Description,
    Origin,
    Release,
    ReleasedEdition,
)

__all__ = [
    "ContentsLine",
    "Cover",
    "Description",
    "Origin",
    "Particulars",
    "Release",
    "ReleasedEdition",
    "Ware",
    "find_licence",
    "manifest_schema",
    "particulars",
    "release_name",
    "version_name",
    "write_release",
]
