"""Reads finished EPUB files, ours and other tools', by zipfile and lxml alone.

It shares no code with what wrote them: `archive` opens the package, `navigation` reads the nav
document or the NCX, `pipeline.webtext` the documents of the spine.
"""

from pathlib import Path

from pipeline.exporter import EditionFacts
from pipeline.exporters.epub.read_back.archive import open_package
from pipeline.exporters.epub.read_back.hidden import Sheets
from pipeline.exporters.epub.read_back.navigation import read_navigation, read_page_list
from pipeline.telling import language_key
from pipeline.webtext.facts import About, Navigation, gather_facts
from pipeline.webtext.passages import read_document
from pipeline.webtext.reading import Reading


def read_edition(edition: Path) -> EditionFacts:
    """Give the facts of an EPUB; raises EditionError, in one sentence, where it is damaged."""
    with open_package(edition) as package:
        archive, sheets = package.archive, Sheets(package)
        reading = Reading(archive.files(), language_key(package.language))
        for path in package.documents:
            root = archive.xml(path)
            read_document(path, root, reading, sheets.rules(path, root))
        navigation = Navigation(
            read_navigation(package),
            is_read=package.nav_is_read,
            is_bookmarks=True,
            pages=read_page_list(package),
        )
        about = About(
            package.title,
            package.authors,
            package.language,
            package.revision,
            package.direction,
        )

        def digest(path: str) -> str:
            return archive.digest(path) if path in reading.files else ""

        return gather_facts(about, navigation, reading, digest)


__all__ = ["read_edition"]
