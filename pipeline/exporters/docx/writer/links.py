"""Links that lead out: as relationships where their address allows it, else as fields."""

import re
from functools import cache

from pipeline.exporter import normal_url
from pipeline.exporters.docx.writer.allotments import Story
from pipeline.exporters.docx.writer.markup import Markup, quoted
from pipeline.exporters.docx.writer.runs import field

LONGEST_TIP = 255
# RFC 3986 with whole percent escapes and no brackets. What is looser makes Word call the whole
# file damaged, for a relationship's target must be a URI (ECMA-376-2, 9.3.2.2).
_SAFE = re.compile(
    r"(?:https?://(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+(?::\d{1,5})?(?=[/?#]|\Z)"
    r"|mailto:(?=[^@,;:]+@[A-Za-z0-9.-]+(?:\?|\Z))|tel:(?=[+\d]))"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*"
)


@cache
def is_plain_uri(url: str) -> bool:
    """Tell whether a URL can be the target of a relationship."""
    return _SAFE.fullmatch(url) is not None and url.count("#") <= 1


def outer_link(url: str, title: str, content: Markup, story: Story) -> Markup:
    """Make a link that leads out of the publication; `title` is what pointing at it shows."""
    url = normal_url(url)
    if is_plain_uri(url):
        tip = f" w:tooltip={quoted(title[:LONGEST_TIP])}" if title else ""
        return Markup(
            f'<w:hyperlink r:id="{story.link(url)}"{tip} w:history="1">{content}</w:hyperlink>'
        )
    tip = f' \\o "{_field_text(title[:LONGEST_TIP])}"' if title else ""
    return field(f'HYPERLINK "{url}"{tip}', content)


def _field_text(text: str) -> str:
    """Escape an argument of a field (ECMA-376-1, 17.16.3): backslashes and quotes."""
    return " ".join(text.replace("\\", "\\\\").replace('"', '\\"').split())
