"""The command line: arguments in, diagnostics and an exit code out; no decisions."""

import gc
import os
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.arguments import DEFAULT_SOURCE, Arguments, parse_arguments
from pipeline.build import (
    Edition,
    Reading,
    Verification,
    Wishes,
    edition_path,
    identity,
    labels_of,
    read_source,
    refuse_equal_paths,
    release,
    release_folder,
    verify_output,
    write_editions,
)
from pipeline.catalogue import explanation, overview
from pipeline.changes import Changes, changes_between, changes_text, paired_editions
from pipeline.diagnostics import Diagnostic, Diagnostics, Severity, shown
from pipeline.errors import PipelineError, ReleaseRefusedError, UsageError
from pipeline.exporter import Exporter
from pipeline.logs import refuse_log, write_log
from pipeline.model.source import Source
from pipeline.obligations import StandardWishes, judged_editions, publish_names
from pipeline.project import STANDARD_INPUT, find_source, read_standard_input
from pipeline.rebuilding import rebuilt_editions
from pipeline.registry import installed_formats, load_exporters
from pipeline.reporting import Account, accept_report, write_report
from pipeline.schemas import schema_text
from pipeline.standards import FAILED, examination, judgement_text
from pipeline.starts import write_start
from pipeline.verify import Comparison
from pipeline.verify.report import report_text

DONE, SOURCE_ERRORS, USAGE, STRICT, DISAGREEMENT, SURROUNDINGS = range(6)
_GRAVEST_FIRST = (USAGE, SURROUNDINGS, DISAGREEMENT, SOURCE_ERRORS, STRICT)
_EPOCH_END = 253402300799  # 9999-12-31T23:59:59Z, the last second that dates can name


def run(words: Sequence[str]) -> int:
    """Run a command line and give its exit code; interrupts and broken output pass through."""
    # Trees of frozen nodes hold no cycles, and looking for some takes a quarter of a big build.
    gc.disable()
    return Command(parse_arguments(words)).run()


