"""A strand: the words of a paragraph in one row, with its spaces, before it is cut into lines."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from pipeline.typesetting.bidi import parts_by_direction, runs_leftwards
from pipeline.typesetting.breakplaces import breaks_between, has_wide, is_wide, signs
from pipeline.typesetting.dress import Dress
from pipeline.typesetting.fonts import THOUSAND
from pipeline.typesetting.formulas import Formula
from pipeline.typesetting.inks import Ink
from pipeline.typesetting.pages import Content, Element, ShapedWord
from pipeline.typesetting.shaping import short_parts, without_marks

if TYPE_CHECKING:
    from pipeline.typesetting.lines import NoteBody
    from pipeline.typesetting.shaping import Inner

# Spaces that a line may end at: all white space but U+00A0, U+2007 and U+202F.
_OPEN = frozenset(
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
)
_WORD = re.compile(f"[^{re.escape(''.join(sorted(_OPEN)))}]+")
_CODE_SPACE_PENALTY = 60.0
SIGN_EASE = 0.05
"""How much of the type size can be stretched between two signs of Chinese or Japanese."""


@dataclass(frozen=True, slots=True, eq=False)
class Pictured:
    """An image among words; sizes in points, `drop` is how far it hangs below the baseline."""

    asset: str
    width: float
    height: float
    drop: float

    def scaled(self, factor: float) -> "Pictured":
        """Give the image smaller by a factor."""
        width, height = self.width * factor, self.height * factor
        return Pictured(self.asset, width, height, self.drop * factor)


@dataclass(frozen=True, slots=True, eq=False)
class Kern:
    """Room in which nothing is drawn but what words around it wear; in points."""

    width: float

    def scaled(self, factor: float) -> "Kern":
        """Give the room smaller by a factor."""
        return Kern(self.width * factor)


Piece: TypeAlias = ShapedWord | Pictured | Kern | Formula


class Stretch(NamedTuple):
    """Pieces from `start` on that are drawn alike, with a space between any two of them.

    `apart` tells that what follows must not be joined by a space of this stretch (a note's mark,
    an image, a space that is a piece itself). `joined` tells that no spaces are between the pieces:
    they are signs of Chinese or Japanese.
    """

    start: int
    ink: Ink
    content: Content
    link: Element | None
    apart: bool = False
    dresses: tuple[Dress, ...] = ()
    joined: bool = False


class Voice(NamedTuple):
    """What text is drawn with and wears, its element, and the link that it is part of."""

    ink: Ink
    element: Element
    link: Element | None = None
    dresses: tuple[Dress, ...] = ()


class Strand:
    """The pieces of a paragraph.

    After piece i comes a space of `gaps[i]` points (0: none), of which `elastic[i]` points can be
    stretched; `starts` and `elastic_starts` are their sums before each piece. No line ends after
    a piece in `closed`, every line ends after one in `forced`. `inner` has the places within
    pieces, `penalties` what a break after a piece costs. `pictured` are the pieces that are
    pictures or formulas. `is_mixed` tells that some of it may run from right to left,
    `hangs` that marks at the ends of lines stand in the margins.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.texts: list[str] = []
        self.widths: list[float] = []
        self.gaps: list[float] = []
        self.elastic: list[float] = []
        self.starts: list[float] = []
        self.elastic_starts: list[float] = []
        self.stretches: list[Stretch] = []
        self.closed: set[int] = set()
        self.forced: list[int] = []
        self.inner: dict[int, tuple[Inner, ...]] = {}
        self.penalties: dict[int, float] = {}
        self.notes: list[tuple[int, NoteBody]] = []
        self.anchors: list[tuple[int, str]] = []
        self.pictured: list[int] = []
        self.is_mixed = False
        self.hangs = False

    def text(self, text: str, voice: Voice) -> None:
        """Append the words of a text; white space at its ends parts them from their neighbours."""
        if not text:
            return
        words = text.split() if text.isascii() else _WORD.findall(without_marks(text))
        if text[0] in _OPEN:
            self._open_gap(voice)
        if not words:
            return
        first = len(self.pieces)
        self._append(words, text, voice)
        if text[-1] not in _OPEN:
            self.gaps[-1] = self.elastic[-1] = 0.0
        if not voice.ink.elastic:
            costs = dict.fromkeys(range(first, len(self.pieces) - 1), _CODE_SPACE_PENALTY)
            self.penalties.update(costs)

    def mark(self, text: str, voice: Voice) -> None:
        """Append a note's mark to the word before it."""
        content = voice.element.content()
        for shaped in voice.ink.pieces(text):
            at = self._piece(shaped, text, voice.ink.width(shaped))
            self._set_apart(at, content, voice)
            self.closed.add(at - 1)

    def picture(self, picture: Pictured, voice: Voice) -> None:
        """Append an image among words."""
        at = self._piece(picture, "", picture.width)
        self._set_apart(at, voice.element.content(), voice)
        self.pictured.append(at)

    def kern(self, width: float, voice: Voice) -> None:
        """Append room without text, on the side of the word that is appended next or was last."""
        if self.pieces and not self.gaps[-1]:
            self.closed.add(len(self.pieces) - 1)
        at = self._piece(Kern(width), "", width)
        self._set_apart(at, Content(voice.element), voice)

    def part(self) -> None:
        """Let a space that follows be no part of what was appended last."""
        if self.stretches:
            self.stretches[-1] = self.stretches[-1]._replace(apart=True)

    def anchor(self, identifier: str) -> None:
        """Let links lead to the piece that is appended next, or else to the last one."""
        self.anchors.append((len(self.pieces), identifier))

    def formula(self, formula: Formula, text: str, voice: Voice) -> None:
        """Append a formula, which is never broken; lines break around it as around its text."""
        at = self._piece(formula, text or "x", formula.width)
        if at and not self.gaps[at - 1] and not breaks_between(self.texts[at - 1], self.texts[at]):
            self.closed.add(at - 1)
        self._set_apart(at, voice.element.content(), voice)
        self.pictured.append(at)

    def line_end(self, voice: Voice) -> None:
        """End the line here."""
        if self.pieces:
            self._open_gap(voice)
            self.forced.append(len(self.pieces) - 1)

    def finish(self) -> None:
        """Forget the space after the last word, and add up where everything begins."""
        if self.pieces:
            self.gaps[-1] = self.elastic[-1] = 0.0
            self.anchors = [(self._shown_from(at), identifier) for at, identifier in self.anchors]
        self.starts = list(accumulate(map(add, self.widths, self.gaps), initial=0.0))
        self.elastic_starts = list(accumulate(self.elastic, initial=0.0))

    def _shown_from(self, at: int) -> int:
        """Give the first piece from a place on that shows something, or else the last one."""
        last = len(self.pieces) - 1
        while at < last and isinstance(self.pieces[at], Kern):
            at += 1
        return min(at, last)

    def scale(self, factor: float) -> None:
        """Make everything smaller by a factor."""
        self.pieces = [
            piece if isinstance(piece, ShapedWord) else piece.scaled(factor)
            for piece in self.pieces
        ]
        self.widths = [width * factor for width in self.widths]
        self.gaps = [gap * factor for gap in self.gaps]
        self.elastic = [gap * factor for gap in self.elastic]
        dresses = {dress: dress.scaled(factor) for s in self.stretches for dress in s.dresses}
        self.stretches = [
            stretch._replace(
                ink=stretch.ink.inks.scaled(stretch.ink, factor),
                dresses=tuple(dresses[dress] for dress in stretch.dresses),
            )
            for stretch in self.stretches
        ]
        self.finish()

    def fit_pictures(self, width: float) -> None:
        """Make the pictures and formulas smaller that are wider than a line."""
        for at in self.pictured:
            if self.widths[at] > width:
                picture = cast("Pictured | Formula", self.pieces[at])
                self.pieces[at] = picture.scaled(width / picture.width)
                self.widths[at] = width
        if self.pictured:
            self.finish()

    def lower_pictures(self, height: float) -> None:
        """Make the pictures smaller that are higher than a height in points."""
        for at in self.pictured:
            piece = self.pieces[at]
            if isinstance(piece, Pictured) and piece.height > height:
                lower = piece.scaled(height / piece.height)
                self.pieces[at], self.widths[at] = lower, lower.width
        if self.pictured:
            self.finish()

    def sections(self) -> list[tuple[int, int]]:
        """Give the first piece and the one after the last of each part that ends by force."""
        ends = [0, *dict.fromkeys(at + 1 for at in self.forced), len(self.pieces)]
        return [(start, end) for start, end in pairwise(ends) if start < end]

    def _append(self, words: list[str], text: str, voice: Voice) -> None:
        """Append the words of a text, in parts where it is not of one kind."""
        if text.isascii() and not self.is_mixed and not voice.ink.inks.mirrored:
            self._words(words, voice)
            return
        leftwards = runs_leftwards(text)
        self.is_mixed = self.is_mixed or leftwards or voice.ink.inks.mirrored
        if self.is_mixed and (voice.ink.elastic or leftwards):
            self._words_by_direction(words, voice)
        elif voice.ink.elastic and has_wide(text):
            self._words_by_sign(words, voice)
        else:
            self._words(words, voice)

    def _words(self, words: list[str], voice: Voice) -> None:
        shapes = voice.ink.shapes
        shaped = [shapes[word] for word in words]
        if None in shaped:
            self._words_one_by_one(words, voice)
            return
        first = len(self.pieces)
        self._extend(words, cast("list[ShapedWord]", shaped), voice.ink)
        self._begin(first, voice)
        if not shapes.breakable.keys().isdisjoint(words):
            for at, word in enumerate(words, first):
                if word in shapes.breakable:
                    self.inner[at] = shapes.inner(word)

    def _words_one_by_one(self, words: list[str], voice: Voice) -> None:
        """Append words that need several faces, or are long enough to be cut up."""
        ink = voice.ink
        for word in words:
            for part in short_parts(word):
                self._word(part, voice)
            self.gaps[-1] = ink.space
            self.elastic[-1] = ink.space if ink.elastic else 0.0

    def _words_by_direction(self, words: list[str], voice: Voice) -> None:
        """Append words in parts that run one way each."""
        ink = voice.ink
        for word in words:
            for part in parts_by_direction(word):
                for short in short_parts(part):
                    self._word(short, voice)
            self.gaps[-1] = ink.space
            self.elastic[-1] = ink.space if ink.elastic else 0.0

    def _words_by_sign(self, words: list[str], voice: Voice) -> None:
        """Append words whose signs stand for themselves: lines break and stretch between them."""
        ink = voice.ink
        for word in words:
            for part in signs(word):
                if is_wide(part[0]):
                    self._sign(part, voice)
                    continue
                for short in short_parts(part):
                    self._word(short, voice)
            self.gaps[-1] = self.elastic[-1] = ink.space

    def _sign(self, sign: str, voice: Voice) -> None:
        ink = voice.ink
        for shaped in ink.pieces(sign):
            at = self._piece(shaped, shaped.text, ink.width(shaped))
            self.elastic[at] = ink.size * SIGN_EASE
            content = _leaf(voice.element)
            if at and not self.gaps[at - 1]:
                if not breaks_between(self.texts[at - 1], self.texts[at]):
                    self.closed.add(at - 1)
                last = self.stretches[-1]
                if self._goes_on(last, at, ink, content, joined=True):
                    continue
            self.stretches.append(
                Stretch(at, ink, content, voice.link, dresses=voice.dresses, joined=True)
            )

    def _word(self, word: str, voice: Voice) -> None:
        ink = voice.ink
        pieces = ink.pieces(word)
        for shaped in pieces:
            text = word if len(pieces) == 1 else shaped.text
            at = self._piece(shaped, text, ink.width(shaped))
            self._begin(at, voice)
            if word in ink.shapes.breakable:
                self.inner[at] = ink.shapes.inner(word)

    def _piece(self, piece: Piece, text: str, width: float) -> int:
        self.pieces.append(piece)
        self.texts.append(text)
        self.widths.append(width)
        self.gaps.append(0.0)
        self.elastic.append(0.0)
        return len(self.pieces) - 1

    def _extend(self, words: list[str], shaped: list[ShapedWord], ink: Ink) -> None:
        scale = ink.size / THOUSAND
        self.pieces.extend(shaped)
        self.texts.extend(words)
        self.widths.extend([word.width * scale for word in shaped])
        self.gaps.extend([ink.space] * len(words))
        self.elastic.extend([ink.space if ink.elastic else 0.0] * len(words))

    def _begin(self, first: int, voice: Voice) -> None:
        """Begin a stretch, unless the last one goes on; see how it meets what is before."""
        content = _leaf(voice.element)
        if first and not self.gaps[first - 1]:
            if not breaks_between(self.texts[first - 1], self.texts[first]):
                self.closed.add(first - 1)
        elif self.stretches and self._goes_on(self.stretches[-1], first, voice.ink, content):
            return
        self.stretches.append(Stretch(first, voice.ink, content, voice.link, dresses=voice.dresses))

    def _set_apart(self, at: int, content: Content, voice: Voice) -> None:
        self.stretches.append(
            Stretch(at, voice.ink, content, voice.link, apart=True, dresses=voice.dresses)
        )

    def _goes_on(
        self, last: Stretch, first: int, ink: Ink, content: Content, *, joined: bool = False
    ) -> bool:
        if (
            last.joined is not joined
            or last.apart
            or last.ink is not ink
            or last.content is not content
        ):
            return False
        before, here = self.pieces[first - 1], self.pieces[first]
        return (
            isinstance(before, ShapedWord)
            and isinstance(here, ShapedWord)
            and before.face is here.face
        )

    def _open_gap(self, voice: Voice) -> None:
        if not self.pieces or self.gaps[-1]:
            return
        ink = voice.ink
        if self.stretches[-1].apart:
            # The space cannot belong to a note's mark or an image: it is a piece of its own.
            at = self._piece(ink.shapes.space, " ", 0.0)
            self.closed.add(at - 1)
            self._set_apart(at, _leaf(voice.element), voice)
        self.gaps[-1] = ink.space
        self.elastic[-1] = ink.space if ink.elastic else 0.0


def _leaf(element: Element) -> Content:
    """Give the leaf that text goes on in: the last child, where it is one."""
    last = element.children[-1] if element.children else None
    return last if isinstance(last, Content) else element.content()
