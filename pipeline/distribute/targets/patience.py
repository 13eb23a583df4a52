"""Patience: what may pass is tried again, after longer and longer waits."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.distribute.targets.store import Store, StoreTroubleError, TargetError

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often something is tried, and how long the first wait is, in seconds; each is doubled."""

    tries: int = 5
    first_wait: float = 1.0

    def attempt(
        self,
        store: Store,
        doing: str,
        operation: Callable[[], _Result],
        tell: Callable[[str], None],
    ) -> _Result:
        """Give what an operation gives; `doing` says what it does, `tell` is told of each wait.

        Raises TargetError where it fails for good.
        """
        wait = self.first_wait
        for number in range(1, self.tries + 1):
            try:
                return operation()
            except StoreTroubleError as trouble:
                if not trouble.is_passing or number == self.tries:
                    raise TargetError(f"{store.label}: {doing}: {trouble}") from trouble
                tell(f"{store.label}: {doing}: {trouble}; trying again in {wait:g} s")
            store.reconnect()
            time.sleep(wait)
            wait *= 2
        raise AssertionError
