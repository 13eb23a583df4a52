"""A fourth format for edition-pipeline, in a package of its own: plain text.

Every block is a line, `kind: text`, where the kind may be followed by a level and by the block's
identifier. Within the text stand `[number 2.1]`, `[link TARGET|text]`, `[image text]` and
`[note 1]`; a backslash takes their meaning from these four: `[`, `]`, `|` and itself. The lines of
a note's blocks are indented. ::

    title #bridges: Bridges
    author: Ada Writer
    language: en
    contents 1 #the-first: [number 1]The first
    heading 1 #the-first: [number 1]The first
    text: They span [link https://example.org/|rivers].[note 1]
    note 1 #fn-1:
      text: And valleys.
"""

from dataclasses import dataclass
from pathlib import Path

from edition_pipeline_text.read_back import facts_of
from edition_pipeline_text.writer import lines_of
from pipeline.diagnostics import Diagnostics
from pipeline.errors import EditionError
from pipeline.exporter import EditionFacts, EditionPlan


@dataclass(frozen=True, slots=True)
class TextOptions:
    """Plain text leaves nothing to wish for."""


class TextExporter:
    """Writes plain text, and reads it back."""

    suffix = ".txt"
    options = TextOptions

    def write(self, plan: EditionPlan, target: Path) -> Diagnostics:
        """Write the edition; there is nothing that plain text cannot do."""
        text = "".join(f"{line}\n" for line in lines_of(plan.publication))
        target.write_bytes(text.encode("utf-8"))
        return ()

    def read_back(self, edition: Path) -> EditionFacts:
        """Read an edition; raises EditionError where a line is not of the format."""
        try:
            return facts_of(edition.read_bytes().decode("utf-8"))
        except (OSError, ValueError) as error:
            raise EditionError(f"{edition} cannot be read back: {error}") from error


exporter = TextExporter()
