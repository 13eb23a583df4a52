"""Releases in the order in which people look for them: by publication, the newest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.distribute.page_words import ENGLISH, PageWords, page_words
from pipeline.distribute.release import Release

_PART = re.compile(r"\d+|[^\W\d_]+")
_BEFORE = ("dev", "alpha", "a", "beta", "b", "pre", "preview", "rc")
"""Words that make a version one that comes before what it is called after, in their order."""

_BUILD = "+"

VersionKey = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The releases of one publication, the newest first; there is at least one."""

    releases: tuple[Release, ...]

    @property
    def newest(self) -> Release:
        """The newest release that is no preview of another one; the newest of all otherwise."""
        finished = (each for each in self.releases if not is_preview(each.label))
        return next(finished, self.releases[0])

    @property
    def name(self) -> str:
        """The name of the publication."""
        return self.releases[0].name


def shelves_of(releases: Iterable[Release]) -> tuple[Shelf, ...]:
    """Put releases in order: publications by name, the newest version of each first."""
    by_name: dict[str, list[Release]] = {}
    for release in releases:
        by_name.setdefault(release.name, []).append(release)
    return tuple(
        Shelf(tuple(sorted(versions, key=_age, reverse=True)))
        for _, versions in sorted(by_name.items())
    )


def _age(release: Release) -> tuple[VersionKey, str]:
    return version_key(release.label), release.label


def is_preview(version: str) -> bool:
    """Tell whether a version says that it comes before another: an alpha, beta or candidate."""
    return any(rank < 0 for rank, _, _ in version_key(version))


def version_key(version: str) -> VersionKey:
    """Give a key that orders versions: numbers as numbers, previews before what they lead to.

    So 1.9 < 1.10-beta < 1.10-rc.2 < 1.10 < 1.10.1, and 2025-03-10 < 2025-11-02. What stands
    behind a plus sign counts last (Semantic Versioning 2.0.0, 10).
    """
    parts = _PART.findall(version.lower().partition(_BUILD)[0])
    return (*map(_part_key, parts), (0, 0, ""))


def _part_key(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return (1, int(part), "")
    if part in _BEFORE:
        return (-1, _BEFORE.index(part), "")
    return (0, 1, part)


def words_of(shelves: Iterable[Shelf]) -> PageWords:
    """Give the words of the language that all publications have in common, else English."""
    spoken = {page_words(shelf.newest.about.language).language for shelf in shelves}
    return page_words(spoken.pop() if len(spoken) == 1 else ENGLISH)
