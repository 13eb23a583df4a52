"""The options of the HTML edition, the keys of `[editions.html]`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """How the HTML edition is made; there is nothing to choose yet."""
