"""The report as one page for people, which needs nothing else: no file, no script, no network."""

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from pipeline.rebuilding import Rebuilt
from pipeline.reporting.account import Account
from pipeline.reporting.thumbnails import MOST, thumbnails
from pipeline.standards import FAILED, PASSED, Fault, Judgement
from pipeline.verify import Comparison, Discrepancy, Finding
from pipeline.verify.alignment import differing_hunks
from pipeline.verify.report import visible

_NOTHING = '<span class="nothing">nothing</span>'


def page_report(accounts: tuple[Account, ...]) -> str:
    """Give the page, as HTML."""
    style = files("pipeline.reporting").joinpath("page.css").read_text(encoding="utf-8")
    body = "\n".join(part for account in accounts for part in _account(account))
    agrees = all(account.agrees for account in accounts)
    title = "The editions agree" if agrees else "The editions differ"
    title = title if accounts else "Nothing was compared"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1></header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape("\n".join(map(visible, text.split("\n"))))


def _account(account: Account) -> Iterator[str]:
    yield "<section>"
    yield f"<h2>{_text(account.source)}</h2>"
    for trouble in account.troubles:
        yield f'<p class="trouble">{_text(trouble)}</p>'
    if account.comparison is not None:
        yield _verdict(account.comparison)
        yield from _table(account.comparison)
        yield from _differences(account.comparison)
    yield from _standards(account.judgements)
    yield from _rebuilt(account.rebuilt)
    yield from _pages(account)
    yield "</section>"


def _verdict(comparison: Comparison) -> str:
    if comparison.agrees:
        return '<p class="verdict good">Every edition says what the source says.</p>'
    word = "difference" if comparison.differences == 1 else "differences"
    return f'<p class="verdict bad">{comparison.differences:,} {word}</p>'


# The table


def _table(comparison: Comparison) -> Iterator[str]:
    cells = {(f.aspect, f.edition): f for f in comparison.findings}
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in comparison.editions)
    yield '<div class="wide"><table>'
    yield f'<thead><tr><th scope="col">compared</th><th scope="col">source</th>{heads}</tr></thead>'
    yield "<tbody>"
    for aspect, count in comparison.counts:
        values = "".join(_cell(cells[aspect, edition]) for edition in comparison.editions)
        yield f'<tr><th scope="row">{_text(aspect.value)}</th><td>{count:,}</td>{values}</tr>'
    yield "</tbody></table></div>"


def _cell(finding: Finding) -> str:
    if finding.expected is None:
        return '<td class="none">–</td>'  # noqa: RUF001 - a dash stands for "no such thing"
    if not finding.differences:
        return '<td class="good">ok</td>'
    return f'<td class="bad"><a href="#{_anchor(finding)}">{finding.differences:,}</a></td>'


def _anchor(finding: Finding) -> str:
    return escape(f"{finding.edition}-{finding.aspect.value}".replace(" ", "-"))


# The differences


def _differences(comparison: Comparison) -> Iterator[str]:
    for finding in comparison.findings:
        if finding.differences:
            name = _text(f"{finding.edition}: {finding.aspect.value}")
            yield f'<h3 id="{_anchor(finding)}">{name}</h3>'
            yield from map(_difference, finding.first)
            untold = finding.differences - len(finding.first)
            if untold:
                yield f"<p>and {untold:,} more</p>"


def _difference(discrepancy: Discrepancy) -> str:
    place = f'<span class="place">{_text(str(discrepancy.location))}</span> '
    place = place if discrepancy.location.line else ""
    expected, found = _sides(discrepancy)
    before = (
        f'<span class="around">{_text(discrepancy.before)} </span>' if discrepancy.before else ""
    )
    after = f'<span class="around"> {_text(discrepancy.after)}</span>' if discrepancy.after else ""
    return (
        f'<article><h4>{place}{_text(discrepancy.subject)}</h4><dl class="sides">'
        f"<div><dt>expected</dt><dd>{before}{expected}{after}</dd></div>"
        f"<div><dt>found</dt><dd>{before}{found}{after}</dd></div></dl></article>"
    )


