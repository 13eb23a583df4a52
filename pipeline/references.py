"""Reference documents on the command line: which file, for which format, with which styles."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.exporter import Exporter, HasStyles

FORMAT = "docx"
"""The format whose editions take on the looks of a document."""


def refuse_reference(reference: Path | None, exporters: Mapping[str, Exporter]) -> None:
    """Raise UsageError where a reference document is missing, or no edition could use it."""
    if reference is None:
        return
    if not reference.is_file():
        raise UsageError(f"there is no file '{reference}'; --reference wants a Word document")
    if FORMAT not in exporters:
        raise UsageError(
            f"--reference is for {FORMAT} editions, and none is to be written; add {FORMAT} to --to"
        )


def reference_override(reference: Path | None) -> Mapping[str, str]:
    """Give the key that names a reference document, with a path that holds from everywhere."""
    return {f"editions.{FORMAT}.reference": str(reference.resolve())} if reference else {}


def style_text(name: str, exporter: Exporter) -> str:
    """List the styles of a format: name, kind, purpose. Raises UsageError where it has none."""
    styles = exporter.styles() if isinstance(exporter, HasStyles) else ()
    if not styles:
        raise UsageError(f"editions of the format '{name}' have no named styles")
    names = max(len(style.name) for style in styles)
    kinds = max(len(style.kind) for style in styles)
    return "\n".join(
        f"{style.name:{names}}  {style.kind:{kinds}}  {style.purpose}" for style in styles
    )
