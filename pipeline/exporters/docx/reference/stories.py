"""Headers and footers of a reference document, with their pictures and without what leads out."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.exporters.docx.reference.fields import settle_fields, unwrap
from pipeline.exporters.docx.reference.order import drop
from pipeline.exporters.docx.reference.package import (
    VAL,
    A,
    R,
    ReferenceFile,
    Relation,
    W,
    as_bytes,
    attributes,
    remove,
)

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_STYLES = ("pStyle", "rStyle", "tblStyle")
_ACTIVE = ("object", "control", "altChunk", "subDoc", "movie")
_MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")
_MORE_MARKS = ("permStart", "permEnd", "commentReference", "footnoteReference", "endnoteReference")
_SAFE = ("http://", "https://", "mailto:")
_FIRST_DRAWING = 900_001
_CORE = "coreProperties"
_BOUND = {"title": "TITLE", "creator": "AUTHOR", "subject": "SUBJECT"}
IMAGE_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "tif": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}
"""The images that a header may have, by their suffixes."""


@dataclass(frozen=True, slots=True)
class HouseStory:
    """A header or a footer: its kind (`header`), which pages it is for, and its part.

    `images` lead from relationships to members of the reference, `links` to addresses.
    """

    kind: str
    pages: str
    part: bytes
    images: Mapping[str, str]
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoryReader:
    """Reads the headers and footers of a reference.

    `renamed` are styles that have other names in the edition, `shown` what fields show by their
    names.
    """

    file: ReferenceFile
    renamed: Mapping[str, str]
    shown: Mapping[str, str]

    def stories(self, references: Mapping[tuple[str, str], str]) -> Iterator[HouseStory]:
        """Yield stories; `references` lead from kinds and pages to relationships."""
        relations = self.file.relations(self.file.document)
        drawing = _FIRST_DRAWING
        for (kind, pages), identifier in references.items():
            relation = relations.get(identifier)
            if relation is None or relation.external or relation.target not in self.file.members:
                continue
            root = deepcopy(self.file.root(relation.target))
            images, links = self._settle(root, self.file.relations(relation.target))
            drawing = _number_drawings(root, drawing)
            yield HouseStory(kind, pages, as_bytes(root), images, links)

    def _settle(
        self, root: etree._Element, relations: Mapping[str, Relation]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Make a story fit to be taken along; give the images and links that it has."""
        for element in tuple(root.iter(*(f"{W}{name}" for name in _ACTIVE))):
            _remove_run(element)
        for element in tuple(root.iter(*(f"{W}{name}" for name in (*_MARKS, *_MORE_MARKS)))):
            remove(element)
        settle_fields(root, self.shown)
        self._settle_controls(root)
        for name in _STYLES:
            for style in root.iter(f"{W}{name}"):
                style.set(VAL, self.renamed.get(style.get(VAL, ""), style.get(VAL, "")))
        for link in tuple(root.iter(f"{W}hyperlink")):
            if link.get(f"{R}id") is None:
                unwrap(link)
        return self._related(root, relations)

    def _settle_controls(self, root: etree._Element) -> None:
        """Fill content controls that repeat the metadata; all others lose what they were bound to.

        What they were bound to stays behind, with the rest of the reference.
        """
        for control in root.iter(f"{W}sdt"):
            properties = control.find(f"{W}sdtPr")
            binding = control.find(f"{W}sdtPr/{W}dataBinding")
            if properties is None or binding is None:
                continue
            path = binding.get(f"{W}xpath", "")
            name = path.rstrip("/").rsplit(":", 1)[-1].split("[", 1)[0]
            shown = self.shown.get(_BOUND.get(name, "")) if _CORE in path else None
            if shown is None:
                properties.remove(binding)
                continue
            drop(properties, "showingPlcHdr")
            for index, text in enumerate(control.iter(f"{W}t")):
                text.text = "" if index else shown

    def _related(
        self, root: etree._Element, relations: Mapping[str, Relation]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        images: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in tuple(root.iter(tag=etree.Element)):
            for key, identifier in tuple(attributes(element)):
                if not key.startswith(R):
                    continue
                relation = relations.get(identifier)
                if self._is_image(relation) and not key.endswith("}link"):
                    images[identifier] = relation.target if relation else ""
                elif relation is not None and _is_link(relation):
                    links[identifier] = relation.target
                else:
                    _part_with(element)
        return images, links

    def _is_image(self, relation: Relation | None) -> bool:
        return (
            relation is not None
            and relation.kind == "image"
            and not relation.external
            and relation.target in self.file.members
            and suffix_of(relation.target) in IMAGE_TYPES
        )


def suffix_of(name: str) -> str:
    """Give the suffix of a member, in lower case."""
    return name.rpartition(".")[2].lower()


def _is_link(relation: Relation) -> bool:
    is_out = relation.external and relation.kind == "hyperlink"
    return is_out and relation.target.lower().startswith(_SAFE)


def _part_with(element: etree._Element) -> None:
    """Take away what leads to something that stays behind."""
    if element.tag == f"{W}hyperlink":
        unwrap(element)
    elif element.tag in {f"{A}hlinkClick", f"{A}hlinkHover"}:
        remove(element)
    else:
        _remove_run(element)


def _remove_run(element: etree._Element) -> None:
    """Remove the run that an element is in, or itself where it is in none."""
    remove(next(element.iterancestors(f"{W}r"), element))


def _number_drawings(root: etree._Element, first: int) -> int:
    """Give drawings numbers from `first` on; those without words for them become ornaments."""
    number = first
    for properties in root.iter(f"{_WP}docPr"):
        properties.set("id", str(number))
        number += 1
        if not properties.get("descr", "").strip():
            properties.set("descr", "")
            _mark_decorative(properties)
    return number


def _mark_decorative(properties: etree._Element) -> None:
    extensions = properties.find(f"{A}extLst")
    if extensions is None:
        extensions = etree.SubElement(properties, f"{A}extLst", nsmap={"a": A[1:-1]})
    mark = f"{{{_ADEC}}}decorative"
    if next(extensions.iter(mark), None) is None:
        extension = etree.SubElement(extensions, f"{A}ext", {"uri": _DECORATIVE})
        etree.SubElement(extension, mark, {"val": "1"}, nsmap={"adec": _ADEC})
