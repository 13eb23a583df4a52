"""Paths and options for the tests, and the line that tells which judges were missing."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Under continuous integration the same examples are tried every time: no change is refused for
# what another one did.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

sys.path.insert(0, str(Path(__file__).parent))

from validators import pytest_terminal_summary  # noqa: E402, F401 - pytest finds its hooks here


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, with which the cases write down how they read now."""
    parser.addoption(
        "--accept", action="store_true", help="rewrite what the cases in tests/cases expect"
    )
