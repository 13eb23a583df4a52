"""Reads finished EPUB files, ours and other tools', by zipfile and lxml alone.

It shares no code with what wrote them: `archive` opens the package, `navigation` reads the nav
document or the NCX, `pipeline.webtext` the documents of the spine.
"""

from pathlib import Path

from pipeline.exporter import EditionFacts
from pipeline.exporters.epub.read_back.archive import open_package
from pipeline.exporters.epub.read_back.navigation import read_navigation, read_page_list
from pipeline.webtext.facts import About, Navigation, gather_facts
from pipeline.webtext.passages import Reading, read_document


def read_edition(edition: Path) -> EditionFacts:
    """Give the facts of an EPUB; raises EditionError, in one sentence, where it is damaged."""
    with open_package(edition) as package:
        reading = Reading(package.archive.files())
        for path in package.documents:
            read_document(path, package.archive.xml(path), reading)
        navigation = Navigation(
            read_navigation(package),
            is_read=package.nav_is_read,
            is_bookmarks=True,
            pages=read_page_list(package),
        )
        about = About(package.title, package.authors, package.language, package.revision)
        return gather_facts(about, navigation, reading)


__all__ = ["read_edition"]
