"""What the editions share in looks: page, type scale, colours, families. All lengths in points."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from pipeline.model.fonts import FontFile, OwnFamily
from pipeline.model.nodes import TokenKind
from pipeline.model.tones import Tone

MM = 72 / 25.4


class Generic(Enum):
    """The three families of a theme, by CSS's words."""

    SERIF = "serif"
    SANS = "sans-serif"
    MONO = "monospace"


@dataclass(frozen=True, slots=True)
class Family:
    """A type family: the name that it has, the package that holds its files, and its stand-ins.

    `package` is the import name of a font package, "" for an author's family, which has `files`
    instead; `stand_ins` are families that readers' machines are likely to have.
    """

    name: str
    package: str
    stand_ins: tuple[str, ...]
    files: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PageShape:
    """A page and its margins, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def measure(self) -> float:
        """The width of the text, in points."""
        return self.width - self.left - self.right

    @property
    def turned(self) -> "PageShape":
        """The page on its side, with the same margins."""
        return replace(self, width=self.height, height=self.width)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of paragraph looks.

    `size`, `leading`, `before` and `after` in points; of two spaces that meet, the larger counts.
    `colour` is six hexadecimal digits. `weight` is 400 (regular), 600 or 700.
    """

    family: Generic
    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    weight: int = 400
    italic: bool = False
    colour: str = "1a1a1a"
    justified: bool = False
    hyphenated: bool = False


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by their use, six hexadecimal digits each; text on its ground has 4.5:1 or more."""

    text: str = "1a1a1a"
    muted: str = "595959"
    accent: str = "1f3a5f"
    link: str = "1a4f8b"
    rule: str = "b8bec6"
    shade: str = "f4f5f7"
    marked: str = "fdf0a6"
    pointed: str = "fbf3cf"
    key: str = "e9ebef"

    @property
    def grounds(self) -> tuple[str, ...]:
        """The colours that text stands on, besides paper."""
        return (self.shade, self.marked, self.pointed, self.key)


@dataclass(frozen=True, slots=True)
class ToneColours:
    """The colours of an admonition: the rule at its side, its ground, its title."""

    rule: str
    ground: str
    title: str


@dataclass(frozen=True, slots=True)
class TokenStyle:
    """How one kind of token of code looks."""

    colour: str
    bold: bool = False
    italic: bool = False


_TONES = (
    (Tone.NEUTRAL, ToneColours("b8bec6", "f6f7f8", "3f4752")),
    (Tone.NOTE, ToneColours("3b73b9", "f1f5fb", "1a4f8b")),
    (Tone.TIP, ToneColours("2f8a57", "eff7f2", "1d6a40")),
    (Tone.IMPORTANT, ToneColours("7a55b5", "f5f1fb", "5e3a99")),
    (Tone.WARNING, ToneColours("c2830f", "fcf6ea", "7f5200")),
    (Tone.DANGER, ToneColours("c0392f", "fcf0ef", "9d2a22")),
)
_TOKENS = (
    (TokenKind.PLAIN, TokenStyle("1a1a1a")),
    (TokenKind.KEYWORD, TokenStyle("7a2f8f", bold=True)),
    (TokenKind.NAME, TokenStyle("1a1a1a")),
    (TokenKind.FUNCTION, TokenStyle("1a4f8b")),
    (TokenKind.TYPE, TokenStyle("0f5e66")),
    (TokenKind.STRING, TokenStyle("2b6329")),
    (TokenKind.NUMBER, TokenStyle("8a4500")),
    (TokenKind.COMMENT, TokenStyle("5b6470", italic=True)),
    (TokenKind.OPERATOR, TokenStyle("3f4752")),
    (TokenKind.META, TokenStyle("6b4f00")),
    (TokenKind.INSERTED, TokenStyle("1d6a40")),
    (TokenKind.DELETED, TokenStyle("9d2a22")),
)


def _heading_styles() -> tuple[TextStyle, ...]:
    accent = Colours().accent
    sizes = ((17.0, 21.0, 24.0, 8.0), (13.5, 17.0, 17.0, 5.0), (11.5, 15.0, 13.0, 4.0))
    upper = [
        TextStyle(Generic.SANS, size, leading, before, after, weight=600, colour=accent)
        for size, leading, before, after in sizes
    ]
    lower = TextStyle(Generic.SANS, 10.5, 14.5, 11.0, 3.0, weight=600, colour=accent)
    return (*upper, lower, replace(lower, italic=True), replace(lower, weight=400, italic=True))


def _contents_styles() -> tuple[TextStyle, ...]:
    first = TextStyle(Generic.SANS, 10.5, 15.0, 5.0, 0.0, weight=600)
    other = TextStyle(Generic.SANS, 10.0, 14.5, 0.0, 0.0)
    return (first, other, other, other, other, other)


@dataclass(frozen=True, slots=True)
class Theme:
    """The looks that every edition is made from.

    Tuples of styles run from level 1 to level 6. `indent` is how far a list, a quote or a
    contents level is moved in, in points.
    """

    name: str = "report"
    page: PageShape = field(
        default_factory=lambda: PageShape(210 * MM, 297 * MM, 72.0, 76.0, 82.0, 82.0)
    )
    serif: Family = Family(
        "Source Serif 4", "fontpkg_source_serif_4", ("Source Serif Pro", "Cambria", "Georgia")
    )
    sans: Family = Family(
        "Source Sans 3", "fontpkg_source_sans_3", ("Source Sans Pro", "Calibri", "Arial")
    )
    mono: Family = Family(
        "Source Code Pro", "fontpkg_source_code_pro", ("Consolas", "Menlo", "Courier New")
    )
    colours: Colours = field(default_factory=Colours)
    body: TextStyle = TextStyle(
        Generic.SERIF, 10.5, 15.0, 0.0, 7.5, justified=True, hyphenated=True
    )
    title: TextStyle = TextStyle(
        Generic.SANS, 25.0, 30.0, 0.0, 6.0, weight=600, colour=Colours().accent
    )
    subtitle: TextStyle = TextStyle(
        Generic.SERIF, 14.0, 19.0, 0.0, 10.0, italic=True, colour=Colours().muted
    )
    byline: TextStyle = TextStyle(Generic.SANS, 10.5, 15.0, 0.0, 0.0, colour=Colours().muted)
    contents_title: TextStyle = TextStyle(
        Generic.SANS, 13.5, 17.0, 22.0, 6.0, weight=600, colour=Colours().accent
    )
    contents: tuple[TextStyle, ...] = field(default_factory=_contents_styles)
    headings: tuple[TextStyle, ...] = field(default_factory=_heading_styles)
    part: TextStyle = TextStyle(
        Generic.SANS, 26.0, 32.0, 0.0, 14.0, weight=700, colour=Colours().accent
    )
    rubric: TextStyle = TextStyle(
        Generic.SANS, 10.5, 14.5, 8.0, 3.0, weight=600, colour=Colours().accent
    )
    quote: TextStyle = TextStyle(
        Generic.SERIF, 10.5, 15.0, 0.0, 7.5, justified=True, hyphenated=True, colour="333333"
    )
    code: TextStyle = TextStyle(Generic.MONO, 8.8, 12.5, 4.0, 9.0)
    cell: TextStyle = TextStyle(Generic.SANS, 9.3, 12.8)
    header_cell: TextStyle = TextStyle(Generic.SANS, 9.3, 12.8, weight=600)
    caption: TextStyle = TextStyle(Generic.SANS, 9.0, 12.5, 5.0, 10.0, colour=Colours().muted)
    table_caption: TextStyle = TextStyle(Generic.SANS, 9.0, 12.5, 10.0, 4.0, colour=Colours().muted)
    code_title: TextStyle = TextStyle(
        Generic.SANS, 8.8, 12.5, 6.0, 0.0, weight=600, colour=Colours().muted
    )
    admonition_title: TextStyle = TextStyle(Generic.SANS, 10.0, 14.0, 0.0, 3.0, weight=600)
    term: TextStyle = TextStyle(Generic.SERIF, 10.5, 15.0, 0.0, 1.0, weight=600)
    note: TextStyle = TextStyle(Generic.SERIF, 8.6, 11.5, 0.0, 2.0, justified=True, hyphenated=True)
    running: TextStyle = TextStyle(Generic.SANS, 8.5, 11.0, colour=Colours().muted)
    tones: tuple[tuple[Tone, ToneColours], ...] = _TONES
    tokens: tuple[tuple[TokenKind, TokenStyle], ...] = _TOKENS
    code_scale: float = 0.92
    raised_scale: float = 0.68
    indent: float = 18.0

    def family(self, generic: Generic) -> Family:
        """Give the family that stands for a generic one."""
        return {Generic.SERIF: self.serif, Generic.SANS: self.sans, Generic.MONO: self.mono}[
            generic
        ]

    def tone(self, tone: Tone) -> ToneColours:
        """Give the colours of an admonition's tone."""
        return dict(self.tones)[tone]

    def token(self, kind: TokenKind) -> TokenStyle:
        """Give the look of a kind of token."""
        return dict(self.tokens)[kind]


