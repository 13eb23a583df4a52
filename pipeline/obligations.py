"""What a source obliges its editions and releases to: standards, and names of places that stay."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.build import Reading
from pipeline.distribute.ledger import add_to_ledger
from pipeline.errors import ValidatorMissingError
from pipeline.passes.ledger import read_ledger
from pipeline.standards import STANDARDS, Judgement, judge
from pipeline.verify import names_of_places


class StandardWishes(NamedTuple):
    """Which standards the editions are held to: those judged, and those that bind."""

    judged: tuple[str, ...]
    required: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading, *, everything: bool) -> "StandardWishes":
        """Give the wishes of a source, or all standards where everything is to be judged."""
        publication = reading.publication
        required = publication.settings.standards if publication else ()
        return cls(STANDARDS if everything and publication else required, required)

    def missing(self, judgements: Iterable[Judgement]) -> tuple[ValidatorMissingError, ...]:
        """Tell of what is required and could not be judged."""
        return tuple(
            ValidatorMissingError(
                f"'{judged.standard}' is required, but {judged.validator} cannot judge the "
                f"{judged.edition} edition: {judged.reason} (see `pipeline doctor`)"
            )
            for judged in judgements
            if judged.reason and judged.standard in self.required
        )


def judged_editions(
    reading: Reading, editions: Mapping[str, Path], wishes: StandardWishes
) -> tuple[Judgement, ...]:
    """Let the validators judge the editions of a source, each by what it has of the source."""
    return tuple(
        judgement
        for name, path in editions.items()
        for judgement in judge({name: path}, reading.view(name).publication, wishes.judged)
    )


def publish_names(reading: Reading) -> int:
    """Add the names of a source's places to its ledger, where it has one; give how many are new.

    Raises OutputError where that cannot be written.
    """
    publication = reading.publication
    if publication is None or not publication.settings.ledger:
        return 0
    path = Path(reading.source.file.root or reading.source.file.folder)
    path /= publication.settings.ledger
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = (entry.name for entry in read_ledger(text))
    return add_to_ledger(path, names_of_places(publication), known)
