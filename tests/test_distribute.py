"""Releases: complete, checked by sha256sum, described in a manifest, never changed."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from commands import names, pipeline, write
from jsonschema import Draft202012Validator
from PIL import Image
from releases import built, copied, release_of
from validators import openxml_audit

from pipeline.distribute.folder import Ware, read_folder, write_release
from pipeline.distribute.licence import find_licence
from pipeline.distribute.manifest import manifest_text, read_manifest
from pipeline.distribute.manifest_schema import manifest_schema
from pipeline.distribute.names import release_name, version_name
from pipeline.errors import (
    OutputError,
    ReleaseRefusedError,
    ReleaseUnreadableError,
    UsageError,
)

FOLDER = "of-bridges-arches-1-1.2"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a source and its editions, which no test changes."""
    folder = tmp_path_factory.mktemp("built")
    built(folder)
    return folder


@pytest.fixture(scope="module")
def released(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a release, which no test changes."""
    folder = copied(template, tmp_path_factory.mktemp("released"))
    finished = pipeline(folder, "distribute", "bridges.md")
    assert finished.code == 0, finished.err
    assert f"dist/{FOLDER}: released" in finished.out
    return folder / "dist" / FOLDER


def test_a_release_has_all_that_readers_need(released: Path) -> None:
    editions = {f"of-bridges-arches-1.{suffix}" for suffix in ("docx", "epub", "pdf")}
    others = {"LICENSE", "SHA256SUMS", "cover.png", "manifest.json", f"{FOLDER}.zip"}
    assert set(names(released)) >= editions | others
    assert [name for name in names(released.parent) if name.startswith(".")] == []
    assert FOLDER in names(released.parent)


def test_sha256sum_accepts_every_file(released: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=released, capture_output=True, check=True
    )
    assert checked.stdout.decode().count(": OK\n") == len(names(released)) - 1


def test_the_manifest_is_valid_and_true(released: Path) -> None:
    manifest = json.loads((released / "manifest.json").read_text("utf-8"))
    Draft202012Validator(manifest_schema()).validate(manifest)
    assert manifest["title"] == "Of Bridges & “Arches” <1>"
    assert manifest["authors"] == ["Ida Brandt", "Tomás Okafor"]
    assert manifest["version"] == "1.2"
    assert manifest["cover"]["width"] == 6
    pdf = next(each for each in manifest["editions"] if each["format"] == "pdf")
    content = (released / pdf["file"]).read_bytes()
    assert pdf["sha256"] == hashlib.sha256(content).hexdigest()
    assert pdf["bytes"] == len(content)
    assert pdf["standards"] == ["PDF/UA-1", "PDF/A-2a"]
    assert pdf["pages"] == 1
    assert {each["words"] for each in manifest["editions"]} == {7}
    assert [line["text"] for line in manifest["contents"]] == ["Stone", "Steel"]
    source = hashlib.sha256((released.parent.parent / "bridges.md").read_bytes()).hexdigest()
    assert manifest["source"] == {"digest": f"sha256:{source}", "time": 1741564800}


def test_a_manifest_says_again_what_it_was_made_of(released: Path) -> None:
    text = (released / "manifest.json").read_text("utf-8")
    assert manifest_text(read_manifest(text, "manifest.json")) == text


def test_the_archive_holds_the_release_and_its_own_checksums(released: Path) -> None:
    with zipfile.ZipFile(released / f"{FOLDER}.zip") as archive:
        assert archive.testzip() is None
        members = archive.namelist()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sums = archive.read(f"{FOLDER}/SHA256SUMS").decode()
        for line in sums.splitlines():
            digest, name = line.split("  ")
            content = archive.read(f"{FOLDER}/{name}")
            assert hashlib.sha256(content).hexdigest() == digest
            assert content == (released / name).read_bytes()
    assert len(members) == sums.count("\n") + 1
    assert members[:-1] == sorted(members[:-1])


def test_the_same_editions_give_the_same_bytes(
    released: Path, template: Path, tmp_path: Path
) -> None:
    folder = copied(template, tmp_path / "elsewhere")
    pipeline(folder, "distribute", "bridges.md", "--releases", "other/place", TZ="Asia/Tokyo")
    again = folder / "other" / "place" / FOLDER
    assert names(again) == names(released)
    for path in released.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_release_that_is_there_stays_as_it_is(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    pipeline(folder, "distribute", "bridges.md")
    before = (folder / "dist" / FOLDER / "manifest.json").stat()
    finished = pipeline(folder, "distribute", "bridges.md")
    assert finished.code == 0
    assert "already released, unchanged" in finished.out
    assert (folder / "dist" / FOLDER / "manifest.json").stat() == before


def test_an_outdated_edition_is_not_released(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    source = folder / "bridges.md"
    write(source, source.read_text("utf-8").replace("It pulls.", "It pulls, it holds."))
    finished = pipeline(folder, "distribute", "bridges.md")
    assert finished.code == 1
    assert "was changed after output/bridges.docx, output/bridges.epub" in finished.err
    assert names(folder / "dist") == []


@pytest.mark.parametrize("change", ["cover", "setting"])
def test_an_edition_that_would_be_another_now_is_not_released(
    change: str, template: Path, tmp_path: Path
) -> None:
    folder = copied(template, tmp_path)
    command = ["distribute", "bridges.md"]
    if change == "cover":
        Image.new("RGB", (6, 9), (200, 60, 120)).save(folder / "cover.png")
    else:
        command += ["--set", "page-size=a5"]
    finished = pipeline(folder, *command)
    assert finished.code == 1
    assert "is not what would be built now" in finished.err
    assert names(folder / "dist") == []


def test_a_missing_edition_is_not_released(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    (folder / "output" / "bridges.epub").unlink()
    finished = pipeline(folder, "distribute", "bridges.md")
    assert finished.code == 4
    assert "there is no output/bridges.epub" in finished.err
    assert names(folder / "dist") == []
    assert pipeline(folder, "distribute", "bridges.md", "--to", "pdf,docx").code == 0


def test_an_edition_that_disagrees_is_not_released(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    finished = pipeline(folder, "distribute", "bridges.md", "--set", "title=Of Roads")
    assert finished.code == 4
    assert "is not released: see above" in finished.err
    assert names(folder / "dist") == []


def test_book_toml_and_the_command_line_name_a_release(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    write(folder / "book.toml", "[distribute]\nname = 'Bridges'\nlicence = ''\n")
    pipeline(folder, "distribute", "bridges.md", "--release", "2.0 RC/1")
    assert "bridges-2.0-rc-1" in names(folder / "dist")
    made = read_folder(folder / "dist" / "bridges-2.0-rc-1")
    assert made.label == "2.0 RC/1"
    assert made.licence is None
    (folder / "output" / "bridges.pdf").rename(folder / "output" / "arches.pdf")
    pipeline(folder, "distribute", "bridges.md", "--name", "Arches", "--to", "pdf")
    assert "arches.pdf" in names(folder / "dist" / "arches-1.2")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("nam = 'x'", "'nam' is no key that is known here in [distribute]"),
        ("name = 3", "book.toml:2: warning: 'name' is no text"),
        ("targets = [1]", "'targets' is no list of folders and URLs"),
        ("address = 'ftp://x'", "'address' is no address on the web"),
        ("address = 'http://[x'", "'address' is no address on the web"),
    ],
)
def test_what_is_wrong_in_book_toml_is_told(table: str, said: str, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# A\n\nText.\n")
    write(tmp_path / "book.toml", f"[distribute]\n{table}\n")
    finished = pipeline(tmp_path, "check", "a.md")
    assert said in finished.err
    assert finished.code == 0


# The folder


def test_a_release_is_never_changed(tmp_path: Path) -> None:
    ware = Ware("a.pdf", b"pdf")
    assert write_release(release_of(ware), [ware], tmp_path)
    assert not write_release(release_of(ware), [ware], tmp_path)
    other = Ware("a.pdf", b"other")
    with pytest.raises(OutputError, match="never changed"):
        write_release(release_of(other), [other], tmp_path)
    assert (tmp_path / "bridges-1" / "a.pdf").read_bytes() == b"pdf"
    assert names(tmp_path) == ["bridges-1"]


def test_a_release_that_somebody_changed_is_told(tmp_path: Path) -> None:
    ware = Ware("a.pdf", b"pdf")
    write_release(release_of(ware), [ware], tmp_path)
    (tmp_path / "bridges-1" / "a.pdf").write_bytes(b"PDF")
    (tmp_path / "bridges-1" / "b.txt").write_bytes(b"more")
    with pytest.raises(OutputError, match=r"was changed since it was released: a\.pdf, b\.txt"):
        write_release(release_of(ware), [ware], tmp_path)


def test_an_edition_that_changes_meanwhile_is_not_released(tmp_path: Path) -> None:
    edition = tmp_path / "a.pdf"
    edition.write_bytes(b"pdf")
    ware = Ware("a.pdf", edition)
    release = release_of(ware)
    edition.write_bytes(b"fdp")
    with pytest.raises(OutputError, match="written anew"):
        write_release(release, [ware], tmp_path / "dist")
    assert names(tmp_path / "dist") == []


def test_a_release_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ware = Ware("a.pdf", b"pdf")
    (tmp_path / "dist").write_text("a file in the folder's place")
    with pytest.raises(OutputError, match="a file is in its place"):
        write_release(release_of(ware), [ware], tmp_path / "dist")
    assert (tmp_path / "dist").read_text() == "a file in the folder's place"


def test_a_folder_that_is_no_release_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "bridges-1").mkdir()
    ware = Ware("a.pdf", b"pdf")
    with pytest.raises(ReleaseUnreadableError, match="is no release"):
        write_release(release_of(ware), [ware], tmp_path)
    assert names(tmp_path / "bridges-1") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"manifest": 1', '"manifest": 2'),
        ('"bytes": 3', '"bytes": "many"'),
        ('"editions": [', '"other": ['),
        ('"file": "a.pdf"', '"file": "../a.pdf"'),
        ('"name": "bridges"', '"name": "/etc"'),
        ('"version": "1"', '"version": "/"'),
        ('"title": "Bridges"', '"title": ["Bridges"]'),
        ("{", "["),
    ],
)
def test_a_manifest_from_nowhere_is_refused(old: str, new: str) -> None:
    text = manifest_text(release_of(Ware("a.pdf", b"pdf")))
    assert old in text
    with pytest.raises(ReleaseUnreadableError, match=r"^x/manifest\.json is "):
        read_manifest(text.replace(old, new, 1), "x/manifest.json")


# Names and licences


@pytest.mark.parametrize(
    ("wishes", "name"),
    [
        (("", "  ", "Bridges"), "bridges"),
        (("...", "Größe & Maß"), "größe-maß"),
        (("- a -- b -",), "a-b"),
        (("word " * 30,), "-".join(["word"] * 16)),
        (("w" * 100,), "w" * 80),
        (("橋",), "橋"),
    ],
)
def test_a_release_has_the_first_name_that_can_be_one(wishes: tuple[str, ...], name: str) -> None:
    assert release_name(*wishes) == name


def test_a_release_without_a_name_is_refused() -> None:
    with pytest.raises(UsageError, match="no name"):
        release_name("", "!?")


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("1.2.3-RC1", "1.2.3-rc1"),
        ("1.2+3", "1.2-3"),
        ("10 March 2025", "10-march-2025"),
        ("../../etc", "etc"),
        ("1..2/", "1.2"),
        (" / ", ""),
    ],
)
def test_versions_are_fit_for_names_of_folders(version: str, name: str) -> None:
    assert version_name(version) == name


def test_the_licence_is_that_of_the_project(tmp_path: Path) -> None:
    below = tmp_path / "project" / "texts"
    below.mkdir(parents=True)
    write(tmp_path / "LICENSE", "of another project")
    assert find_licence(below, None) is None
    (tmp_path / "project" / ".git").mkdir()
    assert find_licence(below, None) is None
    copying = write(tmp_path / "project" / "COPYING", "terms")
    assert find_licence(below, None) == copying
    licence = write(below / "Licence.md", "terms")
    assert find_licence(below, None) == licence
    assert find_licence(below, "") is None
    assert find_licence(below, "../COPYING") == below / "../COPYING"
    with pytest.raises(ReleaseRefusedError, match="there is no licence"):
        find_licence(below, "TERMS")


def test_git_tells_the_commit_that_changed_the_source_last(template: Path, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = copied(template, tmp_path / "repository" / "text")
    git = ["git", "-C", str(tmp_path / "repository"), "-c", "user.name=A", "-c", "user.email=a@b"]
    text = folder / "bridges.md"
    write(text, text.read_text("utf-8").replace("date: 2025-03-10\n", ""))
    for words in (["init", "-q"], ["add", "text/bridges.md"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *words], check=True)
    command = [*git, "log", "-1", "--format=%H %ct"]
    commit, time = subprocess.run(command, capture_output=True, check=True).stdout.decode().split()
    write(tmp_path / "repository" / "other.txt", "no part of it")
    for words in (["add", "other.txt"], ["commit", "-q", "-m", "Add another file"]):
        subprocess.run([*git, *words], check=True)
    pipeline(folder, "build", "bridges.md", "-q")
    pipeline(folder, "distribute", "bridges.md", "-q")
    origin = read_folder(folder / "dist" / FOLDER).origin
    assert origin.commit == commit
    assert origin.time == int(time)


def test_validators_that_find_a_standard_met_are_named(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path)
    (audited, *_) = openxml_audit(folder / "output" / "bridges.docx") or [""]
    assert audited == ""
    finished = pipeline(folder, "distribute", "bridges.md", "--to", "docx", "--standards")
    assert finished.code == 0, finished.err
    text = (folder / "dist" / FOLDER / "manifest.json").read_text("utf-8")
    Draft202012Validator(manifest_schema()).validate(json.loads(text))
    (edition,) = json.loads(text)["editions"]
    assert edition["validated"] == [
        {"standard": "ooxml", "validator": "openxml-audit", "version": version("openxml-audit")}
    ]
    assert manifest_text(read_manifest(text, "manifest.json")) == text
