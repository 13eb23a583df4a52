"""How an edition stands to a standard."""

from dataclasses import dataclass

from pipeline.location import NOWHERE, Location

PASSED, FAILED, NOT_JUDGED = "passed", "failed", "not judged"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding of a validator.

    `rule` is its name there, `place` where in the edition, `times` how often it was found;
    `location` is the line of the source that it stands in, as far as that can be known.
    """

    rule: str
    message: str
    place: str = ""
    times: int = 1
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a validator says of an edition.

    `standard` is one of `STANDARDS`, `edition` the format's name. `reason` tells why there is no
    judgement, "" where there is one; `version` is the validator's, "" where it does not say.
    """

    standard: str
    edition: str
    validator: str
    faults: tuple[Fault, ...] = ()
    reason: str = ""
    version: str = ""

    @property
    def verdict(self) -> str:
        """Whether the edition passed, failed, or was not judged."""
        if self.reason:
            return NOT_JUDGED
        return FAILED if self.faults else PASSED
