"""The JSON schemas say what the readers take."""

import json
import tomllib
from pathlib import Path

import pytest
from commands import ROOT, pipeline
from jsonschema import Draft202012Validator

from pipeline.diagnostics import Code
from pipeline.readers.keys import KEYS
from pipeline.schemas import SCHEMAS, book_schema, front_matter_schema

HANDBOOK = ROOT / "tests" / "samples" / "handbook" / "book.toml"
START = ROOT / "pipeline" / "starts" / "book" / "book.toml"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_is_printed(name: str, tmp_path: Path) -> None:
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    assert json.loads(pipeline(tmp_path, "schema", name).out) == schema


def test_every_key_is_in_it() -> None:
    properties = front_matter_schema()["properties"]
    assert {*KEYS, "diagnostics", "variables", "editions"} == set(properties)
    assert set(properties["diagnostics"]["properties"]) == {code.value for code in Code}


@pytest.mark.parametrize("path", [HANDBOOK, START], ids=["handbook", "start"])
def test_our_own_books_are_valid(path: Path) -> None:
    Draft202012Validator(book_schema()).validate(tomllib.loads(path.read_text("utf-8")))


def test_an_mdbook_with_its_own_tables_is_valid() -> None:
    text = "[book]\ntitle='T'\nmultilingual=false\n[output.html]\nx=1\n[rust]\nedition='2021'\n"
    Draft202012Validator(book_schema()).validate(tomllib.loads(text))


@pytest.mark.parametrize(
    "text", ["[book]\ntitel='T'\n", "[contents]\ndepth=9\n", "[theme]\npage-size='a0'\n", "[x]\n"]
)
def test_what_is_told_to_an_author_is_invalid(text: str) -> None:
    assert not Draft202012Validator(book_schema()).is_valid(tomllib.loads(text))


@pytest.mark.parametrize(
    "front",
    [
        {"title": "T", "author": [{"name": "A"}, "B"], "kind": "preface", "toc-depth": 3},
        {"lang": "de-AT", "version": 1.2, "variables": {"a": 1}, "x": "of another tool"},
    ],
)
def test_front_matter_is_valid(front: dict[str, object]) -> None:
    Draft202012Validator(front_matter_schema()).validate(front)


@pytest.mark.parametrize("front", [{"lang": 3}, {"kind": "novel"}, {"toc": "maybe"}])
def test_wrong_front_matter_is_invalid(front: dict[str, object]) -> None:
    assert not Draft202012Validator(front_matter_schema()).is_valid(front)
