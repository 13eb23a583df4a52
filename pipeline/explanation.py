"""What is known of a diagnostic's code, for one entry of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, in a sentence; what to do about it; a cause and its cure.

    Where `is_list`, cause and cure are lists of chapters (`SUMMARY.md`), beside the chapters
    `dawn.md` and `dusk.md`.
    """

    meaning: str
    advice: str
    cause: str
    cure: str
    is_list: bool = False


def entry(meaning: str, advice: str, cause: str, cure: str) -> Explanation:
    """Make an entry whose cause and cure are sources of their own."""
    return Explanation(meaning, advice, cause.strip("\n") + "\n", cure.strip("\n") + "\n")
