"""Runs: text of one look. Their openings are made once for each look, in the schema's order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.exporters.docx.writer.directions import stretches
from pipeline.exporters.docx.writer.looks import shading
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, escape, joined
from pipeline.exporters.docx.writer.scripts import language_attributes
from pipeline.model.direction import is_right_to_left

TEXT = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a run looks, in the model's words; compared by identity, for runs are many.

    `on_bold` tells that the paragraph's style is bold: bold of a character style would cancel it
    there (ECMA-376-1, 17.7.3, toggle properties), so it is said directly. `right_to_left` is how
    the text around runs. `ink` and `ground` are colours that are said where no style says them;
    `raised` is "superscript" or "subscript"; `language` is "" for the document's own.
    """

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: bool = False
    on_bold: bool = False
    right_to_left: bool = False
    key: bool = False
    abbreviation: bool = False
    struck: bool = False
    underlined: bool = False
    raised: str = ""
    ink: str = ""
    ground: str = ""
    language: str = ""


@cache
def stronger(look: Look) -> Look:
    """Give the look of important words among others."""
    return replace(look, strong=True)


@cache
def stressed(look: Look) -> Look:
    """Give the look of stressed words among others."""
    return replace(look, emphasis=True)


@cache
def coded(look: Look) -> Look:
    """Give the look of code among words; code runs from left to right."""
    return replace(look, code=True, right_to_left=False)


@cache
def linked(look: Look, ink: str) -> Look:
    """Give the look of a link among words, in its colour."""
    return replace(look, link=True, ink=ink)


@cache
def struck(look: Look) -> Look:
    """Give the look of words that no longer hold."""
    return replace(look, struck=True)


@cache
def underlined(look: Look) -> Look:
    """Give the look of words that were added."""
    return replace(look, underlined=True)


@cache
def marked(look: Look, ground: str) -> Look:
    """Give the look of words that are pointed out, on a ground of a colour."""
    return replace(look, ground=ground)


@cache
def raised(look: Look, place: str) -> Look:
    """Give the look of small words: "superscript" or "subscript"."""
    return replace(look, raised=place)


@cache
def keyed(look: Look) -> Look:
    """Give the look of a key."""
    return replace(look, key=True)


@cache
def abbreviated(look: Look) -> Look:
    """Give the look of a short form, which is that of all words."""
    return replace(look, abbreviation=True)


@cache
def spoken(look: Look, language: str, direction: str) -> Look:
    """Give the look of words in a language and a direction; "" for those around."""
    turned = direction == "rtl" if direction else look.right_to_left
    return replace(look, language=language or look.language, right_to_left=turned)


@cache
def plain_look(language: str) -> Look:
    """Give the look of plain words in a language."""
    return Look(right_to_left=is_right_to_left(language))


@cache
def on_bold(look: Look) -> Look:
    """Give the look of words in a paragraph whose style is bold."""
    return replace(look, on_bold=True)


@cache
def run_opening(look: Look) -> str:
    """Give `<w:r>` and its properties: one character style, what it does not say directly.

    The run is one of text that runs as the look says.
    """
    properties = "".join(_properties(look, _style_of(look)))
    return f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"


def _properties(look: Look, style: str) -> Iterator[str]:
    """Yield the properties of runs in the schema's order (EG_RPrBase)."""
    is_bold = look.strong and (style != "Strong" or look.on_bold)
    wanted = (
        (style, f'<w:rStyle w:val="{style}"/>'),
        (is_bold, "<w:b/><w:bCs/>"),
        (look.emphasis and style != "Emphasis", "<w:i/><w:iCs/>"),
        (look.struck, "<w:strike/>"),
        (look.ink and style != "Hyperlink", f'<w:color w:val="{look.ink.upper()}"/>'),
        (look.underlined, '<w:u w:val="single"/>'),
        (look.ground and style != "Marked", shading(look.ground)),
        (look.raised, f'<w:vertAlign w:val="{look.raised}"/>'),
        (look.right_to_left, "<w:rtl/>"),
        (look.language, element("w:lang", language_attributes(look.language))),
    )
    return (said for is_wanted, said in wanted if is_wanted)


def _style_of(look: Look) -> str:
    """Give the one character style that a run can have: what says most about it."""
    styles = (
        (look.key, "HTMLKeyboard"),
        (look.code, "VerbatimChar"),
        (look.link, "Hyperlink"),
        (look.strong, "Strong"),
        (look.emphasis, "Emphasis"),
        (look.ground, "Marked"),
        (look.abbreviation, "HTMLAcronym"),
    )
    return next((style for has, style in styles if has), "")


@cache
def _turned(look: Look) -> Look:
    return replace(look, right_to_left=not look.right_to_left)


def text_run(text: str, look: Look) -> Markup:
    """Make the run of a text; tabs and line ends are spaces, a soft hyphen is Word's own.

    Where the direction changes, there are several.
    """
    around = look.right_to_left
    if not around and text.isascii():
        return _directed_run(text, look) if text else NOTHING
    return joined(
        _directed_run(stretch, look if direction == around else _turned(look))
        for stretch, direction in stretches(text, right_to_left=around)
        if stretch
    )


def _directed_run(text: str, look: Look) -> Markup:
    escaped: str = escape(text)
    if escaped.isprintable():
        return Markup(f"{run_opening(look)}{TEXT}{escaped}{_END}")
    if "\t" in escaped or "\n" in escaped or "\r" in escaped:
        escaped = escaped.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    if "\xad" in escaped:
        escaped = escaped.replace("\xad", f"</w:t><w:softHyphen/>{TEXT}")
    return Markup(f"{run_opening(look)}{TEXT}{escaped}{_END}")


def code_run(text: str, style: str = "") -> Markup:
    """Make one run of lines of code in a character style; line ends and tabs are Word's own."""
    if not text:
        return NOTHING
    opening = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else "<w:r>"
    if text.isprintable():
        return Markup(f"{opening}{TEXT}{escape(text)}{_END}")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Most lines need no more than their ends replaced.
    lines = [line if line.isalnum() else escape(line) for line in text.split("\n")]
    lined = f"</w:t><w:br/>{TEXT}".join(lines)
    if "\t" in lined:
        lined = lined.replace("\t", f"</w:t><w:tab/>{TEXT}")
    return Markup(f"{opening}{TEXT}{lined}{_END}")


def field(instruction: str, result: Markup, properties: str = "") -> Markup:
    """Make a field with its result already there; nothing asks to be updated.

    `properties` is what `w:rPr` of its own runs holds.
    """
    opening = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    return Markup(
        f'{opening}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{opening}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'{opening}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}{opening}<w:fldChar w:fldCharType="end"/></w:r>'
    )


HARD_BREAK = Markup("<w:r><w:br/></w:r>")
TAB = Markup("<w:r><w:tab/></w:r>")
