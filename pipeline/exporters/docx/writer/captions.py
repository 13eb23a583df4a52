"""Labels of captions: the words with a SEQ field for the number, which Word counts itself."""

import re

from pipeline.exporters.docx.writer.markup import NOTHING, Markup
from pipeline.exporters.docx.writer.runs import Look, field, stronger, text_run
from pipeline.model.nodes import CaptionLabel

_NAMES = {"figure": "Figure", "table": "Table", "listing": "Listing"}
_COUNT = re.compile(r"(.*?)(\d+)(\D*)$", re.DOTALL)


def caption_label(label: CaptionLabel, look: Look) -> Markup:
    """Write the label of a figure's or table's caption."""
    return _label(label.text, label.series, stronger(look))


def listing_label(text: str, look: Look) -> Markup:
    """Write the label of a listing, and the space behind it; nothing where there is none."""
    if not text:
        return NOTHING
    return Markup(_label(text, "listing", look) + text_run(" ", look))


def _label(text: str, series: str, look: Look) -> Markup:
    """Write a label: the last number in it is what is counted.

    The first of a chapter sets the count, so that fields that are updated give the same numbers
    (ECMA-376-1, 17.16.5.56).
    """
    match = _COUNT.match(text)
    if match is None:
        return text_run(text, look)
    before, count, after = match.groups()
    restart = " \\r 1" if count == "1" else ""
    instruction = f"SEQ {_NAMES[series]} \\* ARABIC{restart}"
    counted = field(instruction, text_run(count, look))
    pieces = [text_run(before, look) if before else NOTHING, counted]
    return Markup("".join((*pieces, text_run(after, look) if after else NOTHING)))
