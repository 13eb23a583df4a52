"""Reads finished EPUB files, ours and other tools', by zipfile and lxml alone.

It shares no code with what wrote them: `archive` opens the package, `passages` reads the documents
of the spine, `navigation` the nav document or the NCX, `facts` puts together what they say.
"""

from pathlib import Path

from pipeline.exporter import EditionFacts
from pipeline.exporters.epub.read_back.archive import open_package
from pipeline.exporters.epub.read_back.facts import gather_facts


def read_edition(edition: Path) -> EditionFacts:
    """Give the facts of an EPUB; raises EditionError, in one sentence, where it is damaged."""
    with open_package(edition) as package:
        return gather_facts(package)


__all__ = ["read_edition"]
