"""The edition: every part made from the plan, then packed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.exporter import EditionPlan
from pipeline.exporters.docx.options import DocxOptions, PageNumbers
from pipeline.exporters.docx.writer import furniture
from pipeline.exporters.docx.writer.allotments import Allotments, Story
from pipeline.exporters.docx.writer.blocks import BlockWriter
from pipeline.exporters.docx.writer.breaks import ends_in_page_break
from pipeline.exporters.docx.writer.contents import contents_markup, lists_markup
from pipeline.exporters.docx.writer.cover import cover_page
from pipeline.exporters.docx.writer.drawings import (
    FIGURE_SHARE,
    Drawings,
    Room,
    carried_image,
    drawn_name,
)
from pipeline.exporters.docx.writer.headings import HeadingPlan, plan_headings
from pipeline.exporters.docx.writer.house import WIDENING, House, house_of
from pipeline.exporters.docx.writer.inlines import InlineWriter
from pipeline.exporters.docx.writer.lists import Numberings
from pipeline.exporters.docx.writer.marks import NoteMarks
from pipeline.exporters.docx.writer.markup import (
    NOTHING,
    Markup,
    element,
    settings_part,
    story_part,
)
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.notes import NoteWriter
from pipeline.exporters.docx.writer.office import OfficeError
from pipeline.exporters.docx.writer.package import Binding
from pipeline.exporters.docx.writer.paging import DRAFT, Paging, office_paging, unpaged
from pipeline.exporters.docx.writer.position import (
    BODY_STYLES,
    NO_OPENING,
    Opening,
    ends_in_table,
    spacer,
    top,
)
from pipeline.exporters.docx.writer.properties import core_part, custom_part, extended_part
from pipeline.exporters.docx.writer.runs import plain_look
from pipeline.exporters.docx.writer.sections import FRONT_ENDS, Sections, own_look
from pipeline.exporters.docx.writer.settings import document_settings
from pipeline.exporters.docx.writer.styles import StyleSheet
from pipeline.exporters.docx.writer.title_block import title_block
from pipeline.exporters.docx.writer.turning import Turning
from pipeline.exporters.docx.writer.typefaces import Carried, font_table, theme_part
from pipeline.markup.vectors import svg_of
from pipeline.model.direction import is_right_to_left
from pipeline.model.metadata import Kind
from pipeline.model.nodes import Abbreviation
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Publication, Section, first_of_main, section_blocks
from pipeline.model.roles import Role
from pipeline.theme import Generic, TextStyle, Theme

_ASCII = bytes(range(128))
IMAGE_HEIGHT, IMAGE_DROP = 1.2, 0.2
"""How high an image within a line may be and how far it hangs below the line, in ems."""


def build_edition(plan: EditionPlan) -> tuple[bytes, Diagnostics]:
    """Give the bytes of the edition, and what could not be done.

    Raises PluginError where fonts shall be embedded and their package is not installed.
    """
    options = plan.options if isinstance(plan.options, DocxOptions) else DocxOptions()
    house, about_house = house_of(plan)
    if house is not None:
        plan = replace(plan, theme=house.theme(plan.theme))
    paging, about_pages = _paging(plan, options, house)
    stories = _Stories.of(plan, house, paging)
    content = _written(plan, stories, options)
    hidden = _hidden_expansions(stories.allotments.abbreviations)
    said = (*about_house, *about_pages, *stories.numberings.diagnostics, *hidden)
    return content, said


def _paging(
    plan: EditionPlan, options: DocxOptions, house: House | None
) -> tuple[Paging, Diagnostics]:
    """Give the page numbers that the options want; pages are set when the first is asked for."""
    printed = Paging(lambda identifier: plan.pages().label_of(identifier))
    if options.page_numbers is PageNumbers.NONE:
        return Paging(None), ()
    if options.page_numbers is PageNumbers.PRINT:
        return printed, ()
    stories = _Stories.of(plan, house, DRAFT)
    draft, publication = _written(plan, stories, options), plan.publication
    main = first_of_main(publication) if _has_front(publication) else ""
    try:
        return office_paging(draft, stories.allotments.place_name, main), ()
    except OfficeError as error:
        return printed, (unpaged(publication, error),)


def _written(plan: EditionPlan, stories: "_Stories", options: DocxOptions) -> bytes:
    texts = _Texts(stories.document(), stories.footnotes())
    faces = frozenset(stories.allotments.code_faces)
    carried = Carried(texts.characters(), faces) if options.embed_fonts else None
    return _bound(plan, stories, texts, carried).content()


def _hidden_expansions(abbreviations: Mapping[str, Abbreviation]) -> Diagnostics:
    """Tell which abbreviations are not spelt out: Word has no place for that."""
    named = [node for expansion, node in abbreviations.items() if expansion]
    if not named:
        return ()
    word = plain_text(named[0].content)
    who = f"'{word}' and {len(named) - 1} more stand" if len(named) > 1 else f"'{word}' stands"
    message = f"the DOCX edition does not show what {who} for: Word has no place for it"
    hint = "where readers need it, spell it out in the text once"
    return (Diagnostic(Code.EXPANSION_HIDDEN, message, named[0].location, hint),)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The parts that hold the text."""

    document: bytes
    footnotes: bytes

    def characters(self) -> frozenset[int]:
        """Give the characters of the text beyond ASCII, of which fonts have all anyway."""
        beyond = (part.translate(None, _ASCII) for part in (self.document, self.footnotes))
        return frozenset(map(ord, b"".join(beyond).decode()))


