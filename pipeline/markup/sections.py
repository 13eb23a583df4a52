"""Sections as markup: nested as the outline is."""

from pipeline.markup.blocks import block_markup, blocks_markup
from pipeline.markup.escape import Markup, attribute
from pipeline.markup.places import Places
from pipeline.model.publication import Section
from pipeline.model.roles import Role


def section_markup(section: Section, places: Places) -> Markup:
    """Write a section with all that is below it; a top-level section is a chapter, or what it is.

    Only chapters have a label: with one, every section would be a landmark, and several landmarks
    must not have the same name, as headings may.
    """
    heading = section.heading
    role = "chapter" if heading.role is Role.SECTION else heading.role.value
    label = Markup(attribute("aria-labelledby", heading.identifier) + places.role(role))
    pieces = [
        f"<section{label if heading.look == 1 else ''}>",
        block_markup(heading, places),
        *([blocks_markup(section.blocks, places)] if section.blocks else []),
        *(section_markup(child, places) for child in section.sections),
        "</section>",
    ]
    return Markup("\n".join(pieces))
