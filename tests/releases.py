"""Small publications, built and released for the tests of distribution."""

import shutil
from dataclasses import replace
from pathlib import Path

from commands import pipeline, write
from PIL import Image

from pipeline.distribute.folder import Ware
from pipeline.distribute.release import Description, Origin, Release, ReleasedEdition

TEXT = """---
title: Of Bridges & "Arches" <1>
author: [Ida Brandt, Tomás Okafor]
date: 2025-03-10
version: '1.2'
lang: en
description: What holds them up.
cover-image: cover.png
---

# Stone

Arches push outwards.

# Steel

It pulls.
"""


def built(folder: Path, text: str = TEXT) -> Path:
    """Build the small publication in `folder`; give its source."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (6, 9), (20, 60, 120)).save(folder / "cover.png")
    write(folder / "LICENSE", "Do what is right.\n")
    source = write(folder / "bridges.md", text)
    finished = pipeline(folder, "build", "bridges.md", "-q")
    assert finished.code == 0, finished.err
    return source


def copied(template: Path, folder: Path) -> Path:
    """Give a copy of a folder with something built in it, for a test that changes it."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return folder


def release_of(*wares: Ware, version: str = "1", name: str = "bridges") -> Release:
    """Give a release that was never built: one edition for each ware."""
    return Release(
        name=name,
        version=version,
        label=version,
        about=Description("Bridges", "en", "urn:isbn:9783161484100", authors=("Ida Brandt",)),
        origin=Origin("0" * 64, time=1741564800),
        editions=tuple(ReleasedEdition(ware.name[-3:], ware.released()) for ware in wares),
    )


def other_version(release: Release, version: str) -> Release:
    """Give a release under another version."""
    return replace(release, version=version, label=version)
