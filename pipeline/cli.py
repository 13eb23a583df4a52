"""The command line: arguments in, diagnostics and an exit code out; no decisions."""

import gc
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.arguments import parse_arguments
from pipeline.build import (
    Reading,
    Wishes,
    edition_path,
    identity,
    refuse_equal_paths,
    write_editions,
)
from pipeline.catalogue import explanation, overview
from pipeline.changes import Changes, changes_between, changes_text, paired_editions
from pipeline.errors import PipelineError, ReleaseRefusedError, UsageError
from pipeline.exporter import Exporter
from pipeline.logs import write_log
from pipeline.model.source import Source
from pipeline.obligations import StandardWishes, judged_editions, publish_names
from pipeline.rebuilding import rebuilt_editions
from pipeline.references import refuse_reference, style_text
from pipeline.registry import installed_formats, load_exporters
from pipeline.reporting import Account, write_report
from pipeline.schemas import schema_text
from pipeline.session import (
    DISAGREEMENT,
    SOURCE_ERRORS,
    STRICT,
    Session,
    source_date_epoch,
)
from pipeline.standards import FAILED, examination, judgement_text
from pipeline.starts import write_start
from pipeline.verification import Verification, verify_output
from pipeline.verify import Comparison
from pipeline.verify.report import report_text

if TYPE_CHECKING:
    from pipeline.distribute.listing import Listing
    from pipeline.distribute.targets.addresses import TargetAddress
    from pipeline.releasing import NewRelease


def run(words: Sequence[str]) -> int:
    """Run a command line and give its exit code; interrupts and broken output pass through."""
    # Trees of frozen nodes hold no cycles, and looking for some takes a quarter of a big build.
    gc.disable()
    return Command(parse_arguments(words)).run()


class Command(Session):
    """One run of the command line: what was said so far, and how grave it was."""

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
            "diff": self._diff,
            "doctor": self._doctor,
            "preflight": self._preflight,
            "schema": self._schema,
            "styles": self._styles,
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

    def _build(self) -> None:
        exporters = self._exporters()
        refuse_reference(self._arguments.reference, exporters)
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
        wishes = Wishes(self._arguments.overrides, source_date_epoch())
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

    def _verify_reading(self, reading: Reading, exporters: Mapping[str, Exporter]) -> None:
        start = time.perf_counter()
        self._judge(reading, exporters, verify_output(reading, exporters, self._arguments.output))
        self._detail(f"verified in {time.perf_counter() - start:.2f} s")

    def _judge(
        self, reading: Reading, exporters: Mapping[str, Exporter], verification: Verification
    ) -> None:
        if not verification.agrees:
            self._codes.add(DISAGREEMENT)
        if verification.comparison is not None:
            self._show_comparison(verification.comparison)
        for trouble in verification.troubles:
            self._trouble(trouble)
        self._account(reading, exporters, verification)

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
        self._judge(reading, exporters, verification)
        if not (self._hold_to_standards(reading) and verification.agrees):
            raise ReleaseRefusedError(f"{source.file.label} is not released: see above")
        releasing.refuse_stale(reading, exporters, arguments.output)
        with shipping.place_for(wish, is_rehearsal=rehearsal) as place:
            findings = releasing.Findings(verification.facts, self._accounts[-1].judgements)
            made = releasing.release_reading(reading, findings, exporters, place)
            made = shipping.as_it_is(made, wish)
            if not rehearsal:
                self._publish_names(reading)
            self._tell(shipping.release_text(made, wish, is_rehearsal=rehearsal))
            for target in targets:
                self._guard(partial(self._send, target, made))

    def _publish_names(self, reading: Reading) -> None:
        added = publish_names(reading)
        if added:
            self._tell(f"{added:,} new {'name' if added == 1 else 'names'} in the ledger")

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

    def _preflight(self) -> None:
        # It parses XML, which most commands do without.
        from pipeline.preflight import STORES  # noqa: PLC0415

        unknown = [name for name in self._arguments.stores if name not in STORES]
        if unknown:
            raise UsageError(f"there is no store '{unknown[0]}'; known are {', '.join(STORES)}")
        for edition in self._arguments.editions:
            self._guard(partial(self._preflight_one, edition))

    def _preflight_one(self, edition: Path) -> None:
        from pipeline.preflight import preflight  # noqa: PLC0415 - as above

        findings = preflight(edition, self._arguments.stores)
        for finding in findings:
            print(f"{edition}: {finding}")
        if any(finding.is_refusal for finding in findings):
            self._codes.add(SOURCE_ERRORS)
        if not findings:
            self._tell(f"{edition}: no store minds anything")

    def _schema(self) -> None:
        print(schema_text(self._arguments.schema))

    def _styles(self) -> None:
        name = self._arguments.format.lower()
        print(style_text(name, load_exporters((name,))[name]))

    def _new(self) -> None:
        folder = self._arguments.folder
        for path in write_start(folder, is_book=self._arguments.is_book):
            self._tell(str(path))
        self._tell(f"now build it: pipeline build {shlex.quote(str(folder))}")
