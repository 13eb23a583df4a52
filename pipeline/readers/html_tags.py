"""Tags of HTML: their names, their attributes, and what a text may keep of them."""

import re
from html import unescape
from typing import NamedTuple

from pipeline.model.nodes import Alignment, Length
from pipeline.readers.html_starts import TAG
from pipeline.readers.lengths import read_length
from pipeline.readers.values import ValueInvalidError, read_language

_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_ATTRIBUTE = re.compile(
    r"([A-Za-z_:][A-Za-z0-9_.:-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?"
)
_STYLES = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;!]+)", re.IGNORECASE)
_EVENT = re.compile(r"on[a-z]+$")

_WORDS_OF_NAMES = {
    "void": "area base br col embed hr img input link meta param source track wbr",
    "gone": "script style template object applet svg math noscript title head select textarea"
    " canvas map datalist",
    "shown elsewhere": "iframe video audio embed frame",
    "forms": "form input button label fieldset legend option optgroup output meter progress",
    "inline": "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label"
    " mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr"
    " br picture button input output meter progress",
    "block": "address article aside blockquote body caption center col colgroup dd details dir"
    " div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup"
    " hr html legend li main menu nav ol optgroup option p pre search section summary table tbody"
    " td tfoot th thead tr ul",
    "without a word": "meta link base area param source track html body col colgroup rp",
}
_NAMES = {what: frozenset(words.split()) for what, words in _WORDS_OF_NAMES.items()}
VOID = _NAMES["void"]
DROPPED_WITH_CONTENT = _NAMES["gone"]
STAND_INS = _NAMES["shown elsewhere"]
FORMS = _NAMES["forms"]
INLINE = _NAMES["inline"]
BLOCK = _NAMES["block"]
SILENT = _NAMES["without a word"]
KNOWN = frozenset().union(*_NAMES.values())

_ALIGNMENTS = {
    **dict.fromkeys(("center", "middle", "justify-center"), Alignment.CENTER),
    **dict.fromkeys(("right", "end"), Alignment.END),
    **dict.fromkeys(("left", "start"), Alignment.START),
}


class Tag(NamedTuple):
    """A tag: its name and the names of its attributes in lower case.

    `written` is its name as it stands in the source.
    """

    name: str
    attributes: dict[str, str]
    is_closing: bool = False
    written: str = ""

    @property
    def may_be_text(self) -> bool:
        """Whether it may be a placeholder or a type: no element is called so, and that is all."""
        return self.name not in KNOWN and not self.attributes and not self.is_closing

    def get(self, name: str) -> str:
        """Give an attribute's value, "" where there is none."""
        return self.attributes.get(name, "").strip()

    @property
    def identifier(self) -> str:
        """The name of the place: `id`, or `name` of an anchor."""
        name = self.get("id") or (self.get("name") if self.name == "a" else "")
        return "" if any(map(str.isspace, name)) else name

    @property
    def language(self) -> str:
        """The language tag (BCP 47), "" where there is none that is one."""
        text = self.get("lang") or self.get("xml:lang")
        try:
            return read_language(text) if text else ""
        except ValueInvalidError:
            return ""

    @property
    def direction(self) -> str:
        """The direction: "ltr", "rtl" or ""."""
        direction = self.get("dir").lower()
        return direction if direction in {"ltr", "rtl"} else ""

    @property
    def styles(self) -> dict[str, str]:
        """The declarations of its `style`."""
        text = self.get("style")
        return {name.lower(): value.strip() for name, value in _STYLES.findall(text)}

    @property
    def alignment(self) -> Alignment | None:
        """How its text is aligned; None where it does not say."""
        said = self.get("align") or self.styles.get("text-align", "")
        return Alignment.CENTER if self.name == "center" else _ALIGNMENTS.get(said.lower())

    def length(self, name: str) -> Length | None:
        """Give its width or height, as an attribute or a style says it."""
        styles = self.styles
        said = styles.get(name) or styles.get(f"max-{name}") or self.get(name)
        return read_length(said) if said else None

    @property
    def events(self) -> tuple[str, ...]:
        """The names of the attributes that would run programs."""
        return tuple(name for name in self.attributes if _EVENT.match(name))


def read_tag(text: str, at: int) -> tuple[Tag, int] | None:
    """Read the tag that begins at `at`, and give its end; None where there is none."""
    match = TAG.match(text, at)
    name = _NAME.match(text, at) if match else None
    if match is None or name is None:
        return None
    attributes: dict[str, str] = {}
    if not name[1] and match.end() - name.end() > 1:
        for found in _ATTRIBUTE.finditer(text, name.end(), match.end() - 1):
            value = found[2] or found[3] or found[4] or ""
            attributes.setdefault(found[1].lower(), unescape(value) if "&" in value else value)
    return Tag(name[2].lower(), attributes, bool(name[1]), name[2]), match.end()