PAGE_SIZES = {
    "a4": (210 * MM, 297 * MM),
    "a5": (148 * MM, 210 * MM),
    "b5": (176 * MM, 250 * MM),
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
}
THEMES = {"report": Theme()}


def with_families(theme: Theme, families: Iterable[OwnFamily]) -> Theme:
    """Give a theme with families of an author's own; the stand-ins stay those of the theme's."""
    by_generic = {own.generic: own for own in families}

    def chosen(generic: str, family: Family) -> Family:
        own = by_generic.get(generic)
        return Family(own.name, "", family.stand_ins, own.files) if own else family

    return replace(
        theme,
        serif=chosen("serif", theme.serif),
        sans=chosen("sans", theme.sans),
        mono=chosen("mono", theme.mono),
    )


def theme_for(name: str, page_size: str) -> Theme:
    """Give a theme on a page; both names are known ones (`THEMES`, `PAGE_SIZES`)."""
    theme = THEMES[name]
    width, height = PAGE_SIZES[page_size]
    scale = min(1.0, width / theme.page.width)
    page = replace(
        theme.page,
        width=width,
        height=height,
        top=theme.page.top * scale,
        bottom=theme.page.bottom * scale,
        left=theme.page.left * scale,
        right=theme.page.right * scale,
    )
    return replace(theme, page=page)
