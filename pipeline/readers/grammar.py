"""The inline constructs of the language, ready to be scanned for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from markdown.inlinepatterns import InlineProcessor, Pattern

from pipeline.location import Location
from pipeline.model.nodes import Inline, Text
from pipeline.readers.abbreviations import Abbreviations
from pipeline.readers.emphasis import merged
from pipeline.readers.foreign import FoundPattern
from pipeline.readers.reading import Places, Reading
from pipeline.readers.scanner import Construct, Plan, Scanner, any_of, trimmed


class Inlines(NamedTuple):
    """The content of a block; `described` are the inlines that describe its last image."""

    content: tuple[Inline, ...]
    described: tuple[Inline, ...] = ()


class Grammar:
    """The patterns of Python-Markdown's registry, in the order of their priority.

    Our own are constructs; those of extensions are `InlineProcessor`s. The older kind of pattern
    (`Pattern`), which must match a text as a whole, is not supported and left out.
    """

    def __init__(self, patterns: Iterable[Pattern], reading: Reading) -> None:
        self._reading = reading
        self._patterns = [p for p in patterns if isinstance(p, InlineProcessor)]
        self._own = [p for p in self._patterns if isinstance(p, Construct)]
        self._has_foreign = len(self._own) < len(self._patterns)
        self._needles = tuple(sorted({c.needle for c in self._own if c.needle}))
        self._plans: dict[tuple[bool, ...], Plan] = {}
        self._abbreviations: Abbreviations | None = None

    def read(self, lines: list[str], line: int, columns: list[int]) -> Inlines:
        """Read lines, the first of which is the source's `line`, as the content of a block."""
        found = self._read(lines, line, columns)
        if not self._reading.abbreviations:
            return found
        return Inlines(self.abbreviated(found.content), self.abbreviated(found.described))

    def abbreviated(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Find abbreviations in inlines that were read."""
        if self._abbreviations is None:
            self._abbreviations = Abbreviations(self._reading.abbreviations)
        return self._abbreviations.put_into(content)

    def _read(self, lines: list[str], line: int, columns: list[int]) -> Inlines:
        text = lines[0] if len(lines) == 1 else "\n".join(lines)
        plan = self._plan_with_foreign(text) if self._has_foreign else self._plan(text)
        if plan.search(text, 0) is None:
            plain: list[Inline] = [Text(text, location=self._reading.findings.place(line))]
            return Inlines(trimmed(merged(plain)) if text else ())
        places = Places(lines, line, columns, self._reading.findings)
        scanner = Scanner(text, places, plan, self._reading)
        return Inlines(scanner.inlines(), scanner.described)

    def _plan(self, text: str) -> Plan:
        """Plan for those constructs that a text can hold."""
        key = tuple([needle in text for needle in self._needles])
        plan = self._plans.get(key)
        if plan is None:
            held = {needle for needle, is_held in zip(self._needles, key, strict=True) if is_held}
            usable = (c for c in self._own if not c.needle or c.needle in held)
            plan = self._plans[key] = _make_plan(usable)
        return plan

    def _plan_with_foreign(self, text: str) -> Plan:
        """Plan for one text that patterns of extensions are tried on too."""
        constructs = (
            p if isinstance(p, Construct) else FoundPattern(p, text, self._scan_within)
            for p in self._patterns
        )
        return _make_plan(c for c in constructs if not c.needle or c.needle in text)

    def _scan_within(self, text: str, place: Location) -> tuple[Inline, ...]:
        """Scan text that an extension made, for constructs of our own."""
        places = Places([text], place.line, [place.column], self._reading.findings)
        return Scanner(text, places, self._plan(text), self._reading).content()


def _make_plan(constructs: Iterable[Construct]) -> Plan:
    """Sort constructs by their triggers, keeping their order."""
    table: dict[str, list[Construct]] = {}
    for construct in constructs:
        for trigger in construct.triggers:
            table.setdefault(trigger, []).append(construct)
    search = re.compile(any_of(table)).search
    return Plan(search, {trigger: tuple(found) for trigger, found in table.items()})
