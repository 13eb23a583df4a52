"""Names of releases, fit for files, folders and addresses everywhere."""

import re
import unicodedata

from pipeline.errors import UsageError
from pipeline.model.slug import slug

LONGEST_NAME = 80
"""Characters: folders and files carry a version and an ending beside it."""

_UNFIT = re.compile(r"[^\w.-]+")
_HYPHENS = re.compile(r"-{2,}")


def release_name(*wishes: str) -> str:
    """Give the first of some wishes that makes a name: a slug, cut between two words if long."""
    for wish in wishes:
        name = _HYPHENS.sub("-", slug(wish)).strip("-_")
        if name:
            return _cut(name)
    raise UsageError("the publication has no name to release it by; give one with --name")


def _cut(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    shorter = name[: LONGEST_NAME + 1].rpartition("-")[0]
    return shorter or name[:LONGEST_NAME]


def version_name(version: str) -> str:
    """Give a version as it stands in names of files; "" where it has no letter and no digit.

    Letters, digits, dots, hyphens and underscores stay, letters in lower case; whatever else
    there is becomes a hyphen.
    """
    lowered = unicodedata.normalize("NFC", version).strip().lower()
    name = _HYPHENS.sub("-", _UNFIT.sub("-", lowered)).strip("-_.")
    return re.sub(r"\.{2,}", ".", name)[:LONGEST_NAME]
