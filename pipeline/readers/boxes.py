"""Drafts of what other dialects have for containers: admonitions, tabs, divisions, definitions."""

from pipeline.readers.drafts import Container, Draft, IndentedContainer, ParagraphDraft
from pipeline.readers.line import Line

_INDENT = 4


class AdmonitionDraft(IndentedContainer):
    """An admonition or a tab whose blocks are indented by four columns (Python-Markdown).

    `title` is None where its author gave none, "" where there is to be none.
    """

    __slots__ = ("kind", "title")

    def __init__(self, line: Line, level: int, kind: str, title: str | None) -> None:
        super().__init__(line.number, level, _INDENT)
        self.kind = kind
        self.title = title

    def continues(self, line: Line) -> bool:
        """Read the indentation off the line; blank lines may stand before the first block."""
        if line.blank:
            line.skip(line.indent)
            return True
        return super().continues(line)


class DivisionDraft(Container):
    """Blocks between two fences of colons (Pandoc) or slashes (PyMdown).

    `words` is what stands behind the opening fence, `length` how long that is. `tail` is the line
    of the closing fence, 0 while there is none.
    """

    __slots__ = ("length", "mark", "tail", "words")

    def __init__(self, line: Line, level: int, fence: str, words: str) -> None:
        super().__init__(line.number, level)
        self.mark = fence[0]
        self.length = len(fence)
        self.words = words
        self.tail = 0

    def continues(self, line: Line) -> bool:  # noqa: ARG002 - only a fence ends it
        """Say yes."""
        return True

    def close(self) -> None:
        """Note the last line."""
        super().close()
        self.last = max(self.last, self.tail)


class DefinitionDraft(IndentedContainer):
    """One definition: a colon, then blocks indented as its text is, or by four columns."""

    __slots__ = ("parent",)

    def __init__(self, parent: "DefinitionListDraft", line: int, level: int, width: int) -> None:
        super().__init__(line, level, width)
        self.parent = parent

    def continues(self, line: Line) -> bool:
        """Read the indentation off the line."""
        if not line.blank and line.indent >= _INDENT > self.width:
            line.skip(_INDENT)
            return True
        return super().continues(line)

    def close(self) -> None:
        """Note the last line, for the list too."""
        super().close()
        self.parent.last = self.last


class DefinedDraft:
    """Terms, and what is said of them."""

    __slots__ = ("definitions", "terms")

    def __init__(self, terms: ParagraphDraft) -> None:
        self.terms = terms
        self.definitions: list[DefinitionDraft] = []


class DefinitionListDraft(Draft):
    """A list of definitions; `is_tight`: no blank line stands before a definition."""

    __slots__ = ("is_tight", "items")

    def __init__(self, terms: ParagraphDraft) -> None:
        super().__init__(terms.line)
        self.items = [DefinedDraft(terms)]
        self.is_tight = True
