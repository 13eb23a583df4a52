"""`[distribute]` in `book.toml`: how a publication is released."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from pipeline.model.source import Distribution

TABLE = "distribute"

Tell = Callable[[str, str], None]
"""Takes a key, and what is wrong with its value."""


def read_distribution(table: object, tell: Tell) -> Distribution:
    """Read the table; a value that cannot be used is told, and the default stands in its place."""
    if not isinstance(table, Mapping):
        return Distribution()
    texts = {name: _text(table, name, tell) for name in ("name", "licence", "address", "key")}
    address = (texts["address"] or "").rstrip("/")
    if address and not _is_web(address):
        tell("address", "is no address on the web, such as https://example.org/books")
        address = ""
    targets = _texts(table, "targets", tell)
    return Distribution(texts["name"] or "", texts["licence"], address, targets, texts["key"] or "")


def _text(table: Mapping[str, object], name: str, tell: Tell) -> str | None:
    value = table.get(name)
    if value is None or isinstance(value, str):
        return value
    tell(name, "is no text; write it in quotes")
    return None


def _texts(table: Mapping[str, object], name: str, tell: Tell) -> tuple[str, ...]:
    value = table.get(name, ())
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list | tuple) and all(isinstance(each, str) and each for each in values):
        return tuple(values)
    tell(name, "is no list of folders and URLs, each in quotes")
    return ()


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
