"""The teller: takes in a text piece by piece, in reading order, and gives its structure as facts.

Readers of editions and `verify` use it from their two ends, so that both mean the same by an item,
a cell or a stressed word.
"""

import re
import unicodedata
from functools import lru_cache

from pipeline.exporter import normal_text, without_invisible
from pipeline.structure import BlockFact, CellFact, ItemFact, Limit, LookFact, SpokenFact, Structure

LONGEST_BEGINNING = 40
"""How many characters tell an item."""

LARGEST_NUMBER = 32767
"""The largest number of an item that is told apart from larger ones: Word has none beyond."""

DEEPEST_LEVEL = 9
"""The deepest level of lists that is told apart from deeper ones: Word has none below."""

BULLET = "•"
CHECKED, UNCHECKED = "[x]", "[ ]"
_TAB = 4
_STRONG = "strong"
FORMULA = "formula"
"""Stands for the looks of a formula, which has none."""
_NUMBERED = re.compile("^([0-9]{5,})[.]")
_TAG = re.compile("[a-z]{1,8}(?:-[a-z0-9]{1,8})*")


def number_marker(number: int) -> str:
    """Give the marker of an item with a number."""
    return f"{min(number, LARGEST_NUMBER)}."


def flat_code(text: str) -> str:
    """Give lines of code as one: without empty ones, blanks at ends and tabulators."""
    lines = (line.expandtabs(_TAB).rstrip() for line in text.split("\n"))
    return " ".join(line for line in lines if line)


def language_key(language: str) -> str:
    """Make language tags comparable: case carries no meaning (RFC 5646, 2.1.1).

    What is no tag names no language, and formats leave it out.
    """
    tag = language.replace("_", "-").casefold()
    return tag if _TAG.fullmatch(tag) else ""


@lru_cache(maxsize=512)
def with_look(looks: str, look: str) -> str:
    """Add a look to others that are joined by "+"; code of a key is the key."""
    if look == "code" and "keyboard" in looks:
        return looks
    return "+".join(sorted({*looks.split("+"), look} - {""}))


@lru_cache(maxsize=512)
def without_look(looks: str, look: str) -> str:
    """Take a look from others."""
    return "+".join(each for each in looks.split("+") if each != look)


