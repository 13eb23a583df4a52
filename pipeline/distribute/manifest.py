"""The manifest of a release, for programs: `manifest.json`, written and read.

`manifest_schema.py` says what is in it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pipeline.distribute.names import version_name
from pipeline.distribute.release import (
    ContentsLine,
    Cover,
    Description,
    Origin,
    Release,
    ReleasedEdition,
    ReleasedFile,
    Signature,
    Validation,
)
from pipeline.errors import ReleaseUnreadableError
from pipeline.exporter import SOURCE_PREFIX, source_digest

MANIFEST = "manifest.json"
FORM = 1
"""The number of the form, in the manifest's first key; another form is not read."""

_Json = dict[str, Any]


def manifest_text(release: Release) -> str:
    """Write a release as its manifest; what is not known has no key."""
    about, origin = release.about, release.origin
    manifest: _Json = {
        "manifest": FORM,
        "name": release.name,
        "version": release.label,
        "title": about.title,
        "subtitle": about.subtitle,
        "authors": list(about.authors),
        "language": about.language,
        "identifier": about.identifier,
        "date": about.date,
        "description": about.description,
        "keywords": list(about.keywords),
        "rights": about.rights,
        "publisher": about.publisher,
        "address": release.address,
        "source": _present(
            {
                "digest": f"{SOURCE_PREFIX}{origin.digest}" if origin.digest else "",
                "commit": origin.commit,
                "time": origin.time,
            }
        ),
        "generator": origin.generator,
        "editions": [_edition(edition) for edition in release.editions],
        "cover": _cover(release.cover) if release.cover else "",
        "licence": _file(release.licence) if release.licence else "",
        "archive": release.archive,
        "signature": asdict(release.signature) if release.signature else "",
        "contents": [_present(_line(line)) for line in release.contents],
    }
    return json.dumps(_present(manifest), indent=2, ensure_ascii=False) + "\n"


def _present(members: _Json) -> _Json:
    return {name: value for name, value in members.items() if value not in ("", None, [], {})}


def _file(file: ReleasedFile) -> _Json:
    return {
        "file": file.name,
        "media_type": file.media_type,
        "bytes": file.size,
        "sha256": file.digest,
    }


def _edition(edition: ReleasedEdition) -> _Json:
    counted = {
        "standards": list(edition.standards),
        "validated": [_present(asdict(each)) for each in edition.validated],
        "pages": edition.pages,
        "words": edition.words,
    }
    return {"format": edition.format, **_file(edition.file), **_present(counted)}


def _cover(cover: Cover) -> _Json:
    return {**_file(cover.file), "width": cover.width, "height": cover.height}


def _line(line: ContentsLine) -> _Json:
    return {"level": line.level, "number": line.number, "text": line.text}


# Reading


def read_manifest(text: str, label: str) -> Release:
    """Read a manifest; raises ReleaseUnreadableError, which calls it `label`, where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReleaseUnreadableError(f"{label} is no manifest of a release: {error}") from error
    if not isinstance(found, dict) or found.get("manifest") != FORM:
        raise ReleaseUnreadableError(f"{label} is no manifest of a release that is known here")
    try:
        return _release(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReleaseUnreadableError(f"{label} is damaged: {error!r}") from error


def _release(found: _Json) -> Release:
    label = _text(found, "version")
    source: _Json = found.get("source", {})
    release = Release(
        name=_text(found, "name"),
        version=version_name(label),
        label=label,
        about=_description(found),
        origin=Origin(
            source_digest(source.get("digest", "")),
            str(source.get("commit", "")),
            str(found.get("generator", "")),
            source.get("time"),
        ),
        editions=tuple(_read_edition(each) for each in found["editions"]),
        contents=tuple(
            ContentsLine(int(each["level"]), str(each.get("number", "")), str(each["text"]))
            for each in found.get("contents", ())
        ),
        cover=_read_cover(found["cover"]) if "cover" in found else None,
        licence=_read_file(found["licence"]) if "licence" in found else None,
        address=str(found.get("address", "")),
        signature=_read_signature(found["signature"]) if "signature" in found else None,
    )
    _refuse_paths(release)
    return release


def _description(found: _Json) -> Description:
    return Description(
        title=_text(found, "title"),
        language=_text(found, "language"),
        identifier=_text(found, "identifier"),
        authors=tuple(map(str, found.get("authors", ()))),
        keywords=tuple(map(str, found.get("keywords", ()))),
        **{
            name: str(found.get(name, ""))
            for name in ("subtitle", "date", "description", "rights", "publisher")
        },
    )


def _text(found: Mapping[str, object], name: str) -> str:
    value = found[name]
    if not isinstance(value, str) or not value:
        raise ValueError(f"'{name}' is no text")
    return value


def _read_file(found: _Json) -> ReleasedFile:
    return ReleasedFile(
        _text(found, "file"),
        _text(found, "media_type"),
        int(found["bytes"]),
        _text(found, "sha256"),
    )


def _read_edition(found: _Json) -> ReleasedEdition:
    return ReleasedEdition(
        _text(found, "format"),
        _read_file(found),
        tuple(map(str, found.get("standards", ()))),
        found.get("pages"),
        found.get("words"),
        tuple(map(_read_validation, found.get("validated", ()))),
    )


def _read_validation(found: _Json) -> Validation:
    return Validation(
        _text(found, "standard"), _text(found, "validator"), str(found.get("version", ""))
    )


def _read_cover(found: _Json) -> Cover:
    return Cover(_read_file(found), int(found["width"]), int(found["height"]))


def _read_signature(found: _Json) -> Signature:
    return Signature(_text(found, "kind"), _text(found, "file"), _text(found, "key"))


def _refuse_paths(release: Release) -> None:
    """Refuse names that lead out of the release's folder: a manifest may come from anywhere."""
    for name in (release.name, release.version, *(file.name for file in release.readers_files())):
        if not name or name.startswith(".") or "/" in name or "\\" in name:
            raise ValueError(f"'{name}' is no name of a file")
