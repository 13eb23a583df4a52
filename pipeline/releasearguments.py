"""What a command line can say of releases: where they are, and where they are sent."""

import argparse
from pathlib import Path

from pipeline.argumentvalues import folder_of

DEFAULT_RELEASES = "dist"


def add_releases_folder(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of all releases."""
    parser.add_argument(
        "--releases",
        metavar="DIR",
        type=folder_of,
        help=f"the folder of all releases (default: {DEFAULT_RELEASES})",
    )


def add_sending(parser: argparse.ArgumentParser) -> None:
    """Add the options for targets, signatures and rehearsals."""
    parser.add_argument(
        "--target",
        dest="targets",
        action="append",
        metavar="URL",
        help="send the release there, too: a folder, or sftp://, s3://, gs://, az://, webdav://, "
        "webdavs:// (may be given several times)",
    )
    parser.add_argument(
        "--sign",
        dest="key",
        metavar="KEY",
        type=Path,
        help="sign the checksums with an SSH key, or with a secret key of minisign: its file",
    )
    parser.add_argument(
        "--dry-run",
        dest="is_rehearsal",
        action="store_true",
        help="say what would be written and sent, and do neither",
    )
