"""Pages by LibreOffice: on which page each bookmark of an edition is, by its own layout."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

LIMIT = 300
"""How many seconds LibreOffice may take."""
OFFICE = "LibreOffice"
"""What an edition is said to have its page numbers from."""
_PROGRAMS = ("soffice", "libreoffice")
_NAMED = json.dumps(
    {
        "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "false"},
    }
)


class OfficeError(Exception):
    """LibreOffice cannot tell pages, in words that follow its name."""


def bookmark_pages(edition: bytes) -> Mapping[str, int]:
    """Give the pages of an edition's bookmarks, counted from 0.

    Raises OfficeError where LibreOffice is not installed, fails, or takes too long.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise OfficeError("is not installed (soffice is not on PATH)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "edition.docx").write_bytes(edition)
        _convert(program, folder)
        return _destinations(folder / "edition.pdf")


def _convert(program: str, folder: Path) -> None:
    """Let LibreOffice make a PDF, in a profile of its own, as if it ran for the first time."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ("--convert-to", f"pdf:writer_pdf_Export:{_NAMED}", "--outdir", str(folder))
    command = (program, profile, "--headless", *target, str(folder / "edition.docx"))
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the file our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(LIMIT)
        except subprocess.TimeoutExpired:
            raise OfficeError(f"did not end within {LIMIT} seconds") from None
        finally:
            if running.poll() is None:
                # What it has started would go on without it.
                os.killpg(running.pid, signal.SIGKILL)
    if not (folder / "edition.pdf").is_file():
        raise OfficeError("made no pages of the edition")


def _destinations(path: Path) -> Mapping[str, int]:
    # It is loaded for this alone.
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(path) as document:
        pages = {repr(page.objgen): index for index, page in enumerate(document.pages)}
        found = ((n, repr(place[0].objgen)) for n, place in document.Root.get("/Dests", {}).items())
        return {_bookmark(name): pages[page] for name, page in found if page in pages}


def _bookmark(name: str) -> str:
    """Give the bookmark of a destination, whose underscore is written as a number."""
    plain = name.removeprefix("/")
    return f"_{plain[2:]}" if plain.startswith("5F") else plain
