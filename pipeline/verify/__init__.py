"""What the finished editions say, compared with the publication and with each other."""

from pipeline.verify.compare import compare
from pipeline.verify.discrepancy import Aspect, Comparison, Discrepancy, Finding, joined
from pipeline.verify.expected import expected_facts
from pipeline.verify.structured import names_of_places

__all__ = [
    "Aspect",
    "Comparison",
    "Discrepancy",
    "Finding",
    "compare",
    "expected_facts",
    "joined",
    "names_of_places",
]
