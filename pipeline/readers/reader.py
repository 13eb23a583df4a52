"""The reader of Markdown: all its steps in their order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Code, Diagnostics
from pipeline.location import NOWHERE, Location
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata
from pipeline.model.nodes import Admonition, Block, Note, Paragraph
from pipeline.model.source import SourceFile
from pipeline.readers.block_starts import BLOCK_STARTS
from pipeline.readers.blocks import ContainerParser
from pipeline.readers.characters import drop_controls
from pipeline.readers.definitions import Defined
from pipeline.readers.drafts import NoteDraft, RootDraft
from pipeline.readers.findings import Findings
from pipeline.readers.front_matter import read_front_matter
from pipeline.readers.grammar import Grammar
from pipeline.readers.host import Host, make_host
from pipeline.readers.include_files import IncludeFiles
from pipeline.readers.include_marks import has_marks
from pipeline.readers.includes import Expansion, expand_includes
from pipeline.readers.keys import (
    Declarations,
    apply_entries,
    configure,
    make_entry,
    override,
    within,
)
from pipeline.readers.link_parts import normal_label
from pipeline.readers.reading import Reading
from pipeline.readers.smart import Typography
from pipeline.readers.tree import TreeBuilder
from pipeline.readers.variables import Values


def read_markdown(
    source: SourceFile,
    overrides: Mapping[str, str] = {},
    *,
    frame: Document | None = None,
    host: Host | None = None,
) -> tuple[Document, Diagnostics]:
    """Read a source with a host, which may have extensions of Python-Markdown.

    `overrides` are values by keys of the front matter, before which they go. A source that is a
    chapter has what its book's `frame` declares, and its front matter speaks of the chapter alone.
    """
    host = (host or make_host()).reset()
    findings = Findings(source.label)
    files = _files(source)
    declared, body, first = _open(source, _begun(source, frame, findings), files, findings)
    declared = override(declared, overrides, findings)
    values = Values(dict(declared.settings.variables), findings)
    language = declared.metadata.language
    cites = bool(declared.settings.bibliography)
    reading = Reading(findings, host.references, language=language, values=values, cites=cites)
    root = host.containers.parse_lines(body, first, findings)
    blocks, notes = _build(root, declared, host, reading)
    document = Document(
        _finish(declared, values),
        declared.settings,
        blocks,
        notes,
        source.folder,
        location=Location(source.label, 1),
        places=declared.places,
        included=tuple(files.included),
        root=source.root,
        role=declared.role,
        has_conditions=any("format" in line for line in body),
    )
    return document, findings.diagnostics()


def _begun(source: SourceFile, frame: Document | None, findings: Findings) -> Declarations:
    """Give what is declared before a source says anything itself."""
    if frame is None:
        return configure(source.configured, findings)
    return within(frame.metadata, frame.settings)


def _files(source: SourceFile) -> IncludeFiles:
    """Give the files that a source may include: those below its root, from its own folder on."""
    folder = Path(source.folder)
    if not source.root:
        return IncludeFiles(folder, source.label)
    return IncludeFiles(Path(source.root), source.label, folder, source.root_label)


def _open(
    source: SourceFile, begun: Declarations, files: IncludeFiles, findings: Findings
) -> tuple[Declarations, list[str], int]:
    """Give what is declared of a source, its lines below the front matter, and their first number.

    Other files are included by then.
    """
    text = drop_controls(source.text, findings)
    lines = text.removesuffix("\n").split("\n")
    front = read_front_matter(lines, findings, begun)
    declared = front.declared
    body, first = lines[front.lines :], front.lines + 1
    if has_marks(text):
        expansion = expand_includes(enumerate(body, first), files, findings)
        body = _follow(expansion, first, findings)
        declared = _entitle(declared, expansion, findings)
    return declared, body, first


def _build(
    root: RootDraft, declared: Declarations, host: Host, reading: Reading
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Build the blocks and the notes, now that all definitions are known."""
    parser = host.containers
    drafts, defined = _define(parser.notes, reading), parser.defined
    reading.abbreviations = parser.abbreviations
    typography = _typography(declared)
    grammar = Grammar(host.inlinePatterns, reading)
    within = ParserWithin(host, reading)
    builder = TreeBuilder(reading, grammar, typography, within.parse)
    abstract = _abstract(declared, builder, within)
    blocks = (*abstract, *builder.blocks(root.children))
    notes = (
        *map(builder.note, drafts),
        *map(builder.note, within.notes),
        *_notes_within(reading, grammar, typography),
    )
    _say_unused(drafts, reading)
    _say_needless(defined, reading)
    return blocks, notes


