"""Standards: validators that nobody here wrote judge the finished editions.

None is needed to build or to verify. Their findings are told with the line of the source, where
one can be known.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.model.metadata import STANDARDS
from pipeline.model.publication import Publication
from pipeline.standards.judgement import FAILED, NOT_JUDGED, PASSED, Fault, Judgement
from pipeline.standards.programs import PROGRAMS, ValidatorError, examination
from pipeline.standards.sourcelines import SourceLines

__all__ = [
    "FAILED",
    "NOT_JUDGED",
    "PASSED",
    "PROGRAMS",
    "STANDARDS",
    "Fault",
    "Judgement",
    "ValidatorError",
    "examination",
    "fault_text",
    "judge",
    "judgement_text",
]

_VALIDATORS = {
    "pdf/ua-1": "veraPDF",
    "pdf/a-2a": "veraPDF",
    "epub": "EPUBCheck",
    "ace": "Ace",
    "ooxml": "openxml-audit",
}
_SUFFIXES = {".pdf": ("pdf/ua-1", "pdf/a-2a"), ".epub": ("epub", "ace"), ".docx": ("ooxml",)}
_MOST = 20
"""The most faults that are told of one edition and standard."""


def judge(
    editions: Mapping[str, Path], publication: Publication, wanted: Sequence[str]
) -> Iterator[Judgement]:
    """Judge editions, by their formats, by the wanted standards that their kind has."""
    lines = SourceLines(publication)
    for name, path in editions.items():
        standards = [s for s in _SUFFIXES.get(path.suffix.lower(), ()) if s in wanted]
        if not path.is_file():
            continue  # `verify` has said so
        is_pdf = path.suffix.lower() == ".pdf"  # both of its standards are judged in one go
        together = [tuple(standards)] if is_pdf else [(standard,) for standard in standards]
        for some in filter(None, together):
            try:
                yield from _judged(path, name, some, lines)
            except ValidatorError as error:
                yield from (
                    Judgement(standard, name, _VALIDATORS[standard], reason=str(error))
                    for standard in some
                )


def _judged(
    path: Path, name: str, standards: tuple[str, ...], lines: SourceLines
) -> Iterator[Judgement]:
    # What reads PDF and XML is loaded for its own kind of edition alone.
    if "epub" in standards:
        from pipeline.standards.epub import judge_epub  # noqa: PLC0415 - as said

        yield judge_epub(path, name, lines)
    elif "ace" in standards:
        from pipeline.standards.epub import judge_by_ace  # noqa: PLC0415 - as said

        yield judge_by_ace(path, name, lines)
    elif "ooxml" in standards:
        from pipeline.standards.ooxml import judge_docx  # noqa: PLC0415 - as said

        yield judge_docx(path, name, lines)
    else:
        from pipeline.standards.pdf import judge_pdf  # noqa: PLC0415 - as said

        yield from judge_pdf(path, name, standards, lines)


def judgement_text(judgements: Sequence[Judgement]) -> str:
    """Give the judgements as a table, the faults below it."""
    lines = [f"{'standard':14}{'edition':10}{'verdict':14}by"]
    for judged in judgements:
        by = f"{judged.validator}{f': {judged.reason}' if judged.reason else ''}"
        lines.append(f"{judged.standard:14}{judged.edition:10}{judged.verdict:14}{by}")
    for judged in judgements:
        lines += [fault_text(judged, fault) for fault in judged.faults[:_MOST]]
        untold = len(judged.faults) - _MOST
        if untold > 0:
            lines.append(f"{judged.edition}: {judged.standard}: and {untold:,} more")
    return "\n".join(lines)


def fault_text(judged: Judgement, fault: Fault) -> str:
    """Give a finding in one line, with its place in the source where that is known."""
    source = f"{fault.location}: " if fault.location.line else ""
    times = f" ({fault.times} times)" if fault.times > 1 else ""
    place = f" at {fault.place}" if fault.place else ""
    return (
        f"{source}{judged.edition}: {judged.standard} {fault.rule}: {fault.message}{place}{times}"
    )
