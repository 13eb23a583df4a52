"""The options of the PDF edition, the keys of `[editions.pdf]`."""

from dataclasses import dataclass

from pipeline.model.nodes import Length

_NO_BLEED = Length()


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How the PDF edition is made.

    `bleed` is how far the sheet reaches beyond the page on each side, for printers who cut it;
    `crop_marks` shows them where.
    """

    bleed: Length = _NO_BLEED
    crop_marks: bool = False
