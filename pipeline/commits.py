"""The commits of a source: what git says of the folder that it lies in."""

import subprocess
from typing import NamedTuple

_LONGEST = 10.0  # seconds


def commit_of(folder: str) -> str:
    """Give the commit that a folder's files were last taken from, "" where there is none.

    Files may have been changed since; the digest of the source tells that.
    """
    return _told("-C", folder, "rev-parse", "--verify", "HEAD")


class Change(NamedTuple):
    """The commit that last changed something, and its time in seconds since 1970-01-01T00:00Z."""

    commit: str
    seconds: int


def last_change(folder: str) -> Change | None:
    """Give the last commit that changed something in a folder, None where git knows none."""
    told = _told("-C", folder, "log", "-1", "--format=%H %ct", "HEAD", "--", ".")
    commit, _, seconds = told.partition(" ")
    return Change(commit, int(seconds)) if seconds.isdecimal() else None


def _told(*words: str) -> str:
    try:
        ended = subprocess.run(  # noqa: S603 - git by name, and words of our own
            ["git", *words],  # noqa: S607 - as above
            capture_output=True,
            encoding="ascii",
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return ended.stdout.strip() if ended.returncode == 0 else ""
