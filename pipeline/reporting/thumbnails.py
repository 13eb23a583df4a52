"""Small pictures of the pages of a PDF, where a program or a library is there that draws them."""

import base64
import io
import shutil
import subprocess
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

MOST = 48
"""The most pages that are shown."""

_WIDTH = 180
_SECONDS = 60


def thumbnails(edition: Path) -> tuple[str, ...]:
    """Give the first pages as `data:` addresses; none where nothing here can draw them."""
    program = shutil.which("pdftoppm")
    if program is not None:
        return _by_poppler(program, edition)
    return _by_pdfium(edition) if find_spec("pypdfium2") is not None else ()


def _by_poppler(program: str, edition: Path) -> tuple[str, ...]:
    size = ["-scale-to-x", str(_WIDTH), "-scale-to-y", "-1"]
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "-jpeg", *size, "-l", str(MOST), str(edition), f"{folder}/page"]
        try:
            subprocess.run(  # noqa: S603 - a program of the machine's own, and a file of ours
                command, check=True, capture_output=True, timeout=_SECONDS
            )
        except (subprocess.SubprocessError, OSError):
            return ()
        pages = sorted(Path(folder).iterdir())
        return tuple(_address(page.read_bytes()) for page in pages)


def _by_pdfium(edition: Path) -> tuple[str, ...]:
    pypdfium2 = import_module("pypdfium2")  # it need not be there
    drawn = []
    try:
        with pypdfium2.PdfDocument(edition) as document:
            for at in range(min(len(document), MOST)):
                page = document[at]
                picture = page.render(scale=_WIDTH / page.get_width()).to_pil()
                content = io.BytesIO()
                picture.convert("RGB").save(content, "JPEG")
                drawn.append(_address(content.getvalue()))
    except pypdfium2.PdfiumError:
        return ()
    return tuple(drawn)


def _address(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"
