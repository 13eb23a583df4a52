"""The key `editions`: what an author wants of the editions of one format.

It is a mapping of formats to mappings of options; `editions.FORMAT.OPTION` is the same as a key of
its own, for the command line. Which options a format has, its exporter knows.
"""

from pipeline.diagnostics import Code
from pipeline.model.metadata import EditionWish
from pipeline.readers.findings import Findings
from pipeline.readers.values import Entry

PREFIX = "editions."
_PARTS = 3


def is_wish(entry: Entry) -> bool:
    """Tell whether an entry wants something of the editions of a format."""
    return entry.key.startswith(PREFIX)


def with_wish(
    wishes: tuple[EditionWish, ...], entry: Entry, findings: Findings
) -> tuple[EditionWish, ...]:
    """Add what an entry wants; what names no format and option is told and changes nothing."""
    if isinstance(entry.value, dict):
        for name, value in entry.value.items():
            inner = Entry(f"{entry.key}.{name}", value, entry.location)
            wishes = with_wish(wishes, inner, findings)
        return wishes
    parts = entry.key.split(".")
    if len(parts) != _PARTS:
        message = f"'{entry.key[:60]}' names no option of a format"
        hint = "write it as 'editions.docx.page-numbers'"
        findings.say(Code.VALUE_INVALID, message, entry.location, hint)
        return wishes
    _, wanted, option = parts
    others = tuple(w for w in wishes if (w.format, w.option) != (wanted, option))
    return (*others, EditionWish(wanted, option, entry.value, entry.location))
