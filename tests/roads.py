"""The samples, and the road from a sample to an edition and back, in this process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commands import ROOT
from constructs import constructs_publication
from publications import sample_publication

from pipeline.build import Wishes, read_source
from pipeline.diagnostics import Diagnostics
from pipeline.exporter import EditionPlan, Exporter
from pipeline.model.publication import Publication
from pipeline.project import find_source
from pipeline.registry import installed_formats, load_exporters
from pipeline.theme import theme_for
from pipeline.typesetting import typeset

ARTICLE = ROOT / "source" / "article.md"
SOURCES = (ARTICLE, *sorted((ROOT / "tests" / "samples").glob("*.md")))
EVERY_NODE, CONSTRUCTS = "every-node", "constructs"
SAMPLES = (EVERY_NODE, CONSTRUCTS, *(path.stem for path in SOURCES))
FORMATS = tuple(installed_formats())


@dataclass(frozen=True, slots=True)
class Sample:
    """A publication to try exporters on, and what was said about its source."""

    publication: Publication
    diagnostics: Diagnostics = ()


@cache
def sample(name: str) -> Sample:
    """Give a sample by its name."""
    if name == EVERY_NODE:
        return Sample(sample_publication())
    if name == CONSTRUCTS:
        return Sample(constructs_publication())
    (path,) = (path for path in SOURCES if path.stem == name)
    reading = read_source(find_source(str(path)), Wishes())
    assert reading.publication is not None
    return Sample(reading.publication, reading.diagnostics)


def exporters() -> Mapping[str, Exporter]:
    """Load every installed exporter."""
    return load_exporters(FORMATS)


def write_edition(publication: Publication, exporter: Exporter, target: Path) -> Diagnostics:
    """Write one edition of a publication as `pipeline build` does."""
    settings = publication.settings
    theme = theme_for(settings.theme, settings.page_size)
    plan = EditionPlan(publication, theme, exporter.options(), lambda: typeset(publication, theme))
    return exporter.write(plan, target)
