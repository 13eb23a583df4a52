"""Reads the editions of a source back, and compares them with it and with each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.build import PRINTED, Reading, View, edition_path
from pipeline.editionoptions import options_for
from pipeline.errors import EditionError
from pipeline.exporter import EditionFacts, Exporter, PageFact
from pipeline.verify import Comparison, compare, joined

if TYPE_CHECKING:  # it loads HarfBuzz, which a format without pages does not need
    from pipeline.typesetting.pages import Pages


@dataclass(frozen=True, slots=True)
class Verification:
    """What reading editions back gave: a comparison, and the editions that cannot be read.

    `facts` are those of the editions that can, by their formats.
    """

    comparison: Comparison | None
    troubles: tuple[EditionError, ...]
    facts: Mapping[str, EditionFacts] = field(default_factory=dict)

    @property
    def agrees(self) -> bool:
        """Whether every edition is there, can be read, and says what the source says."""
        return not self.troubles and (self.comparison is None or self.comparison.agrees)


def verify_output(
    reading: Reading, exporters: Mapping[str, Exporter], output: Path
) -> Verification:
    """Read the editions of a source back and compare them with it and with each other."""
    if reading.publication is None:
        return Verification(None, ())
    facts: dict[str, EditionFacts] = {}
    troubles: list[EditionError] = []
    for name, exporter in exporters.items():
        path = edition_path(output, reading.source, exporter)
        try:
            facts[name] = _read_back(exporter, path)
        except EditionError as error:
            troubles.append(error)
    paged = frozenset(name for name in facts if _lists_pages(reading, name, exporters[name]))
    comparison = _compared(reading, facts, paged) if facts else None
    return Verification(comparison, tuple(troubles), facts)


def _lists_pages(reading: Reading, name: str, exporter: Exporter) -> bool:
    """Tell whether an edition has to name the pages of the PDF."""
    wishes = reading.view(name).publication.settings.editions
    options = options_for(name, exporter, wishes, Path(reading.source.file.folder))
    return bool(getattr(options, "page_list", False))


def _compared(
    reading: Reading, facts: Mapping[str, EditionFacts], paged: frozenset[str]
) -> Comparison:
    """Compare editions with what each should have; those of one view with each other, too.

    Those in `paged` have to name the pages of the PDF.
    """
    views: dict[int, tuple[View, dict[str, EditionFacts]]] = {}
    for name, found in facts.items():
        view = reading.view(name)
        views.setdefault(id(view), (view, {}))[1][name] = found
    return joined(
        compare(
            view.publication,
            editions,
            partial(_page_labels, view.pages),
            {name: _page_list(reading, view) for name in editions if name in paged},
        )
        for view, editions in views.values()
    )


def _page_list(reading: Reading, view: View) -> tuple[PageFact, ...]:
    # It loads what typesets, which a comparison of other formats does without.
    from pipeline.verify.pagelist import expected_pages  # noqa: PLC0415

    return expected_pages(view.publication, reading.view(PRINTED).pages())


def _page_labels(pages: "Callable[[], Pages]") -> Mapping[str, str]:
    typeset = pages()
    return {identifier: typeset.label_of(identifier) for identifier in typeset.places}


def _read_back(exporter: Exporter, path: Path) -> EditionFacts:
    if not path.is_file():
        raise EditionError(f"there is no {path}; `pipeline build` makes it")
    return exporter.read_back(path)
