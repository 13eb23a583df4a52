"""Tones: what the kinds of admonitions amount to, so that looks need not know every kind."""

from enum import Enum


class Tone(Enum):
    """How urgent an admonition is; NEUTRAL for tabs, folded text and quotes."""

    NEUTRAL = "neutral"
    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    DANGER = "danger"


_KINDS = {
    Tone.NEUTRAL: "details tab quote cite abstract summary tldr example",
    Tone.TIP: "tip hint success check done",
    Tone.IMPORTANT: "important question help faq",
    Tone.WARNING: "warning caution attention",
    Tone.DANGER: "danger error failure fail missing bug",
}
_TONES = {kind: tone for tone, kinds in _KINDS.items() for kind in kinds.split()}


def tone_of(kind: str) -> Tone:
    """Give the tone of a kind; a note where the kind is not known."""
    return _TONES.get(kind, Tone.NOTE)
