"""The Makefile: what it starts, and when it starts nothing.

The interpreter of the environment is a script here that writes down how it was called and leaves
an edition, so that these tests need no installation and take milliseconds.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from commands import ROOT, clean_environment, names, write

SCRIPT = """#!/bin/sh
printf '%s\\n' "$*" >>calls
for word; do
    case $previous in --output) mkdir -p "$word" && echo edition >"$word/article.pdf" ;; esac
    previous=$word
done
[ ! -e fail ]
"""
BUILD_ALL = "-m pipeline build source --output output"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Lay out a clone whose environment is ready."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    for name in (".ci", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    write(tmp_path / "pipeline" / "cli.py", "")
    write(tmp_path / "source" / "article.md", "# Title\n")
    write(tmp_path / "output" / ".gitkeep", "")
    python = write(tmp_path / ".venv" / "bin" / "python", SCRIPT)
    python.chmod(0o755)
    for stamp in ("ready", "ready-test", "ready-check"):
        write(tmp_path / ".venv" / stamp, "")
    return tmp_path


def make(clone: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make in a clone."""
    return subprocess.run(
        ["make", *words],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(MAKEFLAGS="", LC_ALL="C", **environment),
    )


def calls(clone: Path) -> list[str]:
    """Give how the interpreter was called since the last time, and forget it."""
    written = clone / "calls"
    found = written.read_text("utf-8").splitlines() if written.exists() else []
    written.unlink(missing_ok=True)
    return found


def test_help_has_a_line_for_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = re.findall(r"^make ([a-z-]+) +\S", make(ROOT, "help").stdout, re.MULTILINE)
    assert shown == [name for name in phony.split() if name != "FORCE"]


def test_make_builds_all_editions_of_source_into_output(clone: Path) -> None:
    assert make(clone).returncode == 0
    assert calls(clone) == [BUILD_ALL]


def test_a_second_make_starts_nothing_and_says_so(clone: Path) -> None:
    make(clone)
    calls(clone)
    second = make(clone)
    assert second.returncode == 0
    assert "Nothing to be done" in second.stdout
    assert calls(clone) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda clone: write(clone / "source" / "article.md", "# Other\n"),
        lambda clone: write(clone / "source" / "images" / "deep" / "new one.png", ""),
        lambda clone: write(clone / "pipeline" / "cli.py", "pass\n"),
        lambda clone: (clone / "output" / "article.pdf").unlink(),
        lambda clone: shutil.rmtree(clone / "output"),
        lambda clone: (clone / "source" / "extra.md").unlink(),
    ],
)
def test_whatever_changes_is_built_again(clone: Path, change: object) -> None:
    write(clone / "source" / "extra.md", "")
    make(clone)
    assert calls(clone) == [BUILD_ALL]
    time.sleep(0.02)
    assert callable(change)
    change(clone)
    assert make(clone).returncode == 0
    assert calls(clone) == [BUILD_ALL]
    make(clone)
    assert calls(clone) == []


def test_a_source_changed_while_it_is_built_is_built_again(clone: Path) -> None:
    python = clone / ".venv" / "bin" / "python"
    python.write_text(SCRIPT.replace("for word", "sleep 0.05; touch source/article.md; for word"))
    make(clone)
    make(clone)
    assert calls(clone) == [BUILD_ALL] * 2


def test_a_build_that_fails_is_tried_again_and_deletes_nothing(clone: Path) -> None:
    make(clone)
    write(clone / "source" / "article.md", "# Other\n")
    write(clone / "fail", "")
    assert make(clone).returncode != 0
    assert make(clone).returncode != 0
    assert len(calls(clone)) == 3
    assert names(clone / "output") == [".gitkeep", "article.pdf"]


