"""The house keeps its own rules: sizes, words, the map, and what it may depend on."""

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline.diagnostics import Code

PACKAGE = ROOT / "pipeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
BANNED = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "manager"}) | {
    "handle",
    "handler",
    "process",
    "data",
    "info",
}


def relative(path: Path) -> str:
    """Name a file as the map does."""
    return path.relative_to(ROOT).as_posix()


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield every function and class of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def words_of(name: str) -> set[str]:
    """Split a name in snake or camel case into lower-case words."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    for node in definitions(path):
        if not isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_names_say_what_things_are(path: Path) -> None:
    found = [path.stem, *(node.name for node in definitions(path))]
    assert [name for name in found if words_of(name) & BANNED] == []


MAP = re.compile(r"(?<=\n)### `pipeline/`\n.*?(?=\n## )", re.DOTALL)
MAP_LINE = re.compile(r"^- `(\w+\.py)`: (.*(?:\n  .*)*)$", re.MULTILINE)


def map_of(text: str) -> dict[str, str]:
    """Give the line of every module that the map in CONTRIBUTING.md has."""
    found = MAP.search(text)
    assert found is not None
    folders = re.split(r"^### `(pipeline/[\w/]*)`$", found[0], flags=re.MULTILINE)[1:]
    return {
        folder + name: " ".join(line.split())
        for folder, lines in zip(folders[::2], folders[1::2], strict=True)
        for name, line in MAP_LINE.findall(lines)
    }


def new_map(lines: dict[str, str]) -> str:
    """Write the map of the modules that are there; a new one's line is that of its docstring."""
    written: dict[str, list[str]] = {}
    for path in MODULES:
        line = lines.get(relative(path)) or first_sentence(path)
        entry = textwrap.fill(f"- `{path.name}`: {line}", 99, subsequent_indent="  ")
        written.setdefault(relative(path.parent), []).append(entry)
    return "\n".join(
        f"### `{folder}/`\n\n" + "\n".join(entries) + "\n" for folder, entries in written.items()
    )


def first_sentence(path: Path) -> str:
    """Give the first sentence of a module's docstring, without its full stop."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    sentence = re.split(r"(?<=[a-z)`0-9])\. ", " ".join(docstring.split("\n\n")[0].split()))[0]
    return sentence.rstrip(".:")


def test_the_map_in_contributing_is_complete_and_true(request: pytest.FixtureRequest) -> None:
    file = ROOT / "CONTRIBUTING.md"
    text = file.read_text("utf-8")
    lines = map_of(text)
    if request.config.getoption("--accept"):
        file.write_text(MAP.sub(lambda _: new_map(lines), text), "utf-8")
        return
    assert sorted(lines) == sorted(relative(path) for path in MODULES)


def test_the_readme_explains_every_diagnostic() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    explained = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|note) \| \S", text, re.MULTILINE)
    assert sorted(explained) == sorted(code.value for code in Code)


def declared() -> list[Requirement]:
    """Give every requirement that pyproject.toml names, whatever it is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = (
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
    )
    return [Requirement(line) for group in groups for line in group]


def constraints() -> dict[str, str]:
    """Give the version of every constrained package."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pins}


def test_every_requirement_is_pinned_within_its_range() -> None:
    pins = constraints()
    for requirement in declared():
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), (
            requirement
        )


def test_constraints_are_versions_only() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    for line in text.splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.!+]+", line), line


def test_every_format_is_a_folder_and_a_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    formats = project["entry-points"]["pipeline.exporters"]
    folders = {path.name for path in (PACKAGE / "exporters").iterdir() if path.name[0] != "_"}
    assert formats == {name: f"pipeline.exporters.{name}:exporter" for name in folders}
