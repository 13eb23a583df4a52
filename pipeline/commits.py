"""The commit of a source: what git says of the folder that it lies in."""

import subprocess

_LONGEST = 10.0  # seconds


def commit_of(folder: str) -> str:
    """Give the commit that a folder's files were last taken from, "" where there is none.

    Files may have been changed since; the digest of the source tells that.
    """
    command = ["git", "-C", folder, "rev-parse", "--verify", "HEAD"]
    try:
        ended = subprocess.run(  # noqa: S603 - git by name, and a folder
            command, capture_output=True, encoding="ascii", timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return ended.stdout.strip() if ended.returncode == 0 else ""
