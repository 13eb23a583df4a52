"""Addresses of the web, as a document may hold them."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from pipeline.exporter import normal_url

_BEFORE_PATH = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?")
_FORBIDDEN_SCHEMES = frozenset({"data", "file", "javascript", "vbscript"})
_LABEL = r"(?!xn--[.:]|xn--$)[^\s%/?#@\[\]:.<>\"\\^`{|}\x00-\x20\x7f]+"
_HOST = re.compile(rf"(?:\[[0-9a-f:.]+\]|{_LABEL}(?:\.{_LABEL})*\.?)(?::\d*)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def web_address(url: str) -> str:
    """Give a URL as a link may hold it; "" for one that no reader can or may follow.

    What RFC 3986 does not allow is percent-encoded, but for hosts in letters of other scripts,
    which readers know how to look up (RFC 3987, 3.1). Only absolute URLs lead out of a
    publication; EPUB 3.3 (3.6) forbids file and data URLs.
    """
    url = url.strip()
    before = _BEFORE_PATH.match(url)
    start = before.end() if before else 0
    address = url[:start] + normal_url(url[start:])
    try:
        return address if _can_be_followed(urlsplit(address)) else ""
    except ValueError:
        return ""


def _can_be_followed(parts: SplitResult) -> bool:
    """Tell whether a URL is one; raises ValueError for a port that is none."""
    if not parts.scheme or parts.scheme.lower() in _FORBIDDEN_SCHEMES:
        return False
    if parts.scheme.lower() in {"http", "https", "ftp"}:
        host = parts.netloc.rpartition("@")[2]
        return parts.port != -1 and _HOST.fullmatch(host) is not None
    return bool(parts.path or parts.netloc)
