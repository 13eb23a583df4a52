"""Values of the command line: what is typed, and what it stands for."""

import argparse
from pathlib import Path

from pipeline.distribute.names import version_name
from pipeline.model.slug import slug


def folder_of(text: str) -> Path:
    """Read the name of a folder."""
    if not text:
        raise argparse.ArgumentTypeError("the folder has no name")
    return Path(text)


def name_of(text: str) -> str:
    """Read a name that files can be named with."""
    if not slug(text):
        raise argparse.ArgumentTypeError(f"'{text}' holds no letter or digit to name a file with")
    return text


def version_of(text: str) -> str:
    """Read a version that folders can be named with."""
    if not version_name(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' holds no letter or digit to name a version with"
        )
    return text


def names_of(text: str) -> list[str]:
    """Read names parted by commas."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("no format is named")
    return names


def override_of(text: str) -> tuple[str, str]:
    """Read a key and its value, KEY=VALUE."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE")
    return key.strip(), value
