"""What the styles of a DOCX edition are for, for those who make a reference document."""

from pipeline.exporter import StyleUse

_PARAGRAPH, _CHARACTER, _TABLE = "paragraph", "character", "table"

STYLE_USES = tuple(
    StyleUse(name, kind, purpose)
    for kind, rows in (
        (
            _PARAGRAPH,
            (
                ("Normal", "what all others build on: its font is that of the text"),
                ("Title", "the title of the publication"),
                ("Subtitle", "its subtitle"),
                ("Author", "its authors"),
                ("Date", "its date"),
                ("Abstract", "paragraphs of the abstract"),
                ("Cover", "the line that the image of a book's cover stands in"),
                ("Part", "headings of a book's parts"),
                ("heading 1 to heading 6", "headings, level by level; the numbers are lists"),
                ("Heading N Unlisted", "headings that the contents leave out"),
                ("Heading N like M", "headings that look otherwise than their level"),
                ("Rubric", "headings within quotes, lists and boxes, which title no section"),
                ("Body Text", "paragraphs"),
                ("Quote", "quotes"),
                ("List Bullet", "items of lists with bullets"),
                ("List Number", "items of lists with numbers"),
                ("List Paragraph", "further paragraphs of items, and items without a mark"),
                ("Definition Term", "what is defined"),
                ("Definition", "what is said of it"),
                ("Source Code", "code"),
                ("Source Code Continued", "the further parts of long code"),
                ("Source Code Title", "the title above code"),
                ("Figure", "the line that a figure's image stands in"),
                ("caption", "captions of figures"),
                ("Table Caption", "captions of tables"),
                ("Table Heading", "cells of header rows"),
                ("Table Text", "the other cells"),
                ("Table Heading Small", "as Table Heading, in tables with long words"),
                ("Table Text Small", "as Table Text, in tables with long words"),
                ("Admonition Title", "titles of notes, tips, warnings and the like"),
                ("Admonition Title X", "their colours, one for each look of boxes"),
                ("Equation", "formulas on lines of their own"),
                ("Thematic Break", "the rule between two scenes"),
                ("footnote text", "notes"),
                ("TOC Heading", "the titles of the contents and of the lists of figures"),
                ("toc 1 to toc 6", "lines of the contents"),
                ("table of figures", "lines of the lists of figures, tables and listings"),
                ("header", "running titles"),
                ("footer", "page numbers"),
            ),
        ),
        (
            _CHARACTER,
            (
                ("Default Paragraph Font", "what all others build on"),
                ("Emphasis", "emphasis"),
                ("Strong", "strong emphasis"),
                ("Hyperlink", "links"),
                ("Verbatim Char", "code among words"),
                ("Code X", "tokens of code: Code Keyword, Code String, Code Comment ..."),
                ("Marked", "highlighted words"),
                ("HTML Keyboard", "keys"),
                ("HTML Acronym", "abbreviations"),
                ("footnote reference", "marks of notes"),
                ("line number", "numbers of lines of code"),
            ),
        ),
        (
            _TABLE,
            (
                ("Normal Table", "what all others build on"),
                ("Edition Table", "tables"),
                ("Admonition X", "boxes: Admonition Note, Tip, Important, Warning, Danger ..."),
            ),
        ),
        ("numbering", (("No List", "what all lists build on"),)),
    )
    for name, purpose in rows
)
