"""Reads a PDF edition back: what a reader of its tag tree is told, and nothing of how it looks.

::

    syntax        what may be expected of an object; strings
    characters    fonts -> characters
    content       a page's content -> the text of every marked sequence
    elements      the structure tree, with its text
    places        names, destinations, page labels, bookmarks, where links lead
    metadata      title, authors, language
    facts         all of it -> EditionFacts

Custom structure types tell more than standard ones, but none is needed: files of other makers can
be read too. Clauses are those of ISO 32000-1.
"""

import logging
from pathlib import Path

import pikepdf

from pipeline.errors import EditionError
from pipeline.exporter import EditionFacts
from pipeline.exporters.pdf.read_back.facts import read_facts

# qpdf's warnings about damage would go to the terminal; here damage is an EditionError or nothing.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


def read_back(edition: Path) -> EditionFacts:
    """Read a PDF file.

    Raises EditionError where it is missing, no PDF, encrypted, damaged or not tagged.
    """
    try:
        with pikepdf.open(edition, suppress_warnings=True, attempt_recovery=False) as pdf:
            return read_facts(pdf)
    except pikepdf.PasswordError as error:
        raise EditionError(f"{edition} is encrypted and cannot be read back") from error
    except (pikepdf.PdfError, RuntimeError, OSError) as error:
        # Of some damage qpdf speaks in RuntimeErrors of its own.
        raise EditionError(f"{edition} cannot be read back as PDF: {_reason(error)}") from error
    except EditionError as error:
        raise EditionError(f"{edition} cannot be read back: {error}") from error


def _reason(error: Exception) -> str:
    """Give an error's own words on one line, without the file's name before them."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()).rpartition(": ")[2] or "it is damaged"
