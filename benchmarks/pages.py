"""How far the page numbers in the contents of DOCX editions are from LibreOffice's own layout.

`pages.py [SOURCE...]` builds each source with the pages of the PDF and with those of LibreOffice,
which has to be installed, and prints how many lines of the contents differ, and by how much.
"""

import sys
import tempfile
from pathlib import Path

from pipeline.build import Wishes, read_source, write_editions
from pipeline.exporters.docx import exporter
from pipeline.project import find_source

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "samples"


def main(names: list[str]) -> None:
    """Measure sources, by default the article and all samples."""
    default = (ROOT / "source", *SAMPLES.glob("*.md"), SAMPLES / "handbook")
    sources = [Path(name) for name in names] or [*default, *SAMPLES.glob("lamp/*.md")]
    lines = equal = 0
    for source in sorted(sources):
        printed, office = (pages_of(source, owner) for owner in ("print", "libreoffice"))
        same = sum(a == b for a, b in zip(printed, office, strict=True))
        far = [
            abs(int(a) - int(b))
            for a, b in zip(printed, office, strict=True)
            if a.isdecimal() and b.isdecimal()
        ]
        print(f"{source.name:28}{len(printed):5} lines {same:5} equal {max(far, default=0):4} off")
        lines, equal = lines + len(printed), equal + same
    print(f"{'all':28}{lines:5} lines {equal:5} equal")


def pages_of(source: Path, owner: str) -> list[str]:
    """Give the page of each line of a source's contents."""
    reading = read_source(find_source(str(source)), Wishes({"editions.docx.page-numbers": owner}))
    with tempfile.TemporaryDirectory() as name:
        written: list[Path] = []
        write_editions(reading, {"docx": exporter}, Path(name), lambda e: written.append(e.path))
        facts = exporter.read_back(written[0])
    if owner != "print" and not facts.has_own_pages:
        raise SystemExit("LibreOffice is needed: soffice is not on PATH")
    return [fact.page for fact in facts.contents if fact.level]


if __name__ == "__main__":
    main(sys.argv[1:])
