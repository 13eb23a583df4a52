"""How diagnostics are printed."""

from pipeline.diagnostics import (
    Code,
    Diagnostic,
    Severity,
    in_source_order,
    severity_of,
    shown,
)
from pipeline.location import Location


def test_a_diagnostic_prints_as_place_severity_message_code_and_hint() -> None:
    diagnostic = Diagnostic(Code.LINK_TARGET_MISSING, "gone", Location("a.md", 4, 2), "look")
    assert str(diagnostic) == "a.md:4:2: error: gone [link-target-missing]\n    hint: look"


def test_what_would_break_or_turn_a_line_is_escaped() -> None:
    diagnostic = Diagnostic(Code.KEY_UNKNOWN, "'a\nb\x1b[2J\u202e'", Location("x\ny.md", 1))
    assert str(diagnostic) == r"x\ny.md:1: warning: 'a\nb\x1b[2J\u202e' [key-unknown]"


def test_diagnostics_are_sorted_by_place_and_said_once() -> None:
    later = Diagnostic(Code.KEY_UNKNOWN, "b", Location("a.md", 9))
    first = Diagnostic(Code.KEY_UNKNOWN, "a", Location("a.md", 2))
    assert in_source_order((later, first, later)) == (first, later)


def test_every_code_has_a_severity() -> None:
    assert {severity_of(code) for code in Code} == set(Severity)


def test_of_many_that_are_alike_the_first_are_shown_and_the_others_counted() -> None:
    alike = [Diagnostic(Code.NOTE_UNUSED, "x", Location("a.md", line), "h") for line in range(1, 9)]
    other = Diagnostic(Code.NOTE_UNUSED, "y", Location("a.md", 5))
    lines = list(shown((*alike, other)))
    assert [line.split(": ")[0] for line in lines] == [
        "a.md:1",
        "a.md:2",
        "a.md:3",
        "a.md:5",
        "a.md",
    ]
    assert lines[-1] == ("a.md: warning: 5 more like it (--log has them all): x [note-unused]")
    assert len(list(shown(alike[:3]))) == 3
