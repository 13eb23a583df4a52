"""Native numbering: one multilevel list for the headings, one for bullets, one for numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Code, Diagnostic
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, joined, value
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.position import DEEPEST_LEVEL
from pipeline.exporters.docx.writer.widths import text_width
from pipeline.model.nodes import OrderedList
from pipeline.theme import Theme

HEADINGS_NUM = 1
BULLETS_NUM = 2
APPENDICES_NUM = 3
_OWN_NUMS = 3
LARGEST_START = 32767
"""The largest number that Word's lists begin with."""
BULLETS = ("•", "–", "·")  # noqa: RUF001 - an en dash is the second level's bullet
NUMBER_GAP = 0.75
"""The gap between a heading's number and its text, in ems."""
MARKER_GAP = 0.5
"""The gap between an item's marker and its text, in ems of running text."""
_HEADINGS, _BULLETS, _NUMBERS, _APPENDICES = 0, 1, 2, 3
_LETTERS = 26
_LEVELS = range(DEEPEST_LEVEL + 1)


@dataclass(frozen=True, slots=True)
class _Num:
    number: int
    abstract: int
    level: int
    start: int


class Numberings:
    """The lists of a package; every ordered list is a `w:num` of its own, so it counts afresh.

    `styles` are the styles of headings that count, by their look; appendices have a list of
    their own, whose first level has letters.
    """

    def __init__(self, styles: Mapping[int, str], *, has_appendices: bool = False) -> None:
        self._styles = styles
        self._has_appendices = has_appendices
        self.diagnostics: list[Diagnostic] = []
        self._nums: list[_Num] = []
        self._deep: list[int] = []

    def ordered(self, block: OrderedList, depth: int) -> int:
        """Give the `w:num` of an ordered list that has `depth` lists around it."""
        number = _OWN_NUMS + 1 + len(self._nums)
        abstract = _NUMBERS
        if depth > DEEPEST_LEVEL:
            # Below the ninth level lists share their level, but must not share their count.
            abstract = _APPENDICES + 1 + len(self._deep)
            self._deep.append(abstract)
        start = self._start(block)
        self._nums.append(_Num(number, abstract, min(depth, DEEPEST_LEVEL), start))
        return number

    def jump(self, heading: str, level: int) -> int:
        """Give the `w:num` of a heading whose number Word would not come to by counting on.

        Lists of one definition share their count, so those below it count on from there.
        """
        number = _OWN_NUMS + 1 + len(self._nums)
        abstract = _HEADINGS if heading[0].isdigit() else _APPENDICES
        self._nums.append(_Num(number, abstract, level, ordinal(heading)))
        return number

    def _start(self, block: OrderedList) -> int:
        if 0 <= block.start <= LARGEST_START:
            return block.start
        self.diagnostics.append(
            Diagnostic(
                Code.VALUE_INVALID,
                f"a list begins with {block.start}; Word counts from 0 to {LARGEST_START}",
                block.location,
                hint="the DOCX edition begins it with the nearest number that Word has",
            )
        )
        return min(max(block.start, 0), LARGEST_START)

    def content(self, theme: Theme, heading_levels: Mapping[int, str]) -> Markup:
        """Make the content of the numbering part.

        `heading_levels` leads from each look of headings that has numbers to its longest one.
        """
        step, gap = twips(theme.indent), twips(MARKER_GAP * theme.body.size)
        abstracts = [
            _abstract(_HEADINGS, _heading_levels(theme, heading_levels, self._styles)),
            _abstract(_BULLETS, (_bullet_level(level, step, gap) for level in _LEVELS)),
        ]
        abstracts += [
            _abstract(number, (_number_level(level, step, gap) for level in _LEVELS))
            for number in (_NUMBERS, *self._deep)
        ]
        nums = [_num(HEADINGS_NUM, _HEADINGS), _num(BULLETS_NUM, _BULLETS)]
        if self._has_appendices:
            levels = _heading_levels(theme, heading_levels, {}, "upperLetter")
            abstracts.append(_abstract(_APPENDICES, levels))
            nums.append(_num(APPENDICES_NUM, _APPENDICES))
        nums += [_num(num.number, num.abstract, _restart(num)) for num in self._nums]
        return joined((*abstracts, *nums))


def ordinal(number: str) -> int:
    """Give what the last part of a heading's number counts to: 2 for "1.2", 3 for "C"."""
    last = number.rpartition(".")[2]
    if last.isdigit():
        return int(last)
    return (len(last) - 1) * _LETTERS + ord(last[0]) - ord("A") + 1


def _abstract(number: int, levels: Iterable[Markup]) -> Markup:
    return element(
        "w:abstractNum",
        {"w:abstractNumId": number},
        value("w:nsid", f"{0x5EED0000 + number:08X}"),
        value("w:multiLevelType", "multilevel"),
        *levels,
    )


def _num(number: int, abstract: int, *overrides: Markup) -> Markup:
    return element("w:num", {"w:numId": number}, value("w:abstractNumId", abstract), *overrides)


def _restart(num: _Num) -> Markup:
    start = value("w:startOverride", num.start)
    return element("w:lvlOverride", {"w:ilvl": num.level}, start)


def _indented(left: int, hanging: int) -> Markup:
    return element("w:pPr", None, element("w:ind", {"w:left": left, "w:hanging": hanging}))


def _bullet_level(level: int, step: int, gap: int) -> Markup:
    fonts = {f"w:{kind}Theme": "minorHAnsi" for kind in ("ascii", "hAnsi")}
    return element(
        "w:lvl",
        {"w:ilvl": level},
        value("w:start", 1),
        value("w:numFmt", "bullet"),
        value("w:lvlText", BULLETS[level % len(BULLETS)]),
        value("w:lvlJc", "right"),
        _indented((level + 1) * step, gap),
        element("w:rPr", None, element("w:rFonts", fonts)),
    )


def _number_level(level: int, step: int, gap: int) -> Markup:
    return element(
        "w:lvl",
        {"w:ilvl": level},
        value("w:start", 1),
        value("w:numFmt", "decimal"),
        value("w:lvlText", f"%{level + 1}."),
        value("w:lvlJc", "right"),
        _indented((level + 1) * step, gap),
    )


def _heading_levels(
    theme: Theme, longest: Mapping[int, str], styles: Mapping[int, str], first: str = "decimal"
) -> Iterable[Markup]:
    for level in _LEVELS:
        if level + 1 in longest:
            style = styles.get(level + 1, "")
            form = "decimal" if level else first
            yield _heading_level(level, theme, longest[level + 1], style, form)
        else:
            yield _silent_level(level)


def _heading_level(level: int, theme: Theme, longest: str, name: str, form: str) -> Markup:
    style = theme.headings[level]
    width = twips(text_width(longest, style, theme) + NUMBER_GAP * style.size)
    return element(
        "w:lvl",
        {"w:ilvl": level},
        value("w:start", 1),
        value("w:numFmt", form),
        value("w:pStyle", name) if name else NOTHING,
        value("w:suff", "tab"),
        value("w:lvlText", ".".join(f"%{above + 1}" for above in range(level + 1))),
        value("w:lvlJc", "left"),
        _indented(width, width),
    )


def _silent_level(level: int) -> Markup:
    return element(
        "w:lvl",
        {"w:ilvl": level},
        value("w:start", 1),
        value("w:numFmt", "none"),
        value("w:suff", "nothing"),
        value("w:lvlText", ""),
        value("w:lvlJc", "left"),
        NOTHING,
    )
