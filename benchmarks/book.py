"""A book to measure with: made by arithmetic, the same one every time, and built like a real one.

Chapters have sections; sections have paragraphs with emphasis, code, links and notes, and now and
then a list, a table, a quotation or a block of code. Its 6,000 words are invented, and are used as
often as Zipf's law has it: a book that repeats a hundred words would flatter whoever remembers how
a word was set.
"""

from collections.abc import Iterator

ONSETS = (
    "b",
    "br",
    "c",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ea", "ou")
CODAS = ("", "n", "r", "l", "st", "nd", "m", "ck")
LINKERS = ("because", "although", "while", "since", "before", "after", "whenever", "unless")
VOCABULARY = 6000
MULTIPLIER, INCREMENT, MODULUS = 1103515245, 12345, 2**31


class Dice:
    """Numbers that look thrown and are counted: a linear congruential sequence."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """Give the next number, from 0 to below `limit`."""
        self._state = (self._state * MULTIPLIER + INCREMENT) % MODULUS
        return (self._state >> 8) * limit // (MODULUS >> 8)

    def one_of(self, words: tuple[str, ...]) -> str:
        """Choose a word."""
        return words[self.below(len(words))]

    def word(self) -> str:
        """Choose a word of the vocabulary; the nth is used about 1/n as often as the first."""
        return invented(int(VOCABULARY ** (self.below(100_000) / 100_000)))


def invented(rank: int) -> str:
    """Make up the word of a rank; frequent ones are short."""
    rest, word = rank * 2654435761 % 2**32, ""
    for _ in range(1 + (rank > 30) + (rank > 900)):  # noqa: PLR2004 - syllables by frequency
        for sounds in (ONSETS, VOWELS, CODAS):
            rest, choice = divmod(rest, len(sounds))
            word += sounds[choice]
    return word


def book(chapters: int, seed: int = 7) -> str:
    """Write a book of that many chapters; one has about 1,600 words, that is five pages."""
    dice = Dice(seed)
    parts = ["---\ntitle: The Book of Bridges\nauthor: A. Generator\nlang: en\nkind: book\n"]
    parts.append("number-sections: true\n---\n\n")
    for number in range(1, chapters + 1):
        parts.extend(_chapter(dice, number))
    return "".join(parts)


def _chapter(dice: Dice, number: int) -> Iterator[str]:
    yield f"# {_title(dice)} {number}\n\n"
    yield _paragraph(dice)
    for section in range(1, 5):
        yield f"## {_title(dice)} {number}.{section}\n\n"
        for _ in range(3 + dice.below(3)):
            yield _paragraph(dice)
        yield _special(dice, section)
        yield _noted(dice, f"{number}-{section}")
        yield _paragraph(dice)


def _title(dice: Dice) -> str:
    return f"The {dice.word()} {dice.word()} of {dice.word()}"


def _clause(dice: Dice) -> str:
    return f"the {dice.word()} {dice.word()} {dice.word()} the {_marked(dice, dice.word())}"


def _marked(dice: Dice, word: str) -> str:
    marks = {0: "*{}*", 1: "**{}**", 2: "`{}`", 3: "[{}](https://example.org/bridges?page=2)"}
    return marks.get(dice.below(40), "{}").format(word)


def _sentence(dice: Dice) -> str:
    text = f"{_clause(dice)}, {dice.one_of(LINKERS)} {_clause(dice)}"
    return f"{text[0].upper()}{text[1:]}."


def _paragraph(dice: Dice) -> str:
    return " ".join(_sentence(dice) for _ in range(3 + dice.below(4))) + "\n\n"


def _noted(dice: Dice, label: str) -> str:
    return f"{_sentence(dice)}[^{label}]\n\n[^{label}]: {_sentence(dice)}\n\n"


def _special(dice: Dice, section: int) -> str:
    kinds = (_list, _table, _quotation, _code)
    return kinds[(section + dice.below(2)) % len(kinds)](dice)


def _list(dice: Dice) -> str:
    items = "".join(f"- {_sentence(dice)}\n" for _ in range(4))
    return f"{items}    - {_sentence(dice)}\n    - {_sentence(dice)}\n\n"


def _table(dice: Dice) -> str:
    rows = "".join(f"| {dice.word()} | {dice.word()} | {dice.below(9000)} |\n" for _ in range(6))
    return f"| Part | State | Cost |\n|:-----|:-----:|-----:|\n{rows}\n"


def _quotation(dice: Dice) -> str:
    return f"> {_sentence(dice)} {_sentence(dice)}\n\n"


def _code(dice: Dice) -> str:
    lines = "".join(
        f"    if {dice.word()} > {dice.below(100)}:\n        return '{dice.word()}'\n"
        for _ in range(3)
    )
    return f"```python\ndef {dice.word()}({dice.word()}):\n{lines}```\n\n"
