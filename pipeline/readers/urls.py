"""What URLs may lead to."""

_IGNORED = dict.fromkeys([*range(0x21), *range(0x7F, 0xA1), 0xAD, *range(0x200B, 0x2010), 0xFEFF])
_UNSAFE_SCHEMES = frozenset({"javascript", "vbscript", "data"})


def is_safe(url: str) -> bool:
    """Tell whether a link may lead there: it runs no script and holds no document.

    Characters that programs ignore in a scheme are ignored here too.
    """
    scheme, colon, _ = url.partition(":")
    return not colon or scheme.translate(_IGNORED).lower() not in _UNSAFE_SCHEMES
