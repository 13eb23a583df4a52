"""What is told of diagnostics by their codes: one of them, or all."""

from difflib import get_close_matches

from pipeline.diagnostics import Code, severity_of
from pipeline.errors import UsageError
from pipeline.explanations import CATALOGUE

_WIDTH = 90
"""How many characters of a line of source are shown."""


def overview() -> str:
    """Give a line for every code: its severity and its meaning."""
    width = max(map(len, Code))
    return "\n".join(
        f"{code.value:{width}}  {severity_of(code).word:7}  {CATALOGUE[code].meaning}"
        for code in sorted(Code)
    )


def explanation(name: str) -> str:
    """Give all that is known of a code; raises UsageError where there is none of that name."""
    if name not in set(Code):
        near = get_close_matches(name, list(Code), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "`pipeline explain` lists them all"
        raise UsageError(f"no diagnostic has the code '{name}'; {hint}")
    code = Code(name)
    entry = CATALOGUE[code]
    lines = [f"{code.value} ({severity_of(code).word})", "", entry.meaning, entry.advice]
    for title, source in (("Cause", entry.cause), ("Cure", entry.cure)):
        if source.strip():
            where = " (SUMMARY.md)" if entry.is_list else ""
            lines += ["", f"{title}{where}:", "", *(f"    {line}" for line in _shown(source))]
    setting = f"diagnostics:\n  {code.value}: ignore"
    lines += ["", "To change its severity (ignore, note, warning, error), in the front matter:", ""]
    return "\n".join([*lines, *(f"    {line}" for line in setting.split("\n"))])


def _shown(source: str) -> list[str]:
    """Give the lines of a source for a terminal: cut, and without what terminals obey."""
    visible = "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in source)
    return [_cut(line) for line in visible.strip("\n").split("\n")]


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
