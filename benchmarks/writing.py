"""Measures the DOCX writer alone, from publication to bytes, beside pandoc's whole conversion.

`writing.py SOURCE [ROUNDS]` prints user CPU seconds, medians of rounds in which both run in turn.
Pandoc comes with the Python package pypandoc_binary.
"""

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pypandoc

from pipeline.build import Wishes, read_source
from pipeline.exporter import EditionPlan
from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.exporters.docx.writer.edition import build_edition
from pipeline.project import find_source
from pipeline.theme import theme_for
from pipeline.typesetting import typeset


def main(source: Path, rounds: int = 5) -> None:
    """Measure a source."""
    gc.disable()  # as the command line does
    publication = read_source(find_source(str(source)), Wishes()).publication
    if publication is None:
        raise SystemExit(f"there is nothing to publish in {source}")
    theme = theme_for(publication.settings.theme, publication.settings.page_size)
    options = DocxOptions(page_numbers=PageNumbers.NONE)
    plan = EditionPlan(publication, theme, options, lambda: typeset(publication, theme))
    build_edition(plan)  # libraries and faces are loaded once
    both = [(_ours(plan), _pandoc(source)) for _ in range(rounds)]
    ours, pandoc = (statistics.median(times) for times in zip(*both, strict=True))
    share = statistics.median(own / other for own, other in both)
    print(f"DOCX writer alone {ours:.2f} s, pandoc -f gfm -t docx {pandoc:.2f} s: {share:.0%}")


def _ours(plan: EditionPlan) -> float:
    start = os.times().user
    build_edition(plan)
    return os.times().user - start


def _pandoc(source: Path) -> float:
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "p.docx")
        command = (pypandoc.get_pandoc_path(), "-f", "gfm", "-t", "docx", source.name, "-o", target)
        subprocess.run(command, cwd=source.parent, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
