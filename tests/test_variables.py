"""Variables: names between two pairs of braces, where there is a table of them."""

from pathlib import Path

import pytest
from commands import write

from pipeline.build import Reading, Wishes, read_source
from pipeline.model.nodes import CodeBlock, CodeSpan, Image, Link, Text
from pipeline.model.publication import body_blocks
from pipeline.model.walk import walk
from pipeline.project import find_source

TABLE = "variables:\n  product: Lamp\n  version: 1.10\n  odd-name_2.x: '*a* <b> {{ product }}'\n"


def reading(folder: Path, text: str, front: str = TABLE) -> Reading:
    path = write(folder / "a.md", f"---\n{front}---\n\n{text}\n")
    return read_source(find_source(str(path)), Wishes())


def words(found: Reading) -> str:
    assert found.publication is not None
    nodes = walk(body_blocks(found.publication))
    return "".join(node.text for node in nodes if isinstance(node, Text | CodeSpan | CodeBlock))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The {{ product }}, {{product}}.", "The Lamp, Lamp."),
        ("**{{version}}** and *{{product}}*", "1.10 and Lamp"),
        ("{{ odd-name_2.x }}", "*a* <b> {{ product }}"),
        ("`{{ product }}`", "{{ product }}"),
        ("```\n{{ product }}\n```", "{{ product }}"),
        ("\\{{ product }}", "{{ product }}"),
        ("| {{product}} |\n|---|\n| {{version}} |", "Lamp1.10"),
        ("Text.[^n]\n\n[^n]: Of {{product}}.", "Text."),
        (
            "{{ }} {{#x}} {{ a b }} {{product}}",
            "{{ }} {{#x}} {{ a b }} Lamp",
        ),
    ],
)
def test_values_stand_in_text_and_not_in_code(text: str, shown: str, tmp_path: Path) -> None:
    found = reading(tmp_path, text)
    assert words(found) == shown
    assert found.diagnostics == ()


def test_values_stand_in_addresses_titles_and_metadata(tmp_path: Path) -> None:
    front = f"title: The {{{{product}}}}\nsubtitle: '{{{{version}}}}'\n{TABLE}"
    text = '[x](https://a.org/{{version}} "of {{product}}") ![d](b-{{version}}.png "{{product}}")'
    found = reading(tmp_path, text, front)
    assert found.publication is not None
    nodes = list(walk(body_blocks(found.publication)))
    assert [(n.url, n.title) for n in nodes if isinstance(n, Link)] == [
        ("https://a.org/1.10", "of Lamp")
    ]
    assert not any(isinstance(n, Image) for n in nodes)
    assert "b-1.10.png" in repr(found.diagnostics)
    metadata = found.publication.metadata
    assert (metadata.title, metadata.subtitle) == ("The Lamp", "1.10")


def test_an_unknown_name_stays_and_is_told_once(tmp_path: Path) -> None:
    found = reading(tmp_path, "{{ prodct }}\n\n{{ prodct }} {{ other }}")
    assert words(found) == "{{ prodct }}{{ prodct }} {{ other }}"
    assert [(d.code.value, d.location.line, d.hint) for d in found.diagnostics] == [
        ("variable-unknown", 8, "did you mean 'product'?"),
        ("variable-unknown", 10, "set it below `variables:`"),
    ]


def test_without_a_table_braces_are_text(tmp_path: Path) -> None:
    found = reading(tmp_path, "{{ product }}", "title: T\n")
    assert words(found) == "{{ product }}"
    assert found.diagnostics == ()


def test_book_toml_has_variables_for_all_chapters_and_a_chapter_its_own(tmp_path: Path) -> None:
    write(tmp_path / "book.toml", "[variables]\na = 1\nb = true\nc = [1]\n")
    write(tmp_path / "src/SUMMARY.md", "- [One](one.md)\n- [Two](two.md)\n")
    write(tmp_path / "src/one.md", "# One\n\n{{a}} {{b}}\n")
    write(tmp_path / "src/two.md", "---\nvariables:\n  a: own\n---\n# Two\n\n{{a}} {{b}}\n")
    found = read_source(find_source(str(tmp_path)), Wishes())
    assert words(found) == "One1 trueTwoown true"
    assert [(d.code.value, d.location.line) for d in found.diagnostics] == [("value-invalid", 4)]


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, "x", "variables: [a]\n")
    assert [d.code.value for d in found.diagnostics] == ["value-invalid"]


def test_a_million_braces_take_little_time(tmp_path: Path) -> None:
    found = reading(tmp_path, "{{ " * 100_000)
    assert found.diagnostics == ()