@dataclass(frozen=True, slots=True)
class _Stories:
    """The two stories of an edition, and what they share."""

    publication: Publication
    theme: Theme
    body: BlockWriter
    notes: BlockWriter
    marks: NoteMarks
    numberings: Numberings
    allotments: Allotments
    headings: HeadingPlan
    sections: Sections
    house: House | None
    paging: Paging

    @classmethod
    def of(cls, plan: EditionPlan, house: House | None, paging: Paging) -> "_Stories":
        publication, theme = plan.publication, plan.theme
        headings = plan_headings(publication)
        allotments, styles = Allotments(), headings.counting_styles()
        numberings = Numberings(styles, has_appendices=headings.has_appendices)
        drawings = Drawings(publication, allotments)
        marks = NoteMarks(publication.notes, allotments)
        plain = plain_look(publication.metadata.language)
        page = theme.page
        tallest = FIGURE_SHARE * (page.height - page.top - page.bottom)
        room = Room(page.measure, tallest)

        def writer(style: TextStyle) -> BlockWriter:
            height, drop = IMAGE_HEIGHT * style.size, IMAGE_DROP * style.size
            line = Room(page.measure, height, drop, tallest=tallest)
            colours = theme.colours
            inlines = InlineWriter(
                Story(), allotments, drawings, marks, line, colours, plain, paging.number
            )
            widening = WIDENING if house else 1.0
            return BlockWriter(theme, inlines, numberings, headings, room, widening=widening)

        return cls(
            publication,
            theme,
            body=replace(writer(theme.body), turning=Turning(publication, theme)),
            notes=writer(theme.note),
            marks=marks,
            numberings=numberings,
            allotments=allotments,
            headings=headings,
            sections=_sections(house, theme, publication),
            house=house,
            paging=paging,
        )

    def document(self) -> bytes:
        """Make the document part: title block, contents, text, and the section's properties."""
        page_number = self.paging.number
        contents = contents_markup(self.publication, self.theme, self.allotments, page_number)
        contents = Markup(contents + lists_markup(self.publication, self.allotments, page_number))
        title = title_block(self.publication, self.body)
        cover = cover_page(self.publication, self.body, self.sections.look.bare())
        text = Markup("".join((cover, title, contents, *self._text())))
        content = self.sections.divided(text)
        return story_part("w:document", element("w:body", None, content))

    def _text(self) -> Iterator[Markup]:
        is_book, sections = self.publication.settings.kind is Kind.BOOK, self.publication.sections
        distance = twips(self.theme.contents_title.before) if self.publication.contents else 0
        opening = Opening(page_break=True) if is_book else Opening(before=distance)
        flows = (self.publication.preamble, *map(tuple, map(section_blocks, _flows(sections))))
        last, main = NOTHING, first_of_main(self.publication) if is_book else ""
        for blocks in flows:
            if main and blocks and getattr(blocks[0], "identifier", "") == main:
                yield FRONT_ENDS
            last = self.body.blocks(blocks, top(BODY_STYLES, opening))
            yield last
            broken = bool(blocks) and ends_in_page_break(blocks[-1])
            opening = Opening(page_break=True) if broken else NO_OPENING
        if ends_in_table(last):
            yield spacer(0)

    def footnotes(self) -> bytes:
        """Make the footnotes part."""
        return NoteWriter(self.marks, self.notes).part()


