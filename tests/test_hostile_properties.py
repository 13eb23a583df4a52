"""Whatever is read: no exception, every place is in the text, and the tree can be shown."""

from pathlib import Path

import pytest
from casefiles import all_cases
from fragments import FRAGMENTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_checks import check_reading

SAMPLES = Path(__file__).parent / "samples"
LINES = sorted({line for case in all_cases() for line in case.source.split("\n")})

SPLICES = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
# Lines of the cases, moved and quoted: what many constructs within each other are made of.
LEADS = st.sampled_from(["", "", "  ", "    ", "> ", "- ", "      ", "\t", ": ", "1. "])
CUT_UP = st.lists(st.tuples(LEADS, st.sampled_from(LINES)).map("".join), max_size=25).map("\n".join)
ANYTHING = st.text(max_size=200)
TEXTS = SPLICES | CUT_UP | ANYTHING | st.tuples(SPLICES, CUT_UP).map("\n".join)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    check_reading(text)


@pytest.mark.long
@settings(max_examples=50_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_of_many_texts_is_read(text: str) -> None:
    check_reading(text)


@pytest.mark.long
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(FRAGMENTS) | st.sampled_from(LINES), min_size=100, max_size=400))
def test_any_long_text_is_read(pieces: list[str]) -> None:
    check_reading("\n".join(pieces))
    check_reading("".join(pieces))


@pytest.mark.parametrize(
    "frame", ["{}", "a {} b", "{}{}", "> {}", "- {}\n\n  {}", "|{}|\n|-|\n|{}|", "{}\n\na\n\n{}"]
)
def test_fragments_are_read_wherever_they_stand(frame: str) -> None:
    for fragment in FRAGMENTS:
        check_reading(frame.replace("{}", fragment))


@pytest.mark.long
@pytest.mark.parametrize("first", FRAGMENTS, ids=ascii)
def test_pairs_of_fragments_are_read(first: str) -> None:
    for second in FRAGMENTS:
        check_reading(f"a {first}b{second}c\n\n{second}{first}{second}{first}\n")


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_samples_are_read_wherever_they_are_cut(cut: int) -> None:
    for path in sorted(SAMPLES.glob("*.md")):
        text = path.read_text("utf-8")
        at = len(text) * cut // 100
        check_reading(text[:at])
        check_reading(text[at:])
