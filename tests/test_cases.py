"""Every case of tests/cases reads as it says; `--accept` writes down how it reads now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from casefiles import CASES, Case, actual, all_cases, rewrite

Accepted = dict[Path, dict[int, str]]


@pytest.fixture(scope="module")
def accepted() -> Iterator[Accepted]:
    new: Accepted = {}
    yield new
    for path, expectations in new.items():
        rewrite(path, expectations)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in all_cases()])
def test_a_case_reads_as_it_says(
    case: Case, accepted: Accepted, request: pytest.FixtureRequest
) -> None:
    found = actual(case.source)
    if request.config.getoption("--accept"):
        accepted.setdefault(case.path, {})[case.line] = found
        return
    assert found == case.expected


def test_every_topic_has_cases() -> None:
    topics = {case.path for case in all_cases()}
    assert topics == set(CASES.glob("*.md"))
