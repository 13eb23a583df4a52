"""What has changed between two editions, or between two folders of them: from release to release.

What vanishes matters most: links from outside lead to names that are gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EditionError, UsageError
from pipeline.exporter import EditionFacts, Exporter
from pipeline.verify import Aspect, Discrepancy
from pipeline.verify.compare import compare_editions
from pipeline.verify.report import folded, visible

_LEFT_OUT = frozenset({Aspect.PAGES, Aspect.PICTURES, Aspect.PLACES, Aspect.REVISION})
"""What differs between releases without a change that readers could name."""

_FOLLOWING = frozenset({Aspect.CONTENTS, Aspect.BOOKMARKS})
"""What changes as headings do."""

_HEADINGS = {
    Aspect.OUTLINE: "headings",
    Aspect.WORDS: "text",
    Aspect.TITLE: "title of the file",
    Aspect.LANGUAGE: "language of the file",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise: what it is, how it was and is (None: not there)."""

    aspect: str
    subject: str
    was: str | None
    became: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in one edition.

    `vanished` are the names of places that links from outside can no longer reach, `new` those
    that have come. `untold` counts the changes beyond those in `changes`.
    """

    edition: str
    vanished: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    untold: int = 0

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed that readers or links could notice."""
        return not (self.vanished or self.new or self.changes)


def paired_editions(old: Path, new: Path, suffixes: frozenset[str]) -> dict[str, tuple[Path, Path]]:
    """Give the editions that belong together, by the new one's name: two files, or two folders'.

    In folders, editions of one suffix belong together by their names or, where each folder has a
    single one of it, whatever they are called. Raises UsageError where there is nothing to compare,
    EditionError where an edition of the old folder has no successor.
    """
    _refuse_odd_pairs(old, new)
    if not old.is_dir():
        return {new.name: (old, new)}
    before, after = _editions(old, suffixes), _editions(new, suffixes)
    if not before:
        raise UsageError(f"there is no edition in '{old}'")
    pairs = {}
    for name, path in before.items():
        successor = after.get(name) or _only(before, after, path.suffix)
        if successor is None:
            raise EditionError(f"'{new}' has no edition for '{path}'")
        pairs[successor.name] = (path, successor)
    return pairs


def _refuse_odd_pairs(old: Path, new: Path) -> None:
    for path in (old, new):
        if not path.exists():
            raise EditionError(f"there is no file or folder '{path}'")
    if old.is_dir() != new.is_dir():
        raise UsageError(f"'{old}' and '{new}': give two editions or two folders")
    if not old.is_dir() and old.suffix.lower() != new.suffix.lower():
        raise UsageError(f"'{old}' and '{new}' are editions of different formats")


def _editions(folder: Path, suffixes: frozenset[str]) -> dict[str, Path]:
    found = sorted(folder.iterdir())
    return {path.name: path for path in found if path.suffix.lower() in suffixes}


def _only(before: Mapping[str, Path], after: Mapping[str, Path], suffix: str) -> Path | None:
    """Give the one edition of a suffix, where either folder has just one."""
    same = [[p for p in side.values() if p.suffix == suffix] for side in (before, after)]
    return same[1][0] if [len(side) for side in same] == [1, 1] else None


def changes_between(old: Path, new: Path, exporter: Exporter) -> Changes:
    """Read two editions and tell what has changed; raises EditionError where one is unreadable."""
    before, after = exporter.read_back(old), exporter.read_back(new)
    comparison = compare_editions(before, after, new.name)
    left_out = set(_LEFT_OUT)
    if any(f.differences for f in comparison.findings if f.aspect is Aspect.OUTLINE):
        left_out |= _FOLLOWING
    told = tuple(_change(d) for d in comparison.discrepancies() if d.aspect not in left_out)
    counted = (f.differences for f in comparison.findings if f.aspect not in left_out)
    vanished, come = _names(before, after), _names(after, before)
    return Changes(new.name, vanished, come, told, sum(counted) - len(told))


def _names(one: EditionFacts, other: EditionFacts) -> tuple[str, ...]:
    """Give the names of one edition that the other has not."""
    if one.identifiers is None or other.identifiers is None:
        return ()
    others = frozenset(other.identifiers)
    return tuple(name for name in one.identifiers if name not in others)


def _change(found: Discrepancy) -> Change:
    aspect = _HEADINGS.get(found.aspect, found.aspect.value)
    noun, is_new, rest = found.subject.partition(" that the source has not")
    subject = f"new {noun}{rest.removesuffix(' in the edition')}" if is_new else found.subject
    subject += f', behind "{found.before}"' if found.before else ""
    return Change(aspect, subject, found.expected, found.found)


def changes_text(every: Sequence[Changes]) -> str:
    """Give the changes of some editions as text for people, at most `WIDTH` columns wide.

    What has changed in several of them in the same way is told once.
    """
    return "\n".join(line for changes in every for line in _lines(changes, every))


def _lines(changes: Changes, every: Sequence[Changes]) -> Iterator[str]:
    if changes.is_same:
        yield f"{visible(changes.edition)}: nothing has changed"
        return
    yield visible(changes.edition)
    if changes.vanished:
        yield "  places that links from outside no longer reach:"
        yield from (f"    {visible(name)}{_now(name, changes.new)}" for name in changes.vanished)
    moved = {_fragment(name) for name in changes.vanished}
    new = [name for name in changes.new if _fragment(name) not in moved]
    if new:
        yield "  new places:"
        yield from (f"    {visible(name)}" for name in new)
    alike = next(other for other in every if other.changes == changes.changes)
    if alike is not changes and changes.changes:
        yield f"  otherwise changed as {visible(alike.edition)} is"
        return
    yield from _change_lines(changes.changes)
    if changes.untold > 0:
        yield f"  and {changes.untold:,} more changes"


def _now(name: str, new: Sequence[str]) -> str:
    """Tell where a place is that has moved to another document."""
    moved = next((other for other in new if _fragment(other) == _fragment(name)), "")
    return f"  (now in {visible(moved.partition('#')[0])})" if moved else ""


def _fragment(name: str) -> str:
    """Give the name of a place within its document."""
    return name.partition("#")[2]


def _change_lines(changes: Sequence[Change]) -> Iterator[str]:
    aspect = ""
    for change in changes:
        if change.aspect != aspect:
            aspect = change.aspect
            yield f"  {aspect}:"
        yield from folded(change.subject, "    ", "      ")
        for name, text in (("was", change.was), ("is", change.became)):
            if text is not None:
                yield from folded(text, f"      {name:4}", "          ")
