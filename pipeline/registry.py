"""Finds the installed exporters by their entry points."""

import difflib
from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points

from pipeline.errors import FormatUnknownError, PluginError
from pipeline.exporter import Exporter

GROUP = "pipeline.exporters"


def installed_formats() -> Mapping[str, str]:
    """Give each installed format's name and the package that brings it, without importing any.

    Raises PluginError where two packages bring one name.
    """
    return {name: _owner(entry) for name, entry in _entries().items()}


def load_usual_exporters() -> Mapping[str, Exporter]:
    """Load the exporters of all formats that need not be asked for by name.

    Raises PluginError for a broken exporter.
    """
    exporters = load_exporters(installed_formats())
    return {name: e for name, e in exporters.items() if not getattr(e, "on_request", False)}


def load_exporters(names: Iterable[str]) -> Mapping[str, Exporter]:
    """Load exporters by the names of their formats, in the order given, each once.

    Raises FormatUnknownError for a name that nobody brings, PluginError for a broken exporter.
    """
    entries = _entries()
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in entries:
            raise FormatUnknownError(_unknown(name, entries))
    return {name: _load(entries[name]) for name in wanted}


def _entries() -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, _owner(e))):
        if entry.name in found:
            raise PluginError(
                f"two packages bring the format '{entry.name}': {_owner(found[entry.name])} and "
                f"{_owner(entry)}; uninstall one of them"
            )
        found[entry.name] = entry
    return found


def _owner(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "an unknown package"


def _unknown(name: str, entries: Mapping[str, EntryPoint]) -> str:
    near = difflib.get_close_matches(name, entries, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"there is no format '{name}'; known are {', '.join(sorted(entries))}{hint}"


def _load(entry: EntryPoint) -> Exporter:
    try:
        exporter = entry.load()
    except Exception as error:
        raise PluginError(
            f"the exporter '{entry.name}' of {_owner(entry)} cannot be loaded: {error}"
        ) from error
    if not isinstance(exporter, Exporter):
        raise PluginError(
            f"'{entry.value}' of {_owner(entry)} is no Exporter: it lacks one of suffix, options, "
            "write, read_back"
        )
    return exporter
