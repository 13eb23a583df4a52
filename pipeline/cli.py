"""The command line: arguments in, diagnostics and an exit code out; no decisions."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

from pipeline.arguments import DEFAULT_SOURCE, Arguments, parse_arguments
from pipeline.build import (
    Edition,
    Reading,
    Wishes,
    read_source,
    refuse_equal_names,
    release,
    verify_output,
    write_editions,
)
from pipeline.diagnostics import Diagnostic, Diagnostics, Severity
from pipeline.errors import PipelineError, UsageError
from pipeline.exporter import Exporter
from pipeline.logs import write_log
from pipeline.model.source import Source
from pipeline.project import STANDARD_INPUT, find_source, read_standard_input
from pipeline.registry import installed_formats, load_exporters
from pipeline.verify.report import report_text

DONE, SOURCE_ERRORS, USAGE, STRICT, DISAGREEMENT, SURROUNDINGS = range(6)
_GRAVEST_FIRST = (USAGE, SURROUNDINGS, DISAGREEMENT, SOURCE_ERRORS, STRICT)
_INTERRUPTED = 130
_EPOCH_END = 253402300799  # 9999-12-31T23:59:59Z, the last second that dates can name


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code."""
    arguments = parse_arguments(sys.argv[1:] if words is None else words)
    # Trees of frozen nodes hold no cycles, and looking for some takes a quarter of a big build.
    gc.disable()
    signal.signal(signal.SIGTERM, _stop)
    command = Command(arguments)
    try:
        return command.run()
    except KeyboardInterrupt:
        print("pipeline: interrupted; what was finished is there, whole", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain again while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SURROUNDINGS


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


class Command:
    """One run of the command line: what was said so far, and how grave it was."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._codes: set[int] = set()
        self._said: list[Diagnostic] = []

    def run(self) -> int:
        """Do what the arguments ask for; give the gravest exit code of all that happened."""
        commands: dict[str, Callable[[], None]] = {
            "build": self._build,
            "verify": self._verify,
            "check": self._check,
            "distribute": self._distribute,
            "formats": self._formats,
        }
        try:
            commands[self._arguments.command]()
        except PipelineError as error:
            self._trouble(error)
        code = next((code for code in _GRAVEST_FIRST if code in self._codes), DONE)
        if self._arguments.log is None:
            return code
        return self._write_log(self._arguments.log, code)

    def _write_log(self, path: Path, code: int) -> int:
        try:
            write_log(path, self._said, code)
        except PipelineError as error:
            self._trouble(error)
            return code or SURROUNDINGS
        return code

    # The commands

    def _build(self) -> None:
        exporters = self._exporters()
        sources = self._sources()
        refuse_equal_names(sources)
        for source in sources:
            self._guard(partial(self._build_one, source, exporters))

    def _build_one(self, source: Source, exporters: Mapping[str, Exporter]) -> None:
        reading = self._read(source)
        about_editions = write_editions(
            reading, exporters, self._arguments.output, self._show_edition
        )
        self._diagnose(about_editions)
        if self._arguments.verify:
            self._verify_one(reading, exporters)

    def _verify(self) -> None:
        exporters = self._exporters()
        for source in self._sources():
            self._guard(partial(self._verify_source, source, exporters))

    def _verify_source(self, source: Source, exporters: Mapping[str, Exporter]) -> None:
        self._verify_one(self._read(source), exporters)

    def _verify_one(self, reading: Reading, exporters: Mapping[str, Exporter]) -> bool:
        start = time.perf_counter()
        comparison = verify_output(reading, exporters, self._arguments.output)
        if comparison is None:
            return False
        if not comparison.agrees:
            self._codes.add(DISAGREEMENT)
            print(report_text(comparison), file=sys.stderr if self._arguments.quiet else sys.stdout)
        elif not self._arguments.quiet:
            print(report_text(comparison))
        self._detail(f"verified in {time.perf_counter() - start:.2f} s")
        return comparison.agrees

    def _check(self) -> None:
        for source in self._sources():
            reading = self._read(source)
            if not reading.diagnostics:
                self._tell(f"{source.file.label}: nothing to say")

    def _distribute(self) -> None:
        exporters = self._exporters()
        for source in self._sources():
            self._guard(partial(self._distribute_one, source, exporters))

    def _distribute_one(self, source: Source, exporters: Mapping[str, Exporter]) -> None:
        reading = self._read(source)
        if not self._verify_one(reading, exporters):
            return
        arguments = self._arguments
        folder, is_new = release(
            reading, exporters, arguments.output, (arguments.releases, arguments.release)
        )
        self._tell(f"{folder}: released" if is_new else f"{folder}: already released, unchanged")

    def _formats(self) -> None:
        for name, package in installed_formats().items():
            print(f"{name:8}{package}")

    # What they share

    def _exporters(self) -> Mapping[str, Exporter]:
        return load_exporters(self._arguments.formats or installed_formats())

    def _sources(self) -> list[Source]:
        arguments = self._arguments
        names = list(dict.fromkeys(arguments.sources)) or [DEFAULT_SOURCE]
        if arguments.name and len(names) > 1:
            raise UsageError("--name names one publication, and several sources are given")
        found: list[Source] = []
        for name in names:
            self._guard(partial(self._find, name, found))
        return found

    def _find(self, name: str, found: list[Source]) -> None:
        wanted = self._arguments.name
        if name == STANDARD_INPUT:
            found.append(read_standard_input(sys.stdin.buffer.read(), wanted))
        else:
            found.append(find_source(name, wanted))

    def _read(self, source: Source) -> Reading:
        start = time.perf_counter()
        reading = read_source(source, Wishes(self._arguments.overrides, _source_date_epoch()))
        self._diagnose(reading.diagnostics)
        self._detail(f"{source.file.label}: read in {time.perf_counter() - start:.2f} s")
        return reading

    def _guard(self, step: Callable[[], object]) -> None:
        """Take a step; trouble with one source stops no other."""
        try:
            step()
        except UsageError:
            raise
        except PipelineError as error:
            self._trouble(error)

    def _trouble(self, error: PipelineError) -> None:
        self._codes.add(error.exit_code)
        sys.stdout.flush()
        print(f"pipeline: {error}", file=sys.stderr)

    def _diagnose(self, diagnostics: Diagnostics) -> None:
        new = [diagnostic for diagnostic in diagnostics if diagnostic not in self._said]
        self._said.extend(new)
        sys.stdout.flush()
        for diagnostic in new:
            print(diagnostic, file=sys.stderr)
            if diagnostic.severity is Severity.ERROR:
                self._codes.add(SOURCE_ERRORS)
            elif diagnostic.severity is Severity.WARNING and self._arguments.strict:
                self._codes.add(STRICT)

    def _show_edition(self, edition: Edition) -> None:
        kilobytes = edition.size / 1000
        self._tell(f"{edition.path}  {kilobytes:,.1f} kB  {edition.seconds:.2f} s")

    def _tell(self, line: str) -> None:
        if not self._arguments.quiet:
            print(line, flush=True)

    def _detail(self, line: str) -> None:
        if self._arguments.verbose:
            print(line, flush=True)


def _source_date_epoch() -> int | None:
    """Give SOURCE_DATE_EPOCH in seconds (reproducible-builds.org's specification), if it is set."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) > _EPOCH_END:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{text}', not a number of seconds since 1970")
    return int(text)
