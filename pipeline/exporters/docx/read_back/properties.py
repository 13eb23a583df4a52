"""Title, authors and language, as the package says them."""

from dataclasses import dataclass

from pipeline.exporter import normal_text
from pipeline.exporters.docx.read_back.package import DocxPackage, W

_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class ReadProperties:
    """What the core properties say; the language may come from the styles' defaults."""

    title: str
    authors: tuple[str, ...]
    language: str


def read_properties(package: DocxPackage) -> ReadProperties:
    """Read the core properties; Word separates authors by semicolons."""
    core = package.core_properties()

    def text(name: str) -> str:
        found = None if core is None else core.findtext(f"{_DC}{name}")
        return found or ""

    authors = (normal_text(name) for name in text("creator").split(";"))
    return ReadProperties(
        normal_text(text("title")),
        tuple(name for name in authors if name),
        normal_text(text("language") or _default_language(package)),
    )


def _default_language(package: DocxPackage) -> str:
    found = package.related("styles")
    language = None if found is None else found[1].find(f"{W}docDefaults//{W}lang")
    return "" if language is None else language.get(f"{W}val", "")
