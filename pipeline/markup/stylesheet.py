"""The stylesheet of an edition, made from the theme.

Reading systems and their users have the last word: lengths are relative, body text has neither
colour nor size, nothing is justified, and what has a colour can be read on white and on black
paper, also in reading systems that turn pages dark without telling the stylesheet.
"""

from collections.abc import Iterator

from pipeline.markup.code_looks import code_rules, dark_code_rules
from pipeline.markup.colours import lightened
from pipeline.markup.construct_looks import construct_rules, dark_construct_rules
from pipeline.markup.declarations import (
    ON_DARK,
    border,
    colour,
    em,
    faint,
    family,
    hyphens,
    kept_with_next,
    look,
    margins,
    media,
    number,
    rule,
)
from pipeline.markup.formula_style import formula_rules
from pipeline.theme import Theme

_MEASURE = "38em"
_HEADINGS = "h1, h2, h3, h4, h5, h6, .rubric"


def stylesheet(theme: Theme) -> str:
    """Give the CSS of a theme."""
    first = (_text, _headings, _blocks, code_rules, construct_rules)
    last = (_tables, _notes, _contents, _title_page)
    rules = [*(line for part in (*first, *last) for line in part(theme)), *formula_rules()]
    dark = [line for part in (_dark, dark_code_rules, dark_construct_rules) for line in part(theme)]
    return "\n".join(
        ['@charset "utf-8";', *rules, *media("(prefers-color-scheme: dark)", dark), ""]
    )


def _text(theme: Theme) -> Iterator[str]:
    body = theme.body
    leading = f"line-height: {number(body.leading / body.size)}"
    words = "overflow-wrap: break-word"
    yield rule("body", family(theme, body.family), leading, words, "widows: 2", "orphans: 2")
    yield rule("body > section, body > nav", f"max-width: {_MEASURE}", "margin: 0 auto")
    yield rule("p", margins(body), hyphens("auto") if body.hyphenated else "")
    yield rule("a", colour(theme.colours.link))
    yield rule("strong", "font-weight: 700")
    yield rule("sup", "font-size: 0.72em", "line-height: 0", "vertical-align: super")
    yield rule("sub", "font-size: 0.72em", "line-height: 0", "vertical-align: sub")
    yield rule("img", "max-width: 100%", "height: auto")


def _headings(theme: Theme) -> Iterator[str]:
    for level, style in enumerate(theme.headings, start=1):
        heading = f"h{level}, .like-h{level}"
        yield rule(heading, *look(theme, style), margins(style), colour(style.colour))
    part = theme.part
    yield rule(".part-title", *look(theme, part), "margin: 0 0 1em", colour(part.colour))
    rubric = theme.rubric
    yield rule(".rubric", *look(theme, rubric), margins(rubric), colour(rubric.colour))
    yield rule(
        _HEADINGS,
        hyphens("manual"),
        *kept_with_next(),
        "page-break-inside: avoid",
        "break-inside: avoid",
    )
    yield rule("section > h1:first-child, section > .like-h1:first-child", "margin-top: 0.6em")
    yield rule("section > .part-title:first-child", "margin-top: 30%")
    yield rule(".number", "margin-inline-end: 0.3em")


def _blocks(theme: Theme) -> Iterator[str]:
    body, caption = theme.body, theme.caption
    gap = em(body.after, body.size)
    yield rule("ul, ol", f"margin: 0 0 {gap}", f"padding-inline-start: {em(22, body.size)}")
    yield rule("li > ul, li > ol", "margin-bottom: 0")
    yield rule("ul.unmarked", "list-style: none")
    yield rule("ul.unmarked:not(li > ul)", "padding-inline-start: 0")
    yield rule("li", "margin-bottom: 0.15em")
    yield rule(
        "blockquote",
        f"margin: 0 0 {gap}",
        f"margin-inline-start: {em(theme.indent / 4, body.size)}",
        f"padding-inline-start: {em(theme.indent * 3 / 4, body.size)}",
        f"border-inline-start: {border(theme, '0.14em')}",
    )
    yield rule(
        "hr", "width: 28%", "border: 0", f"border-top: {border(theme)}", "margin: 1.6em auto"
    )
    yield rule(
        "figure",
        "margin: 1.2em 0",
        "text-align: center",
        "break-inside: avoid",
        "page-break-inside: avoid",
    )
    yield rule("figure img", "max-height: 92vh", "object-fit: contain")
    yield rule("figcaption", *look(theme, caption), margins(caption), faint(theme))
    yield rule(".caption-label", "font-weight: 600")


