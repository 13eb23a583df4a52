"""What the attributes of HTML's elements say: names, languages, alignment, breaks, lengths."""

import re
from dataclasses import dataclass

from pipeline.model.nodes import Alignment, Image, Length
from pipeline.readers.dropped_tags import DroppedTags
from pipeline.readers.findings import Findings
from pipeline.readers.html_tags import Tag
from pipeline.readers.lengths import read_length
from pipeline.readers.spans import direction_in, language_in

_ALIGNMENTS = {
    "left": Alignment.START,
    "start": Alignment.START,
    "center": Alignment.CENTER,
    "middle": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
}
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_NUMBER = re.compile(r"\s*+([0-9]{1,9})")
_HARMFUL = re.compile(r"url\s*\(|expression\s*\(|@import|behaviou?r\s*:|binding\s*:|script\s*:")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the attributes of an element say that any element may have."""

    identifier: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    alignment: Alignment | None = None
    is_hidden: bool = False
    breaks_before: bool = False
    breaks_after: bool = False

    @property
    def has_name(self) -> bool:
        """Whether the element has a name, or a language or direction of its own."""
        return bool(self.identifier or self.language or self.direction)


NOTHING = Identity()


def read_identity(tag: Tag, findings: Findings, dropped: DroppedTags) -> Identity:
    """Read what an element's attributes say; what would run a program is dropped and said."""
    values = tag.attributes
    if not values and tag.name != "center":
        return NOTHING
    _drop_harmful(tag, dropped)
    style = read_style(tag)
    return Identity(
        _SPACES.sub("-", values.get("id", "").strip()),
        tuple(dict.fromkeys(values.get("class", "").split())),
        language_in(values, findings, tag.place),
        direction_in(values, findings, tag.place),
        alignment_of(tag),
        "hidden" in values or style.get("display") == "none",
        _breaks(style, "before"),
        _breaks(style, "after"),
    )


def _drop_harmful(tag: Tag, dropped: DroppedTags) -> None:
    for name, value in tag.attributes.items():
        is_harmful = name == "style" and _HARMFUL.search(value.lower())
        if is_harmful or name.startswith("on") or name in {"srcdoc", "formaction"}:
            dropped.drop_attribute(name, tag)


def read_style(tag: Tag) -> dict[str, str]:
    """Read the properties of an element's `style`."""
    pairs = (part.partition(":") for part in tag.attributes.get("style", "").lower().split(";"))
    return {name.strip(): value.partition("!")[0].strip() for name, colon, value in pairs if colon}


def alignment_of(tag: Tag) -> Alignment | None:
    """Give how an element is aligned: by its style, else by `align`, else by what it is."""
    said = read_style(tag).get("text-align") or tag.attributes.get("align", "").strip().lower()
    if not said and tag.name == "center":
        return Alignment.CENTER
    return _ALIGNMENTS.get(said)


def _breaks(style: dict[str, str], side: str) -> bool:
    return any(style.get(f"{name}-{side}") in _BREAKS for name in ("page-break", "break"))


def read_number(tag: Tag, name: str, default: int) -> int:
    """Read a whole number that is not negative."""
    match = _NUMBER.match(tag.attributes.get(name, ""))
    return int(match[1]) if match else default


def _length(tag: Tag, name: str) -> Length | None:
    style = read_style(tag)
    text = style.get(name) or tag.attributes.get(name) or style.get(f"max-{name}") or ""
    return read_length(text)


def read_image(tag: Tag, identifier: str) -> Image:
    """Read an image."""
    values = tag.attributes
    return Image(
        clean_url(values.get("src", "")),
        " ".join(values.get("alt", "").split()),
        " ".join(values.get("title", "").split()),
        identifier=identifier,
        width=_length(tag, "width"),
        height=_length(tag, "height"),
        location=tag.place,
    )


def clean_url(text: str) -> str:
    """Give an address as browsers take it: without space around it, or line breaks within."""
    return re.sub(r"[\t\n\r]+", "", text.strip())