@pytest.mark.parametrize("format_name", ["pdf", "docx", "epub", "html"])
def test_one_format_of_another_source_by_environment_or_word(format_name: str, clone: Path) -> None:
    write(clone / "other" / "it's a (copy) $HOME & more.md", "# Other\n")
    source = "other/it's a (copy) $HOME & more.md"
    assert make(clone, format_name, SOURCE=source).returncode == 0
    assert make(clone, format_name, f"SOURCE={source.replace('$', '$$')}").returncode == 0
    by_environment, by_word = calls(clone)
    assert by_environment == f"-m pipeline build {source} --output output --to {format_name}"
    assert by_word.endswith(f"--output output --to {format_name}")


def test_sources_and_outputs_have_stamps_of_their_own(clone: Path) -> None:
    write(clone / "other" / "text.md", "# Other\n")
    make(clone)
    make(clone, SOURCE="other", OUTPUT="out put")
    make(clone)
    make(clone, SOURCE="other", OUTPUT="out put")
    assert calls(clone) == [BUILD_ALL, "-m pipeline build other --output out put"]


def test_jobs_run_side_by_side(clone: Path) -> None:
    assert make(clone, "-j3", "pdf", "docx", "epub").returncode == 0
    assert sorted(call.split()[-1] for call in calls(clone)) == ["docx", "epub", "pdf"]


def test_clean_keeps_the_environment_and_what_is_not_ours(clone: Path) -> None:
    make(clone, OUTPUT="elsewhere")
    make(clone)
    calls(clone)
    assert make(clone, "clean", OUTPUT="elsewhere").returncode == 0
    assert names(clone / "output") == [".gitkeep"]
    assert names(clone / "elsewhere") == ["article.pdf"]
    assert (clone / ".venv" / "ready").exists()
    make(clone)
    assert calls(clone) == [BUILD_ALL]


@pytest.mark.parametrize(
    "target", ["verify", "test", "test-long", "check", "accept", "bench", "distribute"]
)
def test_every_other_target_can_be_planned(target: str, clone: Path) -> None:
    planned = make(clone, "-n", target)
    assert planned.returncode == 0, planned.stderr
    assert ".venv/bin/" in planned.stdout


# The script that installs the validators


CANNOT_RUN = "The tests that need it cannot run here.\n"
TOOLS = ("sh", "dirname", "readlink", "mktemp", "tail", "rm", "env", "cat")
PROGRAMS = (
    *("java", "javac", "soffice", "pdfinfo", "pdffonts", "qpdf", "node", "sshd", "ssh-keygen"),
    *("minisign", "chromium"),
)
FROM_NPM = {
    "commonmark": ("commonmark-spec@0.31.2", "commonmark-spec/spec.txt"),
    "browser": (
        "axe-core@4.14.1 epubjs@0.3.93 jszip@3.10.2 puppeteer-core@24.43.1",
        "axe-core/axe.min.js",
    ),
    "catalogues": (
        "r2-opds-js@1.0.46 @citation-js/core@0.8.2 @citation-js/plugin-cff@0.6.2",
        "@citation-js/plugin-cff/package.json",
    ),
}
"""What comes from npm: the folder below build/, the packages, a file of theirs."""


