"""Conditions: what is in some editions only, `::: {.only formats="pdf docx"}`.

`.except` is the other way round. Quarto's `.content-visible when-format="pdf"` and
`.content-hidden` mean the same; so do its `unless-format` and `format`.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.formats import Formats, all_but
from pipeline.readers.findings import Findings

KEYS = frozenset({"formats", "format", "when-format", "unless-format"})
_CLASSES = {"only": True, "content-visible": True, "except": False, "content-hidden": False}
KNOWN = ("pdf", "docx", "epub", "html")
_SAME = {
    "latex": "pdf",
    "beamer": "pdf",
    "typst": "pdf",
    "word": "docx",
    "ebook": "epub",
    "html5": "html",
    "html4": "html",
}
_BETWEEN = re.compile(r"[\s,;]+")


def split_condition(
    classes: tuple[str, ...], values: Mapping[str, str], findings: Findings, place: Location
) -> tuple[tuple[str, ...], Formats]:
    """Give the classes that are no condition, and the formats that the others are for."""
    wanted = next((_CLASSES[name] for name in classes if name in _CLASSES), None)
    key = next((key for key in KEYS if values.get(key)), "")
    if wanted is None or not key:
        return classes, ()
    names = _names(values[key], findings, place)
    others = tuple(name for name in classes if name not in _CLASSES)
    if not names:
        return others, ()
    is_only = wanted is not (key == "unless-format")
    return others, names if is_only else all_but(names)


def _names(text: str, findings: Findings, place: Location) -> Formats:
    names = tuple(_known(name) for name in _BETWEEN.split(text.lower()) if name)
    _say_unknown(names, findings, place)
    return tuple(dict.fromkeys(names))


def _known(name: str) -> str:
    return _SAME.get(name, name)


def _say_unknown(names: Iterable[str], findings: Findings, place: Location) -> None:
    for name in names:
        if name not in KNOWN:
            near = get_close_matches(name, KNOWN, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(KNOWN)}"
            message = f"the condition names '{name[:40]}', which is no format that is known here"
            findings.say(Code.VALUE_INVALID, message, place, hint)
