"""The report of a comparison: a table, then the first differences in full.

Plain text, at most `WIDTH` columns wide.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.location import NOWHERE
from pipeline.verify.discrepancy import Comparison, Discrepancy, Finding

WIDTH = 96
_INDENT = "    "
_CELL = 10
_HEAD = 14
_COUNT = 8
_AT_ONCE = (WIDTH - _HEAD - _COUNT) // _CELL


def report_text(comparison: Comparison) -> str:
    """Give the report of a comparison, without a line break at its end.

    The cells of the table: "ok", the number of differences, or "-" where a format shows no such
    thing.
    """
    verdict = folded(_verdict(comparison), "", _INDENT)
    lines = [*_tables(comparison), "", *_differences(comparison), *verdict]
    return "\n".join(line.rstrip() for line in lines)


def report_values(comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as plain values that `json` can write."""
    return {
        "agrees": comparison.agrees,
        "editions": list(comparison.editions),
        "counts": {aspect.value: count for aspect, count in comparison.counts},
        "findings": [asdict(finding) for finding in comparison.findings],
    }


# The table


def _tables(comparison: Comparison) -> Iterator[str]:
    """Yield the table's lines; more editions than fit side by side go into tables below it."""
    editions = comparison.editions
    for start in range(0, max(len(editions), 1), _AT_ONCE):
        if start:
            yield ""
        yield from _table(comparison, editions[start : start + _AT_ONCE])


def _table(comparison: Comparison, editions: Sequence[str]) -> Iterator[str]:
    cells = {(f.aspect, f.edition): _cell(f) for f in comparison.findings}
    yield _row("compared", "source", [_clipped(edition) for edition in editions])
    for aspect, count in comparison.counts:
        values = [cells[aspect, edition] for edition in editions]
        yield _row(aspect.value, f"{count:,}", values)


def _row(head: str, count: str, values: Sequence[str]) -> str:
    return f"{head:<{_HEAD}}{count:>{_COUNT}}{''.join(f'{value:>{_CELL}}' for value in values)}"


def _cell(finding: Finding) -> str:
    if finding.expected is None:
        return "-"
    return f"{finding.differences:,}" if finding.differences else "ok"


def _clipped(name: str) -> str:
    name = visible(name)
    return name if len(name) < _CELL else f"{name[: _CELL - 2]}…"


# The differences


def _differences(comparison: Comparison) -> Iterator[str]:
    for finding in comparison.findings:
        for discrepancy in finding.first:
            yield from _paragraphs(discrepancy)
        untold = finding.differences - len(finding.first)
        if untold:
            more = f"{finding.edition}: {finding.aspect.value}: and {untold:,} more"
            yield from folded(more, "", _INDENT)
            yield ""


def _paragraphs(discrepancy: Discrepancy) -> Iterator[str]:
    place = "" if discrepancy.location == NOWHERE else f"{discrepancy.location}: "
    yield from folded(f"{place}{discrepancy.edition}: {discrepancy.subject}", "", _INDENT)
    told = (
        ("after", discrepancy.before),
        ("expected", _or_nothing(discrepancy.expected)),
        ("found", _or_nothing(discrepancy.found)),
        ("before", discrepancy.after),
    )
    for name, text in told:
        if text:
            yield from folded(text, f"{_INDENT}{name:<10}", f"{_INDENT}{'':10}")
    yield ""


def _or_nothing(text: str | None) -> str:
    return "(nothing)" if text is None else text


def folded(text: str, first: str, others: str) -> list[str]:
    """Give a text in lines of at most `WIDTH` characters, with what stands before each of them."""
    return textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
    )


def visible(text: str) -> str:
    """Write characters that a terminal would obey or hide as Python escapes them."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


# The verdict


def _verdict(comparison: Comparison) -> str:
    if not comparison.editions:
        return "There is no edition to compare."
    if comparison.agrees:
        return _agreement(comparison.editions)
    counts = {
        edition: sum(f.differences for f in comparison.findings if f.edition == edition)
        for edition in comparison.editions
    }
    told = ", ".join(f"{edition} {count:,}" for edition, count in counts.items() if count)
    return f"{comparison.differences:,} {_plural(comparison.differences)}: {told}"


def _agreement(editions: Sequence[str]) -> str:
    if len(editions) == 1:
        return f"The {editions[0]} edition says what the source says."
    return "The editions say what the source says, and so the same."


def _plural(count: int) -> str:
    return "difference" if count == 1 else "differences"
