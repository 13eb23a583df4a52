"""The looks of code: ground, colours of tokens, lines that have numbers or stand out."""

from collections.abc import Iterator

from pipeline.markup.colours import DARK_PAPER, Veil, pure, readable, veil
from pipeline.markup.declarations import (
    colour,
    em,
    faint,
    family,
    hyphens,
    kept_with_next,
    look,
    number,
    rule,
)
from pipeline.model.nodes import TokenKind
from pipeline.model.tones import Tone
from pipeline.theme import Generic, Theme

_PADDING = 0.9
"""The space beside code, in ems."""

_BAR = 0.25
"""The width of the bar beside a line that stands out, in ems."""

_THINNED = 0.45
"""How opaque grounds of code are on dark pages, as a share of what they are on light ones.

So colours of tokens can be read on them that are legible on white paper too: some reading systems
say that a page is dark, and show it white.
"""

_GUTTER = 3.0
"""How far code is moved in where its lines have numbers, in ems: four digits and a space."""


def _ground(theme: Theme) -> Veil:
    return veil(theme.colours.shade, theme.colours.rule)


def _pointed(theme: Theme) -> Veil:
    return veil(theme.colours.pointed, pure(theme.colours.pointed))


def code_rules(theme: Theme) -> Iterator[str]:
    """Yield the rules of code."""
    yield from _inline(theme)
    yield from _blocks(theme)
    yield from _lines(theme)
    for kind, style in theme.tokens:
        if kind not in {TokenKind.PLAIN, TokenKind.NAME}:
            yield rule(
                f".tok-{kind.value}",
                colour(style.colour),
                "font-weight: 600" if style.bold else "",
                "font-style: italic" if style.italic else "",
            )


def _inline(theme: Theme) -> Iterator[str]:
    mono = family(theme, Generic.MONO)
    size = f"font-size: {number(theme.code_scale)}em"
    yield rule("code", mono, size, "white-space: pre-wrap", hyphens("none"))
    key = veil(theme.colours.key, theme.colours.rule).css()
    yield rule(
        "kbd",
        mono,
        f"font-size: {number(theme.code_scale * 0.92)}em",
        "padding: 0.05em 0.35em",
        f"border: 1px solid #{theme.colours.rule}",
        "border-radius: 0.25em",
        f"background-color: {key}",
        "-webkit-box-decoration-break: clone",
        "box-decoration-break: clone",
        hyphens("none"),
    )


def _blocks(theme: Theme) -> Iterator[str]:
    code, title = theme.code, theme.code_title
    margin = f"margin: {em(code.before, code.size)} 0 {em(code.after + 2, code.size)}"
    yield rule(
        "pre",
        *look(theme, code),
        margin,
        f"padding: 0.65em {_PADDING}em",
        f"background-color: {_ground(theme).css()}",
        "white-space: pre-wrap",
        "overflow-wrap: anywhere",
        hyphens("none"),
    )
    yield rule("pre code", "font-size: 1em")
    yield rule(
        "figure.code",
        f"margin: 0 0 {em(code.after + 2, theme.body.size)}",
        "text-align: start",
        "break-inside: auto",
        "page-break-inside: auto",
    )
    above = f"margin: {em(title.before, title.size)} 0 0.35em"
    yield rule(
        "figure.code figcaption", *look(theme, title), above, faint(theme), *kept_with_next()
    )
    yield rule("figure.code pre", "margin: 0")


def _lines(theme: Theme) -> Iterator[str]:
    leading = number(theme.code.leading / theme.code.size)
    yield rule(
        ".line",
        "display: inline-block",
        "box-sizing: border-box",
        "width: 100%",
        f"min-height: {leading}em",
        "vertical-align: top",
    )
    yield rule(
        "mark.line",
        f"width: calc(100% + {2 * _PADDING}em)",
        f"margin: 0 -{_PADDING}em",
        f"padding: 0 {_PADDING}em 0 {number(_PADDING - _BAR)}em",
        f"border-left: {_BAR}em solid #{theme.tone(Tone.WARNING).rule}",
        f"background-color: {_pointed(theme).css()}",
        "color: inherit",
    )
    yield rule(".numbered", "counter-reset: line")
    yield rule(".numbered .line", f"padding-left: {_GUTTER}em", f"text-indent: -{_GUTTER}em")
    yield rule(".numbered mark.line", f"padding-left: {number(_GUTTER + _PADDING - _BAR)}em")
    yield rule(
        ".numbered .line::before",
        "counter-increment: line",
        "content: counter(line)",
        'content: counter(line) / ""',
        "display: inline-block",
        "box-sizing: border-box",
        f"min-width: {_GUTTER}em",
        "padding-right: 1em",
        "text-align: right",
        "text-indent: 0",
        "-webkit-user-select: none",
        "user-select: none",
        faint(theme),
    )


def dark_code_rules(theme: Theme) -> Iterator[str]:
    """Yield what differs on dark pages."""
    shade, pointed = _ground(theme).thinned(_THINNED), _pointed(theme).thinned(_THINNED)
    yield rule("pre", f"background-color: {shade.css()}")
    yield rule("mark.line", f"background-color: {pointed.css()}")
    ground = pointed.over(shade.over(DARK_PAPER))
    for kind, style in theme.tokens:
        if kind not in {TokenKind.PLAIN, TokenKind.NAME}:
            yield rule(f".tok-{kind.value}", f"color: #{readable(style.colour, ground)}")
