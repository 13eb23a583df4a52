"""Typesetting: a publication in its theme becomes pages of placed lines. No PDF in it.

The road within: inlines become strands (`inlines`, `strand`, `shaping`), strands are cut into lines
(`places`, `breaking`, `hyphenation`, `setting`), blocks stack lines up (`blocks` and its
neighbours), lines are dealt out to sheets (`paging`), and sheets become pages (`imposing`).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.publication import Publication
    from pipeline.theme import Theme
    from pipeline.typesetting.pages import Pages


def typeset(publication: "Publication", theme: "Theme") -> "Pages":
    """Give the pages of a publication.

    Raises PluginError where a font package of the theme is not installed.
    """
    # The contract of the plugins imports this package; what typesets is loaded when it is used.
    from pipeline.typesetting import typesetter  # noqa: PLC0415

    return typesetter.typeset(publication, theme)
