"""Runs: text of one look. Their openings are made once for each look, in the schema's order."""

from dataclasses import dataclass, replace
from functools import cache

from pipeline.exporters.docx.writer.directions import stretches
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, escape, joined
from pipeline.model.direction import is_right_to_left

TEXT = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, in the model's words.

    `on_bold` tells that the paragraph's style is bold: bold of a character style would cancel it
    there (ECMA-376-1, 17.7.3, toggle properties), so it is said directly. `right_to_left` is how
    the text around runs.
    """

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: bool = False
    on_bold: bool = False
    right_to_left: bool = False


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
def linked(look: Look) -> Look:
    """Give the look of a link among words."""
    return replace(look, link=True)


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
    style = _style_of(look)
    parts = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if look.strong and (style != "Strong" or look.on_bold):
        parts.append("<w:b/><w:bCs/>")
    if look.emphasis and style != "Emphasis":
        parts.append("<w:i/><w:iCs/>")
    if look.right_to_left:
        parts.append("<w:rtl/>")
    return f"<w:r><w:rPr>{''.join(parts)}</w:rPr>" if parts else "<w:r>"


def _style_of(look: Look) -> str:
    if look.code:
        return "VerbatimChar"
    if look.link:
        return "Hyperlink"
    if look.strong:
        return "Strong"
    return "Emphasis" if look.emphasis else ""


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


def code_run(text: str) -> Markup:
    """Make one run of lines of code; line ends and tabs are Word's own."""
    escaped = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    lined = escaped.replace("\n", f"</w:t><w:br/>{TEXT}").replace("\t", f"</w:t><w:tab/>{TEXT}")
    return Markup(f"<w:r>{TEXT}{lined}{_END}")


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
