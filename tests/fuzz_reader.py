"""Feeds the reader with what atheris makes of a corpus: `fuzz_reader.py FOLDER [libFuzzer's own]`.

The fuzzer keeps what reaches code that nothing reached before, and goes on from there. It ends
with an exit code other than 0, and writes what it found to the current folder, when a reading
raises anything.
"""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["pipeline.readers", "pipeline.passes"]):
    from reading_checks import check_reading

    import pipeline.readers.reader  # noqa: F401 - readers import it when they first read


def read_anything(content: bytes) -> None:
    """Read bytes as a text, whatever they are."""
    check_reading(content.decode("utf-8", "replace"))


def main() -> None:
    """Run the fuzzer."""
    atheris.Setup(sys.argv, read_anything)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
