"""The options of the EPUB edition, the keys of `[editions.epub]`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EpubOptions:
    """How the EPUB edition is made.

    With `page_list` it tells where the pages of the PDF edition begin, which have to be typeset
    for that.
    """

    page_list: bool = True
