"""An edition under comparison: what it says, and what it should say."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.exporter import EditionFacts, PageFact
from pipeline.verify.expected import Expectation

LIMIT = 10
"""The most discrepancies that are told of one aspect of one edition; all are counted."""


@dataclass(frozen=True, slots=True)
class Side:
    """An edition under comparison; `pages` is where places are, as links tell places.

    `listed` is what its page list must say, None where nobody knows.
    """

    edition: str
    facts: EditionFacts
    expectation: Expectation
    pages: Mapping[str, str]
    listed: tuple[PageFact, ...] | None = None
