"""Reads a source into a document and does no more: `reading.py FILE [TIMES]`.

TIMES is how often the text follows itself. Highlighting is no part of it.
"""

import gc
import sys
from pathlib import Path

from pipeline.model.source import SourceFile
from pipeline.readers import read


def main(path: Path, times: int = 1) -> None:
    """Read the text of a file, so many times over."""
    gc.disable()  # as the command line does
    text = path.read_text("utf-8") * times
    read(SourceFile(path.name, text, str(path.parent), path.stem))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
