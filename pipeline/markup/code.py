"""Blocks of code as markup: a title above, tokens by their kinds, lines that have numbers."""

from collections.abc import Iterator

from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.pagebreaks import page_break_markup
from pipeline.markup.places import PageBreak, Places
from pipeline.model.nodes import CodeBlock, CodeToken, TokenKind
from pipeline.model.offsets import visible_length

_PLAIN = frozenset({TokenKind.PLAIN, TokenKind.NAME})
_OPENINGS = {
    kind: "" if kind in _PLAIN else f'<span class="tok-{kind.value}">' for kind in TokenKind
}


def code_block_markup(code: CodeBlock, places: Places) -> Markup:
    """Write a block of code; one with a title is a figure, and the title its caption."""
    identifier = attribute("id", code.identifier)
    breaks = places.breaks.get(id(code), ())
    before = "".join(
        f"{page_break_markup(found, 'div', places)}\n" for found in breaks if not found.offset
    )
    if not code.title:
        return Markup(before + _preformatted(code, identifier, places))
    caption = f"<figcaption>{escape_text(code.caption)}</figcaption>"
    content = _preformatted(code, Markup(""), places)
    return Markup(f'{before}<figure class="code"{identifier}>\n{caption}\n{content}\n</figure>')


def _preformatted(code: CodeBlock, identifier: Markup, places: Places) -> Markup:
    words = code.language.split()
    language = attribute("class", f"language-{words[0]}") if words else ""
    opening = f"<pre{identifier}{_numbering(code)}{places.code_direction}><code{language}>"
    return Markup(f"{opening}{_content(code, places)}</code></pre>")


def _numbering(code: CodeBlock) -> str:
    """Say that lines have numbers; the stylesheet counts them, and nobody copies them."""
    if code.first_number < 1:
        return ""
    before = code.first_number - 1
    return ' class="numbered"' + (f' style="counter-reset: line {before}"' if before else "")


def _content(code: CodeBlock, places: Places) -> str:
    breaks = [found for found in places.breaks.get(id(code), ()) if found.offset]
    if breaks:
        return _broken(code, breaks, places)
    if code.first_number > 0 or code.highlighted:
        return "\n".join(_lines(code))
    if code.tokens:
        return "".join([_token(kind, text) for kind, text in code.tokens])
    return escape_text(code.text)


def _broken(code: CodeBlock, breaks: list[PageBreak], places: Places) -> str:
    """Write lines with the mark of each page before the first line that begins on it."""
    pieces: list[str] = []
    seen = 0
    waiting = list(breaks)
    for line, text in zip(_lines(code), code.text.split("\n"), strict=True):
        due = [found for found in waiting if found.offset <= seen]
        waiting = waiting[len(due) :]
        pieces.append("".join(page_break_markup(found, "span", places) for found in due) + line)
        seen += visible_length(text)
    return "\n".join(pieces) + "".join(
        page_break_markup(found, "span", places) for found in waiting
    )


def _token(kind: TokenKind, text: str) -> str:
    opening = _OPENINGS[kind]
    return f"{opening}{escape_text(text)}</span>" if opening else escape_text(text)


def _lines(code: CodeBlock) -> Iterator[str]:
    pointed = frozenset(code.highlighted)
    tokens = code.tokens or (CodeToken(TokenKind.PLAIN, code.text),)
    for number, line in enumerate(_split(tokens), start=1):
        if number in pointed:
            yield f'<mark class="line">{line}</mark>'
        else:
            yield f'<span class="line">{line}</span>' if code.first_number > 0 else line


def _split(tokens: tuple[CodeToken, ...]) -> Iterator[str]:
    """Yield the lines of tokens; one that runs over lines is a token on each of them."""
    line: list[str] = []
    for kind, text in tokens:
        first, *others = text.split("\n")
        line.append(_token(kind, first) if first else "")
        for piece in others:
            yield "".join(line)
            line = [_token(kind, piece) if piece else ""]
    yield "".join(line)
