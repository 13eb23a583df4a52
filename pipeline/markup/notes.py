"""Notes as markup: each knows its mark and the way back to every place that refers to it."""

from collections.abc import Iterable

from pipeline.markup.blocks import blocks_markup
from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.places import Places
from pipeline.model.nodes import Note

_ARROW = "\u21a9\ufe0e"
"""The arrow back, with the selector that keeps it from becoming an emoji."""


def notes_markup(notes: Iterable[Note], places: Places) -> Markup:
    """Write notes as a section of their own; nothing where there are none."""
    written = "\n".join(_note(note, places) for note in notes)
    if not written:
        return Markup("")
    label = attribute("aria-label", places.words.notes)
    return Markup(
        f'<section class="notes"{label}{places.role("footnotes")}>\n{written}\n</section>'
    )


def _note(note: Note, places: Places) -> Markup:
    body = blocks_markup(note.blocks, places)
    mark = f'<span class="mark">{escape_text(note.number or note.label)}</span> '
    back = _ways_back(note, places)
    body = Markup(f"<p>{mark}{body[3:]}" if body.startswith("<p>") else f"<p>{mark}</p>\n{body}")
    if back:
        body = Markup(
            f"{body[:-4]} {back}</p>" if body.endswith("</p>") else f"{body}\n<p>{back}</p>"
        )
    identifier = attribute("id", note.identifier)
    return Markup(f"<aside{identifier}{places.role('footnote')}>\n{body}\n</aside>")


def _ways_back(note: Note, places: Places) -> str:
    label = places.words.back_to_text
    several = len(note.references) > 1
    return " ".join(
        _way_back(reference, f"{label} ({n})" if several else label, places)
        for n, reference in enumerate(note.references, start=1)
    )


def _way_back(reference: str, label: str, places: Places) -> str:
    href = attribute("href", places.href(reference))
    name = attribute("aria-label", label)
    return f"<a{href}{places.role('backlink')}{name}>{_ARROW}</a>" if href else ""
