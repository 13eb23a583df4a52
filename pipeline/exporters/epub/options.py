"""The options of the EPUB edition, the keys of `[editions.epub]`."""

from dataclasses import dataclass
from enum import StrEnum


class Conformance(StrEnum):
    """What an author states about accessibility (EPUB Accessibility 1.1, 4.1)."""

    NONE = "none"
    WCAG_20_A = "wcag-2.0-a"
    WCAG_20_AA = "wcag-2.0-aa"
    WCAG_20_AAA = "wcag-2.0-aaa"
    WCAG_21_A = "wcag-2.1-a"
    WCAG_21_AA = "wcag-2.1-aa"
    WCAG_21_AAA = "wcag-2.1-aaa"
    WCAG_22_A = "wcag-2.2-a"
    WCAG_22_AA = "wcag-2.2-aa"
    WCAG_22_AAA = "wcag-2.2-aaa"

    @property
    def statement(self) -> str:
        """The words that the specification has for it."""
        _, version, level = self.value.split("-")
        return f"EPUB Accessibility 1.1 - WCAG {version} Level {level.upper()}"


@dataclass(frozen=True, slots=True)
class EpubOptions:
    """How the EPUB edition is made.

    With `page_list` it tells where the pages of the PDF edition begin, which have to be typeset
    for that. `conforms_to` is what its author states about its accessibility, `certified_by` who
    has judged that; nobody else can know. With `draw_cover` a book without a cover gets one that
    shows its title and its authors.
    """

    page_list: bool = True
    conforms_to: Conformance = Conformance.NONE
    certified_by: str = ""
    draw_cover: bool = True
