"""The attributes that authors can ask for: names, classes, languages and directions."""

import re
from collections.abc import Iterable

from pipeline.markup.escape import Markup, attribute

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[xX](?:-[A-Za-z0-9]{1,8})+")
"""The shape of a BCP 47 tag; what has another one would make the file invalid."""

OURS = frozenset(
    """admonition admonition-title author byline caption-label center code contents cover date end
    footnote-back
    formula formula-number header-section-number like-h1 like-h2 like-h3
    like-h4 like-h5 like-h6 line mark notes number numbered page-break page-reference part-title
    plain rights rubric start subtitle table task task-box tex title title-page unmarked
    tok-comment tok-deleted tok-function tok-inserted tok-keyword tok-meta tok-number tok-operator
    tok-string tok-type""".split()  # noqa: SIM905 - a list of names
)
"""Classes that mean something in our editions; an author's class of such a name is another one."""

_THEIRS = "author-"


def class_attribute(*ours: str, theirs: Iterable[str] = ()) -> Markup:
    """Write the attribute `class`: our classes, then those of the author."""
    names = dict.fromkeys(filter(None, ours))
    names.update(dict.fromkeys(f"{_THEIRS}{c}" if c in OURS else c for c in theirs))
    return attribute("class", " ".join(names))


def speech_attributes(language: str, direction: str) -> Markup:
    """Write language (HTML and XML each ask for their own attribute) and direction, if any."""
    tag = language.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return attribute("dir", direction)
    both = attribute("lang", tag) + attribute("xml:lang", tag)
    return Markup(both + attribute("dir", direction))
