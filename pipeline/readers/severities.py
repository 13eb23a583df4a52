"""The key `diagnostics`: how grave each code is to be.

It is a mapping of codes to `ignore`, `note`, `warning` or `error`; `diagnostics.CODE` is the same
as a key of its own, for the command line.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pipeline.diagnostics import Code, Severities, Severity
from pipeline.readers.findings import Findings
from pipeline.readers.values import Entry, ValueInvalidError, one_of

KEY = "diagnostics"
_SAMPLES = {
    KEY: "heading-level-skipped: ignore",
    "variables": "edition: second",
    "editions": "docx: {page-numbers: none}",
}
_PREFIX = f"{KEY}."
IGNORE = "ignore"
_SEVERITIES = {severity.word: severity for severity in Severity}
_read_word = one_of((IGNORE, *_SEVERITIES))


def opened(entries: Iterable[Entry], findings: Findings) -> Iterator[Entry]:
    """Give entries, one for each name in the place of a mapping of names."""
    for entry in entries:
        if entry.key not in _SAMPLES:
            yield entry
        elif isinstance(entry.value, dict):
            for name, value in entry.value.items():
                yield Entry(f"{entry.key}.{name}", value, entry.location)
        else:
            message = f"'{entry.key}' is no mapping of names to values"
            hint = f"write, below '{entry.key}:', lines such as '  {_SAMPLES[entry.key]}'"
            findings.say(Code.VALUE_INVALID, message, entry.location, hint)


def is_severity(entry: Entry) -> bool:
    """Tell whether an entry sets the severity of a code."""
    return entry.key.startswith(_PREFIX)


def with_severity(severities: Severities, entry: Entry, findings: Findings) -> Severities:
    """Add what an entry says to the severities; what is wrong is told and changes nothing."""
    name = entry.key.removeprefix(_PREFIX)
    if name not in set(Code):
        near = get_close_matches(name, list(Code), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "`pipeline explain` lists the codes"
        message = f"no diagnostic has the code '{name[:60]}'"
        findings.say(Code.KEY_UNKNOWN, message, entry.location, hint)
        return severities
    try:
        word = _read_word(entry.value)
    except ValueInvalidError as error:
        given = f"'{entry.value[:40]}'" if isinstance(entry.value, str) else "a list or a mapping"
        message = f"the severity of '{name}' cannot be {given}: {error}"
        findings.say(Code.VALUE_INVALID, message, entry.location)
        return severities
    code = Code(name)
    others = tuple(pair for pair in severities if pair[0] is not code)
    return (*others, (code, _SEVERITIES.get(word)))
