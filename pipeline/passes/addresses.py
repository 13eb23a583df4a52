"""Addresses that lead out of a publication, as every edition may hold them."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from unicodedata import category, normalize
from urllib.parse import SplitResult, urlsplit

from pipeline.exporter import normal_url

# fmt: off
_WITH_HOST = frozenset(
    {"ftp", "gopher", "http", "https", "irc", "nfs", "rtsp", "telnet"}
)
_WITHOUT_HOST = frozenset(
    {
        "dav", "fax", "im", "imap", "info", "ldap", "mailto", "news", "nntp", "sip", "sips", "tag",
        "tel", "urn", "xmpp",
    }
)
# fmt: on
_SCHEMES = _WITH_HOST | _WITHOUT_HOST
"""Schemes of IANA's registry (RFC 7595) that programs on readers' devices may follow.

EPUBCheck warns of any that it does not know (HTM-025), younger registered ones (geo, magnet, sms)
among them, and an edition is to have no warning.
"""

_WITH_BRACKETS = frozenset({"ftp", "gopher", "http", "https"})
"""The schemes for which EPUBCheck takes an IPv6 address (RSC-020)."""

_BEFORE_PATH = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]")
_USER = r"(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
_LABEL = r"(?!xn--[.:]|xn--$)[^\s%/?#@\[\]:.<>\"\\^`{|}\x00-\x20\x7f]+"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?", re.IGNORECASE)
_AUTHORITY = re.compile(rf"{_USER}(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^:]+))(?::\d*)?")
_V4 = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_UNREADABLE = "is no address that a program can read"


@lru_cache(maxsize=4096)
def web_address(url: str) -> str:
    """Give a URL as editions hold it; "" for one that no reader can or may follow.

    What RFC 3986 does not allow is percent-encoded, but for hosts in letters of other scripts,
    which readers know how to look up (RFC 3987, 3.1). Only absolute URLs lead out of a
    publication; EPUB 3.3 (3.6) forbids file and data URLs.
    """
    address = _encoded(url)
    return "" if _fault(address) else address


def address_fault(url: str) -> str:
    """Say why no reader can follow a URL, as the end of a sentence; "" where one can."""
    return _fault(_encoded(url))


def _encoded(url: str) -> str:
    url = url.strip()
    before = _BEFORE_PATH.match(url)
    start = before.end() if before else 0
    return url[:start] + normal_url(url[start:])


def _fault(address: str) -> str:
    try:
        parts = urlsplit(address)
        readable = not _BLANK.search(address) and _is_whole(parts)
    except ValueError:
        return _UNREADABLE
    if not parts.scheme:
        return "does not say how to get there"
    if parts.scheme == "file":
        return "leads to a file of one machine"
    if parts.scheme not in _SCHEMES:
        return f"has the scheme '{parts.scheme}:', which readers cannot follow"
    return "" if readable else _UNREADABLE


def _is_whole(parts: SplitResult) -> bool:
    """Tell whether a URL has all that its scheme asks for; may raise ValueError where not."""
    if not parts.netloc and parts.scheme not in _WITH_HOST:
        return bool(parts.path or parts.query)
    authority = _AUTHORITY.fullmatch(parts.netloc)
    if authority is None or parts.port == 0:
        return False
    if authority["v6"]:
        return parts.scheme in _WITH_BRACKETS and bool(IPv6Address(authority["v6"]))
    return _is_host_name(normalize("NFKC", authority["name"]))


def _is_host_name(name: str) -> bool:
    """Tell whether there can be such a host; may raise ValueError where there cannot.

    A name that ends in a number is an address (URL Standard, 3.5). In all others, no label has
    more than 63 characters (RFC 1035, 2.3.4), begins with a combining mark (RFC 5891, 4.2.3.2)
    or only looks as if it were encoded.
    """
    host = name.removesuffix(".")
    if _V4.fullmatch(host):
        return bool(IPv4Address(host))
    marked = any(category(label[:1] or " ")[0] == "M" for label in host.split("."))
    return not marked and _NAME.fullmatch(name) is not None and bool(_decoded(host))


def _decoded(host: str) -> str:
    return host.encode("idna").decode("idna")
