"""Starts the command line: `python -m pipeline`, and the command `pipeline`.

Nothing is imported before trouble can be told in a sentence: interrupts and broken output too.
"""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

SURROUNDINGS = 5
_FIRST_SIGNAL_CODE = 128


class StoppedError(KeyboardInterrupt):
    """A signal that ends the run; its number is the argument."""


def main() -> int:
    """Run the command line that the process was started with; give its exit code."""
    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), _stop)
        _prepare_output()
        from pipeline.cli import run  # noqa: PLC0415 - see above

        code = run(sys.argv[1:])
        sys.stdout.flush()
    except StoppedError as stopped:
        print("pipeline: interrupted; what was finished is there, whole", file=sys.stderr)
        return _FIRST_SIGNAL_CODE + int(stopped.args[0])
    except BrokenPipeError:
        _silence_output()
        return SURROUNDINGS
    except OSError as error:
        print(f"pipeline: the output cannot be written: {error.strerror}", file=sys.stderr)
        _silence_output()
        return SURROUNDINGS
    return code


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise StoppedError(number)


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
