"""The reader of Markdown: all its steps in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata
from pipeline.model.source import SourceFile
from pipeline.readers.characters import drop_controls
from pipeline.readers.drafts import NoteDraft
from pipeline.readers.findings import Findings
from pipeline.readers.front_matter import read_front_matter
from pipeline.readers.grammar import Grammar
from pipeline.readers.host import Host, make_host
from pipeline.readers.include_files import IncludeFiles
from pipeline.readers.include_marks import has_marks
from pipeline.readers.includes import Expansion, expand_includes
from pipeline.readers.keys import Declarations, apply_entries, make_entry, override
from pipeline.readers.link_parts import normal_label
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography
from pipeline.readers.tree import TreeBuilder


def read_markdown(
    source: SourceFile, overrides: Mapping[str, str] = {}, *, host: Host | None = None
) -> tuple[Document, Diagnostics]:
    """Read a source with a host, which may have extensions of Python-Markdown.

    `overrides` are values by keys of the front matter, before which they go.
    """
    host = (host or make_host()).reset()
    findings = Findings(source.label)
    text = drop_controls(source.text, findings)
    lines = text.removesuffix("\n").split("\n")
    front = read_front_matter(lines, findings)
    declared = override(front.declared, overrides, findings)
    files = IncludeFiles(Path(source.folder), source.label)
    body = lines[front.lines :]
    if has_marks(text):
        expansion = expand_includes(enumerate(body, front.lines + 1), files, findings)
        body = _follow(expansion, front.lines + 1, findings)
        declared = _entitle(declared, expansion, findings)
    reading = Reading(findings, host.references)
    root = host.containers.parse_lines(body, front.lines + 1, findings)
    notes = _define(host.containers.notes, reading)
    typography = Typography(declared.metadata.language, is_smart=declared.settings.smart)
    builder = TreeBuilder(reading, Grammar(host.inlinePatterns, reading), typography)
    document = Document(
        _finish(declared.metadata, typography),
        declared.settings,
        builder.blocks(root.children),
        tuple(builder.note(note) for note in notes),
        source.folder,
        location=Location(source.label, 1),
        places=declared.places,
        included=tuple(files.digests),
    )
    _say_unused(notes, reading)
    return document, findings.diagnostics()


def _follow(expansion: Expansion, first: int, findings: Findings) -> list[str]:
    """Give the lines with everything included; the findings know where each comes from."""
    findings.follow([place for _, place in expansion.rows], first)
    return [text for text, _ in expansion.rows]


def _entitle(declared: Declarations, expansion: Expansion, findings: Findings) -> Declarations:
    """Give the publication the title that a mark in its text gives it, if it has no other."""
    if not expansion.title or declared.metadata.title:
        return declared
    entry = make_entry("title", expansion.title, expansion.title_place, findings)
    return apply_entries(declared, (entry,), findings)


def _finish(metadata: Metadata, typography: Typography) -> Metadata:
    """Give what is read as sentences the typography of the text."""
    return replace(
        metadata,
        title=typography.finish_text(metadata.title),
        subtitle=typography.finish_text(metadata.subtitle),
        description=typography.finish_text(metadata.description),
    )


def _define(drafts: Iterable[NoteDraft], reading: Reading) -> list[NoteDraft]:
    """Note the labels; of two definitions of one label the first counts."""
    notes: dict[str, NoteDraft] = {}
    for draft in drafts:
        key = normal_label(draft.label)
        first = notes.setdefault(key, draft)
        if first is not draft:
            reading.findings.say(
                Code.NOTE_DUPLICATE,
                f"note '{draft.label}' is defined in {_told(first, draft, reading.findings)} too;"
                " this one is dropped",
                reading.findings.place(draft.line, draft.column),
            )
    reading.note_labels = {key: draft.label for key, draft in notes.items()}
    return list(notes.values())


def _told(first: NoteDraft, other: NoteDraft, findings: Findings) -> str:
    """Say where the first of two notes stands, to who knows where the other does."""
    place = findings.place(first.line)
    is_same_file = place.file == findings.place(other.line).file
    return f"line {place.line}" if is_same_file else str(place)


def _say_unused(notes: Iterable[NoteDraft], reading: Reading) -> None:
    for draft in notes:
        if normal_label(draft.label) not in reading.notes_used:
            reading.findings.say(
                Code.NOTE_UNUSED,
                f"nothing refers to the note '{draft.label}'",
                reading.findings.place(draft.line, draft.column),
            )
