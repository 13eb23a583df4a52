"""What a report is made of: one source, its editions, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.standards import FAILED, Judgement
from pipeline.verify import Comparison, Discrepancy


@dataclass(frozen=True, slots=True)
class Account:
    """How the editions of one source stand.

    `source` is its name as the user knows it, `editions` the files by their formats. `troubles`
    are sentences about files that could not be read; `comparison` is None where none could.
    `judgements` are those of validators, where some were asked.
    """

    source: str
    editions: tuple[tuple[str, Path], ...]
    comparison: Comparison | None
    troubles: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every edition is there, says what the source says, and fails no standard."""
        differs = self.comparison is not None and not self.comparison.agrees
        failed = any(judged.verdict == FAILED for judged in self.judgements)
        return not (self.troubles or differs or failed)

    def discrepancies(self) -> Iterator[Discrepancy]:
        """Yield what differs, as far as it is told one by one."""
        if self.comparison is not None:
            yield from self.comparison.discrepancies()
