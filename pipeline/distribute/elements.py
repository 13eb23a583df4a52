"""Elements of HTML, whose text is escaped and whose parts are markup already."""

from pipeline.markup import Markup, escape_attribute, escape_text

_VOID = frozenset({"img", "link", "meta"})


def element(tag: str, *children: Markup, **attributes: str) -> Markup:
    """Write an element; an underscore in an attribute's name is a hyphen, a last one is dropped."""
    opening = f"<{tag}{attributes_text(attributes)}>"
    return Markup(opening if tag in _VOID else f"{opening}{''.join(children)}</{tag}>")


def attributes_text(attributes: dict[str, str]) -> str:
    """Write attributes with a blank before each; those without a value are left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape_attribute(value)}"'
        for name, value in attributes.items()
        if value
    )


def words(tag: str, text: str, **attributes: str) -> Markup:
    """Write an element that holds text alone; nothing where there is no text."""
    return element(tag, escape_text(text), **attributes) if text else Markup("")


def joined(*parts: Markup) -> Markup:
    """Put markup behind markup, a line each, without what is empty."""
    return Markup("\n".join(part for part in parts if part))
