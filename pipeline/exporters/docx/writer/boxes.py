"""Check boxes of tasks: Word's own content controls, which a click ticks ([MS-DOCX], 2.6.1.12)."""

from functools import cache

from pipeline.exporters.docx.writer.markup import Markup, element, quoted
from pipeline.exporters.docx.writer.runs import TAB, TEXT

CHECKED, UNCHECKED = "\u2611", "\u2610"
_BLANK = Markup(f"<w:r>{TEXT} </w:t></w:r>")


@cache
def check_box(font: str, *, checked: bool, behind_number: bool) -> Markup:
    """Make the check box of a task in a font that has both boxes, and the gap behind it."""
    kinds = ("ascii", "eastAsia", "hAnsi", "cs")
    fonts = element("w:rFonts", {f"w:{kind}": font for kind in kinds})
    states = (("checkedState", CHECKED), ("uncheckedState", UNCHECKED))
    known = "".join(
        f'<w14:{name} w14:val="{ord(box):04X}" w14:font={quoted(font)}/>' for name, box in states
    )
    return Markup(
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/>{known}'
        f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>{fonts}</w:rPr>{TEXT}"
        f"{CHECKED if checked else UNCHECKED}</w:t></w:r></w:sdtContent></w:sdt>"
        f"{_BLANK if behind_number else TAB}"
    )
