"""Character styles and table styles."""

from collections.abc import Iterator

from pipeline.exporters.docx.writer.looks import bold, colour, fonts, italic, rule, run_properties
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, value
from pipeline.exporters.docx.writer.measures import half_points, twips
from pipeline.exporters.docx.writer.tables import GUTTER
from pipeline.theme import Generic, Theme

_ROW_PADDING = 3.2
_OUTER_RULE, _MIDDLE_RULE, _THIN_RULE = 0.9, 0.6, 0.35


def character_styles(theme: Theme) -> Iterator[Markup]:
    """Yield the character styles; the first is the default that says nothing."""
    hidden = (element("w:semiHidden"), element("w:unhideWhenUsed"))
    yield element(
        "w:style",
        {"w:type": "character", "w:default": 1, "w:styleId": "DefaultParagraphFont"},
        value("w:name", "Default Paragraph Font"),
        value("w:uiPriority", 1),
        *hidden,
    )
    code = half_points(theme.body.size * theme.code_scale)
    mark = (colour(theme.colours.link), value("w:vertAlign", "superscript"))
    rows = (
        ("Emphasis", "Emphasis", 20, (italic(),)),
        ("Strong", "Strong", 22, (bold(),)),
        ("Hyperlink", "Hyperlink", 99, (colour(theme.colours.link),)),
        ("FootnoteReference", "footnote reference", 99, mark),
    )
    for identifier, name, priority, look in rows:
        yield _character_style(identifier, name, priority, run_properties(*look))
    verbatim = run_properties(
        fonts(theme, Generic.MONO), element("w:noProof"), value("w:sz", code), value("w:szCs", code)
    )
    yield _character_style("VerbatimChar", "Verbatim Char", 30, verbatim, custom=True)


def _character_style(
    identifier: str, name: str, priority: int, look: Markup, *, custom: bool = False
) -> Markup:
    attributes = {"w:type": "character", "w:styleId": identifier}
    if custom:
        attributes["w:customStyle"] = "1"
    return element(
        "w:style",
        attributes,
        value("w:name", name),
        value("w:basedOn", "DefaultParagraphFont"),
        value("w:uiPriority", priority),
        element("w:qFormat"),
        look,
    )


def table_styles(theme: Theme) -> Iterator[Markup]:
    """Yield Word's own table style and the one that the tables here have."""
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
        rule("top", strong, _OUTER_RULE, 0),
        rule("bottom", strong, _MIDDLE_RULE, 0),
        rule("insideH", weak, _THIN_RULE, 0),
    )


def _header_row(theme: Theme) -> Markup:
    edge = element("w:tcBorders", None, rule("bottom", theme.colours.muted, _MIDDLE_RULE, 0))
    return element(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        run_properties(bold()),
        element("w:tcPr", None, edge),
    )
