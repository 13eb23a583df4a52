"""What would else be lost in silence is told, with its place."""

import pytest

from pipeline.diagnostics import Code, Severity
from pipeline.model.source import SourceFile
from pipeline.passes import Origin, prepare
from pipeline.readers import read

TOLD = {
    "a claim.[^a]\n\n[^a]:\n": [(Code.NOTE_EMPTY, 3, "")],
    "a claim.[^a]\n\n[^a]: Its proof.\n": [],
    "::: {.note\nWords.\n:::\n": [(Code.DIVISION_MARKER, 1, "")] * 2,
    "Words.\n\n::::\n": [(Code.DIVISION_MARKER, 3, "")],
    "::: my_package.module\n": [],
    "::: note\nWords.\n:::\n": [],
    "`:::` is written in code, and a ::: within a line is text.\n": [],
    "```pyton\nx\n```\n\n```pyton\ny\n```\n": [(Code.LANGUAGE_UNKNOWN, 1, "'python'")],
    "``` {.javascrpt}\nx\n```\n": [(Code.LANGUAGE_UNKNOWN, 1, "'javascript'")],
    "```mermaid\nx\n```\n": [],
    "```txt\nx\n```\n": [],
    "```quuxlang\nx\n```\n": [],
    "```rust,ignore\nlet x = 1;\n```\n": [],
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_odd_is_told_once_with_its_line(text: str) -> None:
    document, said = read(SourceFile("a.md", text, "/nowhere", "a.md"))
    _, more = prepare(document, Origin("a"))
    found = [(d.code, d.location.line) for d in (*said, *more)]
    assert found == [(code, line) for code, line, _ in TOLD[text]]
    for (_, _, hint), diagnostic in zip(TOLD[text], (*said, *more), strict=True):
        assert hint in diagnostic.hint


def test_a_misspelt_language_is_a_note_alone() -> None:
    document, _ = read(SourceFile("a.md", "```pyton\nx\n```\n", "/nowhere", "a.md"))
    (told,) = prepare(document, Origin("a"))[1]
    assert told.severity is Severity.NOTE
