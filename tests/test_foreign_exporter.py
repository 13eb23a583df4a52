"""A format from another package: found, used and held to the contract with no change here."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import LIMIT, ROOT, Finished, names, pipeline, write
from roads import SOURCES

FOREIGN = ROOT / "tests" / "foreign_exporter"
TEXT = "# Bridges\n\nThey span [rivers](https://example.org/).[^a]\n\n[^a]: And valleys.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the foreign package, without the network; give the folder that it is in."""
    folder = tmp_path_factory.mktemp("foreign")
    shutil.copytree(FOREIGN, folder / "package")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    finished = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", "site", "./package"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


def run_with(site: Path, folder: Path, *words: str) -> Finished:
    """Run the command line with the packages of `site` installed too."""
    return pipeline(folder, *words, PYTHONPATH=str(site))


def lay_out_plugin(site: Path, package: str, name: str, code: str, entry: str = "exporter") -> None:
    """Install a package by hand: a module, and the metadata that names its exporter."""
    module = package.replace("-", "_")
    write(site / f"{module}.py", code)
    metadata = site / f"{module}-1.0.dist-info"
    write(metadata / "METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    write(metadata / "entry_points.txt", f"[pipeline.exporters]\n{name} = {module}:{entry}\n")


def test_the_format_is_listed_with_its_package(installed: Path, tmp_path: Path) -> None:
    finished = run_with(installed, tmp_path, "formats")
    assert ["text", "edition-pipeline-text"] in [line.split() for line in finished.out.splitlines()]


def test_without_its_package_the_format_is_unknown(tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    assert pipeline(tmp_path, "build", "bridges.md", "--to", "text").code == 2


def test_it_is_built_and_compared_beside_the_others(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    finished = run_with(installed, tmp_path, "build", "bridges.md")
    assert (finished.code, finished.err) == (0, "")
    editions = ["bridges.docx", "bridges.epub", "bridges.pdf", "bridges.txt"]
    assert names(tmp_path / "output") == editions
    assert "[link https://example.org/|rivers].[note 1]" in (
        tmp_path / "output" / "bridges.txt"
    ).read_text("utf-8")
    assert "text" in finished.out


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_keeps_the_contract_for_every_sample(
    source: Path, installed: Path, tmp_path: Path
) -> None:
    finished = run_with(installed, tmp_path, "build", str(source), "--to", "text")
    assert finished.code == 0, finished.out + finished.err


def test_verification_catches_a_foreign_edition_that_lies(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "bridges.md", TEXT)
    assert run_with(installed, tmp_path, "build", "bridges.md", "--to", "text").code == 0
    edition = tmp_path / "output" / "bridges.txt"
    edition.write_text(edition.read_text("utf-8").replace("span", "avoid"), "utf-8")
    finished = run_with(installed, tmp_path, "verify", "bridges.md", "--to", "text")
    assert finished.code == 4
    assert "avoid" in finished.out


def test_two_owners_of_one_name_are_both_named(tmp_path: Path) -> None:
    for package in ("first-owner", "second-owner"):
        lay_out_plugin(tmp_path / "site", package, "odt", "exporter = None\n")
    finished = run_with(tmp_path / "site", tmp_path, "formats")
    assert finished.code == 5
    assert all(word in finished.err for word in ("'odt'", "first-owner", "second-owner"))
    assert len(finished.err.splitlines()) == 1


def test_an_object_that_is_no_exporter_is_refused(tmp_path: Path) -> None:
    lay_out_plugin(tmp_path / "site", "odd-one", "odt", "exporter = object()\n")
    write(tmp_path / "bridges.md", TEXT)
    finished = run_with(tmp_path / "site", tmp_path, "build", "bridges.md", "--to", "odt")
    assert finished.code == 5
    assert all(word in finished.err for word in ("odd-one", "no Exporter"))
    assert len(finished.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("code", "entry", "words"),
    [
        ("import a_library_that_is_not_there\n", "exporter", "a_library_that_is_not_there"),
        ("", "exporter", "exporter"),
        ("exporter = (\n", "exporter", "cannot be loaded"),
        ("raise RuntimeError('no licence')\n", "exporter", "no licence"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_names_its_package(
    code: str, entry: str, words: str, tmp_path: Path
) -> None:
    lay_out_plugin(tmp_path / "site", "broken-one", "odt", code, entry)
    write(tmp_path / "bridges.md", TEXT)
    finished = run_with(tmp_path / "site", tmp_path, "build", "bridges.md", "--to", "odt")
    assert finished.code == 5
    assert "broken-one" in finished.err
    assert words in finished.err
    assert len(finished.err.splitlines()) == 1


def test_a_broken_plugin_does_not_stop_the_formats_that_do_not_need_it(tmp_path: Path) -> None:
    lay_out_plugin(tmp_path / "site", "broken-one", "odt", "import a_library_that_is_not_there\n")
    write(tmp_path / "bridges.md", TEXT)
    assert run_with(tmp_path / "site", tmp_path, "formats").code == 0
    finished = run_with(tmp_path / "site", tmp_path, "build", "bridges.md", "--to", "docx")
    assert (finished.code, finished.err) == (0, "")
