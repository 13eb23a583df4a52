"""What the style sheets of a package hide."""

from pipeline.exporters.epub.read_back.archive import Package
from pipeline.webtext.elements import Element, resolved
from pipeline.webtext.sheets import HidingRules


class Sheets:
    """The style sheets of a package; each is read once, and so is what several hide together."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._files = package.archive.files()
        self._rules: dict[tuple[str, ...], HidingRules] = {}

    def rules(self, document: str, root: Element) -> HidingRules:
        """Give the rules by which a document hides something."""
        links = (
            link for link in root.iterfind("{*}head/{*}link") if link.get("rel") == "stylesheet"
        )
        named = (resolved(document, link.get("href", "")) for link in links)
        paths = tuple(path for path in named if path in self._files)
        if paths not in self._rules:
            self._rules[paths] = HidingRules(map(self._package.archive.text, paths))
        own = "".join(style.text or "" for style in root.iterfind("{*}head/{*}style"))
        return (
            HidingRules((own, *map(self._package.archive.text, paths)))
            if own
            else self._rules[paths]
        )
