"""Styles of a reference document and those that an edition needs, as one styles part.

A style is known by its kind and its name, which Word keeps in English whatever its own language
is. Those of the reference go before; what they mean to an edition (levels, numbers, new pages)
stays as it was decided.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.exporters.docx.reference.order import drop, in_order, properties_of, put
from pipeline.exporters.docx.reference.package import VAL, W, as_bytes, value_of

_ID, _TYPE = f"{W}styleId", f"{W}type"
_LINKS = ("basedOn", "next", "link")
_MEANINGS = ("numPr", "outlineLvl")
_NO_OUTLINE = "9"
_PLAIN = frozenset({"BodyText", "ListParagraph", "ListBullet", "ListNumber", "Definition"})
_TITLES = frozenset({"Title", "Subtitle", "Part", "TOCHeading", "Rubric", "AdmonitionTitle"})
_BODY, _FIRST_HEADING = "BodyText", "Heading1"
_KEPT_PARTS = frozenset({f"{W}docDefaults", f"{W}latentStyles", f"{W}style"})


@dataclass(frozen=True, slots=True)
class MergedStyles:
    """The styles part, and what styles of the reference are called in it where that changed."""

    part: bytes
    renamed: Mapping[str, str]


def merged_styles(own: bytes, house: etree._Element, *, shift: int) -> MergedStyles:
    """Put the styles of a reference before those of an edition, which fill what is lacking.

    `shift` is how much higher the lists of the reference are numbered than they were.
    """
    wanted, root = etree.fromstring(own), deepcopy(house)
    for child in tuple(root):
        if child.tag not in _KEPT_PARTS:
            root.remove(child)
    styles = _Styles(root, {style.get(_ID, ""): style for style in _styles(wanted)})
    in_order(root)
    styles.rename()
    styles.shift_lists(shift)
    for style in _styles(root):
        drop(style.find(f"{W}rPr"), "lang", "rPrChange")
        drop(style.find(f"{W}pPr"), "pPrChange")
    for identifier in styles.wanted:
        styles.settle(identifier)
    for identifier in styles.wanted:
        styles.mean(identifier)
    _set_defaults(root, wanted)
    return MergedStyles(as_bytes(root), styles.renamed)


def _styles(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterchildren(f"{W}style")


def _name(style: etree._Element) -> tuple[str, str]:
    return style.get(_TYPE, "paragraph"), value_of(style, "name").casefold()


class _Styles:
    """The styles of a reference on their way to those of an edition."""

    def __init__(self, root: etree._Element, wanted: Mapping[str, etree._Element]) -> None:
        self.root = root
        self.wanted = wanted
        self.renamed: dict[str, str] = {}
        self._here: dict[str, etree._Element] = {}

    def rename(self) -> None:
        """Give the styles that are wanted the ids that the text calls them by."""
        ids = {_name(style): identifier for identifier, style in self.wanted.items()}
        taken = {*self.wanted, *(style.get(_ID, "") for style in _styles(self.root))}
        for style in tuple(_styles(self.root)):
            old = style.get(_ID, "")
            new = ids.pop(_name(style), "")
            if not new and old in self.wanted:
                new = _free(old, taken)
                taken.add(new)
            if new:
                style.set(_ID, new)
                self.renamed[old] = new
            self._here[new or old] = style
        for style in _styles(self.root):
            for name in _LINKS:
                for link in style.findall(f"{W}{name}"):
                    link.set(VAL, self.renamed.get(link.get(VAL, ""), link.get(VAL, "")))

    def shift_lists(self, shift: int) -> None:
        """Lead the styles of the reference to its lists, which have higher numbers now."""
        for style in _styles(self.root):
            for number in style.iterfind(f"{W}pPr/{W}numPr/{W}numId"):
                number.set(VAL, shifted(number.get(VAL, ""), shift))

    def settle(self, identifier: str) -> None:
        """Add a style that the reference lacks, dressed so that it goes with the others."""
        if identifier in self._here:
            return
        style = deepcopy(self.wanted[identifier])
        defaults = (other for other in self._styles if other.get(f"{W}default"))
        if style.get(f"{W}default") and any(_same_kind(other, style) for other in defaults):
            del style.attrib[f"{W}default"]
        self._dress(identifier, style)
        self.root.append(style)
        self._here[identifier] = style

    @property
    def _styles(self) -> Iterator[etree._Element]:
        return _styles(self.root)

    def _dress(self, identifier: str, style: etree._Element) -> None:
        run = style.find(f"{W}rPr")
        if identifier in _PLAIN:
            drop(style.find(f"{W}pPr"), "spacing", "jc", "suppressAutoHyphens")
            if identifier != _BODY:
                put(style, etree.Element(f"{W}basedOn", {VAL: _BODY}))
        if run is None or run.find(f"{W}rFonts[@{W}asciiTheme]") is None:
            return
        drop(run, "rFonts")
        is_title = identifier in _TITLES or style.find(f"{W}pPr/{W}outlineLvl") is not None
        heading = self._here.get(_FIRST_HEADING)
        if is_title and heading is not None:
            for name in ("rFonts", "color"):
                found = heading.find(f"{W}rPr/{W}{name}")
                if found is not None:
                    put(run, deepcopy(found))

    def mean(self, identifier: str) -> None:
        """Let a style mean what it means to the edition: its level, its list, a new page.

        Code is not spell-checked, whatever it looks like.
        """
        style, own = self._here[identifier], self.wanted[identifier]
        for unproved in own.iterfind(f"{W}rPr/{W}noProof"):
            put(properties_of(style, "rPr"), deepcopy(unproved))
        if own.get(_TYPE) != "paragraph":
            return
        for ancestor in _chain(style, self._here):
            drop(ancestor.find(f"{W}rPr"), "vanish", "specVanish")
        for name in _MEANINGS:
            meant = _first_said(_chain(own, self.wanted), name)
            self._mean_one(style, meant, name)
        breaking = own.find(f"{W}pPr/{W}pageBreakBefore")
        if breaking is not None:
            put(properties_of(style, "pPr"), deepcopy(breaking))
        if value_of(own, "qFormat") or own.find(f"{W}qFormat") is not None:
            drop(style, "semiHidden", "unhideWhenUsed")
        if identifier.startswith("TOC") or identifier == "TableofFigures":
            _stop_at_right(style, own)

    def _mean_one(self, style: etree._Element, meant: etree._Element | None, name: str) -> None:
        drop(style.find(f"{W}pPr"), name)
        found = _first_said(_chain(style, self._here), name)
        if meant is not None:
            put(properties_of(style, "pPr"), deepcopy(meant))
        elif found is not None:
            put(properties_of(style, "pPr"), _nothing(name))


def _chain(style: etree._Element, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style, and those that it builds on."""
    seen: set[str] = set()
    here: etree._Element | None = style
    while here is not None and here.get(_ID, "") not in seen:
        yield here
        seen.add(here.get(_ID, ""))
        here = styles.get(value_of(here, "basedOn"))


