"""Blocks and inlines as XHTML that is good HTML too, shared by EPUB and every later web format.

What differs between editions comes from outside, as `Places`: where an identifier or an image
is to be found, and how a structural role is written. Nothing here knows a file or a format.
"""

from pipeline.markup.blocks import block_markup, blocks_markup
from pipeline.markup.escape import Markup, attribute, escape_attribute, escape_text, legal_text
from pipeline.markup.inlines import inlines_markup
from pipeline.markup.notes import notes_markup
from pipeline.markup.outline import outline_markup
from pipeline.markup.pagebreaks import page_break_markup
from pipeline.markup.places import PageBreak, PlacedImage, Places, aria_role
from pipeline.markup.sections import section_markup
from pipeline.markup.stylesheet import stylesheet

__all__ = [
    "Markup",
    "PageBreak",
    "PlacedImage",
    "Places",
    "aria_role",
    "attribute",
    "block_markup",
    "blocks_markup",
    "escape_attribute",
    "escape_text",
    "inlines_markup",
    "legal_text",
    "notes_markup",
    "outline_markup",
    "page_break_markup",
    "section_markup",
    "stylesheet",
]
