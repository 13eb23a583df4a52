"""Sizes, counts, dates and names of languages, as the readers of a language write them."""

from datetime import UTC, date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from pipeline.model.dates import date_parts

_STEP = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB")
_WHOLE_DATE = 3


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def size_text(size: int, language: str) -> str:
    """Write a size in bytes with its unit: "64.5 kB"; units are powers of a thousand."""
    amount, unit = float(size), 0
    while round(amount, 1) >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    pattern = "#,##0.#" if unit else "#,##0"
    return f"{format_decimal(amount, pattern, _locale(language))}\N{NO-BREAK SPACE}{_UNITS[unit]}"


def count_text(count: int, language: str) -> str:
    """Write a number."""
    return format_decimal(count, locale=_locale(language))


def date_text(text: str, language: str) -> str:
    """Write a whole date of ISO 8601 in words; another text stays as it is."""
    parts = date_parts(text)
    if parts is None or len(parts) < _WHOLE_DATE:
        return text
    return format_date(date(*parts), "long", _locale(language))


def language_text(language: str, shown_in: str) -> str:
    """Name a language in another one; a tag that is not known stays as it is."""
    try:
        named = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return language
    return named.get_display_name(_locale(shown_in)) or language


def instant_text(seconds: int | None) -> str:
    """Write a time in seconds since 1970 as RFC 3339 does; the beginning where there is none."""
    return datetime.fromtimestamp(seconds or 0, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
