"""The folder of a release: complete or not there, and never changed."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.distribute.archive import write_archive
from pipeline.distribute.checksums import (
    CHECKSUMS,
    checksums_of,
    checksums_text,
    digest_of,
    read_checksums,
)
from pipeline.distribute.citation import CITATION, citation_text
from pipeline.distribute.manifest import MANIFEST, manifest_text, read_manifest
from pipeline.distribute.onix import ONIX, onix_message
from pipeline.distribute.page import PAGE, release_page
from pipeline.distribute.particulars import media_type
from pipeline.distribute.release import Release, ReleasedFile
from pipeline.distribute.signatures import Signer
from pipeline.errors import OutputError, ReleaseUnreadableError
from pipeline.files import draft_folder, make_folder


@dataclass(frozen=True, slots=True)
class Ware:
    """A file that goes into a release: its name there, and where its bytes come from."""

    name: str
    origin: Path | bytes

    def released(self) -> ReleasedFile:
        """Tell the file as the manifest does."""
        if isinstance(self.origin, Path):
            size, digest = self.origin.stat().st_size, digest_of(self.origin)
        else:
            size, digest = len(self.origin), hashlib.sha256(self.origin).hexdigest()
        return ReleasedFile(self.name, media_type(self.name), size, digest)

    def put(self, folder: Path) -> None:
        """Write the file into a folder."""
        if isinstance(self.origin, Path):
            shutil.copyfile(self.origin, folder / self.name)
        else:
            (folder / self.name).write_bytes(self.origin)


def write_release(
    release: Release, wares: Iterable[Ware], releases: Path, signer: Signer | None = None
) -> bool:
    """Put a release into its folder below `releases`, and have it signed; give whether it is new.

    A release is never changed: one that is there, whole and with the same files for readers,
    stays as it is. Raises OutputError where it is there with others, or cannot be made.
    """
    make_folder(releases)
    folder = releases / release.folder
    if folder.exists():
        refuse_changes(release, folder)
        return False
    try:
        with draft_folder(releases) as draft:
            _fill(draft, release, wares)
            _finish(draft, release, signer)
            draft.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror or error}") from error
    return True


def _fill(draft: Path, release: Release, wares: Iterable[Ware]) -> None:
    for ware in wares:
        ware.put(draft)
    _refuse_others(draft, {file.name: file.digest for file in release.readers_files()})
    (draft / MANIFEST).write_text(manifest_text(release), encoding="utf-8")
    (draft / CITATION).write_text(citation_text(release), encoding="utf-8")
    (draft / ONIX).write_bytes(onix_message(release))


def _finish(draft: Path, release: Release, signer: Signer | None) -> None:
    """Add what tells of all the rest: archive, page, checksums and their signature."""
    if signer is not None:
        signer.write_key(draft)
    write_archive(draft / release.archive, release.folder, sorted(draft.iterdir()))
    page = release_page(release, checksums_of(draft), (draft / release.archive).stat().st_size)
    (draft / PAGE).write_text(page, encoding="utf-8")
    (draft / CHECKSUMS).write_text(checksums_text(checksums_of(draft)), encoding="utf-8")
    if signer is not None:
        signer.sign(draft)


def _refuse_others(draft: Path, wanted: Mapping[str, str]) -> None:
    """Refuse what is not what was verified: another build may have come between."""
    if checksums_of(draft) != wanted:
        raise OutputError("the editions were written anew while they were released; try again")


def refuse_changes(release: Release, folder: Path) -> None:
    """Raise OutputError where a folder holds another release than one that is to be there."""
    there = read_folder(folder)
    if release.signature is not None and there.signature != release.signature:
        raise OutputError(
            f"{folder} is there without that signature, and a release is never changed; "
            "give another version with --release"
        )
    if set(there.readers_files()) != set(release.readers_files()):
        raise OutputError(
            f"{folder} is there with other content, and a release is never changed; "
            "give another version with --release"
        )
    refuse_damage(folder)


def refuse_damage(folder: Path) -> None:
    """Raise OutputError where a release's files are not those of its checksums."""
    try:
        told = read_checksums((folder / CHECKSUMS).read_text("utf-8"))
        found = checksums_of(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{folder / CHECKSUMS} cannot be read: {error}") from error
    wrong = sorted(name for name in {*told, *found} if told.get(name) != found.get(name))
    if wrong:
        raise OutputError(
            f"{folder} was changed since it was released: {', '.join(wrong)}; remove the folder, "
            "and it is made anew"
        )


def read_folder(folder: Path) -> Release:
    """Read the release that a folder holds; raises ReleaseUnreadableError where it holds none."""
    path = folder / MANIFEST
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReleaseUnreadableError(f"{folder} is no release: {path}: {reason}") from error
    except UnicodeDecodeError as error:
        raise ReleaseUnreadableError(f"{path} is not UTF-8") from error
    return read_manifest(text, str(path))
