"""The matrix of faults: every one is caught in every format where it can be done, by its place."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from damage_pdf import Pdf
from damage_zip import Docx, Epub
from fault_list import FAULTS, Fault
from roads import exporters, write_edition

from pipeline.build import Reading, Wishes, read_source
from pipeline.project import find_source
from pipeline.verify import Comparison, compare

SOURCE = Path(__file__).parent / "faults" / "lighthouse.md"
GOLDEN = Path(__file__).parent / "golden" / "faults.txt"
EDITORS: Mapping[str, Callable[[Path], Any]] = {"pdf": Pdf, "docx": Docx, "epub": Epub}
CAUGHT, NOT_APPLICABLE = "caught", "-"
NARROW = 96


class Bench:
    """The editions of the book, whole, and what is said of damaged ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reading: Reading = read_source(find_source(str(SOURCE)), Wishes())
        assert self.reading.publication is not None
        self.publication = self.reading.publication
        self.editions = {name: folder / f"edition.{name}" for name in EDITORS}
        for name, path in self.editions.items():
            write_edition(self.publication, exporters()[name], path)
        self.whole = {
            name: exporters()[name].read_back(path) for name, path in self.editions.items()
        }
        self.lines = SOURCE.read_text(encoding="utf-8").splitlines()

    def outcome(self, fault: Fault, name: str) -> str:
        """Tell how a fault in an edition is judged: caught, not applicable, or how it is missed."""
        damage = getattr(fault, name)
        if isinstance(damage, str):
            return NOT_APPLICABLE
        damaged = self.folder / f"damaged.{name}"
        editor = EDITORS[name](self.editions[name])
        damage(editor)
        editor.save(damaged)
        facts = {**self.whole, name: exporters()[name].read_back(damaged)}
        return self._judged(fault, name, compare(self.publication, facts))

    def _judged(self, fault: Fault, name: str, comparison: Comparison) -> str:
        found = [d for d in comparison.discrepancies() if d.edition == name]
        named = [d for d in found if d.aspect is fault.aspect]
        if not found:
            return "MISSED"
        if not named:
            return f"as {found[0].aspect}"
        right = {
            number
            for number, text in enumerate(self.lines, 1)
            if text.startswith(tuple(fault.at.split("|")))
        }
        places = {discrepancy.location.line for discrepancy in named}
        return CAUGHT if places & right or not fault.at else f"at {sorted(places)}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Build the three editions once."""
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def matrix(bench: Bench) -> dict[Fault, dict[str, str]]:
    """Do every fault in every format."""
    return {fault: {name: bench.outcome(fault, name) for name in EDITORS} for fault in FAULTS}


def shown(matrix: Mapping[Fault, Mapping[str, str]]) -> str:
    """Give the matrix as text."""
    return "\n".join(_lines(matrix)) + "\n"


def _lines(matrix: Mapping[Fault, Mapping[str, str]]) -> Iterator[str]:
    yield f"{'fault':34}{'is told as':17}" + "".join(f"{name:>10}" for name in EDITORS)
    for fault, outcomes in matrix.items():
        cells = "".join(f"{outcomes[name]:>10}" for name in EDITORS)
        yield f"{fault.name:34}{fault.aspect:17}{cells}"
    told = [outcome for outcomes in matrix.values() for outcome in outcomes.values()]
    counts = (len(matrix), told.count(CAUGHT), told.count(NOT_APPLICABLE))
    missed = len(told) - counts[1] - counts[2]
    yield ""
    yield "{} faults: {} caught, {} not applicable, {} missed".format(*counts, missed)


def test_the_whole_editions_agree(bench: Bench) -> None:
    assert compare(bench.publication, bench.whole).agrees


def test_every_fault_is_caught_where_it_can_be_done(
    matrix: dict[Fault, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    text = shown(matrix)
    print(text)  # noqa: T201 - the matrix is for people
    if request.config.getoption("--accept"):
        GOLDEN.write_text(text, encoding="utf-8")
    told = {outcome for outcomes in matrix.values() for outcome in outcomes.values()}
    assert told == {CAUGHT, NOT_APPLICABLE}
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_faults_are_many_and_of_every_kind() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    for name in EDITORS:
        assert sum(not isinstance(getattr(fault, name), str) for fault in FAULTS) >= 40
