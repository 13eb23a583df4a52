"""Open XML by openxml-audit, as Microsoft 365 would take it."""

import json
import re
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from lxml import etree

from pipeline.standards import programs
from pipeline.standards.judgement import Fault, Judgement
from pipeline.standards.sourcelines import SourceLines

_NO_NUMBER = "Numbering definition '0' referenced but not found"
"""A false alarm: 0 takes a paragraph out of its list (ECMA-376-1, 17.9.18)."""

_STEP = re.compile(r"/(\w+)\[(\d+)\]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def judge_docx(edition: Path, name: str, lines: SourceLines) -> Judgement:
    """Judge by openxml-audit, warnings too; raises ValidatorError where that cannot be."""
    options = ["-m", "0", "-f", "microsoft365", "-o", "json"]
    finished = programs.run([*programs.open_xml(), *options, edition])
    try:
        (report,) = json.loads(finished.stdout)
    except ValueError as error:
        raise programs.complaint("openxml-audit", finished) from error
    with zipfile.ZipFile(edition) as archive:
        faults = [
            Fault(
                error["type"],
                error["description"],
                f"{error['part_uri']}{error['path']}",
                location=lines.location(_texts(archive, error["part_uri"], error["path"])),
            )
            for error in report["errors"]
            if _NO_NUMBER not in error["description"]
        ]
    return Judgement(
        "ooxml", name, "openxml-audit", tuple(faults), version=metadata.version("openxml-audit")
    )


def _texts(archive: zipfile.ZipFile, part: str, path: str) -> Iterator[str]:
    """Yield the texts of an element of a part and of those around it, the nearest first."""
    try:
        element: etree._Element | None = etree.fromstring(archive.read(part.lstrip("/")))
    except (KeyError, etree.XMLSyntaxError):
        return
    for name, number in _STEP.findall(path)[1:]:
        if element is None:
            return
        same = [e for e in element.iterchildren(tag=etree.Element) if _local(e) == name]
        element = same[int(number) - 1] if int(number) <= len(same) else None
    while element is not None and _local(element) not in {"body", "document"}:
        yield "".join(text.text or "" for text in element.iter(f"{_W}t"))
        element = element.getparent()


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
