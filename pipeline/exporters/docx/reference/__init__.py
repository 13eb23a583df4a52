"""Reference documents: a house's own Word file, whose looks an edition takes on.

What is taken: styles, lists of styles, headers, footers, page set-up, fonts and colours. What is
left: the text, macros, templates, and whatever leads out of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.exporters.docx.reference.package import (
    A,
    R,
    ReferenceFile,
    ReferenceUnreadableError,
    W,
    is_on,
)
from pipeline.exporters.docx.reference.page import PageSetup, page_setup

__all__ = ["Reference", "ReferenceUnreadableError", "read_reference"]
_KINDS = {f"{W}headerReference": "header", f"{W}footerReference": "footer"}
_PAGES = frozenset({"default", "first", "even"})
_ROOTS = {
    "styles": f"{W}styles",
    "numbering": f"{W}numbering",
    "settings": f"{W}settings",
    "fontTable": f"{W}fonts",
    "header": f"{W}hdr",
    "footer": f"{W}ftr",
    "theme": f"{A}theme",
}
_SWITCHES = ("evenAndOddHeaders", "mirrorMargins")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference document.

    `stories` lead from kind and pages of headers and footers (`("header", "first")`) to
    relationships; `switches` are settings that belong to its page set-up.
    """

    file: ReferenceFile
    styles: etree._Element
    numbering: etree._Element | None
    page: PageSetup
    stories: Mapping[tuple[str, str], str]
    switches: tuple[str, ...]

    def content(self, kind: str) -> tuple[str, bytes] | None:
        """Give name and bytes of the document's part of a kind (`theme`), None without one."""
        name = self.file.related(kind)
        return (name, self.file.members[name]) if name else None


def read_reference(path: Path) -> Reference:
    """Read a reference document. Raises ReferenceUnreadableError where it cannot be used."""
    file = ReferenceFile.opened(path)
    styles, numbering = file.related("styles"), file.related("numbering")
    if not styles:
        raise ReferenceUnreadableError("has no styles")
    for relation in file.relations(file.document).values():
        wanted = _ROOTS.get(relation.kind)
        if wanted and not relation.external and relation.target in file.members:
            _refuse_foreign(file, relation.target, wanted)
    found = file.root(file.document).iter(f"{W}sectPr")
    # One within a tracked change is a section as it was before.
    sections = tuple(s for s in found if next(s.iterancestors(f"{W}sectPrChange"), None) is None)
    settings = file.related("settings")
    switched = file.root(settings) if settings else None
    return Reference(
        file,
        file.root(styles),
        file.root(numbering) if numbering else None,
        page_setup(sections[-1] if sections else None),
        _stories(sections),
        tuple(name for name in _SWITCHES if is_on(switched, name)),
    )


def _refuse_foreign(file: ReferenceFile, name: str, wanted: str) -> None:
    """Raise ReferenceUnreadableError where a part that is used is not what it is said to be."""
    if file.root(name).tag != wanted:
        raise ReferenceUnreadableError(f"is damaged: {name} is of another kind")
    file.relations(name)


def _stories(sections: tuple[etree._Element, ...]) -> Mapping[tuple[str, str], str]:
    """Give the headers and footers of the last section; what it does not say it inherits."""
    found: dict[tuple[str, str], str] = {}
    for section in sections:
        for child in section:
            if child.tag in _KINDS:
                pages = child.get(f"{W}type", "default")
                if pages in _PAGES:
                    found[_KINDS[child.tag], pages] = child.get(f"{R}id", "")
    return dict(sorted(found.items()))