def install_validators(
    folder: Path, *, formulas: bool = True, **programs: str
) -> subprocess.CompletedProcess[str]:
    """Run the script on a machine that has nothing but its tools and `programs`.

    An office among these can show formulas where `formulas` says so.
    """
    path = folder / "bin"
    path.mkdir(exist_ok=True)
    for tool in TOOLS:
        (path / tool).symlink_to(shutil.which(tool) or "")
    for name, text in programs.items():
        program = write(path / name.replace("_", "-"), f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    if formulas:
        write(path / "libsmlo.so", "")
    script = folder / ".ci" / "install-validators"
    script.parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / ".ci" / "install-validators", script)
    return subprocess.run(
        [script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": str(path), "CALLS": str(folder / "calls"), "SSHD": "sshd"},
    )


def test_nothing_is_installed_where_everything_is_there(tmp_path: Path) -> None:
    there = dict.fromkeys((*PROGRAMS, "npm"), "")
    for folder, (_, file) in FROM_NPM.items():
        write(tmp_path / "build" / folder / "node_modules" / file, "")
    finished = install_validators(tmp_path, **there, apt_get="echo >$CALLS", id="echo 0")
    assert (finished.stdout, finished.stderr, calls(tmp_path)) == ("", "", [])


def test_what_is_missing_is_installed_from_debians_packages(tmp_path: Path) -> None:
    finished = install_validators(tmp_path, apt_get='echo "$@" >>$CALLS', id="echo 0")
    assert finished.stderr == "".join(
        f"!! NOT INSTALLED: {packages}. {CANNOT_RUN}" for packages, _ in FROM_NPM.values()
    )
    packages = (
        "default-jdk-headless",
        "libreoffice-writer-nogui libreoffice-math-nogui",
        *("poppler-utils", "qpdf", "chromium"),
        *("nodejs npm", "openssh-server", "minisign"),
    )
    install = "install -y --no-install-recommends"
    assert calls(tmp_path) == [
        line for package in packages for line in ("update", f"{install} {package}")
    ]


def test_formulas_are_installed_where_the_office_is_there_without(tmp_path: Path) -> None:
    for folder, (_, file) in FROM_NPM.items():
        write(tmp_path / "build" / folder / "node_modules" / file, "")
    there = dict.fromkeys((*PROGRAMS, "npm"), "")
    said = {"apt_get": 'echo "$@" >>$CALLS', "id": "echo 0"}
    finished = install_validators(tmp_path, formulas=False, **there, **said)
    assert finished.stderr == ""
    install = "install -y --no-install-recommends"
    assert calls(tmp_path) == ["update", f"{install} libreoffice-math-nogui"]


def test_what_npm_has_is_put_where_the_tests_look_for_it(tmp_path: Path) -> None:
    there = dict.fromkeys(PROGRAMS, "")
    finished = install_validators(tmp_path, **there, npm='echo "$@" >>$CALLS')
    assert finished.stderr == ""
    patience = "--fetch-retries=2 --fetch-retry-maxtimeout=10000 --fetch-timeout=60000"
    options = f"--ignore-scripts --no-audit --no-fund {patience}"
    assert calls(tmp_path) == [
        f"install --prefix build/{folder} {options} {packages}"
        for folder, (packages, _) in FROM_NPM.items()
    ]


@pytest.mark.parametrize(
    "machine",
    [
        {"id": "echo 0"},
        {"id": "echo 1000", "apt_get": "echo >$CALLS"},
        {"id": "echo 0", "apt_get": "echo no network; exit 100"},
    ],
)
def test_what_cannot_be_installed_is_said_loudly(machine: dict[str, str], tmp_path: Path) -> None:
    finished = install_validators(tmp_path, **machine)
    assert finished.stderr.startswith("!! NOT INSTALLED: default-jdk-headless")
    assert calls(tmp_path) == []
    assert ("no network" in finished.stdout) == ("no network" in machine.get("apt_get", ""))


# The script that makes the environment ready


@pytest.fixture
def set_up() -> ModuleType:
    """Import .ci/set_up.py."""
    spec = importlib.util.spec_from_file_location("set_up", ROOT / ".ci" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_python_that_is_too_old_is_told_what_to_do(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 .* this is 3\.9\.2: try PYTHON="):
        set_up.refuse_what_cannot_work()


def test_a_python_without_ensurepip_is_told_what_to_install(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="python3-venv"):
        set_up.refuse_what_cannot_work()


def test_a_command_that_fails_shows_its_words(
    set_up: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "log").open("a+") as log, pytest.raises(SystemExit, match="could not be set"):
        set_up.run(log, "sh", "-c", "echo no network; exit 1")
    assert "no network" in capsys.readouterr().err
