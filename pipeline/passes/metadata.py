"""Metadata made complete: a title, an identifier, a date that people read."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.model.dates import date_parts
from pipeline.model.metadata import Metadata

_PATTERNS = {2: "yMMMM", 1: "y"}
_FULL = 3


def complete_metadata(metadata: Metadata, name: str) -> Metadata:
    """Fill in title, language and identifier where the author gave none.

    The identifier is a UUID of version 5 (RFC 9562, 5.5) of title, authors and language, so that
    it stays the same as long as the publication is the same one.
    """
    title = metadata.title or name or "Untitled"
    language = metadata.language or "en"
    said = "\n".join((title, *metadata.authors, language))
    identifier = metadata.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, said)}"
    return replace(metadata, title=title, language=language, identifier=identifier)


def date_timestamp(text: str) -> int | None:
    """Give the midnight (UTC) that begins an ISO 8601 date in seconds since 1970, else None."""
    parts = date_parts(text)
    if parts is None:
        return None
    year, month, day = (*parts, 1, 1)[:3]
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


def readable_date(text: str, language: str) -> str:
    """Give a date as people write it in a language; what is no ISO 8601 date stays as it is."""
    parts = date_parts(text)
    if parts is None:
        return text
    return _localised(parts, language)


def _localised(parts: tuple[int, ...], language: str) -> str:
    # Babel costs 40 ms to import, and only a date needs it.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    day = date(*(*parts, 1, 1)[:3])
    if len(parts) == _FULL:
        return format_date(day, "long", locale)
    return format_skeleton(
        _PATTERNS[len(parts)], datetime(day.year, day.month, 1, tzinfo=UTC), locale=locale
    )
