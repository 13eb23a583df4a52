"""Lexing: code becomes tokens, by Pygments. The only module that imports it."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class, get_all_lexers

from pipeline.model.nodes import CodeToken, TokenKind
from pipeline.passes.fragile import is_safe
from pipeline.passes.languages import PLAIN, normal_language
from pipeline.passes.token_kinds import kind_of

MAX_CHARACTERS = 20_000
MAX_LINE = 1_000
_LEAST_SPELLED, _ALIKE = 4, 0.8
# Lexers take quadratic time for some text or other; what costs them seconds is always a short
# piece over and over, which no code is: of its stretches of 16 characters, most are different.
_TRIFLE = 1_000
_STRETCH = 16
_LEAST_DIFFERENT = 0.03

Tokens = tuple[CodeToken, ...]

_KINDS: dict[object, TokenKind] = {}
"""The kinds of the token types that were met."""


@cache
def _names() -> Mapping[str, str]:
    """Give the names of Pygments's lexers by the names of languages."""
    found = get_all_lexers(plugins=False)
    return {alias: name for name, aliases, _, _ in found for alias in aliases}


@cache
def _lexer(language: str, *, is_inline: bool = False) -> Lexer | None:
    """Give the lexer for a language, None where there is none."""
    name = _names().get(language)
    return find_lexer_class(name)(startinline=is_inline) if name else None


def meant_language(language: str) -> str:
    """Give the language that an unknown name was meant for, as far as spelling tells; else ""."""
    name = normal_language(language)
    if name == PLAIN or name in _names() or len(name) < _LEAST_SPELLED:
        return ""
    near = get_close_matches(name, _names(), n=1, cutoff=_ALIKE)
    return near[0] if near else ""


def lex(language: str, text: str) -> Tokens:
    """Give code as tokens that together are its text; () where nothing is known of its language.

    () as well for code that is longer than `MAX_CHARACTERS`, has longer lines than `MAX_LINE`, says
    the same over and over or is not safe with its lexer: it might take too long.
    """
    name = normal_language(language)
    if name == PLAIN or _is_too_long(text) or _is_monotonous(text):
        return ()
    # Snippets of PHP mostly go without the tag that a file begins with.
    lexer = _lexer(name, is_inline=name == "php" and "<?" not in text)
    if lexer is None or not is_safe(lexer.name, text):
        return ()
    tokens = _tokens(lexer, text)
    return tokens if "".join(token.text for token in tokens) == text else ()


def _is_too_long(text: str) -> bool:
    return len(text) > MAX_CHARACTERS or max(map(len, text.split("\n"))) > MAX_LINE


def _is_monotonous(text: str) -> bool:
    count = len(text) - _STRETCH
    if count < _TRIFLE:
        return False
    different = {text[at : at + _STRETCH] for at in range(count)}
    return len(different) < _LEAST_DIFFERENT * count


def _tokens(lexer: Lexer, text: str) -> Tokens:
    # Lexers expect a line break at the end of each line, the last one too.
    tokens = [CodeToken(kind, "".join(words)) for kind, words in _runs(lexer, f"{text}\n")]
    kind, last = tokens.pop()
    last = last.removesuffix("\n")
    return (*tokens, CodeToken(kind, last)) if last else tuple(tokens)


def _note_kind(token_type: object) -> TokenKind:
    kind = _KINDS[token_type] = kind_of(str(token_type))
    return kind


def _runs(lexer: Lexer, text: str) -> Iterator[tuple[TokenKind, list[str]]]:
    """Yield the kinds of tokens that follow each other, with the words of each."""
    current = TokenKind.PLAIN
    words: list[str] = []
    for _, token_type, word in lexer.get_tokens_unprocessed(text):
        kind = _KINDS.get(token_type) or _note_kind(token_type)
        if not word:
            continue
        if kind is current:
            words.append(word)
        else:
            if words:
                yield current, words
            current, words = kind, [word]
    yield current, words
