"""A fuzzer that watches which code it reaches reads a corpus of its own making: no exception."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from casefiles import all_cases
from commands import ROOT, clean_environment
from fragments import FRAGMENTS

pytestmark = pytest.mark.long

RUNS = 20_000
LONGEST = 600  # bytes
LIMIT = 3600  # seconds


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the cases and the paragraphs of the samples, a file each."""
    folder = tmp_path_factory.mktemp("corpus")
    texts = [case.source for case in all_cases()]
    for path in sorted((ROOT / "tests" / "samples").glob("*.md")):
        texts.extend(path.read_text("utf-8").split("\n\n"))
    for number, text in enumerate(dict.fromkeys(texts)):
        (folder / f"{number:04}").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with the fragments of the language, in libFuzzer's notation."""
    path = tmp_path_factory.mktemp("dictionary") / "fragments"
    words = ("".join(f"\\x{byte:02x}" for byte in text.encode()) for text in FRAGMENTS)
    path.write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")
    return path


def test_the_fuzzer_finds_no_exception(corpus: Path, dictionary: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("NOT INSTALLED: atheris, which has no wheel for this Python or system")
    finished = subprocess.run(
        [
            sys.executable,
            ROOT / "tests" / "fuzz_reader.py",
            str(corpus),
            f"-runs={RUNS}",
            f"-max_len={LONGEST}",
            f"-dict={dictionary}",
            "-seed=1",
            "-timeout=60",
            "-print_final_stats=1",
        ],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    found = "".join(repr(path.read_bytes()) for path in tmp_path.glob("*-*"))
    assert finished.returncode == 0, f"{found}\n{finished.stdout[-5000:]}"
    assert "number_of_executed_units" in finished.stderr
