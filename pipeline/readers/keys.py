"""The keys of the front matter: what each one sets, and what it may be.

The command line's `--set key=value` takes the same keys with the same checks.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, assert_never

from pipeline.diagnostics import Code
from pipeline.location import Location
from pipeline.model.metadata import Metadata, Settings
from pipeline.model.roles import Role
from pipeline.model.source import Configured, Value
from pipeline.readers.characters import drop_message, split_dropped
from pipeline.readers.findings import Findings
from pipeline.readers.severities import is_severity, opened, with_severity
from pipeline.readers.values import (
    Doubt,
    Entry,
    ValueInvalidError,
    doubt_date,
    one_of,
    read_date,
    read_depth,
    read_flag,
    read_kind,
    read_language,
    read_lines,
    read_names,
    read_role,
    read_standards,
    read_text,
    read_texts,
)
from pipeline.readers.variables import is_variable, with_variable
from pipeline.readers.wishes import is_wish, with_wish
from pipeline.theme import PAGE_SIZES, THEMES

SET = Location("--set")


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the field that it sets, in the metadata or the settings, and how it is read.

    `read` raises ValueInvalidError; `doubt` is asked about what it gave.
    """

    field: str
    read: Callable[[Value], Any]
    is_setting: bool = False
    doubt: Callable[[Any], Doubt | None] = lambda _: None


KEYS: Mapping[str, Key] = {
    "title": Key("title", read_text),
    "subtitle": Key("subtitle", read_text),
    "author": Key("authors", read_names),
    "date": Key("date", read_date, doubt=doubt_date),
    "lang": Key("language", read_language),
    "description": Key("description", read_text),
    "abstract": Key("abstract", read_lines),
    "keywords": Key("keywords", read_texts),
    "rights": Key("rights", read_text),
    "publisher": Key("publisher", read_text),
    "identifier": Key("identifier", read_text),
    "version": Key("version", read_text),
    "cover-image": Key("cover_image", read_text),
    "kind": Key("kind", read_kind, is_setting=True),
    "number-sections": Key("number_sections", read_flag, is_setting=True),
    "number-depth": Key("number_depth", read_depth, is_setting=True),
    "number-captions": Key("number_captions", read_flag, is_setting=True),
    "toc": Key("toc", read_flag, is_setting=True),
    "toc-depth": Key("toc_depth", read_depth, is_setting=True),
    "list-of-figures": Key("list_of_figures", read_flag, is_setting=True),
    "list-of-tables": Key("list_of_tables", read_flag, is_setting=True),
    "list-of-listings": Key("list_of_listings", read_flag, is_setting=True),
    "page-references": Key("page_references", read_flag, is_setting=True),
    "open-right": Key("open_right", read_flag, is_setting=True),
    "endnotes": Key("endnotes", read_flag, is_setting=True),
    "float-figures": Key("float_figures", read_flag, is_setting=True),
    "hanging-punctuation": Key("hanging_punctuation", read_flag, is_setting=True),
    "imprint": Key("imprint", read_flag, is_setting=True),
    "source-commit": Key("source_commit", read_flag, is_setting=True),
    "bibliography": Key("bibliography", read_texts, is_setting=True),
    "csl": Key("csl", read_text, is_setting=True),
    "nocite": Key("nocite", read_texts, is_setting=True),
    "link-citations": Key("link_citations", read_flag, is_setting=True),
    "ledger": Key("ledger", read_text, is_setting=True),
    "verify-require": Key("standards", read_standards, is_setting=True),
    "smart": Key("smart", read_flag, is_setting=True),
    "page-size": Key("page_size", one_of(PAGE_SIZES), is_setting=True),
    "theme": Key("theme", one_of(THEMES), is_setting=True),
    "fonts": Key("fonts", read_text, is_setting=True),
    "serif-font": Key("serif_font", read_text, is_setting=True),
    "sans-font": Key("sans_font", read_text, is_setting=True),
    "mono-font": Key("mono_font", read_text, is_setting=True),
}


_CHAPTER_KIND = Key("role", read_role)
ALIASES: Mapping[str, Key] = {
    "authors": KEYS["author"],
    "language": KEYS["lang"],
    "tags": KEYS["keywords"],
    "categories": KEYS["keywords"],
    "subject": KEYS["description"],
    "summary": KEYS["description"],
    "copyright": KEYS["rights"],
    "license": KEYS["rights"],
    "papersize": KEYS["page-size"],
    "numbersections": KEYS["number-sections"],
    "secnumdepth": KEYS["number-depth"],
    "isbn": KEYS["identifier"],
    "lof": KEYS["list-of-figures"],
    "lot": KEYS["list-of-tables"],
    "mainfont": KEYS["serif-font"],
    "sansfont": KEYS["sans-font"],
    "monofont": KEYS["mono-font"],
}
"""What other tools call a key of ours."""


