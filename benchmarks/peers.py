"""Runs a peer that is a Python library, in the peers' own environment.

`peers.py where` prints pandoc's path, `peers.py versions` what is installed;
`peers.py typst IN OUT` and `peers.py weasyprint IN OUT` make a PDF.
"""

import sys
from importlib.metadata import version


def where() -> None:
    """Print the path of the pandoc that the package carries."""
    import pypandoc  # noqa: PLC0415 - each peer imports its own library only

    print(pypandoc.get_pandoc_path())


def versions() -> None:
    """Print the versions of the libraries."""
    print(f"typst {version('typst')}, WeasyPrint {version('weasyprint')}")


def typst(source: str, target: str) -> None:
    """Compile a Typst source."""
    import typst  # noqa: PLC0415 - as above

    typst.compile(source, output=target)


def weasyprint(source: str, target: str) -> None:
    """Print an HTML page."""
    from weasyprint import HTML  # noqa: PLC0415 - as above

    HTML(source).write_pdf(target)


if __name__ == "__main__":
    {"where": where, "versions": versions, "typst": typst, "weasyprint": weasyprint}[sys.argv[1]](
        *sys.argv[2:]
    )
