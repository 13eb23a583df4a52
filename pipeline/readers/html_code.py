"""Preformatted text of HTML, as code."""

from pipeline.model.nodes import CodeBlock, Text
from pipeline.readers.characters import PLAIN
from pipeline.readers.drafts import Draft
from pipeline.readers.entities import resolve_references
from pipeline.readers.html_attributes import Identity
from pipeline.readers.html_tree import Element, Words

_LANGUAGE_PREFIXES = ("language-", "lang-", "highlight-source-")


def read_code(element: Element, identity: Identity) -> CodeBlock:
    """Make code of preformatted text; the line break that it begins with is none of its own."""
    text = _text_of(element).removeprefix("\n").removesuffix("\n")
    language, place = _language_of(element), element.tag.place
    return CodeBlock(text, language, identifier=identity.identifier, location=place)


def holds_draft(element: Element) -> bool:
    """Tell whether there are blocks of Markdown in an element."""
    return any(
        holds_draft(child) if isinstance(child, Element) else isinstance(child, Draft)
        for child in element.children
    )


def _text_of(element: Element) -> str:
    """Give the characters of preformatted text."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Words):
            parts.append(resolve_references(child.text))
        elif isinstance(child, Element):
            parts.append("\n" if child.name == "br" else _text_of(child))
        elif isinstance(child, Text):
            parts.append(child.text.translate(PLAIN))
    return "".join(parts)


def _language_of(element: Element) -> str:
    """Give the language of code, which browsers do not know but authors say."""
    inner = (child for child in element.children if isinstance(child, Element))
    tags = [element.tag, *(child.tag for child in inner if child.name == "code")]
    for tag in tags:
        for name in tag.attributes.get("class", "").split():
            for prefix in _LANGUAGE_PREFIXES:
                if name.startswith(prefix):
                    return name.removeprefix(prefix)
    said = tags[0].attributes.get("lang", "") or tags[-1].attributes.get("lang", "")
    return said.split(",")[0].strip()
