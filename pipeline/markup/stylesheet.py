"""The stylesheet of an edition, made from the theme.

Reading systems and their users have the last word: lengths are relative, body text has neither
colour nor size, nothing is justified, and what has a colour can be read on white and on black
paper, also in reading systems that turn pages dark without telling the stylesheet.
"""

from collections.abc import Iterator

from pipeline.markup.colours import faintness, lightened, veil
from pipeline.theme import Generic, TextStyle, Theme

_ON_BOTH = 0.1
"""Luminance with a contrast of 3:1 on black and 7:1 on white (WCAG 2.2, 1.4.3 and 1.4.6)."""

_ON_DARK = 0.26
"""Luminance with a contrast of 5:1 on dark pages that is legible on white ones too."""

_MEASURE = "38em"
_HEADINGS = "h1, h2, h3, h4, h5, h6, .rubric"


def stylesheet(theme: Theme) -> str:
    """Give the CSS of a theme."""
    parts = (_text, _headings, _blocks, _code, _tables, _notes, _contents, _title_page)
    rules = [line for part in parts for line in part(theme)]
    return "\n".join(
        ['@charset "utf-8";', *rules, *_media("(prefers-color-scheme: dark)", _dark(theme)), ""]
    )


def _rule(selector: str, *declarations: str) -> str:
    body = "".join(f"  {declaration};\n" for declaration in declarations if declaration)
    return f"{selector} {{\n{body}}}"


def _media(condition: str, rules: Iterator[str]) -> list[str]:
    return [f"@media {condition} {{", *rules, "}"]


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _em(points: float, size: float) -> str:
    return f"{_number(points / size)}em" if points else "0"


def _family(theme: Theme, generic: Generic) -> str:
    family = theme.family(generic)
    names = ", ".join(f'"{name}"' for name in (family.name, *family.stand_ins))
    return f"font-family: {names}, {generic.value}"


def _style(theme: Theme, style: TextStyle) -> list[str]:
    """Give the declarations of a style, but for colour and margins."""
    return [
        _family(theme, style.family),
        f"font-size: {_em(style.size, theme.body.size)}",
        f"font-weight: {style.weight}",
        f"font-style: {'italic' if style.italic else 'normal'}",
        f"line-height: {_number(style.leading / style.size)}",
    ]


def _margins(style: TextStyle) -> str:
    return f"margin: {_em(style.before, style.size)} 0 {_em(style.after, style.size)}"


def _colour(colour: str) -> str:
    return f"color: #{lightened(colour, _ON_BOTH)}"


def _faint(theme: Theme) -> str:
    """Muted text: fainter than the text around it, whatever colour that has."""
    return f"opacity: {faintness(theme.colours.muted, theme.colours.text)}"


def _hyphens(how: str) -> str:
    return f"-webkit-hyphens: {how};\n  -epub-hyphens: {how};\n  hyphens: {how}"


def _line(theme: Theme, width: str = "1px") -> str:
    return f"{width} solid #{theme.colours.rule}"


def _text(theme: Theme) -> Iterator[str]:
    body = theme.body
    leading = f"line-height: {_number(body.leading / body.size)}"
    words = "overflow-wrap: break-word"
    yield _rule("body", _family(theme, body.family), leading, words, "widows: 2", "orphans: 2")
    yield _rule("body > section, body > nav", f"max-width: {_MEASURE}", "margin: 0 auto")
    yield _rule("p", _margins(body), _hyphens("auto") if body.hyphenated else "")
    yield _rule("a", f"color: #{lightened(theme.colours.link, _ON_BOTH)}")
    yield _rule("strong", "font-weight: 700")
    yield _rule("sup", "font-size: 0.72em", "line-height: 0", "vertical-align: super")
    yield _rule("img", "max-width: 100%", "height: auto")


def _headings(theme: Theme) -> Iterator[str]:
    for level, style in enumerate(theme.headings, start=1):
        yield _rule(f"h{level}", *_style(theme, style), _margins(style), _colour(style.colour))
    rubric = theme.rubric
    yield _rule(".rubric", *_style(theme, rubric), _margins(rubric), _colour(rubric.colour))
    yield _rule(
        _HEADINGS,
        _hyphens("manual"),
        "page-break-after: avoid",
        "break-after: avoid",
        "page-break-inside: avoid",
        "break-inside: avoid",
    )
    yield _rule("section > h1:first-child", "margin-top: 0.6em")
    yield _rule(".number", "margin-inline-end: 0.3em")


def _blocks(theme: Theme) -> Iterator[str]:
    body, caption = theme.body, theme.caption
    gap = _em(body.after, body.size)
    yield _rule("ul, ol", f"margin: 0 0 {gap}", f"padding-inline-start: {_em(22, body.size)}")
    yield _rule("li > ul, li > ol", "margin-bottom: 0")
    yield _rule("li", "margin-bottom: 0.15em")
    yield _rule(
        "blockquote",
        f"margin: 0 0 {gap}",
        f"margin-inline-start: {_em(theme.indent / 4, body.size)}",
        f"padding-inline-start: {_em(theme.indent * 3 / 4, body.size)}",
        f"border-inline-start: {_line(theme, '0.14em')}",
    )
    yield _rule(
        "hr", "width: 28%", "border: 0", f"border-top: {_line(theme)}", "margin: 1.6em auto"
    )
    yield _rule(
        "figure",
        "margin: 1.2em 0",
        "text-align: center",
        "break-inside: avoid",
        "page-break-inside: avoid",
    )
    yield _rule("figure img", "max-height: 92vh", "object-fit: contain")
    yield _rule("figcaption", *_style(theme, caption), _margins(caption), _faint(theme))


