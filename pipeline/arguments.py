"""What a command line can say, and its help."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from pipeline.argumentvalues import folder_of, name_of, names_of, override_of, version_of
from pipeline.releasearguments import DEFAULT_RELEASES, add_releases_folder, add_sending

DEFAULT_SOURCE = "source"
DEFAULT_OUTPUT = "output"
SCHEMAS = ("book", "front-matter", "manifest")
USAGE = 2

_DESCRIPTION = (
    "One Markdown source, editions that agree: PDF, DOCX and EPUB, read back and compared."
)
_EPILOG = """examples:
  pipeline build                          build source/ into output/ and verify it
  pipeline build report.md --to pdf       one format only
  pipeline check report.md                what the pipeline has to say about a text
  pipeline verify report.md               read the editions back and compare
  pipeline new handbook --book            a start for a book of several files

exit codes: 0 done, 1 errors in the source or for a store, 2 usage, 3 warnings under --strict,
4 an edition disagrees with the source, 5 the surroundings (files, disk, plugins)"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """A command line, read; `formats` is empty for all installed ones."""

    command: str
    sources: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: Path = Path(DEFAULT_OUTPUT)
    overrides: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    strict: bool = False
    verify: bool = True
    log: Path | None = None
    reports: tuple[Path, ...] = ()
    standards: bool = False
    rebuild: bool = False
    quiet: bool = False
    verbose: bool = False
    release: str = ""
    releases: Path = Path(DEFAULT_RELEASES)
    code: str = ""
    schema: str = ""
    folder: Path = Path()
    is_book: bool = False
    editions: tuple[Path, ...] = ()
    reference: Path | None = None
    format: str = ""
    old: Path = Path()
    new: Path = Path()
    targets: tuple[str, ...] = ()
    is_rehearsal: bool = False
    key: Path | None = None
    stores: tuple[str, ...] = ()


def parse_arguments(words: Sequence[str]) -> Arguments:
    """Read a command line; prints help or usage and raises SystemExit where it cannot be one."""
    parser = _parser()
    found = parser.parse_args(words)
    if found.command is None:
        parser.print_help(sys.stderr)
        raise SystemExit(USAGE)
    said = {name: value for name, value in vars(found).items() if value is not None}
    for name in ("sources", "formats", "editions", "reports", "targets", "stores"):
        if name in said:
            said[name] = tuple(said[name])
    if "overrides" in said:
        said["overrides"] = dict(said["overrides"])
    return Arguments(**said)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pipeline",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"edition-pipeline {version('edition-pipeline')}"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_build(commands)
    _add_verify(commands)
    _add_check(commands)
    _add_distribute(commands)
    _add_releases(commands)
    _add_identify(commands)
    _add_diff(commands)
    _add_preflight(commands)
    _add_new(commands)
    _add_formats(commands)
    _command(commands, "doctor", "tell which validators are here, and how to get the others", "")
    schema = _command(
        commands,
        "schema",
        "print the JSON schema of book.toml, of the front matter or of a release's manifest",
        "  pipeline schema book > book.schema.json",
    )
    schema.add_argument("schema", choices=SCHEMAS, metavar="|".join(SCHEMAS))
    explain = _command(
        commands,
        "explain",
        "explain a diagnostic by its code, or list all codes",
        "  pipeline explain\n  pipeline explain heading-level-skipped",
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="the name in square brackets")
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _command(
    commands: "_Commands[argparse.ArgumentParser]", name: str, does: str, examples: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_build(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "build",
        "build editions, then read them back and compare",
        "  pipeline build\n"
        "  pipeline build report.md slides.md --to pdf,epub --output out\n"
        "  pipeline build report.md --set lang=de --set toc=false\n"
        "  pipeline build report.md --reference house.docx\n"
        "  cat report.md | pipeline build - --name report",
    )
    _add_sources(parser)
    _add_editions(parser)
    parser.add_argument(
        "--reference",
        metavar="FILE",
        type=Path,
        help="a Word document whose styles, headers, footers and page the DOCX edition takes on",
    )
    parser.add_argument(
        "--no-verify", dest="verify", action="store_false", help="do not read the editions back"
    )
    _add_reports(parser)
    _add_reading(parser)
    _add_volume(parser)


def _add_verify(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "verify",
        "read finished editions back and compare them with their source",
        "  pipeline verify\n"
        "  pipeline verify report.md --output out\n"
        "  pipeline verify --report agreement.html --report junit.xml\n"
        "  pipeline verify --standards",
    )
    _add_sources(parser)
    _add_editions(parser)
    _add_standards(parser)
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="build the editions again in a temporary folder and compare the bytes",
    )
    _add_reports(parser)
    _add_reading(parser)
    _add_volume(parser)


def _add_check(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "check",
        "read sources and say what is wrong with them; write nothing",
        "  pipeline check report.md\n  pipeline check report.md --strict --log report.json",
    )
    _add_sources(parser)
    _add_reading(parser)
    _add_volume(parser)


def _add_distribute(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "distribute",
        "make a release of verified editions, and send it to where readers get it",
        "  pipeline distribute\n"
        "  pipeline distribute report.md --release 1.2\n"
        "  pipeline distribute report.md --target sftp://example.org/srv/books --dry-run",
    )
    _add_sources(parser)
    _add_editions(parser)
    parser.add_argument(
        "--release",
        metavar="VERSION",
        type=version_of,
        help="the version (default: the metadata's, or the date)",
    )
    add_releases_folder(parser)
    _add_standards(parser)
    add_sending(parser)
    _add_reading(parser)
    _add_volume(parser)


def _add_releases(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands, "releases", "list what was released", "  pipeline releases --releases dist"
    )
    add_releases_folder(parser)


def _add_preflight(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "preflight",
        "tell what stores would say of finished EPUB files",
        "  pipeline preflight output/book.epub\n"
        "  pipeline preflight output/book.epub --store kdp,apple",
    )
    parser.add_argument(
        "editions", nargs="+", metavar="FILE", type=Path, help="a finished EPUB edition"
    )
    parser.add_argument(
        "--store",
        dest="stores",
        metavar="STORES",
        type=names_of,
        help="stores, separated by commas: kdp, apple, kobo, google (default: all)",
    )
    _add_volume(parser)


def _add_identify(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "identify",
        "tell from finished editions which source they were made of",
        "  pipeline identify output/book.pdf output/book.epub",
    )
    parser.add_argument("editions", nargs="+", metavar="FILE", type=Path, help="an edition")


def _add_diff(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "diff",
        "tell what has changed between two editions, or two folders of them",
        "  pipeline diff dist/report-1.0 dist/report-1.1\n  pipeline diff old.epub new.epub",
    )
    parser.add_argument("old", metavar="OLD", type=Path, help="an edition, or a release folder")
    parser.add_argument("new", metavar="NEW", type=Path, help="the later one")
    parser.add_argument("--strict", action="store_true", help="exit with 3 where anything changed")
    _add_volume(parser)


def _add_new(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "new",
        "write a small start that builds: an article, or a book of several files",
        "  pipeline new report\n  pipeline new handbook --book",
    )
    parser.add_argument(
        "folder", metavar="DIR", type=folder_of, help="a folder that is not there yet"
    )
    parser.add_argument(
        "--book", dest="is_book", action="store_true", help="a book: book.toml and chapters"
    )


def _add_formats(commands: "_Commands[argparse.ArgumentParser]") -> None:
    formats = _command(commands, "formats", "list the formats that can be written", "")
    _add_volume(formats)
    styles = _command(
        commands,
        "styles",
        "list the named styles of a format's editions, and what they are for",
        "  pipeline styles docx",
    )
    styles.add_argument("format", metavar="FORMAT", help="a format; see `pipeline formats`")


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a Markdown file, the folder of a book, or - for standard input "
        f"(default: {DEFAULT_SOURCE})",
    )


def _add_editions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        dest="formats",
        metavar="FORMATS",
        type=names_of,
        help="formats, separated by commas (default: pdf, docx, epub, and those of other packages)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=folder_of,
        help=f"the folder of the editions (default: {DEFAULT_OUTPUT})",
    )


def _add_standards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--standards",
        action="store_true",
        help="let the installed validators judge the editions, too (see `pipeline doctor`)",
    )


def _add_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report",
        dest="reports",
        action="append",
        metavar="FILE",
        type=Path,
        help="write what was compared to a file: .html for people, .json, or .xml for JUnit's form "
        "(may be given several times)",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", type=name_of, help="the editions' file name without its ending")
    parser.add_argument(
        "--set",
        dest="overrides",
        action="append",
        metavar="KEY=VALUE",
        type=override_of,
        help="override a key of the front matter (may be given several times)",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 3 where warnings are said")
    parser.add_argument(
        "--log",
        metavar="FILE",
        type=Path,
        help="write all diagnostics to a file: JSON, or SARIF where it ends in .sarif "
        "(-: JSON to standard output)",
    )


def _add_volume(parser: argparse.ArgumentParser) -> None:
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
    volume.add_argument("-v", "--verbose", action="store_true", help="say also what is done")
