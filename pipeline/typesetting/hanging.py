"""Hanging punctuation: how far a word may reach into the margin, so that the edge looks straight.

The shares are those of pdfTeX's `microtype` in kind: small marks hang far, broad ones a little.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.typesetting.pages import ShapedWord

if TYPE_CHECKING:
    from pipeline.typesetting.strand import Strand

HYPHEN_SHARE = 0.6
"""How much of a hyphen at a line's end stands in the margin."""
_AT_THE_END = {
    **dict.fromkeys(".,\u060c\u06d4", 0.7),
    **dict.fromkeys("-\u2010\u00ad", HYPHEN_SHARE),
    **dict.fromkeys("'\"\u2018\u2019\u201c\u201d\u201a\u201e\u2039\u203a\u00ab\u00bb", 0.5),
    **dict.fromkeys(";:", 0.4),
    **dict.fromkeys("!?)]\u2013", 0.2),
    "\u2014": 0.15,
}
_AT_THE_BEGINNING = {
    **dict.fromkeys("'\"\u2018\u2019\u201c\u201d\u201a\u201e\u2039\u203a\u00ab\u00bb", 0.5),
    **dict.fromkeys("([\u2013\u2014", 0.15),
}


def hangs_before(strand: "Strand", first: int, last: int) -> list[float]:
    """Give how far pieces from `first` to before `last` hang to the left, in points."""
    return [_hang(strand, at, 0, _AT_THE_BEGINNING) for at in range(first, last)]


def hangs_after(strand: "Strand", first: int, last: int) -> list[float]:
    """Give how far pieces from `first` to before `last` hang to the right, in points."""
    return [_hang(strand, at, -1, _AT_THE_END) for at in range(first, last)]


def _hang(strand: "Strand", at: int, end: int, shares: Mapping[str, float]) -> float:
    piece, text = strand.pieces[at], strand.texts[at]
    share = shares.get(text[end], 0.0) if text else 0.0
    if not share or not isinstance(piece, ShapedWord) or not piece.width:
        return 0.0
    return share * piece.glyphs[end].advance * strand.widths[at] / piece.width
