"""The report as JUnit's XML, which services of continuous integration show.

A suite for each source, a case for each aspect of each edition. The form is that of
https://github.com/testmoapp/junitxml, which tells what such services read.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from pipeline.rebuilding import Rebuilt
from pipeline.reporting.account import Account
from pipeline.standards import Judgement, fault_text
from pipeline.verify import Discrepancy, Finding
from pipeline.verify.report import visible


def junit_report(accounts: tuple[Account, ...]) -> str:
    """Give the report, beginning with the XML declaration."""
    suites = [_suite(account) for account in accounts]
    root = ET.Element("testsuites", {"name": "edition-pipeline", **_sums(suites)})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def _sums(elements: list[ET.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(element.get(name, 0)) for element in elements)) for name in names}


def _suite(account: Account) -> ET.Element:
    cases = list(_cases(account))
    found = [child.tag for case in cases for child in case]
    counts = {
        "tests": len(cases),
        "failures": found.count("failure"),
        "errors": found.count("error"),
        "skipped": found.count("skipped"),
    }
    told = {name: str(count) for name, count in counts.items()}
    suite = ET.Element("testsuite", {"name": visible(account.source), **told})
    suite.extend(cases)
    return suite


def _cases(account: Account) -> Iterator[ET.Element]:
    for trouble in account.troubles:
        case = _case(account, "edition", "can be read")
        ET.SubElement(case, "error", {"message": visible(trouble)})
        yield case
    if account.comparison is not None:
        for finding in account.comparison.findings:
            yield _finding_case(account, finding)
    for judged in account.judgements:
        yield _judgement_case(account, judged)
    for again in account.rebuilt:
        yield _rebuilt_case(account, again)


def _case(account: Account, edition: str, name: str) -> ET.Element:
    return ET.Element(
        "testcase", {"classname": visible(f"{account.source} {edition}"), "name": name}
    )


def _finding_case(account: Account, finding: Finding) -> ET.Element:
    case = _case(account, finding.edition, finding.aspect.value)
    if finding.expected is None:
        ET.SubElement(case, "skipped", {"message": "the format shows no such thing"})
    elif finding.differences:
        word = "difference" if finding.differences == 1 else "differences"
        message = f"{finding.differences} {word}"
        failure = ET.SubElement(case, "failure", {"message": message, "type": "discrepancy"})
        failure.text = "\n".join(visible(_sentence(each)) for each in finding.first)
    return case


def _rebuilt_case(account: Account, again: Rebuilt) -> ET.Element:
    case = _case(account, again.edition, "the same bytes again")
    if again.difference:
        message = visible(f"another build differs: {again.difference}")
        ET.SubElement(case, "failure", {"message": message, "type": "bytes"})
    return case


def _judgement_case(account: Account, judged: Judgement) -> ET.Element:
    case = _case(account, judged.edition, judged.standard)
    if judged.reason:
        ET.SubElement(case, "skipped", {"message": visible(judged.reason)})
    elif judged.faults:
        message = f"{len(judged.faults)} findings of {judged.validator}"
        failure = ET.SubElement(case, "failure", {"message": message, "type": "standard"})
        failure.text = "\n".join(visible(fault_text(judged, fault)) for fault in judged.faults)
    return case


def _sentence(discrepancy: Discrepancy) -> str:
    place = f"{discrepancy.location}: " if discrepancy.location.line else ""
    expected, found = (
        "nothing" if text is None else f"'{text}'"
        for text in (discrepancy.expected, discrepancy.found)
    )
    return f"{place}{discrepancy.subject}: expected {expected}, found {found}"
