"""From a release to its targets: which they are, what is sent, and what is said of it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.distribute.folder import read_folder, refuse_changes
from pipeline.distribute.targets.addresses import TargetAddress, open_target, read_target
from pipeline.distribute.targets.sending import Manner, Sent, send_release
from pipeline.model.source import Source
from pipeline.releasing import NewRelease, ReleaseWish

__all__ = ["Manner", "as_it_is", "key_for", "place_for", "release_text", "send", "targets_of"]


def targets_of(source: Source, wanted: tuple[str, ...]) -> tuple[TargetAddress, ...]:
    """Give the targets that a command line names, else those of the source's `book.toml`.

    Folders are told from where the command line is, or from the folder of the source. Raises
    UsageError's kin for what is no target, or needs a driver that is not installed.
    """
    if wanted:
        return tuple(read_target(text, Path()) for text in dict.fromkeys(wanted))
    folder = Path(source.file.folder)
    return tuple(read_target(text, folder) for text in source.distribution.targets)


def key_for(source: Source, wanted: Path | None) -> Path | None:
    """Give the key that a command line names, else that of the source's `book.toml`, if any."""
    key = source.distribution.key
    if wanted is None and key:
        return Path(source.file.folder) / Path(key).expanduser()
    return wanted


@contextmanager
def place_for(wish: ReleaseWish, *, is_rehearsal: bool) -> Iterator[ReleaseWish]:
    """Give the wish for a release; one that is only rehearsed has a folder that goes away."""
    if not is_rehearsal:
        yield wish
        return
    with tempfile.TemporaryDirectory() as folder:
        yield wish._replace(releases=Path(folder))


def as_it_is(made: NewRelease, wish: ReleaseWish) -> NewRelease:
    """Give a release as it is in its folder: one that was there before it was rehearsed stays.

    Raises OutputError where that is another one.
    """
    folder = wish.releases / made.release.folder
    if folder == made.folder or not folder.exists():
        return made._replace(release=read_folder(made.folder))
    refuse_changes(made.release, folder)
    return NewRelease(read_folder(folder), folder, is_new=False)


def release_text(made: NewRelease, wish: ReleaseWish, *, is_rehearsal: bool) -> str:
    """Tell what became of a release, or what would."""
    folder = wish.releases / made.release.folder
    if is_rehearsal:
        return f"{folder}: is there" if folder.exists() else f"{folder}: would be released"
    return f"{folder}: {'released' if made.is_new else 'already released, unchanged'}"


def send(target: TargetAddress, made: NewRelease, manner: Manner) -> str:
    """Send a release to a target; give a line that tells what was sent, and what was there.

    Raises TargetError where something cannot be done.
    """
    return _told(
        target.label, send_release(open_target(target), made.folder, made.release, manner), manner
    )


def _told(label: str, sent: Sent, manner: Manner) -> str:
    will = "would be " if manner.is_rehearsal else ""
    counts = [
        (len(sent.sent), f"{will}sent"),
        (len(sent.there), "there already"),
        (len(sent.removed), f"{will}removed"),
    ]
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{label}: {told}"