def _first_said(chain: Iterator[etree._Element], name: str) -> etree._Element | None:
    """Give what styles say of paragraphs, the first one that says it."""
    said = (style.find(f"{W}pPr/{W}{name}") for style in chain)
    return next((found for found in said if found is not None), None)


def heading_sizes(house: etree._Element) -> Mapping[int, float]:
    """Give the type sizes of headings, in points, by their levels; of those that are there.

    One that says none has that of running text.
    """
    sizes = {
        name: value_of(style.find(f"{W}rPr"), "sz")
        for style in _styles(house)
        for kind, name in (_name(style),)
        if kind == "paragraph"
    }
    default = value_of(house.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), "sz")
    text = sizes.get("normal") or default
    said = {level: sizes.get(f"heading {level}") for level in range(1, 7)}
    shown = {level: size or text for level, size in said.items() if size is not None}
    return {level: int(size) / 2 for level, size in shown.items() if size.isdecimal()}


def _same_kind(one: etree._Element, other: etree._Element) -> bool:
    return bool(one.get(_TYPE) == other.get(_TYPE))


def _free(name: str, taken: set[str]) -> str:
    new = f"{name}House"
    while new in taken:
        new += "_"
    return new


def shifted(number: str, shift: int) -> str:
    """Give the new number of a list of the reference; 0 stands for no list and stays."""
    return str(int(number) + shift) if number.isdecimal() and int(number) else "0"


def _nothing(name: str) -> etree._Element:
    """Make the property that undoes what a style takes from those that it builds on."""
    if name == "outlineLvl":
        return etree.Element(f"{W}outlineLvl", {VAL: _NO_OUTLINE})
    found = etree.Element(f"{W}numPr")
    etree.SubElement(found, f"{W}numId", {VAL: "0"})
    return found


def _stop_at_right(style: etree._Element, own: etree._Element) -> None:
    """Give a line of contents the stop that its page number stands at, where it has none."""
    stops = style.findall(f"{W}pPr/{W}tabs/{W}tab")
    if not any(stop.get(VAL) == "right" for stop in stops):
        tabs = own.find(f"{W}pPr/{W}tabs")
        if tabs is not None:
            put(properties_of(style, "pPr"), deepcopy(tabs))


def _set_defaults(root: etree._Element, wanted: etree._Element) -> None:
    """Set language and direction, which are the publication's; hide what is not here."""
    found = root.find(f"{W}docDefaults")
    if found is None:
        found = etree.Element(f"{W}docDefaults")
        root.insert(0, found)
    run, paragraph = _default(found, "rPrDefault", "rPr"), _default(found, "pPrDefault", "pPr")
    drop(paragraph, "bidi")
    for language in wanted.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
        put(run, deepcopy(language))
    for direction in wanted.iterfind(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi"):
        put(paragraph, deepcopy(direction))
    if root.find(f"{W}latentStyles") is None:
        for latent in wanted.iterfind(f"{W}latentStyles"):
            root.insert(1, deepcopy(latent))


def _default(defaults: etree._Element, holder: str, name: str) -> etree._Element:
    around = defaults.find(f"{W}{holder}")
    if around is None:
        around = etree.SubElement(defaults, f"{W}{holder}")
    found = around.find(f"{W}{name}")
    return etree.SubElement(around, f"{W}{name}") if found is None else found