class Command:
    """One run of the command line: what was said so far, and how grave it was."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._codes: set[int] = set()
        self._said: dict[Diagnostic, None] = {}
        self._log: Path | None = None
        self._reports: tuple[Path, ...] = ()
        self._accounts: list[Account] = []

    def run(self) -> int:
        """Do what the arguments ask for; give the gravest exit code of all that happened."""
        commands: dict[str, Callable[[], None]] = {
            "build": self._build,
            "verify": self._verify,
            "check": self._check,
            "distribute": self._distribute,
            "formats": self._formats,
            "explain": self._explain,
            "identify": self._identify,
            "diff": self._diff,
            "doctor": self._doctor,
            "schema": self._schema,
            "new": self._new,
        }
        try:
            commands[self._arguments.command]()
            for report in self._reports:
                write_report(report, self._accounts)
            if self._log is not None:
                write_log(self._log, self._said, self._exit_code())
        except PipelineError as error:
            self._trouble(error)
        return self._exit_code()

    def _exit_code(self) -> int:
        return next((code for code in _GRAVEST_FIRST if code in self._codes), DONE)

    # The commands

    def _build(self) -> None:
        exporters = self._exporters()
        sources = self._sources(exporters)
        refuse_equal_paths(sources, exporters, self._arguments.output)
        self._for_each(sources, partial(self._build_one, exporters))

    def _build_one(self, exporters: Mapping[str, Exporter], source: Source) -> None:
        reading = self._read(source)
        about_editions = write_editions(
            reading, exporters, self._arguments.output, self._show_edition
        )
        self._diagnose(about_editions)
        if self._arguments.verify:
            self._verify_reading(reading, exporters)

    def _verify(self) -> None:
        exporters = self._exporters()
        self._for_each(self._sources(exporters), partial(self._verify_one, exporters))

    def _verify_one(self, exporters: Mapping[str, Exporter], source: Source) -> None:
        reading = self._read(source)
        self._verify_reading(reading, exporters)
        self._hold_to_standards(reading)
        if self._arguments.rebuild:
            self._rebuild(source, exporters)

    def _rebuild(self, source: Source, exporters: Mapping[str, Exporter]) -> None:
        """Compare the editions with those of a second build."""
        wishes = Wishes(self._arguments.overrides, _source_date_epoch())
        rebuilt = rebuilt_editions(source, wishes, exporters, self._arguments.output)
        self._accounts[-1] = replace(self._accounts[-1], rebuilt=rebuilt)
        for again in rebuilt:
            if again.difference:
                self._codes.add(DISAGREEMENT)
                print(f"{again.path}: another build differs: {again.difference}", file=sys.stderr)
            else:
                self._tell(f"{again.path}: another build gives the same bytes")

    def _hold_to_standards(self, reading: Reading) -> bool:
        """Let validators judge the editions, where that is wished; tell whether they may pass."""
        wishes = StandardWishes.of(reading, everything=self._arguments.standards)
        if not wishes.judged:
            return True
        editions = dict(self._accounts[-1].editions)
        judgements = judged_editions(reading, editions, wishes)
        self._accounts[-1] = replace(self._accounts[-1], judgements=judgements)
        failed = [judged for judged in judgements if judged.verdict == FAILED]
        if failed:
            self._codes.add(DISAGREEMENT)
        if failed or not self._arguments.quiet:
            print(judgement_text(judgements), file=sys.stderr if self._arguments.quiet else None)
        missing = wishes.missing(judgements)
        for trouble in missing:
            self._trouble(trouble)
        return not failed and not missing

    def _verify_reading(self, reading: Reading, exporters: Mapping[str, Exporter]) -> bool:
        start = time.perf_counter()
        verification = verify_output(reading, exporters, self._arguments.output)
        if not verification.agrees:
            self._codes.add(DISAGREEMENT)
        if verification.comparison is not None:
            self._show_comparison(verification.comparison)
        for trouble in verification.troubles:
            self._trouble(trouble)
        self._account(reading, exporters, verification)
        self._detail(f"verified in {time.perf_counter() - start:.2f} s")
        return verification.agrees

    def _account(
        self, reading: Reading, exporters: Mapping[str, Exporter], verification: Verification
    ) -> None:
        """Keep what was found, for the reports."""
        output, source = self._arguments.output, reading.source
        editions = {name: edition_path(output, source, each) for name, each in exporters.items()}
        troubles = tuple(map(str, verification.troubles))
        comparison = verification.comparison
        label = source.file.label
        self._accounts.append(Account(label, tuple(editions.items()), comparison, troubles))

    def _show_comparison(self, comparison: Comparison) -> None:
        if not self._arguments.quiet:
            print(report_text(comparison))
        elif not comparison.agrees:
            print(report_text(comparison), file=sys.stderr)

    def _check(self) -> None:
        self._for_each(self._sources({}), self._check_one)

    def _check_one(self, source: Source) -> None:
        if not self._read(source).diagnostics:
            self._tell(f"{source.file.label}: nothing to say")

    def _distribute(self) -> None:
        exporters = self._exporters()
        self._for_each(self._sources(exporters), partial(self._distribute_one, exporters))

    def _distribute_one(self, exporters: Mapping[str, Exporter], source: Source) -> None:
        arguments = self._arguments
        reading = self._read(source)
        folder = release_folder(reading, arguments.releases, arguments.release)
        if any(said.severity is Severity.ERROR for said in reading.diagnostics):
            raise ReleaseRefusedError(f"{source.file.label} has errors, and is not released")
        agrees = self._verify_reading(reading, exporters)
        if not (self._hold_to_standards(reading) and agrees):
            raise ReleaseRefusedError(f"{source.file.label} is not released: see above")
        is_new = release(reading, exporters, arguments.output, folder)
        added = publish_names(reading)
        if added:
            self._tell(f"{added:,} new {'name' if added == 1 else 'names'} in the ledger")
        self._tell(f"{folder}: released" if is_new else f"{folder}: already released, unchanged")

    def _formats(self) -> None:
        for name, package in installed_formats().items():
            print(f"{name:8}{package}")

    def _explain(self) -> None:
        print(explanation(self._arguments.code) if self._arguments.code else overview())

    def _identify(self) -> None:
        exporters = load_exporters(installed_formats()).values()
        by_suffix = {exporter.suffix: exporter for exporter in exporters}
        for edition in self._arguments.editions:
            self._guard(partial(self._identify_one, by_suffix, edition))

    def _identify_one(self, by_suffix: Mapping[str, Exporter], edition: Path) -> None:
        print(identity(edition, by_suffix.get(edition.suffix.lower())))

    def _diff(self) -> None:
        exporters = load_exporters(installed_formats()).values()
        by_suffix = {exporter.suffix: exporter for exporter in exporters}
        pairs = paired_editions(self._arguments.old, self._arguments.new, frozenset(by_suffix))
        every: list[Changes] = []
        for old, new in pairs.values():
            self._guard(partial(self._diff_one, by_suffix, (old, new), every))
        if every:
            self._tell(changes_text(every))

    def _diff_one(
        self, by_suffix: Mapping[str, Exporter], pair: tuple[Path, Path], every: list[Changes]
    ) -> None:
        old, new = pair
        exporter = by_suffix.get(new.suffix.lower())
        if exporter is None:
            raise UsageError(f"'{new}' ends in no suffix of an edition that is known here")
        changes = changes_between(old, new, exporter)
        every.append(changes)
        if changes.vanished:
            self._codes.add(DISAGREEMENT)
        if not changes.is_same and self._arguments.strict:
            self._codes.add(STRICT)

    def _doctor(self) -> None:
        for line in examination():
            print(line)

    def _schema(self) -> None:
        print(schema_text(self._arguments.schema))

    def _new(self) -> None:
        folder = self._arguments.folder
        for path in write_start(folder, is_book=self._arguments.is_book):
            self._tell(str(path))
        self._tell(f"now build it: pipeline build {shlex.quote(str(folder))}")

    # What they share

    def _exporters(self) -> Mapping[str, Exporter]:
        return load_exporters(self._arguments.formats or installed_formats())

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
        reading = read_source(source, Wishes(self._arguments.overrides, _source_date_epoch()))
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


def _source_date_epoch() -> int | None:
    """Give SOURCE_DATE_EPOCH in seconds (reproducible-builds.org's specification), if it is set."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) > _EPOCH_END:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{text}', not a number of seconds since 1970")
    return int(text)
