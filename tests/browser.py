"""Looks at pages as people do: in Chromium, served from this machine, judged by axe-core."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from commands import ROOT
from validators import absent

AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
"""Where `.ci/install-validators` puts it."""

LIMIT = 120  # seconds for one page
_LOOK = "look"
_FRAMED = "width="
_LOOKED = re.compile(r'<html[^>]*\bdata-looked="([^"]*)"')
_SCRIPT = """
<script src="/axe.min.js"></script>
<script>
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then((found) => {
  const about = (rule) => (node) => `${rule.id}: ${node.html} ${node.failureSummary}`;
  const told = (rule) => rule.nodes.map(about(rule));
  parent.document.documentElement.dataset.looked = JSON.stringify({
    violations: found.violations.flatMap(told),
    passes: found.passes.length,
    links: [...document.links].map((link) => link.href),
    images: [...document.images].map((image) => image.naturalWidth),
    width: innerWidth,
    needed: document.documentElement.scrollWidth,
    ground: getComputedStyle(document.body).backgroundColor,
  });
});
</script>
"""

_FRAME = """<!DOCTYPE html>
<html lang="en"><meta name="color-scheme" content="light dark"><title>Frame</title>
<iframe src="{page}" style="border:0;width:{width}px;height:900px"></iframe></html>
"""
"""Chromium opens no window as narrow as a phone, but a frame may be."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a browser found on a page: axe-core's complaints, addresses of links, measures.

    `images` are the widths of pictures as they were loaded, 0 for one that could not be;
    `needed` is the width that the page takes, in pixels as `width` is.
    """

    violations: list[str]
    passes: int
    links: list[str]
    images: list[int]
    width: int
    needed: int
    ground: str


class _Files(SimpleHTTPRequestHandler):
    """Serves a folder; a page that is asked for with `?look` has the script in it."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/axe.min.js":
            self._send(AXE.read_bytes(), "text/javascript")
        elif asked.query.startswith(_FRAMED):
            frame = _FRAME.format(page=f"{asked.path}?{_LOOK}", width=asked.query[len(_FRAMED) :])
            self._send(frame.encode(), "text/html")
        elif asked.query == _LOOK:
            page = Path(self.translate_path(asked.path)).read_text("utf-8")
            self._send(page.replace("</body>", f"{_SCRIPT}</body>").encode(), "text/html")
        else:
            super().do_GET()

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: a test's output is its own."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    handler = partial(_Files, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def look(page: str, width: int, *, dark: bool = False) -> Looked:
    """Open a page that `served` serves, in a width in pixels, and judge it."""
    if not AXE.is_file():
        absent("axe-core is not installed: .ci/install-validators")
    command = [
        _chromium(),
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        "--hide-scrollbars",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        "--window-size=1400,1000",
        "--virtual-time-budget=20000",
        "--dump-dom",
        f"{page}?{_FRAMED}{width}",
    ]
    finished = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=LIMIT, check=False
    )
    found = _LOOKED.search(finished.stdout)
    if found is None:
        raise AssertionError(f"Chromium gave no judgement: {finished.stderr[-2000:]}")
    return Looked(**json.loads(html.unescape(found[1])))


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        absent("Chromium is not on PATH: .ci/install-validators")
    return path