_PANDOC = """
biblatexoptions citeproc classoption code-block-bg colorlinks css documentclass
filters fontfamily fontsize geometry header-includes highlight-style include-after include-before
indent institute linestretch linkcolor listings margin-left
margin-right margin-top margin-bottom output pagestyle pdf-engine reference-doc
reference-section-title standalone syntax-highlighting template titlepage toc-title
toc-own-page urlcolor variables
"""
_QUARTO = """
aliases brand callout-appearance citation citation-location code-annotations code-fold
code-line-numbers code-overflow code-tools comments crossref doi draft echo editor email
embed-resources engine error execute fig-cap-location fig-height fig-width format format-links
freeze funding html-math-method image image-alt include-in-header include-after-body
include-before-body jupyter keep-md knitr listing message number-offset order page-layout params
sidebar tbl-cap-location title-block-banner title-block-style toc-expand toc-location warning
website
"""
_SITES = """
comments created date-created date-modified edit-url hide hide-table-of-contents icon id
keywords-meta last-update layout lastmod linktitle menu nav nav-order nav-title og parent
pagination-label permalink published robots search sidebar-label sidebar-position slug social
status template toc-max-heading-level type updated url weight
"""
OTHER_TOOLS = frozenset(f"{_PANDOC} {_QUARTO} {_SITES}".split())
"""Keys of Pandoc, Quarto, MkDocs and other makers of web sites that mean nothing in an edition.

Nothing is said of them: a source may be made for several tools.
"""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What entries declare of a publication; `places` tells by key where each was taken from.

    In a chapter, where `kind` is the chapter's, it gives the `role`.
    """

    metadata: Metadata = field(default_factory=Metadata)
    settings: Settings = field(default_factory=Settings)
    places: Mapping[str, Location] = field(default_factory=dict)
    is_chapter: bool = False
    role: Role | None = None


def within(metadata: Metadata, settings: Settings) -> Declarations:
    """Give what a chapter begins with: what its book declares, but for what is the book's own."""
    own = Metadata(language=metadata.language)
    return Declarations(own, settings, is_chapter=True)


def make_entry(key: str, value: Value, location: Location, findings: Findings) -> Entry:
    """Make an entry, without the characters that no edition can carry."""
    name, dropped = split_dropped(key)
    clean, more = _clean(value)
    if dropped or more:
        message = drop_message(dropped + more, f"'{_short(name)}'")
        findings.say(Code.CHARACTER_DROPPED, message, location)
    return Entry(name, clean, location)


def _clean(value: Value) -> tuple[Value, str]:
    match value:
        case str():
            return split_dropped(value)
        case tuple():
            parts = [_clean(part) for part in value]
            return tuple(part for part, _ in parts), "".join(dropped for _, dropped in parts)
        case dict():
            named = {key: _clean(part) for key, part in value.items()}
            clean: Value = {key: part for key, (part, _) in named.items()}
            return clean, "".join(dropped for _, dropped in named.values())
        case _:
            assert_never(value)


def _with_named(settings: Settings, entry: Entry, findings: Findings) -> Settings | None:
    """Give the settings with an entry whose name is an author's own; None for any other entry."""
    if is_severity(entry):
        severities = with_severity(settings.severities, entry, findings)
        return replace(settings, severities=severities)
    if is_variable(entry):
        return replace(settings, variables=with_variable(settings.variables, entry, findings))
    if is_wish(entry):
        return replace(settings, editions=with_wish(settings.editions, entry, findings))
    return None


def apply_entries(
    declared: Declarations, entries: Iterable[Entry], findings: Findings
) -> Declarations:
    """Give the declarations as the entries want them; what is wrong keeps its old value."""
    for entry in opened(entries, findings):
        key = KEYS.get(entry.key) or ALIASES.get(entry.key.replace("_", "-").lower())
        settings = _with_named(declared.settings, entry, findings)
        if settings is not None:
            declared = replace(declared, settings=settings)
            continue
        if key is None:
            _say_unknown(entry, findings)
            continue
        if declared.is_chapter and entry.key == "kind":
            key = _CHAPTER_KIND
        try:
            value = key.read(entry.value)
        except ValueInvalidError as error:
            message = f"'{entry.key}' cannot be {_shown(entry.value)}: {error}"
            findings.say(Code.VALUE_INVALID, message, entry.location)
            continue
        if doubt := key.doubt(value):
            findings.say(Code.VALUE_INVALID, doubt.message, entry.location, doubt.hint)
        declared = _declare(declared, key, value, entry)
    return declared


def _declare(declared: Declarations, key: Key, value: object, entry: Entry) -> Declarations:
    change: dict[str, Any] = {key.field: value}
    places = {**declared.places, entry.key: entry.location}
    if key is _CHAPTER_KIND:
        return replace(declared, places=places, **change)
    if key.is_setting:
        return replace(declared, settings=replace(declared.settings, **change), places=places)
    return replace(declared, metadata=replace(declared.metadata, **change), places=places)


def _say_unknown(entry: Entry, findings: Findings) -> None:
    if entry.key.replace("_", "-").lower() in OTHER_TOOLS:
        return
    near = get_close_matches(entry.key.replace("_", "-").lower(), KEYS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else ""
    message = f"'{_short(entry.key)}' is no key that is known here"
    findings.say(Code.KEY_UNKNOWN, message, entry.location, hint)


def _short(text: str) -> str:
    return text[:60]


def _shown(value: Value) -> str:
    match value:
        case str():
            return f"'{_short(value)}'"
        case tuple():
            return "a list"
        case dict():
            return "a mapping"


def configure(configured: Iterable[Configured], findings: Findings) -> Declarations:
    """Give what a configuration beside the source declares."""
    entries = [make_entry(key, value, place, findings) for key, value, place in configured]
    return apply_entries(Declarations(), entries, findings)


def override(
    declared: Declarations, overrides: Mapping[str, str], findings: Findings
) -> Declarations:
    """Apply what the command line sets; its diagnostics have `--set` for a file."""
    entries = [make_entry(key, text, SET, findings) for key, text in overrides.items()]
    return apply_entries(declared, entries, findings)
