"""The command line: arguments in, diagnostics and an exit code out; no decisions."""

import gc
import os
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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
    verify_output,
    write_editions,
)
from pipeline.catalogue import explanation, overview
from pipeline.diagnostics import Diagnostic, Diagnostics, Severity, shown
from pipeline.errors import PipelineError, ReleaseRefusedError, UsageError
from pipeline.exporter import Exporter
from pipeline.logs import refuse_log, write_log
from pipeline.model.source import Source
from pipeline.project import STANDARD_INPUT, find_source, read_standard_input
from pipeline.registry import installed_formats, load_exporters
from pipeline.schemas import schema_text
from pipeline.starts import write_start
from pipeline.verify import Comparison
from pipeline.verify.report import report_text

if TYPE_CHECKING:
    from pipeline.distribute.listing import Listing
    from pipeline.distribute.targets.addresses import TargetAddress
    from pipeline.releasing import NewRelease

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

    def run(self) -> int:
        """Do what the arguments ask for; give the gravest exit code of all that happened."""
        commands: dict[str, Callable[[], None]] = {
            "build": self._build,
            "verify": self._verify,
            "check": self._check,
            "distribute": self._distribute,
            "releases": self._releases,
            "formats": self._formats,
            "explain": self._explain,
            "identify": self._identify,
            "schema": self._schema,
            "new": self._new,
        }
        try:
            commands[self._arguments.command]()
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
        self._verify_reading(self._read(source), exporters)

    def _verify_reading(self, reading: Reading, exporters: Mapping[str, Exporter]) -> None:
        start = time.perf_counter()
        self._judge(verify_output(reading, exporters, self._arguments.output))
        self._detail(f"verified in {time.perf_counter() - start:.2f} s")

    def _judge(self, verification: Verification) -> None:
        if not verification.agrees:
            self._codes.add(DISAGREEMENT)
        if verification.comparison is not None:
            self._show_comparison(verification.comparison)
        for trouble in verification.troubles:
            self._trouble(trouble)

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
        if self._arguments.releases.is_dir() and not self._arguments.is_rehearsal:
            self._guard(self._write_collection)

    def _distribute_one(self, exporters: Mapping[str, Exporter], source: Source) -> None:
        from pipeline import releasing, shipping  # noqa: PLC0415 - they load what only releases need

        arguments, rehearsal = self._arguments, self._arguments.is_rehearsal
        reading = self._read(source)
        wish = releasing.ReleaseWish(
            arguments.output,
            arguments.releases,
            arguments.release,
            arguments.name,
            shipping.key_for(source, arguments.key),
        )
        releasing.refuse_unfit(reading, wish)
        targets = shipping.targets_of(source, arguments.targets)
        verification = verify_output(reading, exporters, arguments.output)
        releasing.refuse_outdated(reading, verification.facts, exporters, arguments.output)
        self._judge(verification)
        if not verification.agrees:
            raise ReleaseRefusedError(f"{source.file.label} is not released: see above")
        releasing.refuse_stale(reading, exporters, arguments.output)
        with shipping.place_for(wish, is_rehearsal=rehearsal) as place:
            made = releasing.release_reading(reading, verification.facts, exporters, place)
            made = shipping.as_it_is(made, wish)
            self._tell(shipping.release_text(made, wish, is_rehearsal=rehearsal))
            for target in targets:
                self._guard(partial(self._send, target, made))

    def _send(self, target: "TargetAddress", made: "NewRelease") -> None:
        from pipeline import shipping  # noqa: PLC0415 - as above

        rehearsal = self._arguments.is_rehearsal
        each = self._tell if rehearsal else self._detail
        manner = shipping.Manner(self._tell, each, is_rehearsal=rehearsal)
        self._tell(shipping.send(target, made, manner))

    def _write_collection(self) -> None:
        from pipeline import releasing  # noqa: PLC0415 - as above

        for path in releasing.write_collection(self._arguments.releases, self._listing().shelves):
            self._tell(f"{path}: written")

    def _releases(self) -> None:
        from pipeline import releasing  # noqa: PLC0415 - as above

        folder = self._arguments.releases
        print(releasing.releases_text(self._listing()) or f"there are no releases in {folder}")

    def _listing(self) -> "Listing":
        from pipeline import releasing  # noqa: PLC0415 - as above

        listing = releasing.releases_in(self._arguments.releases)
        for trouble in listing.troubles:
            self._trouble(trouble)
        return listing

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
        return found

    def _find(self, name: str, found: list[Source]) -> None:
        wanted = self._arguments.name
        if name == STANDARD_INPUT:
            found.append(read_standard_input(sys.stdin.buffer.read(), wanted))
        else:
            found.append(find_source(name, wanted))

    def _accept_log(self, sources: list[Source], exporters: Mapping[str, Exporter]) -> None:
        log, output = self._arguments.log, self._arguments.output
        if log is None:
            return
        editions = [edition_path(output, s, e) for s in sources for e in exporters.values()]
        texts = (Path(label) for source in sources for label in labels_of(source))
        refuse_log(log, [*texts, *editions])
        self._log = log

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
