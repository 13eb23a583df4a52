"""The options of the DOCX edition, the keys of `[editions.docx]`."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class PageNumbers(StrEnum):
    """Where the page numbers of the contents come from.

    `print` shows those of the printed edition, whose page and type are the same; `libreoffice`
    those of LibreOffice, which lays the edition out; `none` shows none, and typesets nothing.
    """

    PRINT = "print"
    LIBREOFFICE = "libreoffice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DocxOptions:
    """How the DOCX edition is made.

    With `embed_fonts` the file carries the theme's faces, cut down to the characters in use.
    `reference` is a Word document whose looks the edition takes on, `Path()` for none.
    """

    page_numbers: PageNumbers = PageNumbers.PRINT
    embed_fonts: bool = True
    reference: Path = Path()
