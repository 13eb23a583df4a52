"""Labels of captions: the words with a SEQ field for the number, which Word counts itself."""

import re

from pipeline.exporters.docx.writer.allotments import Allotments
from pipeline.exporters.docx.writer.markup import NOTHING, Markup
from pipeline.exporters.docx.writer.runs import Look, field, stronger, text_run
from pipeline.model.nodes import CaptionLabel, CodeBlock, CrossReference, MathBlock
from pipeline.model.plain_text import plain_text

SEQUENCES = {
    "figure": "Figure",
    "table": "Table",
    "listing": "Listing",
    "equation": "Equation",
}
"""The names of Word's sequences, by what is counted."""
_CAPTIONED = frozenset({"figure", "table", "listing"})
_COUNT = re.compile(r"(.*?)([0-9]+)([^0-9]*)$", re.DOTALL)


def caption_label(label: CaptionLabel, look: Look, allotments: Allotments) -> Markup:
    """Write the label of a figure's or table's caption."""
    content = _label(label.text, label.series, stronger(look))
    return _named(content, label.target, allotments)


def listing_title(block: CodeBlock, look: Look, allotments: Allotments) -> Markup:
    """Write the title of a listing, its label before it where it has one."""
    title = text_run(block.title, look)
    if not block.label:
        return title
    content = _named(_label(block.label, "listing", look), block.identifier, allotments)
    return Markup(content + text_run(" ", look) + title)


def formula_number(block: MathBlock, look: Look, allotments: Allotments) -> Markup:
    """Write the number of a formula, in its brackets."""
    number = _named(_label(block.number, "equation", look), block.identifier, allotments)
    return Markup("".join((text_run("(", look), number, text_run(")", look))))


def repeated_label(reference: CrossReference, look: Look, allotments: Allotments) -> Markup:
    """Write the words of a reference with a REF field for what Word can repeat itself.

    That is the number of a heading or a formula, or the whole label of a caption (ECMA-376-1,
    17.16.5.51).
    """
    words = plain_text(reference.content)
    if reference.series in _CAPTIONED:
        name = allotments.label_name(reference.identifier)
        return field(f"REF {name} \\h", text_run(words, look))
    if not reference.number or reference.number not in words:
        return text_run(words, look)
    # The last one is the number: "Appendix A" has two.
    before, number, after = words.rpartition(reference.number)
    if reference.series == "equation":
        instruction = f"REF {allotments.label_name(reference.identifier)} \\h"
    else:
        instruction = f"REF {allotments.reference_name(reference.identifier)} \\r \\h"
    repeated = field(instruction, text_run(number, look))
    around = (text_run(text, look) if text else NOTHING for text in (before, after))
    return Markup(repeated.join(around))


def _named(content: Markup, identifier: str, allotments: Allotments) -> Markup:
    if not identifier:
        return content
    return allotments.bookmarked(allotments.label_name(identifier), content)


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
    instruction = f"SEQ {SEQUENCES[series]} \\* ARABIC{restart}"
    counted = field(instruction, text_run(count, look))
    pieces = [text_run(before, look) if before else NOTHING, counted]
    return Markup("".join((*pieces, text_run(after, look) if after else NOTHING)))
