"""Targets: real servers hold what was released, whatever happens on the way."""

import gc
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import clean_environment, pipeline, write
from releases import built, other_version, release_of
from stores import Account, cut_line, know_host, s3, small_disk, sshd, webdav

from pipeline.distribute.folder import Ware, write_release
from pipeline.distribute.release import Release
from pipeline.distribute.targets.addresses import open_target, read_target
from pipeline.distribute.targets.patience import Patience
from pipeline.distribute.targets.sending import Manner, Sent, send_release
from pipeline.distribute.targets.store import TargetError
from pipeline.errors import OutputError

pytestmark = [
    # Drivers close the connections that they have lost when it suits them.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
QUICK = Patience(3, 0.01)
ONCE = Patience(1, 0)
CONTENT = b"".join(
    hashlib.sha256(bytes([each & 255, each >> 8])).digest() for each in range(22_000)
)
"""Bytes that no line can compress."""

WARES = [Ware("bridges.epub", CONTENT), Ware("bridges.pdf", CONTENT[::-1])]


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("AWS_") or name in {"SSH_AUTH_SOCK", "NETRC"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    yield
    gc.collect()  # whatever connections drivers have left go now, and disturb no other test


def released(folder: Path, version: str = "1") -> tuple[Path, Release]:
    """Make a release in a folder; give its folder, too."""
    release = other_version(release_of(*WARES), version)
    write_release(release, WARES, folder)
    return folder / release.folder, release


def ship(
    url: str, made: tuple[Path, Release], patience: Patience = QUICK, *, rehearse: bool = False
) -> Sent:
    """Send a release to a target, as the command line does."""
    said: list[str] = []
    manner = Manner(said.append, said.append, patience, rehearse)
    return send_release(open_target(read_target(url, Path())), *made, manner)


def files(root: Path) -> dict[str, str]:
    """Give the digests of all files below a folder, by their paths."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def assert_holds(root: Path, made: tuple[Path, Release]) -> None:
    """See that a target has a release, its newest one in `latest/`, and nothing unfinished."""
    folder, release = made
    there = files(root)
    for name, digest in files(folder).items():
        assert there[f"{release.folder}/{name}"] == digest
        assert there[f"latest/{release.name}/{name}"] == digest
    assert {"index.html", "atom.xml", "opds.xml", "opds.json", "latest/index.html"} <= set(there)
    assert not [path for path in there if path.rpartition("/")[2].startswith(".")]


# Folders


def test_a_folder_holds_a_release_and_is_left_alone_the_second_time(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    target = tmp_path / "far" / "away"
    first = ship(str(target), made)
    assert first.sent[-1] == "index.html"
    assert first.sent.index("bridges-1/SHA256SUMS") == len(files(made[0])) - 1
    assert_holds(target, made)
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    second = ship(str(target), made)
    assert second.sent == second.removed == []
    assert sorted(second.there) == sorted(first.sent)
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_a_folder_on_another_file_system(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    with small_disk(tmp_path / "disk", 16_000) as disk:
        assert disk.stat().st_dev != tmp_path.stat().st_dev
        ship(str(disk / "books"), made)
        assert_holds(disk / "books", made)


def test_a_full_disk_is_told_and_a_larger_one_is_enough(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    with small_disk(tmp_path / "disk", 1000) as disk:
        with pytest.raises(TargetError, match=r"cannot be sent: No space left on device"):
            ship(str(disk), made)
        there = files(disk)
        assert "bridges-1/SHA256SUMS" not in there
        assert "index.html" not in there
        assert not [path for path in there if "/." in path]


def test_versions_stay_and_latest_follows(tmp_path: Path) -> None:
    target = tmp_path / "target"
    for version in ("1.9", "1.10", "1.8", "2.0-rc1"):
        # Each from a folder of its own, as on machines that are made anew.
        made = released(tmp_path / f"dist-{version}", version)
        ship(str(target), made)
    there = files(target)
    assert {path.partition("/")[0] for path in there if path.startswith("bridges-")} == {
        *("bridges-1.9", "bridges-1.10", "bridges-1.8", "bridges-2.0-rc1")
    }
    manifest = json.loads((target / "latest" / "bridges" / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == "1.10"
    latest = {path for path in there if path.startswith("latest/bridges/") and ".zip" in path}
    assert latest == {"latest/bridges/bridges-1.10.zip"}
    page = (target / "index.html").read_text("utf-8")
    assert all(f"bridges-{v}/index.html" in page for v in ("1.8", "1.9", "1.10", "2.0-rc1"))


def test_what_is_published_is_never_changed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    ship(str(target), released(tmp_path / "dist"))
    before = files(target)
    other = [Ware("bridges.epub", b"other")]
    release = release_of(*other)
    write_release(release, other, tmp_path / "other")
    with pytest.raises(TargetError, match="bridges-1 is there with other bytes"):
        ship(str(target), (tmp_path / "other" / "bridges-1", release))
    assert files(target) == before
    (target / "bridges-1" / "bridges.epub").write_bytes(b"damaged")
    with pytest.raises(TargetError, match=r"bridges-1/bridges\.epub with other bytes"):
        ship(str(target), released(tmp_path / "dist"))


def test_what_an_interrupted_run_left_is_made_whole(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    target = tmp_path / "target" / "bridges-1"
    target.mkdir(parents=True)
    (target / "bridges.epub").write_bytes(CONTENT)
    (target / "bridges.pdf").write_bytes(b"of an earlier try")
    (target / ".bridges-1.zip.part").write_bytes(b"half")
    sent = ship(str(target.parent), made)
    assert "bridges-1/bridges.epub" in sent.there
    assert_holds(target.parent, made)


def test_a_rehearsal_tells_and_changes_nothing(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    target = tmp_path / "target"
    assert len(ship(str(target), made, rehearse=True).sent) == 2 * len(files(made[0])) + 5
    assert not target.exists()
    ship(str(target), made)
    (target / "latest" / "bridges" / "bridges-0.zip").write_bytes(b"old")
    before = files(target)
    rehearsed = ship(str(target), made, rehearse=True)
    assert rehearsed.sent == []
    assert rehearsed.removed == ["latest/bridges/bridges-0.zip"]
    assert files(target) == before


def test_strange_neighbours_at_a_target_are_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "target"
    write(target / "robots.txt", "of somebody else")
    write(target / "other" / "manifest.json", "{}")
    write(target / "damaged-1" / "manifest.json", "{}")
    write(target / "damaged-1" / "SHA256SUMS", "")
    made = released(tmp_path / "dist")
    said: list[str] = []
    manner = Manner(said.append, lambda _: None, QUICK)
    send_release(open_target(read_target(str(target), Path())), *made, manner)
    assert len(said) == 1
    assert "damaged-1/manifest.json is no manifest" in said[0]
    assert (target / "robots.txt").read_text() == "of somebody else"
    assert_holds(target, made)


# SFTP


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """Run OpenSSH's server, and be a user who may log in."""
    folder = tmp_path / "ssh"
    folder.mkdir()
    with sshd(folder) as account:
        monkeypatch.setenv("HOME", str(account.home))
        yield account


def test_sftp_holds_a_release(account: Account, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    root = tmp_path / "srv" / "my books"
    first = ship(account.url(root).replace(" ", "%20"), made)
    assert_holds(root, made)
    second = ship(account.url(root).replace(" ", "%20"), made)
    assert second.sent == []
    assert sorted(second.there) == sorted(first.sent)
    newer = released(tmp_path / "dist", "2")
    ship(account.url(root).replace(" ", "%20"), newer)
    assert_holds(root, newer)
    assert "latest/bridges/bridges-1.zip" not in files(root)


def test_a_line_that_is_cut_is_taken_up_again(account: Account, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    root = tmp_path / "srv"
    with cut_line(account.port) as cuts:
        know_host(account, cuts.port)
        cuts.after, cuts.times = 400_000, 2
        ship(account.url(root, cuts.port), made)
        assert cuts.made == 2
    assert_holds(root, made)


def test_a_run_that_was_cut_off_is_finished_by_the_next(account: Account, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    root = tmp_path / "srv"
    with cut_line(account.port) as cuts:
        know_host(account, cuts.port)
        cuts.after, cuts.times = 1_000_000, 1
        with pytest.raises(TargetError, match=r"bridges-1/bridges.* cannot be (sent|read)"):
            ship(account.url(root, cuts.port), made, ONCE)
        there = files(root)
        assert there
        assert "bridges-1/SHA256SUMS" not in there
        assert "index.html" not in there
        whole = [path for path in there if "/." not in path]
        assert all(there[path] == files(made[0])[Path(path).name] for path in whole)
        again = ship(account.url(root, cuts.port), made, ONCE)
    assert set(whole) <= set(again.there)
    assert_holds(root, made)


def test_a_process_that_is_killed_leaves_nothing_half_published(
    account: Account, tmp_path: Path
) -> None:
    folder = tmp_path / "text"
    built(folder)
    root = tmp_path / "srv"
    with cut_line(account.port) as cuts:
        know_host(account, cuts.port)
        cuts.after, cuts.times = 150_000, 99
        # Waits of 1 s, 2 s and so on follow: the process is gone before they are over.
        url = account.url(root, cuts.port)
        command = ("distribute", "bridges.md", "-v", "--target", url)
        with pytest.raises(TimeoutError):
            killed(folder, *command, home=account.home)
        assert "of-bridges-arches-1-1.2/SHA256SUMS" not in files(root)
        cuts.after, cuts.times, cuts.made = 250_000, 1, 0
        finished = pipeline(folder, *command, HOME=str(account.home))
    assert finished.code == 0, finished.err
    assert finished.out.count("trying again in 1 s") == 1
    assert finished.err == ""
    release = next((folder / "dist").glob("of-*"))
    for name, digest in files(release).items():
        assert files(root)[f"{release.name}/{name}"] == digest


def killed(folder: Path, *words: str, home: Path) -> None:
    """Run a command line and kill it as soon as it waits; raises TimeoutError then."""
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        env=clean_environment(HOME=str(home)),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if b"trying again" in line:
                process.kill()
                raise TimeoutError


def test_a_full_disk_behind_sftp_is_told(account: Account, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    with small_disk(tmp_path / "disk", 1000) as disk:
        with pytest.raises(TargetError, match=r"bridges-1/\S+ cannot be sent: \w+"):
            ship(account.url(disk), made)
        there = files(disk)
        assert "bridges-1/SHA256SUMS" not in there
        assert "index.html" not in there


def test_a_target_that_may_only_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = released(tmp_path / "dist")
    folder = tmp_path / "ssh"
    folder.mkdir()
    with sshd(folder, subsystem="internal-sftp -R") as account:
        monkeypatch.setenv("HOME", str(account.home))
        with pytest.raises(TargetError, match=r"cannot be sent: .*[Pp]ermission denied"):
            ship(account.url(tmp_path / "srv"), made)
    assert not (tmp_path / "srv").exists()


def test_a_host_that_is_not_known_is_refused_at_once(account: Account, tmp_path: Path) -> None:
    (account.home / ".ssh" / "known_hosts").write_text("")
    said: list[str] = []
    store = open_target(read_target(account.url(tmp_path / "srv"), Path()))
    with pytest.raises(TargetError, match=r"[Hh]ost key"):
        send_release(store, *released(tmp_path / "dist"), Manner(said.append, said.append, QUICK))
    assert said == []


def test_a_key_that_is_not_accepted_is_told_at_once(account: Account, tmp_path: Path) -> None:
    (account.home / ".ssh" / "id_ed25519").unlink()
    with pytest.raises(TargetError, match=r"[Pp]ermission denied"):
        ship(account.url(tmp_path / "srv"), released(tmp_path / "dist"))


def test_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"^sftp://127\.0\.0\.1:1/srv: .*cannot be read"):
        ship("sftp://127.0.0.1:1/srv", released(tmp_path / "dist"))


# S3


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a server that speaks S3, with a bucket; give its name."""
    pytest.importorskip("s3fs")
    with s3(tmp_path) as settings:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        system().mkdir("shelf")
        yield "shelf"


def system() -> Any:
    """Give a file system of S3 of our own."""
    s3fs = pytest.importorskip("s3fs")
    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


def objects(bucket: str) -> dict[str, str]:
    """Give the digests of all objects by their keys."""
    there = system()
    return {
        path.partition("/")[2]: hashlib.sha256(there.cat_file(path)).hexdigest()
        for path in there.find(bucket)
    }


def assert_has(there: dict[str, str], prefix: str, made: tuple[Path, Release]) -> None:
    """See that objects are those of a release, of `latest/` too."""
    folder, release = made
    for name, digest in files(folder).items():
        assert there[f"{prefix}{release.folder}/{name}"] == digest
        assert there[f"{prefix}latest/{release.name}/{name}"] == digest
    assert {f"{prefix}index.html", f"{prefix}opds.xml"} <= set(there)


def test_s3_holds_a_release(bucket: str, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    first = ship(f"s3://{bucket}/my/books", made)
    assert_has(objects(bucket), "my/books/", made)
    second = ship(f"s3://{bucket}/my/books/", made)
    assert second.sent == []
    assert sorted(second.there) == sorted(first.sent)
    kind = system().info(f"{bucket}/my/books/bridges-1/bridges.epub")["ContentType"]
    assert kind == "application/epub+zip"
    newer = released(tmp_path / "dist", "2")
    sent = ship(f"s3://{bucket}/my/books", newer)
    assert_has(objects(bucket), "my/books/", newer)
    assert "latest/bridges/bridges-1.zip" in sent.removed
    page = system().cat_file(f"{bucket}/my/books/index.html").decode()
    assert "bridges-1/index.html" in page


def test_s3_at_the_root_of_a_bucket(bucket: str, tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    ship(f"s3://{bucket}", made)
    assert_has(objects(bucket), "", made)
    assert ship(f"s3://{bucket}/", made).sent == []


def test_a_line_to_s3_that_is_cut_is_taken_up_again(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = released(tmp_path / "dist")
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with cut_line(int(endpoint.rpartition(":")[2])) as cuts:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{cuts.port}")
        cuts.after, cuts.times = 300_000, 99  # the driver itself tries a few times
        with pytest.raises(TargetError, match="cannot be"):
            ship(f"s3://{bucket}", made, ONCE)
        assert cuts.made > 1
        cuts.times = 0
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        there = objects(bucket)
        assert "bridges-1/SHA256SUMS" not in there
        assert "index.html" not in there
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{cuts.port}")
        ship(f"s3://{bucket}", made)
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    assert_has(objects(bucket), "", made)


def test_a_bucket_that_is_not_there_is_told(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"cannot be sent: .*bucket does not exist"):
        ship(f"s3://not-{bucket}", released(tmp_path / "dist"))


def test_without_credentials_s3_is_refused_at_once(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(TargetError, match=r"[Cc]redentials"):
        ship(f"s3://{bucket}", released(tmp_path / "dist"))


# WebDAV


def test_webdav_holds_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("webdav4")
    root = tmp_path / "dav"
    root.mkdir()
    netrc = write(tmp_path / "netrc", "machine 127.0.0.1 login ida password a\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    made = released(tmp_path / "dist")
    with webdav(root) as port:
        url = f"webdav://127.0.0.1:{port}/my/books"
        with pytest.raises(TargetError, match=r"cannot be read: .*401"):
            ship(url, made, ONCE)
        netrc.write_text('machine 127.0.0.1 login ida password "a secret"\n')
        first = ship(url, made)
        assert_holds(root / "my" / "books", made)
        second = ship(url, made)
        newer = released(tmp_path / "dist", "2")
        ship(url, newer)
    assert second.sent == []
    assert sorted(second.there) == sorted(first.sent)
    assert_holds(root / "my" / "books", newer)


# The command line


def test_targets_of_book_toml_are_folders_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    write(folder / "book.toml", "[distribute]\nname = 'bridges'\ntargets = ['../site']\n")
    built(folder)
    finished = pipeline(tmp_path, "distribute", "text/bridges.md", "--output", "text/output")
    assert finished.code == 0, finished.err
    assert re.search(r"^\.\./site: \d+ sent$", finished.out, re.MULTILINE)
    assert (tmp_path / "site" / "latest" / "bridges" / "bridges.pdf").is_file()
    rehearsed = pipeline(
        tmp_path,
        *("distribute", "text/bridges.md", "--output", "text/output", "--release", "9"),
        *("--target", "elsewhere", "--dry-run"),
    )
    assert rehearsed.code == 0, rehearsed.err
    assert "dist/bridges-9: would be released" in rehearsed.out
    assert "elsewhere: bridges-9/bridges.pdf would be sent" in rehearsed.out
    assert not (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "dist" / "bridges-9").exists()
    again = ("distribute", "text/bridges.md", "--output", "text/output", "--dry-run")
    rehearsed = pipeline(tmp_path, *again)
    assert "dist/bridges-1.2: is there" in rehearsed.out
    assert re.search(r"^\.\./site: \d+ there already$", rehearsed.out, re.MULTILINE)
    only_pdf = pipeline(tmp_path, *again, "--to", "pdf")
    assert only_pdf.code == 5
    assert "a release is never changed" in only_pdf.err


def test_one_target_that_fails_stops_no_other(tmp_path: Path) -> None:
    built(tmp_path)
    write(tmp_path / "file", "no folder")
    finished = pipeline(
        tmp_path, "distribute", "bridges.md", "--target", "file", "--target", "site"
    )
    assert finished.code == 5
    assert "file: of-bridges-arches-1-1.2/CITATION.cff cannot be sent: " in finished.err
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/x", "'ftp://' is no kind of target; known are folders and sftp://"),
        ("", "a target has no name"),
        ("sftp:///srv", "names no host"),
        ("s3://", "names no bucket"),
        ("sftp://ida:secret@example.org/srv", "has a password or a query in it"),
        ("s3://shelf/x?AWS_SECRET_ACCESS_KEY=secret", "has a password or a query in it"),
        ("sftp://example.org:many/srv", "cannot be read as an address"),
        ("ida@example.org:srv", "write it as sftp://ida@example.org/~/srv"),
    ],
)
def test_what_is_no_target_is_told_before_anything_is_done(
    url: str, said: str, tmp_path: Path
) -> None:
    write(tmp_path / "a.md", "---\nversion: 1\n---\n\n# A\n\nText.\n")
    finished = pipeline(tmp_path, "distribute", "a.md", "--target", url)
    assert finished.code == 2
    assert said in finished.err
    assert "secret" not in finished.err + finished.out


def test_a_driver_that_is_missing_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "---\nversion: 1\n---\n\n# A\n\nText.\n")
    program = "import sys\nsys.modules['sshfs'] = None\nfrom pipeline.cli import run\n"
    write(tmp_path / "blind.py", f"{program}sys.exit(run(sys.argv[1:]))\n")
    finished = subprocess.run(
        [sys.executable, "blind.py", "distribute", "a.md", "--target", "sftp://example.org/srv"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert finished.returncode == 2
    assert b"pip install 'edition-pipeline[sftp]'" in finished.stderr


def test_a_release_that_somebody_changed_is_not_sent(tmp_path: Path) -> None:
    made = released(tmp_path / "dist")
    (made[0] / "bridges.epub").write_bytes(b"changed")
    with pytest.raises(OutputError, match=r"was changed since it was released: bridges\.epub"):
        ship(str(tmp_path / "target"), made)
    assert not (tmp_path / "target").exists()
