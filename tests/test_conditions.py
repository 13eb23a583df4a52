"""Conditions: parts that are in some editions only, and numbers that stay the same in all."""

from pathlib import Path

import pytest
from commands import write
from validators import epubcheck, openxml_audit, vera_check

from pipeline.build import Reading, Wishes, read_source, write_editions
from pipeline.diagnostics import Diagnostics
from pipeline.model.formats import NONE, all_but, both, is_for
from pipeline.project import find_source
from pipeline.registry import installed_formats, load_exporters
from pipeline.verification import verify_output
from pipeline.verify import expected_facts

FORMATS = tuple(installed_formats())
TEXT = """\
---
title: Conditions
number-sections: true
toc-depth: 3
list-of-tables: true
---

# For all

Common, [on paper]{{.only formats="pdf, docx"}}[on screens]{{.except formats="pdf docx"}}.[^a]

::: {{.only formats="{formats}"}}
Some only.[^b]

## Some section {{#some}}

| a | b |
|---|---|
| 1 | 2 |

Table: Some {{#tab-some}}

:::

::: {{.content-visible unless-format="{formats}"}}
Others only: [a link](#some).
:::

## Another

Last.[^c] [](#some), [](#tab-all)

| a | b |
|---|---|
| 3 | 4 |

Table: All {{#tab-all}}

# Second

End.

[^a]: One.
[^b]: Two.
[^c]: Three.
"""


def reading(folder: Path, text: str) -> Reading:
    return read_source(find_source(str(write(folder / "a.md", text))), Wishes())


def built(folder: Path, found: Reading) -> Diagnostics:
    """Write all editions; they agree and are valid."""
    exporters = load_exporters(FORMATS)
    said = write_editions(found, exporters, folder, lambda _: None)
    assert verify_output(found, exporters, folder).agrees
    assert vera_check([folder / "a.pdf"]) == []
    assert epubcheck([folder / "a.epub"]) == []
    assert openxml_audit(folder / "a.docx") == []
    return said


@pytest.mark.parametrize("formats", ["pdf", "docx", "epub", "pdf docx", "docx epub"])
def test_editions_with_other_parts_agree_and_are_valid(formats: str, tmp_path: Path) -> None:
    found = reading(tmp_path, TEXT.format(formats=formats))
    assert found.diagnostics == ()
    said = built(tmp_path, found)
    without = sorted(set(FORMATS) - set(formats.split()))
    gaps = [d for d in said if d.code.value == "number-gap"]
    lost = [d for d in said if d.code.value == "link-unpublished"]
    assert len(gaps) == 2 * len(without)
    assert len(lost) == 2 * len(without)
    assert all(any(f"the {name} edition" in d.message for name in without) for d in said)


def test_each_edition_has_what_is_for_it_with_the_numbers_of_all(tmp_path: Path) -> None:
    found = reading(tmp_path, TEXT.format(formats="pdf"))
    facts = {name: expected_facts(found.view(name).publication) for name in FORMATS}
    numbers = {name: [h.number for h in facts[name].outline] for name in FORMATS}
    assert numbers == {
        "docx": ["1", "1.2", "2"],
        "epub": ["1", "1.2", "2"],
        "html": ["1", "1.2", "2"],
        "pdf": ["1", "1.1", "1.2", "2"],
    }
    marks = {name: [note.mark for note in facts[name].notes] for name in FORMATS}
    fewer = ["1", "3"]
    assert marks == {"docx": fewer, "epub": fewer, "html": fewer, "pdf": ["1", "2", "3"]}
    words = {name: " ".join(facts[name].words) for name in FORMATS}
    assert "Common, on paper. Some only." in words["pdf"]
    assert "Common, on paper. Others only: a link." in words["docx"]
    assert "Common, on screens. Others only: a link." in words["epub"]
    assert all("Table 2 All" in text for text in words.values())
    assert [len(facts[name].contents) for name in ("pdf", "epub")] == [4 + 2, 3 + 1]


def test_without_conditions_all_editions_share_one_view(tmp_path: Path) -> None:
    found = reading(tmp_path, "A text about formats, and {.only} of it.\n")
    assert len({id(found.view(name)) for name in FORMATS}) == 1
    assert found.view("pdf").publication is found.publication


def test_an_unknown_format_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = reading(tmp_path, 'Text.\n\n::: {.only formats="epbu"}\nGone.\n:::\n')
    assert [(d.code.value, d.location.line, d.hint) for d in found.diagnostics] == [
        ("value-invalid", 3, "did you mean 'epub'?")
    ]
    for name in FORMATS:
        assert expected_facts(found.view(name).publication).words == ("Text.",)


def test_other_tools_names_of_formats_are_known(tmp_path: Path) -> None:
    text = 'a [b]{.only formats="latex"} [c]{.content-visible when-format="html"} d\n'
    found = reading(tmp_path, text)
    assert found.diagnostics == ()
    assert expected_facts(found.view("pdf").publication).words == ("a", "b", "d")
    assert expected_facts(found.view("html").publication).words == ("a", "c", "d")


@pytest.mark.parametrize(
    "text", ["::: {.only}\nStays.\n:::\n", "::: {.only formats=''}\nStays.\n:::\n"]
)
def test_a_condition_without_formats_is_none(text: str, tmp_path: Path) -> None:
    found = reading(tmp_path, text)
    assert expected_facts(found.view("pdf").publication).words == ("Stays.",)


def test_conditions_within_conditions_both_hold(tmp_path: Path) -> None:
    text = (
        ':::: {.only formats="pdf docx"}\n::: {.except formats="pdf"}\n## In both\n\nText.\n'
        ":::\n::::\n\n# End\n"
    )
    found = reading(tmp_path, text)
    outlines = {
        name: [h.text for h in expected_facts(found.view(name).publication).outline]
        for name in FORMATS
    }
    others = {name: ["End"] for name in ("epub", "html", "pdf")}
    assert outlines == {"docx": ["In both", "End"], **others}


def test_conditions_are_sets_of_formats() -> None:
    assert is_for((), "pdf")
    assert not is_for(NONE, "pdf")
    assert both(("pdf", "docx"), all_but(("pdf",))) == ("docx",)
    assert both(all_but(("pdf",)), ("pdf",)) == NONE
    assert both(all_but(("pdf",)), all_but(("docx",))) == ("!pdf", "!docx")
    assert both((), ("pdf",)) == ("pdf",)
