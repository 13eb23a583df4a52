"""A style sheet of the author's own, behind the theme's: what it says goes before the theme.

What it would take from elsewhere is left out, for editions carry all that they show, and so are
declarations of direction, which EPUB leaves to the text (EPUB 3.3, 6.3.1).
"""

import re
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import NOWHERE
from pipeline.model.metadata import EditionWish

LARGEST = 1_000_000
"""The most bytes of a style sheet."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
_LEFT_OUT = (
    (re.compile(r"@(?:import|namespace)\b[^;]*(?:;|$)", re.IGNORECASE), "another style sheet"),
    (
        re.compile(
            r"""[\w-]+\s*:[^;{}]*\burl\(\s*(?!["']?\s*data:)(?:"[^"]*"|'[^']*'|[^)"']*)\s*\)[^;{}]*;?""",
            re.IGNORECASE,
        ),
        "a file or an address",
    ),
    (
        re.compile(r"(?<![\w-])(?:direction|unicode-bidi)\s*:[^;{}]*;?", re.IGNORECASE),
        "a direction, which the text itself has",
    ),
)
_CHARSET = re.compile(r"@charset\b[^;]*;", re.IGNORECASE)


def author_style(path: Path, wishes: tuple[EditionWish, ...], name: str) -> tuple[str, Diagnostics]:
    """Give the rules of a style sheet, "" where it is none or cannot be used, and what to say.

    `wishes` tell where it was asked for; `name` is the format's.
    """
    if not path.name:
        return "", ()
    asked = (w.location for w in wishes if w.format == name and w.option == "stylesheet")
    where = next(asked, NOWHERE)
    rules, said = _rules(path)
    told = (f"the style sheet '{path.name}' {what}" for what in said)
    return rules, tuple(Diagnostic(Code.VALUE_INVALID, message, where) for message in told)


def _rules(path: Path) -> tuple[str, tuple[str, ...]]:
    """Give the rules of a file, and what is to be said of it."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        return "", (f"cannot be read: {error.strerror or error}",)
    if len(content) > LARGEST:
        return "", (f"has more than {LARGEST:,} bytes",)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", ("is not UTF-8",)
    rules = _CHARSET.sub("", _COMMENT.sub(" ", text))
    bare = _STRING.sub("", rules)
    if bare.count("{") != bare.count("}") or "<" in bare or "\0" in rules:
        return "", ("is no CSS, or a brace is missing in it",)
    said: list[str] = []
    for pattern, what in _LEFT_OUT:
        rules, count = pattern.subn("", rules)
        if count:
            said.append(f"asks for {what}; that is left out")
    return f"{rules.strip()}\n", tuple(said)
