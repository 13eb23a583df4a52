"""Signatures of releases, made and checked by the programs that they belong to."""

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import pipeline, write
from releases import built, copied
from validators import absent

from pipeline.distribute.folder import read_folder
from pipeline.distribute.targets.addresses import open_target, read_target
from pipeline.distribute.targets.sending import Manner, send_release

FOLDER = "of-bridges-arches-1-1.2"


def program(name: str) -> str:
    """Give the path of a program of signing; skip loudly where it is missing."""
    return shutil.which(name) or absent(f"{name} is not installed: .ci/install-validators")


def ssh_key(folder: Path) -> Path:
    """Make an SSH key."""
    key = folder / "key"
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(command, check=True)
    return key


def minisign_key(folder: Path) -> Path:
    """Make a key of minisign, without a password."""
    key = folder / "minisign.key"
    pair = ["-s", str(key), "-p", str(folder / "minisign.pub")]
    subprocess.run([program("minisign"), "-G", "-W", *pair], check=True, capture_output=True)
    return key


KEYS = {"ssh": ssh_key, "minisign": minisign_key}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a source and its editions, which no test changes."""
    folder = tmp_path_factory.mktemp("built")
    built(folder)
    return folder


def checks(release: Path) -> bool:
    """Do what the page of a release says; give whether the signature is right."""
    page = (release / "index.html").read_text("utf-8")
    section = page[page.index('id="signature"') :]
    command = section[section.index("<code>", section.index("<pre>")) + 6 :].split("</code>")[0]
    command = command.replace("&lt;", "<").replace("&quot;", '"').replace("&gt;", ">")
    ended = subprocess.run(["sh", "-c", command], cwd=release, capture_output=True, check=False)
    return ended.returncode == 0


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_a_signed_release_is_checked_as_its_page_says(
    kind: str, template: Path, tmp_path: Path
) -> None:
    folder = copied(template, tmp_path / "text")
    key = KEYS[kind](tmp_path)
    finished = pipeline(folder, "distribute", "bridges.md", "--sign", str(key))
    assert finished.code == 0, finished.err
    release = folder / "dist" / FOLDER
    signature = read_folder(release).signature
    assert signature is not None
    assert signature.kind == kind
    assert (release / signature.key).is_file()
    sums = (release / "SHA256SUMS").read_text("utf-8")
    assert signature.key in sums
    assert signature.file not in sums
    assert checks(release)
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=release, check=True)
    write(release / "SHA256SUMS", sums.replace(sums[:8], "00000000", 1))
    assert not checks(release)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_the_same_key_gives_the_same_bytes(kind: str, template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "text")
    key = KEYS[kind](tmp_path)
    for releases in ("one", "two"):
        command = ("distribute", "bridges.md", "-q", "--sign", str(key), "--releases", releases)
        assert pipeline(folder, *command).code == 0
    for path in (folder / "one" / FOLDER).iterdir():
        assert path.read_bytes() == (folder / "two" / FOLDER / path.name).read_bytes(), path.name


def test_book_toml_names_the_key_and_targets_have_the_signature(
    template: Path, tmp_path: Path
) -> None:
    folder = copied(template, tmp_path / "text")
    ssh_key(tmp_path)
    write(folder / "book.toml", "[distribute]\nkey = '../key'\ntargets = ['../site']\n")
    finished = pipeline(tmp_path, "distribute", "text/bridges.md", "--output", "text/output")
    assert finished.code == 0, finished.err
    assert checks(tmp_path / "site" / FOLDER)
    assert checks(tmp_path / "site" / "latest" / "of-bridges-arches-1")


def test_an_unsigned_release_is_not_signed_afterwards(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "text")
    key = ssh_key(tmp_path)
    assert pipeline(folder, "distribute", "bridges.md", "-q").code == 0
    finished = pipeline(folder, "distribute", "bridges.md", "-q", "--sign", str(key))
    assert finished.code == 5
    assert "is there without that signature, and a release is never changed" in finished.err
    assert not (folder / "dist" / FOLDER / "SHA256SUMS.sig").exists()


def test_another_signature_of_published_checksums_is_no_change(
    template: Path, tmp_path: Path
) -> None:
    folder = copied(template, tmp_path / "text")
    key = tmp_path / "key"
    command = [program("ssh-keygen"), "-q", "-t", "ecdsa", "-N", "", "-f", str(key)]
    subprocess.run(command, check=True)
    signatures = set()
    for releases in ("one", "two"):
        arguments = ("distribute", "bridges.md", "-q", "--sign", str(key), "--releases", releases)
        assert pipeline(folder, *arguments).code == 0
        made = folder / releases / FOLDER
        signatures.add((made / "SHA256SUMS.sig").read_bytes())
        store = open_target(read_target(str(tmp_path / "site"), Path()))
        quiet = Manner(lambda _: None, lambda _: None)
        send_release(store, made, read_folder(made), quiet)
    assert len(signatures) == 2
    assert checks(tmp_path / "site" / FOLDER)
    assert checks(tmp_path / "site" / "latest" / "of-bridges-arches-1")


def test_what_cannot_sign_is_told_before_anything_is_done(template: Path, tmp_path: Path) -> None:
    folder = copied(template, tmp_path / "text")
    for key, said in (
        ("nowhere", "the key nowhere cannot be read: No such file or directory"),
        ("LICENSE", "LICENSE is neither an SSH key nor a secret key of minisign"),
        (".", "the key . cannot be read: Is a directory"),
    ):
        finished = pipeline(folder, "distribute", "bridges.md", "--sign", key)
        assert finished.code == 5
        assert said in finished.err
    key = ssh_key(tmp_path)
    finished = pipeline(folder, "distribute", "bridges.md", "--sign", str(key), PATH="/nowhere")
    assert "signing needs ssh-keygen, which is not on PATH" in finished.err
    key.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n")
    finished = pipeline(folder, "distribute", "bridges.md", "--sign", str(key))
    assert finished.code == 5
    assert "ssh-keygen did not sign the release: see above" in finished.err
    assert not (folder / "dist" / FOLDER).exists()
