"""What a report is made of: one source, its editions, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.verify import Comparison, Discrepancy


@dataclass(frozen=True, slots=True)
class Account:
    """How the editions of one source stand.

    `source` is its name as the user knows it, `editions` the files by their formats. `troubles`
    are sentences about files that could not be read; `comparison` is None where none could.
    """

    source: str
    editions: tuple[tuple[str, Path], ...]
    comparison: Comparison | None
    troubles: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every edition is there and says what the source says."""
        return not self.troubles and (self.comparison is None or self.comparison.agrees)

    def discrepancies(self) -> Iterator[Discrepancy]:
        """Yield what differs, as far as it is told one by one."""
        if self.comparison is not None:
            yield from self.comparison.discrepancies()