def _sides(discrepancy: Discrepancy) -> tuple[str, str]:
    """Give both texts with what differs in them marked, word by word."""
    if discrepancy.expected is None or discrepancy.found is None:
        sides = (discrepancy.expected, discrepancy.found)
        marked = zip(("del", "ins"), sides, strict=True)
        expected, found = (
            _NOTHING if text is None else f"<{name}>{_text(text)}</{name}>" for name, text in marked
        )
        return expected, found
    words, others = discrepancy.expected.split(" "), discrepancy.found.split(" ")
    hunks = differing_hunks(words, others)
    return (
        _marked(words, [(hunk.start, hunk.end) for hunk in hunks], "del"),
        _marked(others, [(hunk.found_start, hunk.found_end) for hunk in hunks], "ins"),
    )


def _marked(words: Sequence[str], stretches: Sequence[tuple[int, int]], name: str) -> str:
    parts: list[str] = []
    done = 0
    for start, end in stretches:
        parts.append(_text(" ".join(words[done:start])))
        parts.append(f"<{name}>{_text(' '.join(words[start:end]))}</{name}>" if end > start else "")
        done = end
    parts.append(_text(" ".join(words[done:])))
    return " ".join(part for part in parts if part)


# The standards


def _standards(judgements: Sequence[Judgement]) -> Iterator[str]:
    if not judgements:
        return
    yield "<h3>Standards</h3>"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("edition", "verdict", "by"))
    yield f'<div class="wide"><table><thead><tr><th scope="col">standard</th>{heads}</tr></thead>'
    yield "<tbody>"
    for judged in judgements:
        tone = {PASSED: "good", FAILED: "bad"}.get(judged.verdict, "none")
        by = _text(f"{judged.validator}{f': {judged.reason}' if judged.reason else ''}")
        yield (
            f'<tr><th scope="row">{_text(judged.standard)}</th><td>{_text(judged.edition)}</td>'
            f'<td class="{tone}">{judged.verdict}</td><td>{by}</td></tr>'
        )
    yield "</tbody></table></div>"
    for judged in judgements:
        yield from (_fault(judged, fault) for fault in judged.faults)


def _fault(judged: Judgement, fault: Fault) -> str:
    place = f'<span class="place">{_text(str(fault.location))}</span> '
    place = place if fault.location.line else ""
    name = _text(f"{judged.edition}: {judged.standard} {fault.rule}")
    times = f" ({fault.times:,} times)" if fault.times > 1 else ""
    where = _text(f"{fault.place}{times}".strip())
    message = _text(fault.message)
    around = f'<p class="around">{where}</p>' if where else ""
    return f"<article><h4>{place}{name}</h4><p>{message}</p>{around}</article>"


def _rebuilt(rebuilt: Sequence[Rebuilt]) -> Iterator[str]:
    """Tell whether a second build gave the same bytes."""
    if rebuilt:
        yield "<h3>Built again</h3>"
    for again in rebuilt:
        said = f"differs: {_text(again.difference)}" if again.difference else "the same bytes"
        tone = "bad" if again.difference else "good"
        yield f'<p class="{tone}">{_text(again.edition)}: {said}</p>'


# The pages


def _pages(account: Account) -> Iterator[str]:
    """Show the pages of the editions that have some."""
    for name, path in account.editions:
        drawn = thumbnails(path) if path.suffix.lower() == ".pdf" and path.is_file() else ()
        if drawn:
            first = f", the first {MOST}" if len(drawn) == MOST else ""
            yield f"<h3>{_text(name)}: pages{first}</h3>"
            images = (
                f'<li><img src="{address}" alt="page {at}" loading="lazy"></li>'
                for at, address in enumerate(drawn, start=1)
            )
            yield f'<ol class="pages">{"".join(images)}</ol>'
