"""What a report is made of: one source, its editions, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.rebuilding import Rebuilt
from pipeline.standards import FAILED, Judgement
from pipeline.verify import Comparison, Discrepancy


@dataclass(frozen=True, slots=True)
class Account:
    """How the editions of one source stand.

    `source` is its name as the user knows it, `editions` the files by their formats. `troubles`
    are sentences about files that could not be read; `comparison` is None where none could.
    `judgements` are those of validators, `rebuilt` what a second build gave, where these were
    asked for.
    """

    source: str
    editions: tuple[tuple[str, Path], ...]
    comparison: Comparison | None
    troubles: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    rebuilt: tuple[Rebuilt, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every edition is there, says what the source says, and holds in every way."""
        differs = self.comparison is not None and not self.comparison.agrees
        failed = any(judged.verdict == FAILED for judged in self.judgements)
        changed = any(again.difference for again in self.rebuilt)
        return not (self.troubles or differs or failed or changed)

    def discrepancies(self) -> Iterator[Discrepancy]:
        """Yield what differs, as far as it is told one by one."""
        if self.comparison is not None:
            yield from self.comparison.discrepancies()
