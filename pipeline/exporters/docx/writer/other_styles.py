"""Character styles and table styles."""

from collections.abc import Iterator

from pipeline.exporters.docx.writer.frames import frame_styles
from pipeline.exporters.docx.writer.looks import (
    bold,
    colour,
    fonts,
    frame,
    italic,
    rule,
    run_properties,
    shading,
)
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, value
from pipeline.exporters.docx.writer.measures import half_points, twips
from pipeline.exporters.docx.writer.tables import GUTTER, MIDDLE_RULE, OUTER_RULE, THIN_RULE
from pipeline.exporters.docx.writer.tokens import token_looks, token_styles
from pipeline.theme import Generic, Theme

_ROW_PADDING = 3.2
_KEY_RULE = 0.5
_HIDDEN = (element("w:semiHidden"), element("w:unhideWhenUsed"))


def character_styles(theme: Theme) -> Iterator[Markup]:
    """Yield the character styles; the first is the default that says nothing."""
    yield element(
        "w:style",
        {"w:type": "character", "w:default": 1, "w:styleId": "DefaultParagraphFont"},
        value("w:name", "Default Paragraph Font"),
        value("w:uiPriority", 1),
        *_HIDDEN,
    )
    colours = theme.colours
    mark = (colour(colours.link), value("w:vertAlign", "superscript"))
    key = (
        fonts(theme, Generic.SANS),
        element("w:noProof"),
        frame(colours.rule, _KEY_RULE),
        shading(colours.key),
    )
    rows = (
        ("Emphasis", "Emphasis", 20, (italic(),)),
        ("Strong", "Strong", 22, (bold(),)),
        ("Hyperlink", "Hyperlink", 99, (colour(colours.link),)),
        ("FootnoteReference", "footnote reference", 99, mark),
        ("HTMLKeyboard", "HTML Keyboard", 99, key),
        ("HTMLAcronym", "HTML Acronym", 99, ()),
        ("LineNumber", "line number", 99, (colour(colours.muted),)),
    )
    for identifier, name, priority, look in rows:
        yield _character_style(identifier, name, priority, run_properties(*look))
    code = half_points(theme.body.size * theme.code_scale)
    verbatim = run_properties(
        fonts(theme, Generic.MONO), element("w:noProof"), value("w:sz", code), value("w:szCs", code)
    )
    yield _character_style("VerbatimChar", "Verbatim Char", 30, verbatim, custom=True)
    marked = run_properties(shading(colours.marked))
    yield _character_style("Marked", "Marked", 30, marked, custom=True)
    yield from _token_styles(theme)


def _token_styles(theme: Theme) -> Iterator[Markup]:
    """Yield the styles of tokens of code, which no list of styles for words need show."""
    names = token_styles(theme)
    for kind, look in token_looks(theme).items():
        content = run_properties(
            bold() if look.bold else NOTHING,
            italic() if look.italic else NOTHING,
            colour(look.colour),
        )
        name = f"Code {kind.value.title()}"
        yield _character_style(names[kind], name, 99, content, custom=True, shown=False)


def _character_style(  # noqa: PLR0913 - what a style has
    identifier: str,
    name: str,
    priority: int,
    look: Markup,
    *,
    custom: bool = False,
    shown: bool = True,
) -> Markup:
    attributes = {"w:type": "character", "w:styleId": identifier}
    if custom:
        attributes["w:customStyle"] = "1"
    place = (element("w:qFormat"),) if shown else _HIDDEN
    return element(
        "w:style",
        attributes,
        value("w:name", name),
        value("w:basedOn", "DefaultParagraphFont"),
        value("w:uiPriority", priority),
        *place,
        look,
    )


def table_styles(theme: Theme, *, right_to_left: bool) -> Iterator[Markup]:
    """Yield Word's own table style, the one that the tables here have, and those of frames."""
    yield element(
        "w:style",
        {"w:type": "table", "w:default": 1, "w:styleId": "TableNormal"},
        value("w:name", "Normal Table"),
        value("w:uiPriority", 99),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
        _table_properties(NOTHING, 0.0, (5.4, 5.4)),
    )
    yield element(
        "w:style",
        {"w:type": "table", "w:customStyle": 1, "w:styleId": "EditionTable"},
        value("w:name", "Edition Table"),
        value("w:basedOn", "TableNormal"),
        value("w:uiPriority", 40),
        element("w:qFormat"),
        _table_properties(_borders(theme), _ROW_PADDING, (0.0, GUTTER)),
        _header_row(theme),
    )
    yield from frame_styles(theme, right_to_left=right_to_left)


def _table_properties(borders: Markup, vertical: float, horizontal: tuple[float, float]) -> Markup:
    left, right = horizontal
    sides = (("top", vertical), ("left", left), ("bottom", vertical), ("right", right))
    margins = (
        element(f"w:{side}", {"w:w": twips(width), "w:type": "dxa"}) for side, width in sides
    )
    return element(
        "w:tblPr",
        None,
        element("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
        borders,
        element("w:tblCellMar", None, *margins),
    )


def _borders(theme: Theme) -> Markup:
    strong, weak = theme.colours.muted, theme.colours.rule
    return element(
        "w:tblBorders",
        None,
        rule("top", strong, OUTER_RULE, 0),
        rule("bottom", strong, MIDDLE_RULE, 0),
        rule("insideH", weak, THIN_RULE, 0),
    )


def _header_row(theme: Theme) -> Markup:
    edge = element("w:tcBorders", None, rule("bottom", theme.colours.muted, MIDDLE_RULE, 0))
    return element(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        run_properties(bold()),
        element("w:tcPr", None, edge),
    )
