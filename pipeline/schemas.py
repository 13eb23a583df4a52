"""JSON schemas of `book.toml` and the front matter, for editors, and of a release's manifest.

They are made from the same tables that the readers use (JSON Schema, draft 2020-12).
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.diagnostics import Code, Severity
from pipeline.distribute.manifest_schema import manifest_schema
from pipeline.model.metadata import STANDARDS, Kind
from pipeline.model.roles import CHAPTER_ROLES
from pipeline.project.tables import FOREIGN_TABLES, OTHER_TABLES, TABLES, Form
from pipeline.readers.keys import KEYS
from pipeline.readers.severities import IGNORE
from pipeline.readers.values import (
    read_date,
    read_depth,
    read_flag,
    read_kind,
    read_language,
    read_lines,
    read_names,
    read_standards,
    read_text,
    read_texts,
)
from pipeline.theme import PAGE_SIZES, THEMES

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number"]}
_TEXTS: Schema = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_NAMED: Schema = {
    "oneOf": [
        {"type": "string"},
        {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    ]
}
_DEPTH: Schema = {"type": "integer", "minimum": 1, "maximum": 6}
_READERS: Mapping[Callable[..., object], Schema] = {
    read_text: _TEXT,
    read_lines: {"type": "string"},
    read_texts: _TEXTS,
    read_standards: {
        "oneOf": [{"type": "string"}, {"type": "array", "items": {"enum": list(STANDARDS)}}]
    },
    read_names: {"oneOf": [*_NAMED["oneOf"], {"type": "array", "items": _NAMED}]},
    read_date: {"type": "string"},
    read_language: {"type": "string", "pattern": "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"},
    read_flag: {"type": "boolean"},
    read_depth: _DEPTH,
    read_kind: {"enum": [kind.value for kind in Kind]},
}
_CHOICES: Mapping[str, Schema] = {
    "page-size": {"enum": sorted(PAGE_SIZES)},
    "theme": {"enum": sorted(THEMES)},
}
_FORMS: Mapping[Form, Schema] = {
    Form.TEXT: {"type": "string"},
    Form.TEXTS: _TEXTS,
    Form.FLAG: {"type": "boolean"},
    Form.NUMBER: _DEPTH,
}


def front_matter_schema() -> Schema:
    """Give the schema of the front matter: keys of other tools may stand in it, too."""
    properties = {name: _of_key(name) for name in KEYS}
    kinds = [kind.value for kind in Kind]
    roles = [role.value for role in CHAPTER_ROLES]
    properties["kind"] = {"enum": [*kinds, *roles]}
    return {
        "$schema": _DIALECT,
        "title": "Front matter",
        "type": "object",
        "properties": {**properties, **_open_mappings()},
    }


def book_schema() -> Schema:
    """Give the schema of `book.toml`; mdBook's own tables may hold anything."""
    tables = {
        name: {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                key: {**_of_target(found.target, found.form), "description": found.about}
                for key, found in keys.items()
            },
        }
        for name, keys in TABLES.items()
    }
    others = {name: {"type": "object"} for name in (*OTHER_TABLES, *FOREIGN_TABLES)}
    return {
        "$schema": _DIALECT,
        "title": "book.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **tables,
            **_open_mappings(),
            **others,
        },
    }


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "book": book_schema,
    "front-matter": front_matter_schema,
    "manifest": manifest_schema,
}


def schema_text(name: str) -> str:
    """Give one of the schemas as text."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False)


def _of_key(name: str) -> Schema:
    return _CHOICES.get(name) or _READERS[KEYS[name].read]


def _of_target(target: str, form: Form) -> Schema:
    """Give what a value may be: as the front matter has it where it stands for one of its keys."""
    return _of_key(target) if target else _FORMS[form]


def _open_mappings() -> Mapping[str, Schema]:
    """Give the schemas of what holds names of an author's own, or of a format's."""
    wishes = {"type": "object", "additionalProperties": {"type": "object"}}
    return {"diagnostics": _severities(), "variables": _variables(), "editions": wishes}


def _severities() -> Schema:
    words = [IGNORE, *(severity.word for severity in Severity)]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {code.value: {"enum": words} for code in sorted(Code)},
    }


def _variables() -> Schema:
    return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
