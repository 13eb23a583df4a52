"""The options of the HTML edition, the keys of `[editions.html]`."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """How the HTML edition is made.

    `stylesheet` is a file whose rules go before the theme's, `Path()` for none.
    """

    stylesheet: Path = Path()
