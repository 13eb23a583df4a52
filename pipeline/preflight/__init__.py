"""Preflight: what stores say of an EPUB file before anybody uploads it.

It asks nobody: `stores` holds the rules with their sources and dates, `book` measures a file,
`checks` compares the two. Whether a file is valid is for EPUBCheck to say.
"""

from pathlib import Path

from pipeline.preflight.book import measure
from pipeline.preflight.checks import Finding, check
from pipeline.preflight.stores import STORES

__all__ = ["STORES", "Finding", "preflight"]


def preflight(edition: Path, stores: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Give what the stores of these names (all, where there are none) find in an EPUB file.

    Raises EditionError where the file cannot be read as one.
    """
    book = measure(edition)
    return tuple(
        finding for name, store in STORES.items() if name in (stores or STORES)
        for finding in check(book, store)
    )  # fmt: skip
