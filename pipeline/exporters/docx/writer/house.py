"""A house's looks: what an edition takes over from the reference document that its author names."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from docx.opc.part import Part
from lxml import etree

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.docx.options import DocxOptions
from pipeline.exporters.docx.reference import (
    Reference,
    ReferenceUnreadableError,
    read_reference,
)
from pipeline.exporters.docx.reference.numbering import highest_number, merged_numbering
from pipeline.exporters.docx.reference.package import R, W, as_bytes, remove
from pipeline.exporters.docx.reference.stories import (
    IMAGE_TYPES,
    HouseStory,
    StoryReader,
    suffix_of,
)
from pipeline.exporters.docx.reference.styles import heading_sizes, merged_styles
from pipeline.exporters.docx.writer.package import Binding
from pipeline.exporters.docx.writer.sections import SectionLook
from pipeline.exporters.docx.writer.typefaces import EmbeddedFont, FontTable
from pipeline.location import Location
from pipeline.model.metadata import Kind
from pipeline.model.publication import Publication
from pipeline.theme import Theme

REFERENCE = "reference"
WIDENING = 1.35
"""How much wider than the theme's the faces of a house may be, whose files are not here."""


@dataclass(frozen=True, slots=True)
class HouseParts:
    """Parts of an edition in the looks of a reference."""

    styles: bytes
    numbering: bytes
    stories: tuple[HouseStory, ...]


@dataclass(frozen=True, slots=True)
class House:
    """A reference document, as the edition of a publication uses it."""

    reference: Reference
    publication: Publication

    def theme(self, theme: Theme) -> Theme:
        """Give the theme on the pages of the reference, its headings as large as they are there.

        That is for measuring alone: the styles of the reference go before.
        """
        sizes = heading_sizes(self.reference.styles)
        headings = tuple(
            replace(style, size=sizes.get(level, 0.0) * WIDENING or style.size)
            for level, style in enumerate(theme.headings, 1)
        )
        return replace(theme, page=self.reference.page.shape, headings=headings)

    def look(self, *, right_to_left: bool) -> SectionLook:
        """Give the look of the pages; the title page of a book has no running titles."""
        page = self.reference.page
        is_book = self.publication.settings.kind is Kind.BOOK
        return SectionLook(
            page.shape,
            page.edges,
            right_to_left,
            references="".join(self._references()),
            titled=page.titled or is_book,
            borders=page.borders,
            grid=page.grid,
        )

    def _references(self) -> Iterator[str]:
        shown = StoryReader(self.reference.file, {}, {}).stories(self.reference.stories)
        for number, story in enumerate(shown):
            where = f'w:type="{story.pages}" r:id="{_relationship(number)}"'
            yield f"<w:{story.kind}Reference {where}/>"

    def parts(self, styles: bytes, numbering: bytes) -> HouseParts:
        """Put the parts of an edition and those of the reference together."""
        reference, metadata = self.reference, self.publication.metadata
        shift = highest_number(numbering)
        merged = merged_styles(styles, reference.styles, shift=shift)
        shown = {
            "TITLE": metadata.title,
            "AUTHOR": ", ".join(metadata.authors),
            "SUBJECT": metadata.subtitle,
        }
        stories = StoryReader(reference.file, merged.renamed, shown).stories(reference.stories)
        return HouseParts(
            merged.part,
            merged_numbering(numbering, reference.numbering, merged.renamed, shift=shift),
            tuple(stories),
        )

    def add_stories(self, binding: Binding, stories: tuple[HouseStory, ...]) -> None:
        """Add headers and footers with their pictures."""
        for number, story in enumerate(stories):
            name = f"{story.kind}{number + 1}"
            part = binding.add(name, story.part, _relationship(number))
            for identifier, target in story.links.items():
                binding.link(part, target, identifier)
            self._add_images(binding, part, story.images)

    def _add_images(self, binding: Binding, part: Part, images: Mapping[str, str]) -> None:
        members = self.reference.file.members
        for identifier, target in images.items():
            suffix = suffix_of(target)
            binding.picture(part, identifier, target, (IMAGE_TYPES[suffix], members[target]))

    def theme_part(self) -> bytes | None:
        """Give the theme part of the reference, None where it has none that stands alone."""
        found = self.reference.content("theme")
        if found is None or self.reference.file.relations(found[0]):
            return None
        return as_bytes(self.reference.file.root(found[0]))

    def fonts(self, own: FontTable) -> FontTable:
        """Put the fonts of the reference before those of the edition that it does not name."""
        found = self.reference.content("fontTable")
        if found is None:
            return own
        name, file = found[0], self.reference.file
        root, kept = deepcopy(file.root(name)), list(own.fonts)
        relations = file.relations(name)
        for number, embedded in enumerate(tuple(root.iter())):
            identifier = embedded.get(f"{R}id")
            relation = relations.get(identifier or "")
            if identifier is None:
                continue
            if relation is None or relation.external or relation.target not in file.members:
                remove(embedded)
                continue
            new = f"rIdHouse{number}"
            embedded.set(f"{R}id", new)
            kept.append(EmbeddedFont(new, file.members[relation.target]))
        names = {font.get(f"{W}name") for font in root}
        for font in etree.fromstring(own.part):
            if font.get(f"{W}name") not in names:
                root.append(font)
        part = as_bytes(root)
        used = tuple(font for font in kept if f'"{font.relationship}"'.encode() in part)
        return FontTable(part, used)


def _relationship(number: int) -> str:
    return f"rIdHouse{number + 1}"


def house_of(plan: EditionPlan) -> tuple[House | None, Diagnostics]:
    """Give the house whose looks an author wants, or what is wrong with its document."""
    options = plan.options
    if not isinstance(options, DocxOptions) or not options.reference.name:
        return None, ()
    path = options.reference
    try:
        return House(read_reference(path), plan.publication), ()
    except ReferenceUnreadableError as error:
        message = f"the reference document '{path.name}' {error}"
        hint = "the edition has the looks of the theme"
        return None, (Diagnostic(Code.HOUSE_UNREADABLE, message, _location(plan), hint),)


def _location(plan: EditionPlan) -> Location:
    wishes = plan.publication.settings.editions
    found = [wish.location for wish in wishes if wish.option == REFERENCE]
    return found[-1] if found else Location("--reference")
