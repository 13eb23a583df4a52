"""Whatever a document holds, its editions agree: no false alarm, in any format."""

import tempfile
from pathlib import Path

import pytest
from generated import documents
from hypothesis import HealthCheck, Phase, assume, given, settings
from roads import exporters, write_edition

from pipeline.build import Wishes, read_source
from pipeline.model.document import Document
from pipeline.model.nodes import Link
from pipeline.model.publication import Publication
from pipeline.model.walk import walk
from pipeline.passes import Origin, prepare
from pipeline.project import find_source
from pipeline.verify import compare
from pipeline.verify.report import report_text

HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def check_editions(document: Document) -> None:
    """Hold that all editions of a document agree with it; no reader gives links within links."""
    links = [n for n in walk((*document.blocks, *document.notes)) if isinstance(n, Link)]
    assume(not any(isinstance(inner, Link) for link in links for inner in walk(link.content)))
    publication, _ = prepare(document, Origin("generated"))
    check_publication(publication)


def check_publication(publication: Publication) -> None:
    """Hold that all editions of a publication agree with it."""
    facts = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pdf", "docx", "epub"):
            target = Path(folder) / f"edition.{name}"
            write_edition(publication, exporters()[name], target)
            facts[name] = exporters()[name].read_back(target)
    comparison = compare(publication, facts)
    assert comparison.agrees, report_text(comparison)


ROWS = """<table>
<tr><td rowspan="4">b</td><td rowspan="2">c</td></tr>
<tr></tr>
<tr><td>x</td></tr>
</table>
"""
NUMBERS = "40000. a\n40001. b\n       1. [ ] task\n"
TASK = "- [ ] \n\n  | a | b |\n  |---|---|\n  | c | d |\n\n  : Caption {#t}\n"
FOREIGN = """::: {lang=de}
Ein *Satz*[^1] mit $x^2$ und `code`.

$$x^2$$ {#eq}

- [x] erledigt
- [mot]{lang=fr}

> Zitat

Begriff
:   Bestimmung
:::

[^1]: **Bold only**

    Term $x^2$ more
    :   in a **note $y$ here**

::: {lang=ar dir=rtl}
\u0645\u0631\u062d\u0628\u0627 *12* abc
:::
"""
BROKEN = "Formula **bad $\\badmacro{x$ is**\n\n$$\\badmacro{$$\n"
NOTED = "Word[^1] and[^2].\n\n[^1]:\n    ```\n    //\n    main()\n    ```\n\n[^2]: Text.\n"
ITEMS = "* > quote\n* | a | b |\n  |---|---|\n  | c |   |\n*     code\n-\n\n9. nine\n"


@pytest.mark.parametrize("text", [ROWS, NUMBERS, TASK, FOREIGN, BROKEN, NOTED, ITEMS])
def test_editions_of_odd_texts_agree(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    publication = read_source(find_source(str(tmp_path / "a.md")), Wishes()).publication
    assert publication is not None
    check_publication(publication)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # each document takes a second: nobody waits for the smallest one
    suppress_health_check=HEALTH,
)
@given(document=documents())
def test_editions_of_anything_agree(document: Document) -> None:
    check_editions(document)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_editions_of_many_things_agree(document: Document) -> None:
    check_editions(document)
