"""How time grows with a text: CPU time, measured several times, the best of which counts."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GROWTH, MOST = 4, 6
TRIES = 8


def seconds(work: Callable[[], object]) -> float:
    """Give the CPU time that some work takes, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage meanwhile: a test process is large, and each collection walks it all.

    The command line collects none either: trees of frozen nodes hold no cycles.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def best_times(
    small: Callable[[], object], large: Callable[[], object]
) -> Iterator[tuple[float, float]]:
    """Give the best CPU times so far of a small and a large piece of work, in seconds, by turns.

    They alternate, so that a busy machine slows both; what is slow by its nature stays slow in
    every try.
    """
    least, most = float("inf"), float("inf")
    for _ in range(TRIES):
        least, most = min(least, seconds(small)), min(most, seconds(large))
        yield least, most
