"""Checksums, in the form that `sha256sum -c` reads."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

CHECKSUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksums_of(folder: Path) -> Mapping[str, str]:
    """Give the digests of all files of a folder by their names, but for the checksums' own."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: digest_of(path) for path in files if not path.name.startswith(CHECKSUMS)}


def checksums_text(digests: Mapping[str, str]) -> str:
    """Write digests as lines, in the order of their names."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def read_checksums(text: str) -> Mapping[str, str]:
    """Read what `checksums_text` writes; lines that are something else are passed over."""
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    return {match[2]: match[1] for match in found if match}