def _sections(house: House | None, theme: Theme, publication: Publication) -> Sections:
    right_to_left = is_right_to_left(publication.metadata.language)
    if house is not None:
        look = house.look(right_to_left=right_to_left)
    else:
        look = own_look(theme, right_to_left=right_to_left)
    return Sections(look, has_front=_has_front(publication))


def _has_front(publication: Publication) -> bool:
    is_book = publication.settings.kind is Kind.BOOK
    return is_book and bool(first_of_main(publication))


def _flows(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield sections, of a part its own text and the chapters in it one by one."""
    for section in sections:
        if section.heading.role is Role.PART:
            yield replace(section, sections=())
            yield from section.sections
        else:
            yield section


def _images(publication: Publication, stories: _Stories) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield the images that are shown, and the outlines of drawings: see Binding.of."""
    shown = stories.body.inlines.story.images | stories.notes.inlines.story.images
    for asset in publication.assets:
        if asset.name in shown:
            yield (asset.name, *carried_image(asset))
        if asset.drawing and drawn_name(asset) in shown:
            yield drawn_name(asset), "svg", "image/svg+xml", svg_of(asset.drawing).encode()


def _bound(plan: EditionPlan, stories: _Stories, texts: _Texts, carried: Carried | None) -> Binding:
    publication, theme, house = plan.publication, plan.theme, stories.house
    binding = Binding.of(texts.document, _images(publication, stories))
    binding.relate(binding.document, stories.body.inlines.story)
    styles = StyleSheet(theme, publication, stories.headings).part()
    numbering = settings_part(
        "w:numbering", stories.numberings.content(theme, stories.headings.longest)
    )
    house_theme = house.theme_part() if house else None
    table = font_table(theme, carried, (Generic.MONO,) if house_theme else tuple(Generic))
    parts = None
    if house is not None:
        table, parts = house.fonts(table), house.parts(styles, numbering)
    binding.add("styles", parts.styles if parts else styles)
    binding.add("numbering", parts.numbering if parts else numbering)
    settings = document_settings(
        theme,
        publication.metadata.language,
        embedded_fonts=bool(table.fonts),
        switches=house.reference.switches if house else (),
    )
    binding.add("settings", settings)
    binding.relate(binding.add("footnotes", texts.footnotes), stories.notes.inlines.story)
    if house is not None and parts is not None:
        house.add_stories(binding, parts.stories)
    else:
        _add_furniture(binding, stories)
    binding.embed(binding.add("fontTable", table.part), table.fonts)
    binding.add("theme1", house_theme or theme_part(theme))
    custom = custom_part(publication, stories.paging.owner)
    binding.describe(core_part(publication), extended_part(publication), custom)
    return binding


def _add_furniture(binding: Binding, stories: _Stories) -> None:
    publication, theme = stories.publication, stories.theme
    kind = publication.settings.kind
    if stories.sections.has_turned:
        content = furniture.turned_header(publication, theme)
        binding.add("header3", content, furniture.TURNED_HEADER)
    binding.add("header1", furniture.header_part(publication, theme), furniture.RUNNING_HEADER)
    binding.add("header2", furniture.first_header(), furniture.FIRST_HEADER)
    binding.add("footer1", furniture.footer_part(), furniture.RUNNING_FOOTER)
    binding.add("footer2", furniture.first_footer(kind), furniture.FIRST_FOOTER)
