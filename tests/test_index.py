"""The index at the back: its entries, their order, and where they lead."""

from pathlib import Path

import pytest
from commands import write
from validators import epubcheck, openxml_audit, vera_check

from pipeline.build import Reading, Wishes, read_source, write_editions
from pipeline.exporter import EditionFacts
from pipeline.model.nodes import BulletList, Division, PageReference
from pipeline.model.publication import body_blocks
from pipeline.model.walk import walk
from pipeline.project import find_source
from pipeline.registry import installed_formats, load_exporters
from pipeline.verification import verify_output
from pipeline.verify import expected_facts

FORMATS = tuple(installed_formats())


def reading(folder: Path, text: str) -> Reading:
    return read_source(find_source(str(write(folder / "a.md", text))), Wishes())


def facts_of(found: Reading) -> EditionFacts:
    assert found.publication is not None
    return expected_facts(found.publication)


def index_words(found: Reading) -> str:
    """Give the words behind the heading of the index."""
    return " ".join(facts_of(found).words).rpartition("Index ")[2]


def test_entries_are_sorted_by_their_letters_and_sub_entries_stand_below(tmp_path: Path) -> None:
    text = (
        "[zebra]{.index} [Ähre]{.index} [apple]{.index} [b]{.index entry='Zoo!bear'} "
        "[a]{.index entry='Zoo ! ape'} []{.index entry='zoo'}\n"
    )
    found = reading(tmp_path, text)
    assert found.diagnostics == ()
    assert index_words(found) == "Ähre, apple, zebra, Zoo ape, bear, zoo,"


def test_see_and_see_also(tmp_path: Path) -> None:
    text = '[a]{.index see="b"} [b]{.index see-also="c"} [c]{.index}\n\n# G\n\n# H\n\n[c]{.index}\n'
    found = reading(tmp_path, text)
    assert index_words(found) == "a, see b b, ; see also c c, ,"


def test_an_entry_leads_once_to_each_section(tmp_path: Path) -> None:
    text = "# A\n\n[x]{.index} [x]{.index}\n\n[x]{.index}\n\n# B\n\n[x]{.index}\n"
    found = reading(tmp_path, text)
    assert found.publication is not None
    references = [
        node for node in walk(body_blocks(found.publication)) if isinstance(node, PageReference)
    ]
    assert [reference.text for reference in references] == ["1", "4"]


def test_it_stands_where_its_author_wants_it_else_at_the_end(tmp_path: Path) -> None:
    found = reading(tmp_path, "# Words {.index}\n\nBefore.\n\n# Text\n\n[x]{.index}\n")
    assert found.publication is not None
    first, _ = found.publication.sections
    division = first.blocks[0]
    assert isinstance(division, Division)
    assert isinstance(division.blocks[0], BulletList)
    at_end = reading(tmp_path, "---\nlang: de\n---\n\n# Text {#index}\n\n[x]{.index}\n")
    assert at_end.publication is not None
    last = at_end.publication.sections[-1].heading
    assert (last.identifier, last.numbered) == ("index-1", False)
    assert facts_of(at_end).outline[-1].text == "Stichwortverzeichnis"


def test_without_marks_there_is_none(tmp_path: Path) -> None:
    assert facts_of(reading(tmp_path, "# A\n\n# B\n\n[x]{.other}\n")).outline[-1].text == "B"


TEXT = """\
---
title: Index
kind: book
number-sections: true
---

# First

A [lamp]{.index} & its [*wick*]{.index entry="lamp!wick: a part"}, [`<b>`]{.index}.[^n]

| [cell]{.index} |
|---|
| x |

\\newpage

## Second

- [item]{.index see-also="lamp"}

# [Third]{.index}

[lamp]{.index}

[^n]: In a [note]{.index}.
"""


def test_editions_agree_are_valid_and_show_true_pages(tmp_path: Path) -> None:
    found = reading(tmp_path, TEXT)
    assert found.diagnostics == ()
    exporters = load_exporters(FORMATS)
    assert write_editions(found, exporters, tmp_path, lambda _: None) == ()
    assert verify_output(found, exporters, tmp_path).agrees
    assert vera_check([tmp_path / "a.pdf"]) == []
    assert epubcheck([tmp_path / "a.epub"]) == []
    assert openxml_audit(tmp_path / "a.docx") == []
    for name in ("pdf", "docx"):
        facts = exporters[name].read_back(tmp_path / f"a.{name}")
        pages = [entry.page for entry in facts.contents if not entry.level]
        assert pages == ["1", "1", "2", "1", "3", "1", "1", "3"]


def test_a_wrong_page_is_found(tmp_path: Path) -> None:
    found = reading(tmp_path, TEXT)
    exporters = load_exporters(("pdf", "docx"))
    write_editions(found, exporters, tmp_path, lambda _: None)
    other = reading(tmp_path, TEXT.replace("\\newpage", ""))
    write_editions(other, load_exporters(("docx",)), tmp_path, lambda _: None)
    assert not verify_output(found, exporters, tmp_path).agrees


@pytest.mark.parametrize("count", [2000])
def test_many_marks_take_little_time(count: int, tmp_path: Path) -> None:
    text = "\n\n".join(f"[word {n % 500}]{{.index}} and text." for n in range(count))
    assert facts_of(reading(tmp_path, text)).contents[-1].level == 0


PAGED = """\
---
title: Pages
kind: book
lang: de
number-sections: true
page-references: true
---

# Eins {#eins}

Siehe [](#tab) und [dort](#zwei).

| a |
|---|
| x |

Table: Eine Tabelle {#tab}

# Zwei {#zwei}

Zurück zu [](#eins).
"""


def test_references_name_pages_in_editions_that_have_them(tmp_path: Path) -> None:
    found = reading(tmp_path, PAGED)
    exporters = load_exporters(FORMATS)
    assert write_editions(found, exporters, tmp_path, lambda _: None) == ()
    assert verify_output(found, exporters, tmp_path).agrees
    assert vera_check([tmp_path / "a.pdf"]) == []
    assert openxml_audit(tmp_path / "a.docx") == []
    for name in FORMATS:
        facts = exporters[name].read_back(tmp_path / f"a.{name}")
        pages = [entry.page for entry in facts.contents if not entry.level]
        assert pages == ([] if name in {"epub", "html"} else ["1", "2", "1"])
        assert ("(S." in facts.words) == (name not in {"epub", "html"})
