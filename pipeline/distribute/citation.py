"""How to cite a release: `CITATION.cff` (Citation File Format 1.2.0)."""

from typing import Any

import yaml

from pipeline.distribute.identifiers import isbn_in, uri_of
from pipeline.distribute.release import Description, Release
from pipeline.model.dates import date_parts

CITATION = "CITATION.cff"
_WHOLE_DATE = 3

_Mapping = dict[str, Any]


def citation_text(release: Release) -> str:
    """Write how a release is cited.

    The format is one for software: what is cited is the preferred citation in it. Names stand
    undivided, for nothing tells which part of one is the family's.
    """
    about = release.about
    work: _Mapping = {
        "type": "book" if isbn_in(about.identifier) else "generic",
        **_shared(release),
        "isbn": isbn_in(about.identifier),
        "languages": [about.language] if _is_short(about.language) else [],
        "publisher": {"name": about.publisher} if about.publisher else "",
        **_dates(about),
    }
    citation: _Mapping = {
        "cff-version": "1.2.0",
        "message": "Please cite it as told here.",
        **_shared(release),
        "date-released": about.date if len(date_parts(about.date) or ()) == _WHOLE_DATE else "",
        "identifiers": [{"type": "other", "value": uri_of(about.identifier)}],
        "commit": release.origin.commit,
        "preferred-citation": _present(work),
    }
    return yaml.safe_dump(_present(citation), allow_unicode=True, sort_keys=False, width=99)


def _shared(release: Release) -> _Mapping:
    about = release.about
    title = f"{about.title}: {about.subtitle}" if about.subtitle else about.title
    authors = about.authors or (about.publisher or about.title,)
    return {
        "title": title,
        "authors": [{"name": name} for name in authors],
        "version": release.label,
        "abstract": about.description,
        "keywords": list(dict.fromkeys(about.keywords)),
        "url": f"{release.address}/{release.folder}/" if release.address else "",
    }


def _dates(about: Description) -> _Mapping:
    return dict(zip(("year", "month"), date_parts(about.date) or (), strict=False))


def _is_short(language: str) -> bool:
    """Tell whether a tag is one of two or three letters, which the format takes."""
    return language.isalpha() and len(language) <= len("und")


def _present(members: _Mapping) -> _Mapping:
    return {name: value for name, value in members.items() if value not in ("", None, [])}
