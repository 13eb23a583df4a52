"""Formulas on lines of their own."""

import re

from pipeline.location import Location
from pipeline.model.nodes import MathBlock
from pipeline.readers.attributes import attributes_at
from pipeline.readers.drafts import MathDraft

_LABEL = re.compile(r"[ \t]*\\label\{([^{}\s]+)\}")
_DELIMITERS = ("$$", "\\]")


def math_node(draft: MathDraft, place: Location) -> MathBlock:
    """Make the formula of a draft that was closed."""
    text = "\n".join(draft.lines)
    end = text.rfind(draft.mark)
    inner = text[2:end] if draft.mark in _DELIMITERS else text[: end + len(draft.mark)]
    found = attributes_at(draft.words, 0) if draft.words else None
    identifier = found.attributes.identifier if found else draft.attributes.identifier
    return labelled(inner.strip(), identifier, place)


def labelled(tex: str, identifier: str, place: Location) -> MathBlock:
    """Make a formula whose identifier may be a label within it."""
    label = _LABEL.search(tex)
    if label:
        tex = tex[: label.start()] + tex[label.end() :]
        identifier = identifier or label.group(1)
    return MathBlock(tex.strip(), identifier, location=place)
