"""What the commands of the command line share: what they were given, and what they tell."""

import gc
import os
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from pipeline.arguments import DEFAULT_SOURCE, Arguments
from pipeline.build import (
    Edition,
    Reading,
    Wishes,
    edition_path,
    labels_of,
    read_source,
)
from pipeline.diagnostics import Diagnostic, Diagnostics, Severity, shown
from pipeline.errors import PipelineError, UsageError
from pipeline.exporter import Exporter
from pipeline.logs import refuse_log
from pipeline.model.source import Source
from pipeline.project import STANDARD_INPUT, find_source, read_standard_input
from pipeline.references import reference_override
from pipeline.registry import load_exporters, load_usual_exporters
from pipeline.reporting import Account, accept_report

DONE, SOURCE_ERRORS, USAGE, STRICT, DISAGREEMENT, SURROUNDINGS = range(6)
_GRAVEST_FIRST = (USAGE, SURROUNDINGS, DISAGREEMENT, SOURCE_ERRORS, STRICT)
_EPOCH_END = 253402300799  # 9999-12-31T23:59:59Z, the last second that dates can name


class Session:
    """One run of the command line: its arguments, what was said, and how it will end."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._codes: set[int] = set()
        self._said: dict[Diagnostic, None] = {}
        self._log: Path | None = None
        self._reports: tuple[Path, ...] = ()
        self._accounts: list[Account] = []

    def _exit_code(self) -> int:
        return next((code for code in _GRAVEST_FIRST if code in self._codes), DONE)

    # The commands

    def _exporters(self) -> Mapping[str, Exporter]:
        formats = self._arguments.formats
        return load_exporters(formats) if formats else load_usual_exporters()

    def _sources(self, exporters: Mapping[str, Exporter]) -> list[Source]:
        arguments = self._arguments
        names = list({str(Path(name)): name for name in arguments.sources} or (DEFAULT_SOURCE,))
        if arguments.name and len(names) > 1:
            raise UsageError("--name names one publication, and several sources are given")
        found: list[Source] = []
        for name in names:
            self._guard(partial(self._find, name, found))
        self._accept_log(found, exporters)
        self._accept_reports(found, exporters)
        return found

    def _find(self, name: str, found: list[Source]) -> None:
        wanted = self._arguments.name
        if name == STANDARD_INPUT:
            found.append(read_standard_input(sys.stdin.buffer.read(), wanted))
        else:
            found.append(find_source(name, wanted))

    def _accept_log(self, sources: list[Source], exporters: Mapping[str, Exporter]) -> None:
        log = self._arguments.log
        if log is not None:
            refuse_log(log, self._spared(sources, exporters))
            self._log = log

    def _accept_reports(self, sources: list[Source], exporters: Mapping[str, Exporter]) -> None:
        if self._arguments.reports and not self._arguments.verify:
            raise UsageError("--report tells what was compared, and --no-verify compares nothing")
        for report in self._arguments.reports:
            accept_report(report)
            refuse_log(report, self._spared(sources, exporters), "--report")
        self._reports = self._arguments.reports

    def _spared(self, sources: list[Source], exporters: Mapping[str, Exporter]) -> list[Path]:
        """Give the files that nothing else may be written over."""
        output = self._arguments.output
        editions = [edition_path(output, s, e) for s in sources for e in exporters.values()]
        return [*(Path(label) for source in sources for label in labels_of(source)), *editions]

    def _read(self, source: Source) -> Reading:
        start = time.perf_counter()
        overrides = {**self._arguments.overrides, **reference_override(self._arguments.reference)}
        reading = read_source(source, Wishes(overrides, source_date_epoch()))
        self._diagnose(reading.diagnostics)
        self._detail(f"{source.file.label}: read in {time.perf_counter() - start:.2f} s")
        return reading

    def _for_each(self, sources: list[Source], step: Callable[[Source], None]) -> None:
        """Take a step for every source; trouble with one stops no other."""
        for source in sources:
            self._guard(partial(step, source))
            if len(sources) > 1:
                gc.collect()  # libraries may leave cycles behind, and one run may build hundreds

    def _guard(self, step: Callable[[], object]) -> None:
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
        sys.stdout.flush()
        new = [diagnostic for diagnostic in diagnostics if diagnostic not in self._said]
        self._said.update(dict.fromkeys(new))
        for line in shown(new):
            print(line, file=sys.stderr)
        for diagnostic in new:
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


def source_date_epoch() -> int | None:
    """Give SOURCE_DATE_EPOCH in seconds (reproducible-builds.org's specification), if it is set."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) > _EPOCH_END:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{text}', not a number of seconds since 1970")
    return int(text)
