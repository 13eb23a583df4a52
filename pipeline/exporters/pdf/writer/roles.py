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
    Role.DELETION: "Deletion",
    Role.INSERTION: "Insertion",
    Role.MARK: "Mark",
    Role.SUPERSCRIPT: "Superscript",
    Role.SUBSCRIPT: "Subscript",
    Role.KEYBOARD: "Keyboard",
    Role.ABBREVIATION: "Abbreviation",
    Role.SPAN: "Span",
    Role.FORMULA: "Formula",
    Role.CODE_SPAN: "Code",
    Role.LINK: "Link",
    Role.CROSS_REFERENCE: "Link",
    Role.PAGE_REFERENCE: "PageReference",
    Role.NOTE_REFERENCE: "Reference",
    Role.NOTE: "Note",
    Role.NOTE_MARK: "NoteMark",
    Role.LISTING: "Listing",
    Role.CODE_TITLE: "CodeTitle",
    Role.CODE_BLOCK: "CodeBlock",
    Role.EQUATION: "Equation",
    Role.QUOTE: "BlockQuote",
    Role.ADMONITION: "Admonition",
    Role.ADMONITION_TITLE: "AdmonitionTitle",
    Role.DIVISION: "Division",
    Role.LIST: "L",
    Role.LIST_ITEM: "LI",
    Role.LIST_LABEL: "Lbl",
    Role.LIST_BODY: "LBody",
    Role.DEFINITIONS: "DefinitionList",
    Role.DEFINITION_ITEM: "LI",
    Role.TERM: "Term",
    Role.DEFINITION: "LBody",
    Role.TABLE: "Table",
    Role.TABLE_HEAD: "THead",
    Role.TABLE_BODY: "TBody",
    Role.TABLE_ROW: "TR",
    Role.HEADER_CELL: "TH",
    Role.ROW_HEADER: "TH",
    Role.CELL: "TD",
    Role.FIGURE: "FigureGroup",
    Role.IMAGE: "Figure",
    Role.CAPTION: "Caption",
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
    "PageReference": "Link",
    "Rubric": "P",
    "Emphasis": "Span",
    "Strong": "Span",
    "Deletion": "Span",
    "Insertion": "Span",
    "Mark": "Span",
    "Superscript": "Span",
    "Subscript": "Span",
    "Keyboard": "Code",
    "Abbreviation": "Span",
    "Listing": "Div",
    "CodeTitle": "P",
    "CodeBlock": "P",
    "Equation": "P",
    # No Note: ISO 32000-1 means something that the text refers to (14.8.4.4.1), such as a footnote.
    "Admonition": "Sect",
    "AdmonitionTitle": "P",
    "Division": "Div",
    "DefinitionList": "L",
    # "In a dictionary list, for example, it contains the term being defined" (14.8.4.3.3).
    "Term": "Lbl",
    "FigureGroup": "Div",
    "NoteMark": "Lbl",
}

ATTRIBUTES = {
    Role.DELETION: "<</O/Layout/TextDecorationType/LineThrough>>",
    Role.INSERTION: "<</O/Layout/TextDecorationType/Underline>>",
    Role.DEFINITIONS: "<</O/List/ListNumbering/None>>",
}
"""The attributes (14.8.5) that all elements of a role have."""

UNIDENTIFIED = frozenset({Role.NOTE_REFERENCE})
"""The roles whose identifier does not stand in the file as the element's own."""


def structure_type(element: Element) -> str:
    """Give the type of an element; headings below level 6 are of level 6."""
    if element.role is Role.HEADING:
        return f"H{min(max(element.level, 1), LOWEST_HEADING)}"
    return STRUCTURE_TYPES[element.role]