def _tables(theme: Theme) -> Iterator[str]:
    cell, header = theme.cell, theme.header_cell
    yield rule(".table", "margin: 1em 0 1.2em", "overflow-x: auto")
    yield rule(
        "table",
        *look(theme, cell),
        "border-collapse: collapse",
        "min-width: 60%",
        f"border-top: {border(theme, '0.1em')}",
        f"border-bottom: {border(theme, '0.1em')}",
    )
    yield rule("th, td", "padding: 0.35em 0.7em", "text-align: start", "vertical-align: top")
    yield rule("th", f"font-weight: {header.weight}", "vertical-align: bottom")
    caption = theme.table_caption
    yield rule(
        "caption",
        *look(theme, caption),
        f"font-size: {em(caption.size, cell.size)}",
        f"padding-bottom: {em(caption.after, caption.size)}",
        "caption-side: top",
        "text-align: start",
        faint(theme),
        *kept_with_next(),
    )
    yield rule("tbody th", "vertical-align: top")
    yield rule("tbody + tbody", f"border-top: {border(theme)}")
    yield rule("thead", "display: table-header-group")
    yield rule("thead th, thead td", f"border-bottom: {border(theme)}")
    yield rule("tr", "break-inside: avoid", "page-break-inside: avoid")
    yield rule(".start", "text-align: start")
    yield rule(".center", "text-align: center")
    yield rule(".end", "text-align: end")
    narrow = rule("table", f"font-size: {number(cell.size / theme.body.size * 0.9)}em")
    tight = rule("th, td", "padding: 0.3em 0.4em")
    yield "\n".join(media("(max-width: 30em)", iter((narrow, tight))))


def _notes(theme: Theme) -> Iterator[str]:
    above = f"border-top: {border(theme)}"
    yield rule(".notes", "margin-top: 3em", "padding-top: 1em", above)
    yield rule(".notes aside", *look(theme, theme.note), "margin: 0 0 0.6em")
    yield rule(".notes p", margins(theme.note))
    yield rule(".mark", "font-size: 0.75em", "line-height: 0", "vertical-align: super")
    yield rule(".notes a[role=doc-backlink]", "text-decoration: none", "padding: 0 0.2em")


def _contents(theme: Theme) -> Iterator[str]:
    title = theme.contents_title
    yield rule("nav h1, nav h2", *look(theme, title), "margin: 1em 0 0.8em", colour(title.colour))
    yield rule(
        "nav ol", "list-style: none", "margin: 0", "padding: 0", *look(theme, theme.contents[1])
    )
    yield rule(
        "nav ol ol", "font-size: 1em", f"padding-inline-start: {em(theme.indent, theme.body.size)}"
    )
    first = theme.contents[0]
    yield rule("nav > ol > li", f"margin-top: {em(first.before, first.size)}")
    yield rule("nav > h1 + ol > li > a", f"font-weight: {first.weight}")
    yield rule("nav a", "color: inherit", "text-decoration: none")
    # As wide as the list below is moved in: texts stand under texts.
    width = f"min-width: {number((theme.indent - 2.5) / theme.body.size)}em"
    yield rule("nav .number", "display: inline-block", width, "margin-inline-end: 0")


def _title_page(theme: Theme) -> Iterator[str]:
    styles = ((".title", theme.title), (".subtitle", theme.subtitle), (".byline", theme.byline))
    yield rule(".title-page", "padding-top: 12%")
    for selector, style in styles:
        yield rule(selector, *look(theme, style), margins(style), hyphens("manual"))
    yield rule("h1.title", colour(theme.title.colour), "margin-top: 0")
    yield rule(".subtitle, .byline", faint(theme))
    yield rule(".rights", *look(theme, theme.caption), "margin-top: 3em", faint(theme))
    yield rule(".cover", "max-width: none", "text-align: center")
    yield rule(".cover img", "max-height: 98vh", "object-fit: contain")


def _dark(theme: Theme) -> Iterator[str]:
    accent = lightened(theme.colours.accent, ON_DARK)
    likes = ", ".join(f".like-h{level}" for level in range(1, len(theme.headings) + 1))
    titles = f"{_HEADINGS}, {likes}, .part-title, h1.title, nav h1, nav h2"
    yield rule(titles, f"color: #{accent}")
    yield rule("a", f"color: #{lightened(theme.colours.link, ON_DARK)}")
    yield rule("nav a", "color: inherit")
