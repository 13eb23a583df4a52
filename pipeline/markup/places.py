"""What markup has to be told: where things are, and how roles are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.markup.escape import Markup
from pipeline.model.words import Words

_ARIA_ROLES = frozenset(
    {
        "backlink",
        "acknowledgments",
        "afterword",
        "appendix",
        "bibliography",
        "chapter",
        "colophon",
        "conclusion",
        "dedication",
        "epigraph",
        "epilogue",
        "foreword",
        "glossary",
        "index",
        "introduction",
        "part",
        "preface",
        "prologue",
        "cover",
        "footnote",
        "noteref",
        "notice",
        "pagebreak",
        "pagelist",
        "subtitle",
        "tip",
        "toc",
    }
)


def aria_role(name: str) -> Markup:
    """Write a structural role as an attribute of DPUB-ARIA 1.1; nothing where it has none."""
    return Markup(f' role="doc-{name}"' if name in _ARIA_ROLES else "")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page that begins in a block: its number, its place's name, the visible characters before.

    An image or a formula among words counts as one character.
    """

    label: str
    identifier: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image of an edition: its address, and its size in CSS pixels (0: not known)."""

    source: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Where an edition has what a document refers to.

    `href` gives the address of an identifier, "" where the edition does not have it. `images`
    are found by their assets' names. `role` writes a structural role ("noteref") as attributes.
    `right_to_left` is the direction of the text around. `breaks` tells which pages of another
    edition begin in a block, by the identity of its inlines or, where it has none, of the block;
    `marks` are those among the inlines that are being written, by their names.
    """

    href: Callable[[str], str]
    images: Mapping[str, PlacedImage]
    words: Words
    role: Callable[[str], Markup] = aria_role
    right_to_left: bool = False
    breaks: Mapping[int, tuple[PageBreak, ...]] = field(default_factory=dict)
    marks: Mapping[str, PageBreak] = field(default_factory=dict)

    @property
    def code_direction(self) -> Markup:
        """The attribute that keeps code running from left to right (HTML 3.2.6.4)."""
        return Markup(' dir="ltr"' if self.right_to_left else "")

    def facing(self, direction: str) -> "Places":
        """Give what holds within text that has a direction of its own ("" where it has none)."""
        return replace(self, right_to_left=direction == "rtl") if direction else self
