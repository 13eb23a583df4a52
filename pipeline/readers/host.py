"""Python-Markdown as the host of our language."""

from typing import Self

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from pipeline.readers.bare_urls import BareEmail, BareHost, BareUrl
from pipeline.readers.block_starts import BLOCK_STARTS
from pipeline.readers.blocks import ContainerParser
from pipeline.readers.brackets import ClosingBracket, NoteMark, OpeningBracket, OpeningNote
from pipeline.readers.citations import CitationGroup, CitationInText
from pipeline.readers.constructs import Autolink, Backticks, Escape, LineEnd, Reference
from pipeline.readers.formulas import Dollar, Parenthesis
from pipeline.readers.keyboard import Keys
from pipeline.readers.raw_html import RawHtml
from pipeline.readers.runs import Carets, Delimiter, EqualSigns, Tildes
from pipeline.readers.scanner import Construct
from pipeline.readers.symbols import SymbolName
from pipeline.readers.variable_names import VariableName

# Names and priorities as Python-Markdown and pymdown's extensions have them, so that extensions
# find their place and take the place of ours; but what always takes its character, since only
# later text tells what becomes of it, comes last.
_CONSTRUCTS: tuple[tuple[type[Construct], str, float], ...] = (
    (Backticks, "backtick", 190),
    (Dollar, "arithmatex-inline", 189.9),
    (Parenthesis, "arithmatex-parenthesis", 189.8),
    (Escape, "escape", 180),
    (NoteMark, "footnote", 175),
    (OpeningNote, "inline-footnote", 174),
    (Autolink, "autolink", 120),
    (BareEmail, "bare_email", 116),
    (BareUrl, "bare_url", 114),
    (BareHost, "bare_host", 112),
    (LineEnd, "linebreak", 100),
    (RawHtml, "html", 90),
    (Reference, "entity", 80),
    (VariableName, "variable", 80),
    (SymbolName, "emoji", 75),
    (Keys, "keys", 70),
    (Tildes, "sub_del", 65),
    (Carets, "sup_ins", 65),
    (EqualSigns, "mark", 65),
    (CitationGroup, "citation", 36),
    (CitationInText, "citation-in-text", 35),
    (ClosingBracket, "link_end", 30),
    (OpeningBracket, "link", 20),
    (Delimiter, "em_strong", 10),
)


class Host(Markdown):
    """Python-Markdown with its block parser and its inline patterns replaced by ours.

    `build_parser` is the package's own seam for that. Extensions that add inline patterns, or
    take some of ours out by their names, work unchanged; the other registries are there for
    them to find, but nothing in them is used: the tree is built without a detour over HTML.
    """

    def build_parser(self) -> Self:
        """Fill the registries."""
        self.containers = ContainerParser(self, BLOCK_STARTS)
        self.parser = self.containers
        self.preprocessors = Registry[Preprocessor]()
        self.inlinePatterns = Registry[Pattern]()
        self.treeprocessors = Registry[Treeprocessor]()
        self.postprocessors = Registry[Postprocessor]()
        for construct, name, priority in _CONSTRUCTS:
            self.inlinePatterns.register(construct(), name, priority)
        return self


def make_host(*extensions: Extension | str) -> Host:
    """Make a host, with extensions of Python-Markdown where they are wanted."""
    return Host(extensions=extensions)
