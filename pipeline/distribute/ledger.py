"""The ledger of published places, kept up when a release is made."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files import whole_file


def add_to_ledger(path: Path, names: Iterable[str], known: Iterable[str]) -> int:
    """Append the names that a ledger has not yet; give how many these are.

    Raises OutputError where it cannot be written; it is as it was then.
    """
    had = frozenset(known)
    new = [name for name in dict.fromkeys(names) if name not in had]
    if not new:
        return 0
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be read: {error}") from error
    text += "" if not text or text.endswith("\n") else "\n"
    with whole_file(path) as draft:
        draft.write_text(text + "".join(f"{name}\n" for name in new), encoding="utf-8")
    return len(new)