def _abstract(
    declared: Declarations, builder: TreeBuilder, within: "ParserWithin"
) -> tuple[Block, ...]:
    """Give the abstract of the front matter, which is Markdown, as the first block."""
    text = declared.metadata.abstract
    if not text:
        return ()
    place = declared.places.get("abstract", NOWHERE)
    # The lines of a text in YAML begin below its key, or beside it.
    lines = text.split("\n")
    first = place.line + 1 if len(lines) > 1 else place.line
    blocks = builder.blocks(within.parse(lines, max(first, 1)).children)
    title = builder.title_of("abstract", place)
    return (Admonition("abstract", title, blocks, location=place),)


def _typography(declared: Declarations) -> Typography:
    return Typography(declared.metadata.language, is_smart=declared.settings.smart)


class ParserWithin:
    """Reads Markdown that stands within HTML; `notes` are those that are defined there."""

    def __init__(self, host: Host, reading: Reading) -> None:
        self.notes: list[NoteDraft] = []
        self._host = host
        self._reading = reading

    def parse(self, lines: list[str], first: int) -> RootDraft:
        """Read lines, the first of which has the number `first`."""
        parser = ContainerParser(self._host, BLOCK_STARTS)
        root = parser.parse_lines(lines, first, self._reading.findings)
        for draft in parser.notes:
            self._reading.note_labels.setdefault(normal_label(draft.label), draft.label)
        self.notes += parser.notes
        self._reading.abbreviations.update(parser.abbreviations)
        return root


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


def _finish(declared: Declarations, values: Values) -> Metadata:
    """Give what is read as sentences the values of variables, and the typography of the text."""
    metadata, typography = declared.metadata, _typography(declared)

    def finished(key: str, text: str) -> str:
        return typography.finish_text(values.filled(text, declared.places.get(key, NOWHERE)))

    return replace(
        metadata,
        title=finished("title", metadata.title),
        subtitle=finished("subtitle", metadata.subtitle),
        description=finished("description", metadata.description),
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


def _notes_within(reading: Reading, grammar: Grammar, typography: Typography) -> Iterator[Note]:
    """Finish the notes that stand in the text, now that all text is read."""
    for note in reading.notes_within:
        paragraphs = tuple(
            replace(block, content=typography.finish(grammar.abbreviated(block.content)))
            for block in note.blocks
            if isinstance(block, Paragraph)
        )
        yield replace(note, blocks=paragraphs)


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


def _say_needless(found: Iterable[Defined], reading: Reading) -> None:
    """Say which definitions of links have no use: nothing refers to them, or others go first."""
    first: dict[str, Defined] = {}
    for defined in found:
        label, url, title, _ = defined.definition
        earlier = first.setdefault(label, defined)
        if earlier is defined:
            needless = "" if label in reading.references_used else "nothing refers to it"
        elif earlier.definition[1:3] == (url, title):
            needless = ""
        else:
            needless = f"it is defined in line {earlier.line} too, which goes first"
        if needless and not defined.is_remark:
            message = f"the link definition '[{label[:60]}]' has no use: {needless}"
            reading.findings.say(
                Code.REFERENCE_UNUSED, message, reading.findings.place(defined.line)
            )
