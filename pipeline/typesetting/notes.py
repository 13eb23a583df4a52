"""Notes for the foot of the page, or the end: numbers lead back, blocks hang beside them."""

from pipeline.model.metadata import Kind
from pipeline.typesetting.blocks import set_blocks
from pipeline.typesetting.inks import Accent
from pipeline.typesetting.job import Job
from pipeline.typesetting.labels import put_label
from pipeline.typesetting.lines import Line, NoteBody, Stack
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.paging import NOTE_GAP, NOTE_RULE_GAP
from pipeline.typesetting.setting import add_link
from pipeline.typesetting.texts import Galley, Surroundings, baseline_drop, set_label

_HANG = 11.0
_GAP = 3.0


def set_notes(job: Job) -> None:
    """Set the notes that have been referred to, and those that they refer to."""
    # The list grows while notes of notes are met.
    for body in job.bodies_in_order:
        job.noting = body
        _set_note(job, body)
    job.noting = None


def append_notes(galley: Galley) -> None:
    """Let the notes that have been set follow the text, below a title of their own.

    In the structure each stands at its first reference all the same; the title is no part of it.
    """
    job, stack = galley.job, galley.stack
    if not job.bodies_in_order:
        return
    for line in (*stack.lines, *(line for body in job.bodies_in_order for line in body.lines)):
        line.notes = ()
    if job.publication.settings.kind is Kind.BOOK:
        stack.open_page()
    stack.space(job.theme.contents_title.before)
    stack.add([_title(job)])
    stack.space(job.theme.contents_title.after)
    stack.keep()
    for body in job.bodies_in_order:
        stack.add_rows(body.lines)
        stack.space(job.theme.note.leading / 2)


def _title(job: Job) -> Line:
    style = job.theme.contents_title
    label = set_label(job.publication.words.notes, job.style(style).ink(), Element(Role.PARAGRAPH))
    line = Line(style.leading, baseline_drop(style))
    line.marks.extend(label.as_artifact().placed(job.frame.left, line.baseline))
    return line


def _set_note(job: Job, body: NoteBody) -> None:
    note, style = body.note, job.theme.note
    stack = Stack()
    around = Surroundings(reach=NOTE_GAP + NOTE_RULE_GAP)
    galley = Galley(job, stack, job.frame, body.element, style, around)
    target = note.references[0] if note.references else ""
    mark = Element(Role.NOTE_MARK, target=target, description=note.number)
    ink = job.style(style).ink(Accent(scripts=(1,), linked=bool(target)))
    label = set_label(note.number, ink, body.element.add(mark))
    frame = job.frame.indented(max(_HANG, label.width + _GAP))
    set_blocks(galley.moved(frame), note.blocks)
    line = put_label(galley, label, 0, frame.left - _GAP - label.width)
    stack.finish()
    line.anchors.insert(0, (note.identifier, job.frame.left))
    if target and label.strokes:
        add_link(line, mark, label.strokes[0].x + frame.left - _GAP - label.width, label.width)
    body.lines = stack.lines