class _Runs:
    """Stretches of words with the same key within a block; those with the key "" are not kept."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._key = ""
        self._pieces: list[str] = []

    def say(self, text: str, key: str) -> None:
        if text.isspace():
            key = self._key
        if key != self._key:
            self.close()
            self._key = key
        if key:
            self._pieces.append(text)

    def close(self) -> None:
        if self._key:
            words = normal_text("".join(self._pieces))
            if words:
                self.found.append((self._key, words))
            self._key, self._pieces = "", []


class _Item:
    """An item whose words are still to come."""

    def __init__(self, level: int, marker: str) -> None:
        self._level, self._marker = level, marker
        self._pieces: list[str] = []
        self._length = 0

    def say(self, text: str) -> bool:
        """Take words in; tell whether they are enough."""
        self._pieces.append(text)
        self._length += len(text)
        return self._length > LONGEST_BEGINNING and len(self._text()) > LONGEST_BEGINNING

    def _text(self) -> str:
        return normal_text("".join(self._pieces))

    def fact(self) -> ItemFact:
        return ItemFact(self._level, self._marker, self._text()[:LONGEST_BEGINNING].rstrip())


class Teller:
    """Takes in what an edition says: first the running text, then the notes."""

    def __init__(self, limits: frozenset[Limit] = frozenset()) -> None:
        self._limits = limits
        self._looks, self._languages = _Runs(), _Runs()
        self._block: list[tuple[str, str]] = []
        self._items: list[_Item] = []
        self._open: list[_Item] = []
        self._cells: list[CellFact] = []
        self._cell: list[str] | None = None
        self._code: list[str] = []
        self._lines: list[str] | None = None
        self._in_note = False
        self._blocks: list[BlockFact] = []
        self._kind = ""
        self._words: list[str] = []
        self._begins_item = False

    def say(self, text: str, looks: str = "", language: str = "") -> None:
        """Take in words that stand out by some looks, in a language ("" for the edition's)."""
        if not text:
            return
        if self._begins_item and text.strip():
            self._begins_item = False
        if self._kind:
            self._words.append(text)
        if self._open:
            self._open = [item for item in self._open if not item.say(text)]
        if self._cell is not None:
            self._cell.append(text)
        if self._lines is not None:
            self._lines.append(text)
            return
        if self._in_note:
            self._block.append((text, looks))
        else:
            self._looks.say(text, "" if looks == FORMULA else looks)
        self._languages.say(text, language)

    def edge(self) -> None:
        """End a block, or begin one."""
        if self._block:
            self._tell_block()
        if self._kind:
            self._end_block()
        self._looks.close()
        self._languages.close()
        for item in self._open:
            item.say(" ")
        if self._cell is not None:
            self._cell.append(" ")

    def _tell_block(self) -> None:
        block, self._block = self._block, []
        words = (looks for text, looks in block if text.strip() and looks != FORMULA)
        said = [looks.split("+") for looks in words]
        is_term = bool(said) and all(_STRONG in looks for looks in said)
        for text, looks in block:
            shown = without_look(looks, _STRONG) if is_term else looks
            self._looks.say(text, "" if looks == FORMULA else shown)

    def block(self, kind: str) -> None:
        """Begin a block of a kind; it ends where the next edge is."""
        self.edge()
        if not (self._begins_item or self._in_note):
            self._kind = kind

    def _end_block(self) -> None:
        words = normal_text("".join(self._words))
        if words:
            self._blocks.append(BlockFact(self._kind, words))
        self._kind, self._words = "", []

    def item(self, level: int, marker: str) -> None:
        """Begin an item of a list."""
        self.edge()
        marker = _NUMBERED.sub(lambda found: number_marker(int(found[1])), marker)
        is_task = marker in {CHECKED, UNCHECKED}
        level = 0 if is_task and Limit.TASK_LEVELS in self._limits else min(level, DEEPEST_LEVEL)
        self._begins_item = True
        item = _Item(level, marker)
        self._items.append(item)
        self._open.append(item)

    def begin_cell(self) -> None:
        """Begin a cell of a table."""
        self.edge()
        self._cell = []

    def end_cell(self, row: int, place: int, spans: tuple[int, int], *, is_header: bool) -> None:
        """End a cell; `spans` are its columns and rows."""
        text = normal_text("".join(self._cell or ()))
        self._cell = None
        self.edge()
        self._cells.append(CellFact(row, place, *spans, is_header and bool(text), text))

    def begin_code(self) -> None:
        """Begin a block of code."""
        self.edge()
        self._lines = []

    def end_code(self) -> None:
        """End a block of code."""
        text = "".join(self._lines or ()).replace("\r\n", "\n").replace("\r", "\n")
        self._lines = None
        self.edge()
        if not text.isascii():
            text = unicodedata.normalize("NFC", without_invisible(text))
        if Limit.CODE_LINES in self._limits:
            self._code.append(flat_code(text))
        else:
            self._code.append("\n".join(line.rstrip() for line in text.split("\n")))

    def begin_note(self) -> None:
        """Begin a note; what was open before it has ended."""
        self.edge()
        self._open = []
        self._in_note, self._begins_item = True, False

    def counts(self) -> tuple[int, int, int]:
        """Tell how many stretches of looks and languages, and blocks, have ended so far."""
        return len(self._looks.found), len(self._languages.found), len(self._blocks)

    def structure(self) -> Structure:
        """Give what has been told."""
        self.edge()
        return Structure(
            items=tuple(item.fact() for item in self._items),
            cells=tuple(self._cells),
            code=tuple(self._code),
            looks=tuple(LookFact(*found) for found in self._looks.found),
            blocks=tuple(self._blocks),
            languages=tuple(SpokenFact(*found) for found in self._languages.found),
            limits=self._limits,
        )


def limited(structure: Structure, limits: frozenset[Limit]) -> Structure:
    """Give a structure as it is told under some limits."""
    if Limit.CODE_LINES in limits:
        structure = structure._replace(code=tuple(map(flat_code, structure.code)))
    if Limit.TASK_LEVELS in limits:
        tasks = {CHECKED, UNCHECKED}
        items = (i._replace(level=0) if i.marker in tasks else i for i in structure.items)
        structure = structure._replace(items=tuple(items))
    return structure._replace(limits=structure.limits | limits)
