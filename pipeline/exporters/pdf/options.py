"""The options of the PDF edition, the keys of `[editions.pdf]`."""

from dataclasses import dataclass

from pipeline.model.nodes import Length

_NO_BLEED = Length()


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How the PDF edition is made.

    `bleed` is how far the sheet reaches beyond the page on each side, for printers who cut it;
    `crop_marks` shows them where. `attach_source` puts the files of the source into the edition,
    which is then PDF/A-3a, for PDF/A-2 allows no files but PDF/A (ISO 19005-2, 6.8).
    """

    bleed: Length = _NO_BLEED
    crop_marks: bool = False
    attach_source: bool = False
