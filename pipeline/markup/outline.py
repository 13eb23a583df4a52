"""The outline as nested lists of links."""

from collections.abc import Callable

from pipeline.markup.blocks import number_markup
from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.model.publication import OutlineEntry


def outline_markup(entries: tuple[OutlineEntry, ...], href: Callable[[str], str]) -> Markup:
    """Write entries as an ordered list, numbers before texts; nothing where there are none."""
    if not entries:
        return Markup("")
    items = "\n".join(_entry(entry, href) for entry in entries)
    return Markup(f"<ol>\n{items}\n</ol>")


def _entry(entry: OutlineEntry, href: Callable[[str], str]) -> str:
    text = f"{number_markup(entry.number)}{escape_text(entry.text)}"
    link = f"<a{attribute('href', href(entry.identifier))}>{text}</a>"
    below = outline_markup(entry.entries, href)
    return f"<li>{link}\n{below}</li>" if below else f"<li>{link}</li>"
