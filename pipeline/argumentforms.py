"""The forms of single arguments: each takes a text, or tells argparse what is wrong with it."""

import argparse
from pathlib import Path

from pipeline.distribute.names import version_name
from pipeline.model.slug import slug


def folder_argument(text: str) -> Path:
    """Take the path of a folder."""
    if not text:
        raise argparse.ArgumentTypeError("the folder has no name")
    return Path(text)


def name_argument(text: str) -> str:
    """Take a name that has something to name a file with."""
    if not slug(text):
        raise argparse.ArgumentTypeError(f"'{text}' holds no letter or digit to name a file with")
    return text


def version_argument(text: str) -> str:
    """Take a version that has something to name a folder with."""
    if not version_name(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' holds no letter or digit to name a version with"
        )
    return text


def names_argument(text: str) -> list[str]:
    """Take names with commas between them."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("no format is named")
    return names


def override_argument(text: str) -> tuple[str, str]:
    """Take KEY=VALUE."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE")
    return key.strip(), value
