"""The looks of what goes beyond plain text: marks, admonitions, tasks, definitions, formulas."""

from collections.abc import Iterator

from pipeline.markup.colours import DARK_PAPER, Veil, pure, readable, veil
from pipeline.markup.declarations import (
    colour,
    em,
    faint,
    hyphens,
    kept_with_next,
    look,
    margins,
    rule,
)
from pipeline.theme import Theme, ToneColours

_BOX = 1.25
"""The width of a task's box that hangs beside its text, in ems; a word space follows it."""

_THINNED = 0.6
"""How opaque the ground of marked text is on dark pages, as a share of what it is on light ones."""


def construct_rules(theme: Theme) -> Iterator[str]:
    """Yield the rules."""
    yield rule("mark", f"background-color: {_marked(theme).css()}", "color: inherit")
    yield rule("abbr[title]", "text-decoration: underline dotted", "cursor: help")
    yield rule(".page-break", "page-break-after: always", "break-after: page")
    yield from _admonitions(theme)
    yield from _lists(theme)
    yield from _formulas(theme)


def _marked(theme: Theme) -> Veil:
    return veil(theme.colours.marked, pure(theme.colours.marked))


def _ground(tone: ToneColours) -> Veil:
    return veil(tone.ground, tone.rule)


def _admonitions(theme: Theme) -> Iterator[str]:
    title = theme.admonition_title
    yield rule(
        ".admonition",
        "margin: 1.2em 0",
        "padding: 0.7em 1em",
        "border: 0 solid",
        "border-inline-start-width: 0.25em",
    )
    yield rule(".admonition > :last-child", "margin-bottom: 0")
    yield rule(
        ".admonition-title",
        *look(theme, title),
        margins(title),
        hyphens("manual"),
        *kept_with_next(),
    )
    for tone, colours in theme.tones:
        ground = f"background-color: {_ground(colours).css()}"
        yield rule(f".admonition.{tone.value}", f"border-color: #{colours.rule}", ground)
        yield rule(f".{tone.value} > .admonition-title", colour(colours.title))
    yield rule(
        ".admonition.plain",
        "padding: 0",
        "padding-inline-start: 1em",
        "border-inline-start-width: 1px",
        "background-color: transparent",
    )


def _lists(theme: Theme) -> Iterator[str]:
    body, term = theme.body, theme.term
    yield rule("ul > .task", "list-style: none")
    yield rule(".task-box", "display: inline-block", "text-indent: 0")
    yield rule("ul > .task .task-box", f"width: {_BOX}em", f"margin-inline-start: -{_BOX + 0.25}em")
    yield rule("dl", f"margin: 0 0 {em(body.after, body.size)}")
    yield rule("dt", f"font-weight: {term.weight}", margins(term), *kept_with_next())
    yield rule("dd", "margin: 0 0 0.35em", f"margin-inline-start: {em(theme.indent, body.size)}")
    yield rule("dd > dl:last-child, dd > ul:last-child, dd > ol:last-child", "margin-bottom: 0")


def _formulas(theme: Theme) -> Iterator[str]:
    yield rule(
        ".formula",
        # As much room before the formula as behind it, with or without a number.
        "display: grid",
        "grid-template-columns: 1fr auto 1fr",
        "align-items: center",
        "margin: 1em 0",
        "overflow-x: auto",
        "overflow-y: hidden",
        "break-inside: avoid",
        "page-break-inside: avoid",
    )
    yield rule(".formula > :first-child", "grid-column: 2")
    yield rule(".formula-number", "grid-column: 3", "padding-inline-start: 1em", "text-align: end")
    yield rule(".tex", faint(theme))


def dark_construct_rules(theme: Theme) -> Iterator[str]:
    """Yield what differs on dark pages."""
    yield rule("mark", f"background-color: {_marked(theme).thinned(_THINNED).css()}")
    for tone, colours in theme.tones:
        shade = readable(colours.title, _ground(colours).over(DARK_PAPER))
        yield rule(f".{tone.value} > .admonition-title", f"color: #{shade}")
