"""Sends a release to a target: what is missing there, in an order that readers cannot notice.

A release is published once its checksums are there, which go last; before that, what an
interrupted run has left is made whole, or anew. Then `latest/NAME/` follows, and last the feeds
and the page of all releases, which know what else the target holds.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.distribute.checksums import CHECKSUMS, digest_of, read_checksums
from pipeline.distribute.collection import collection_files
from pipeline.distribute.folder import refuse_damage
from pipeline.distribute.latest import LATEST, latest_page
from pipeline.distribute.manifest import MANIFEST, read_manifest
from pipeline.distribute.page import PAGE
from pipeline.distribute.release import Release
from pipeline.distribute.shelves import Shelf, shelves_of
from pipeline.distribute.targets.patience import Patience
from pipeline.distribute.targets.store import Kind, Store, TargetError
from pipeline.errors import ReleaseUnreadableError

Tell = Callable[[str], None]
_Result = TypeVar("_Result")


@dataclass(slots=True)
class Sent:
    """What came of it: files that were sent (or would be), that were there, that were removed."""

    sent: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is done: `tell` hears of trouble, `detail` of each file; a rehearsal sends nothing."""

    tell: Tell
    detail: Tell
    patience: Patience = field(default_factory=Patience)
    is_rehearsal: bool = False


def send_release(store: Store, folder: Path, release: Release, manner: Manner) -> Sent:
    """Send the release in a folder to a store, and let its page and feeds know of it.

    Raises TargetError where something cannot be done: what was there before is still there.
    """
    return _Sending(store, folder, release, manner).run()


class _Sending:
    """One release on its way to one store."""

    def __init__(self, store: Store, folder: Path, release: Release, manner: Manner) -> None:
        self._store = store
        self._folder = folder
        self._release = release
        self._manner = manner
        self._result = Sent()

    def run(self) -> Sent:
        """Send everything, in its order."""
        refuse_damage(self._folder)
        self._publish()
        shelves = self._shelves()
        newest = {shelf.name: shelf.newest for shelf in shelves}[self._release.name]
        if newest == self._release:
            self._follow()
        with tempfile.TemporaryDirectory() as drafts:
            files = {f"{LATEST}/{PAGE}": latest_page(), **collection_files(shelves)}
            for name, content in files.items():
                draft = Path(drafts) / "draft"
                draft.write_bytes(content)
                self._replace(draft, name)
        return self._result

    # The release

    def _publish(self) -> None:
        """Make the release's folder whole; one that is published is never changed."""
        base = self._release.folder
        sums = self._sums()
        there = self._ask(f"{base}/{CHECKSUMS}", self._store.read)
        is_published = there is not None
        if there is not None and there != sums:
            raise self._other(f"{base} is there")
        for name in self._ordered():
            path = f"{base}/{name}"
            found = self._ask(path, self._store.digest)
            digest = digest_of(self._folder / name)
            if found == digest or (is_published and found and name.startswith(f"{CHECKSUMS}.")):
                # Two signatures of the same checksums are as good as each other.
                self._result.there.append(path)
            elif found is not None and is_published:
                raise self._other(path)
            else:
                self._send(self._folder / name, path, digest)

    def _sums(self) -> bytes:
        return (self._folder / CHECKSUMS).read_bytes()

    def _ordered(self) -> list[str]:
        """Name the files of the release: what tells of others goes behind them."""
        last = (PAGE, MANIFEST)
        names = read_checksums(self._sums().decode("utf-8"))
        signed = sorted(path.name for path in self._folder.glob(f"{CHECKSUMS}.*"))
        first = sorted(name for name in names if name not in last)
        return [*first, *(name for name in last if name in names), *signed, CHECKSUMS]

    def _other(self, path: str) -> TargetError:
        return TargetError(
            f"{self._store.label}: {path} with other bytes than {self._folder} has, and a release "
            "is never changed; give another version with --release"
        )

    def _follow(self) -> None:
        """Let `latest/NAME/` be the same as the release: its page and its checksums last."""
        base = f"{LATEST}/{self._release.name}"
        wanted = self._ordered()
        for name in wanted:
            self._replace(self._folder / name, f"{base}/{name}")
        for name in self._ask(base, lambda path: self._store.names(path, Kind.FILE)):
            if name not in wanted:
                self._remove(f"{base}/{name}")

    # All releases

    def _shelves(self) -> tuple[Shelf, ...]:
        """Give the releases that the target has, this one among them."""
        releases = [self._release]
        for name in self._ask("", lambda path: self._store.names(path, Kind.FOLDER)):
            if name not in {self._release.folder, LATEST} and not name.startswith("."):
                releases.extend(self._read(name))
        return shelves_of(releases)

    def _read(self, folder: str) -> list[Release]:
        path = f"{folder}/{MANIFEST}"
        sums = self._ask(f"{folder}/{CHECKSUMS}", self._store.read)
        text = self._ask(path, self._store.read) if sums is not None else None
        if text is None:
            return []
        try:
            return [read_manifest(text.decode("utf-8", "replace"), f"{self._store.label}/{path}")]
        except ReleaseUnreadableError as trouble:
            self._manner.tell(f"{trouble}; its release is left out of the page and the feeds")
            return []

    # Single files

    def _replace(self, origin: Path, path: str) -> None:
        digest = digest_of(origin)
        if self._ask(path, self._store.digest) == digest:
            self._result.there.append(path)
        else:
            self._send(origin, path, digest)

    def _send(self, origin: Path, path: str, digest: str) -> None:
        self._result.sent.append(path)
        if self._manner.is_rehearsal:
            self._manner.detail(f"{self._store.label}: {path} would be sent")
            return
        self._try(f"{path} cannot be sent", lambda: self._store.send(origin, path, digest))
        self._manner.detail(f"{self._store.label}: {path} sent")

    def _remove(self, path: str) -> None:
        self._result.removed.append(path)
        if self._manner.is_rehearsal:
            self._manner.detail(f"{self._store.label}: {path} would be removed")
            return
        self._try(f"{path} cannot be removed", lambda: self._store.remove(path))
        self._manner.detail(f"{self._store.label}: {path} removed")

    def _ask(self, path: str, question: Callable[[str], _Result]) -> _Result:
        return self._try(f"{path or 'it'} cannot be read", lambda: question(path))

    def _try(self, doing: str, operation: Callable[[], _Result]) -> _Result:
        return self._manner.patience.attempt(self._store, doing, operation, self._manner.tell)
