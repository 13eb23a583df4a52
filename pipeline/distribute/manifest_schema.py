"""The JSON schema of `manifest.json` (JSON Schema, draft 2020-12)."""

from typing import Any

from pipeline.distribute.manifest import FORM

Schema = dict[str, Any]


def _text(about: str, **more: object) -> Schema:
    return {"type": "string", "minLength": 1, "description": about, **more}


def _texts(about: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": about}


def _count(about: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "description": about}


def _object(about: str, required: tuple[str, ...], properties: Schema) -> Schema:
    return {
        "type": "object",
        "description": about,
        "required": list(required),
        "additionalProperties": False,
        "properties": properties,
    }


_NAME = {"pattern": r"^[^/\\.][^/\\]*$"}
_DIGEST = {"pattern": "^[0-9a-f]{64}$"}
_FILE: Schema = {
    "file": _text("the file's name in the folder of the release", **_NAME),
    "media_type": _text("its media type (RFC 6838)", pattern="^[^/]+/[^/]+$"),
    "bytes": _count("its size"),
    "sha256": _text("its SHA-256, in hexadecimal", **_DIGEST),
}
_OF_FILE = tuple(_FILE)
_LINE = _object(
    "a line of the contents",
    ("level", "text"),
    {
        "level": _count("how deep it lies, from 1", 1),
        "number": _text("its number"),
        "text": {"type": "string", "description": "its words"},
    },
)
_VALIDATION = _object(
    "a standard that a validator found met",
    ("standard", "validator"),
    {
        "standard": _text("the standard, as `standards` in the front matter has it"),
        "validator": _text("the validator"),
        "version": _text("its version"),
    },
)
_EDITION = _object(
    "an edition",
    ("format", *_OF_FILE),
    {
        "format": _text("the name of the format, as `pipeline formats` has it"),
        **_FILE,
        "standards": _texts("the standards that the file itself says it meets"),
        "validated": {"type": "array", "items": _VALIDATION},
        "pages": _count("pages, in a format that has fixed ones", 1),
        "words": _count("words of the running text"),
    },
)
_SIGNATURE = _object(
    "a signature of SHA256SUMS",
    ("kind", "file", "key"),
    {
        "kind": {"enum": ["ssh", "minisign"], "description": "what it was made with"},
        "file": _text("the file that holds it", **_NAME),
        "key": _text("the file with the public key", **_NAME),
    },
)
_SOURCE = _object(
    "what the editions were made of",
    (),
    {
        "digest": _text("the digest of the source", pattern="^sha256:[0-9a-f]{64}$"),
        "commit": _text("git's name of the last change of the source"),
        "time": {
            "type": "integer",
            "description": "the date of the publication, else that of the commit, in seconds "
            "since 1970-01-01T00:00Z",
        },
    },
)


def manifest_schema() -> Schema:
    """Give the schema of a release's manifest."""
    required = ("manifest", "name", "version", "title", "language", "identifier", "source")
    release = _object(
        "a version of a publication, with all files that readers can get of it",
        (*required, "editions", "archive"),
        {
            "manifest": {"const": FORM, "description": "the number of this form"},
            "name": _text("the publication's name in files and folders", **_NAME),
            "version": _text("the version, as its author writes it"),
            "title": _text("the title"),
            "subtitle": _text("the subtitle"),
            "authors": _texts("the authors, in their order"),
            "language": _text("the language, as a BCP 47 tag"),
            "identifier": _text("a URN, an ISBN or a URL; the same for all versions"),
            "date": _text("the date, as its author writes it"),
            "description": _text("what it is about"),
            "keywords": _texts("words to find it by"),
            "rights": _text("who may do what with it"),
            "publisher": _text("who publishes it"),
            "address": _text("where the folder of all releases can be read", format="uri"),
            "source": _SOURCE,
            "generator": _text("the program that made the release, with its version"),
            "editions": {"type": "array", "minItems": 1, "items": _EDITION},
            "cover": _object(
                "the picture of the cover",
                (*_OF_FILE, "width", "height"),
                {**_FILE, "width": _count("pixels", 1), "height": _count("pixels", 1)},
            ),
            "licence": _object("the text of the licence", _OF_FILE, _FILE),
            "archive": _text("the file that holds the release as a whole", **_NAME),
            "signature": _SIGNATURE,
            "contents": {"type": "array", "items": _LINE},
        },
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "manifest.json",
        **release,
    }
