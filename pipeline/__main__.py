"""Starts the command line: `python -m pipeline`, and the command `pipeline`.

Little is imported before trouble can be told in a sentence: interrupts and broken output too.
"""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from pipeline.files import remove_drafts

SURROUNDINGS = 5
_FIRST_SIGNAL_CODE = 128


_INTERRUPTED = b"pipeline: interrupted; what was finished is there, whole\n"


def main() -> int:
    """Run the command line that the process was started with; give its exit code."""
    try:
        _heed_signals()
        _prepare_output()
        from pipeline.cli import run  # noqa: PLC0415 - see above

        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_output()
        return SURROUNDINGS
    except OSError as error:
        print(f"pipeline: the output cannot be written: {error.strerror}", file=sys.stderr)
        _silence_output()
        return SURROUNDINGS
    return code


def _heed_signals() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End at once: an exception could meet a library of C code that cannot pass it on."""
    remove_drafts()
    with suppress(OSError, RuntimeError, ValueError):
        sys.stdout.flush()
    os.write(2, _INTERRUPTED)
    os._exit(_FIRST_SIGNAL_CODE + number)


def _prepare_output() -> None:
    """Let every name be printed, whatever the terminal's encoding, and where there is none."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - for the whole run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_output() -> None:
    """Point standard output nowhere: Python would complain again while it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


if __name__ == "__main__":
    sys.exit(main())
