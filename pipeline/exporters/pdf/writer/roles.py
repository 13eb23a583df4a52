"""What the roles of the structure are called in a PDF.

Types that ISO 32000-1, 14.8.4 does not know are led to standard ones by the role map, so that a
reader of the file can tell a title from a paragraph and a validator need not.
"""

from pipeline.typesetting.pages import Element, Role

LOWEST_HEADING = 6

STRUCTURE_TYPES = {
    Role.DOCUMENT: "Document",
    Role.COVER: "Cover",
    Role.TITLE: "Title",
    Role.SUBTITLE: "Subtitle",
    Role.BYLINE: "Byline",
    Role.CONTENTS: "TOC",
    Role.CONTENTS_TITLE: "ContentsTitle",
    Role.CONTENTS_GROUP: "TOC",
    Role.CONTENTS_ENTRY: "TOCI",
    Role.SECTION: "Sect",
    Role.SECTION_NUMBER: "SectionNumber",
    Role.PAGE_NUMBER: "PageNumber",
    Role.RUBRIC: "Rubric",
    Role.PARAGRAPH: "P",
    Role.EMPHASIS: "Emphasis",
    Role.STRONG: "Strong",
    Role.CODE_SPAN: "Code",
    Role.LINK: "Link",
    Role.CROSS_REFERENCE: "Link",
    Role.NOTE_REFERENCE: "Reference",
    Role.NOTE: "Note",
    Role.NOTE_MARK: "NoteMark",
    Role.CODE_BLOCK: "CodeBlock",
    Role.EQUATION: "Equation",
    Role.QUOTE: "BlockQuote",
    Role.LIST: "L",
    Role.LIST_ITEM: "LI",
    Role.LIST_LABEL: "Lbl",
    Role.LIST_BODY: "LBody",
    Role.TABLE: "Table",
    Role.TABLE_HEAD: "THead",
    Role.TABLE_BODY: "TBody",
    Role.TABLE_ROW: "TR",
    Role.HEADER_CELL: "TH",
    Role.CELL: "TD",
    Role.FIGURE: "FigureGroup",
    Role.IMAGE: "Figure",
    Role.CAPTION: "Caption",
    Role.FORMULA: "Formula",
}
"""The structure type of every role but HEADING, whose type tells its level too."""

INNER_TYPES = {
    Role.CONTENTS_ENTRY: ("Reference", "Link"),
    Role.NOTE_REFERENCE: ("Link",),
    Role.NOTE_MARK: ("Link",),
}
"""Elements inside an element that is linked, which take its children."""

ROLE_MAP = {
    "Cover": "Figure",
    "Title": "P",
    "Subtitle": "P",
    "Byline": "P",
    "ContentsTitle": "P",
    "SectionNumber": "Span",
    "PageNumber": "Span",
    "Rubric": "P",
    "Emphasis": "Span",
    "Strong": "Span",
    "CodeBlock": "P",
    "Equation": "P",
    "FigureGroup": "Div",
    "NoteMark": "Lbl",
}

IDENTIFIED = frozenset({Role.TITLE, Role.HEADING, Role.RUBRIC, Role.NOTE})
"""The roles whose identifier stands in the file as the element's own."""


def structure_type(element: Element) -> str:
    """Give the type of an element; headings below level 6 are of level 6."""
    if element.role is Role.HEADING:
        return f"H{min(max(element.level, 1), LOWEST_HEADING)}"
    return STRUCTURE_TYPES[element.role]
