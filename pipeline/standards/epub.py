"""EPUB 3.3 by EPUBCheck, EPUB Accessibility by Ace."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

from lxml import etree

from pipeline.standards import programs
from pipeline.standards.judgement import Fault, Judgement
from pipeline.standards.sourcelines import SourceLines

_GRAVE = frozenset({"FATAL", "ERROR", "WARNING"})
_LONGEST = 300
_BLOCKS = frozenset(
    {
        *("p", "li", "td", "th", "dt", "dd", "pre", "div", "figure", "caption", "figcaption"),
        *(f"h{level}" for level in range(1, 7)),
    }
)


def judge_epub(edition: Path, name: str, lines: SourceLines) -> Judgement:
    """Judge by EPUBCheck, warnings too; raises ValidatorError where that cannot be."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        finished = programs.run([*programs.epubcheck(), "--json", report, edition])
        if not report.is_file():
            raise programs.complaint("EPUBCheck", finished)
        told = json.loads(report.read_text("utf-8"))
    messages, version = told["messages"], str(told["checker"]["checkerVersion"])
    with zipfile.ZipFile(edition) as archive:
        documents = _Documents(archive)
        faults = [
            _message_fault(message, documents, lines)
            for message in messages
            if message["severity"] in _GRAVE
        ]
    return Judgement("epub", name, "EPUBCheck", tuple(faults), version=version)


def _message_fault(message: dict[str, Any], documents: "_Documents", lines: SourceLines) -> Fault:
    first: dict[str, Any] = next(iter(message["locations"]), {})
    path, line = str(first.get("path", "")), int(first.get("line", 0))
    place = f"{path}:{line}" if line > 0 else path
    texts = documents.texts(path, line) if line > 0 else ()
    said = str(message["message"])
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    times = 1 + int(message.get("additionalLocations", 0))
    return Fault(str(message["ID"]), said, place, times, lines.location(texts))


class _Documents:
    """The texts of content documents by their lines."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._trees: dict[str, etree._Element | None] = {}

    def texts(self, path: str, line: int) -> Iterator[str]:
        """Yield the texts of the elements at a line of a document, from the inside out."""
        if path not in self._trees:
            self._trees[path] = self._parsed(path)
        tree = self._trees[path]
        if tree is None:
            return
        before = [e for e in tree.iter(etree.Element) if _line(e) <= line]
        found = before[-1] if before else None
        while found is not None and _name(found) != "body":
            if _name(found) in _BLOCKS:
                yield "".join(str(text) for text in found.itertext())
            found = found.getparent()

    def _parsed(self, path: str) -> "etree._Element | None":
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            return etree.fromstring(self._archive.read(path), parser)
        except (KeyError, etree.XMLSyntaxError):
            return None


def _line(element: etree._Element) -> int:
    found: Any = element.sourceline  # lxml's stubs have no type for it
    return int(found or 0)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def judge_by_ace(edition: Path, name: str, lines: SourceLines) -> Judgement:
    """Judge by Ace; raises ValidatorError where that cannot be."""
    program = programs.ace()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report"
        command: list[str | Path] = [program, "--force", "--silent", "--outdir", output, edition]
        finished = programs.run(command, **_browser(Path(folder)))
        report = output / "report.json"
        if not report.is_file():
            raise programs.complaint("Ace", finished)
        told = json.loads(report.read_text("utf-8"))
    faults = tuple(_ace_faults(told["assertions"], lines))
    release = told.get("earl:assertedBy", {}).get("doap:release", {})
    return Judgement("ace", name, "Ace", faults, version=str(release.get("doap:revision", "")))


def _browser(folder: Path) -> dict[str, str]:
    """Make a start of Chromium that works in a container too, where its own sandbox cannot."""
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        return {}
    script = folder / "browser"
    script.write_text(f'#!/bin/sh\nexec "{chromium}" --no-sandbox "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {"PUPPETEER_EXECUTABLE_PATH": str(script)}


def _ace_faults(documents: list[dict[str, Any]], lines: SourceLines) -> Iterator[Fault]:
    for document in documents:
        path = document["earl:testSubject"].get("url", "")
        for assertion in document["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            texts = [_without_tags(result.get("html", ""))]
            yield Fault(
                str(test.get("dct:title", "")),
                " ".join(str(result.get("dct:description", "")).split())[:_LONGEST],
                str(path),
                location=lines.location(text for text in texts if text),
            )


def _without_tags(snippet: object) -> str:
    """Give the text of a piece of markup."""
    text = str(snippet)
    try:
        tree = etree.fromstring(text, etree.HTMLParser())
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return "" if tree is None else "".join(str(part) for part in tree.itertext())