def _code(theme: Theme) -> Iterator[str]:
    code = theme.code
    mono = _family(theme, Generic.MONO)
    yield _rule(
        "code",
        mono,
        f"font-size: {_number(theme.code_scale)}em",
        "white-space: pre-wrap",
        _hyphens("none"),
    )
    yield _rule(
        "pre",
        *_style(theme, code),
        f"margin: {_em(code.before, code.size)} 0 {_em(code.after + 2, code.size)}",
        "padding: 0.65em 0.9em",
        f"background-color: {veil(theme.colours.shade, theme.colours.rule)}",
        "white-space: pre-wrap",
        "overflow-wrap: anywhere",
        _hyphens("none"),
    )
    yield _rule("pre code", "font-size: 1em")


def _tables(theme: Theme) -> Iterator[str]:
    cell, header = theme.cell, theme.header_cell
    yield _rule(".table", "margin: 1em 0 1.2em", "overflow-x: auto")
    yield _rule(
        "table",
        *_style(theme, cell),
        "border-collapse: collapse",
        "min-width: 60%",
        f"border-top: {_line(theme, '0.1em')}",
        f"border-bottom: {_line(theme, '0.1em')}",
    )
    yield _rule("th, td", "padding: 0.35em 0.7em", "text-align: start", "vertical-align: top")
    yield _rule("th", f"font-weight: {header.weight}", "vertical-align: bottom")
    yield _rule("thead", "display: table-header-group")
    yield _rule("thead th, thead td", f"border-bottom: {_line(theme)}")
    yield _rule("tr", "break-inside: avoid", "page-break-inside: avoid")
    yield _rule(".center", "text-align: center")
    yield _rule(".end", "text-align: end")
    narrow = _rule("table", f"font-size: {_number(cell.size / theme.body.size * 0.9)}em")
    tight = _rule("th, td", "padding: 0.3em 0.4em")
    yield "\n".join(_media("(max-width: 30em)", iter((narrow, tight))))


def _notes(theme: Theme) -> Iterator[str]:
    border = f"border-top: {_line(theme)}"
    yield _rule(".notes", "margin-top: 3em", "padding-top: 1em", border)
    yield _rule(".notes aside", *_style(theme, theme.note), "margin: 0 0 0.6em")
    yield _rule(".notes p", _margins(theme.note))
    yield _rule(".mark", "font-size: 0.75em", "line-height: 0", "vertical-align: super")
    yield _rule(".notes a[role=doc-backlink]", "text-decoration: none", "padding: 0 0.2em")


def _contents(theme: Theme) -> Iterator[str]:
    title = theme.contents_title
    yield _rule("nav h1", *_style(theme, title), "margin: 1em 0 0.8em", _colour(title.colour))
    yield _rule(
        "nav ol", "list-style: none", "margin: 0", "padding: 0", *_style(theme, theme.contents[1])
    )
    yield _rule(
        "nav ol ol", "font-size: 1em", f"padding-inline-start: {_em(theme.indent, theme.body.size)}"
    )
    first = theme.contents[0]
    yield _rule("nav > ol > li", f"margin-top: {_em(first.before, first.size)}")
    yield _rule("nav > ol > li > a", f"font-weight: {first.weight}")
    yield _rule("nav a", "color: inherit", "text-decoration: none")
    # As wide as the list below is moved in: texts stand under texts.
    number = f"min-width: {_number((theme.indent - 2.5) / theme.body.size)}em"
    yield _rule("nav .number", "display: inline-block", number, "margin-inline-end: 0")


def _title_page(theme: Theme) -> Iterator[str]:
    styles = ((".title", theme.title), (".subtitle", theme.subtitle), (".byline", theme.byline))
    yield _rule(".title-page", "padding-top: 12%")
    for selector, style in styles:
        yield _rule(selector, *_style(theme, style), _margins(style), _hyphens("manual"))
    yield _rule("h1.title", _colour(theme.title.colour), "margin-top: 0")
    yield _rule(".subtitle, .byline", _faint(theme))
    yield _rule(".rights", *_style(theme, theme.caption), "margin-top: 3em", _faint(theme))
    yield _rule(".cover", "max-width: none", "text-align: center")
    yield _rule(".cover img", "max-height: 98vh", "object-fit: contain")


def _dark(theme: Theme) -> Iterator[str]:
    accent = lightened(theme.colours.accent, _ON_DARK)
    yield _rule(f"{_HEADINGS}, h1.title, nav h1", f"color: #{accent}")
    yield _rule("a", f"color: #{lightened(theme.colours.link, _ON_DARK)}")
    yield _rule("nav a", "color: inherit")
