"""Make a virtual environment ready: `set_up.py FOLDER --editable .[test]`, or `--requirement FILE`.

Quiet but for one line that says what happens; pip's own words go to FOLDER/pip.log and are shown
when it fails. Once everything is there, no network is needed. The syntax is that of old Pythons
too, for the one sentence that they are to print.
"""

import fcntl
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
# As in pyproject.toml; installed first, so that building a package needs no network.
BUILD_TOOL = "setuptools>=77"


def main(folder: Path, *what: str) -> None:
    """Make the environment in `folder`, and install there what pip's arguments `what` name."""
    refuse_what_cannot_work()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pip.log").open("a+", encoding="utf-8") as log:
        fcntl.flock(log, fcntl.LOCK_EX)  # `make -j test check` sets up twice at once
        log.truncate(0)
        say(f"Setting up {folder}: installing {what[-1]} with pip (its words: {folder}/pip.log)")
        if not (folder / "bin" / "python").exists():
            run(log, sys.executable, "-m", "venv", str(folder))
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "-c", "constraints.txt")
        run(log, *pip, BUILD_TOOL)
        run(log, *pip, "--no-build-isolation", *what)


def refuse_what_cannot_work() -> None:
    """End with one sentence where this Python is too old, or has no `venv`."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Python 3.11 or later is needed, this is {found}: try PYTHON=python3.12 make")
    try:
        import ensurepip  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        sys.exit("Python's venv module is incomplete: on Debian, apt-get install python3-venv")


def run(log, *command: str) -> None:  # noqa: ANN001 - an open text file
    """Run a command with its words in the log; end with the log where it fails."""
    if subprocess.call(command, stdout=log, stderr=subprocess.STDOUT) == 0:
        return
    log.seek(0)
    sys.stderr.write(log.read())
    sys.exit(f"The environment could not be set up; this failed: {' '.join(command)}")


def say(sentence: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
