"""What `book.toml` may say: its tables and keys, each with the key that it stands for.

It is a superset of mdBook's: what mdBook says of a book is understood, and what it says of its own
machinery is known and passed over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """What a value may be."""

    TEXT = "text"
    TEXTS = "texts"
    FLAG = "flag"
    NUMBER = "number"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table.

    `target` is the key of the front matter that it stands for, "" for one that the project itself
    heeds or that means nothing here.
    """

    form: Form
    target: str = ""
    about: str = ""


BOOK: Mapping[str, Key] = {
    "title": Key(Form.TEXT, "title", "the title"),
    "subtitle": Key(Form.TEXT, "subtitle", "the subtitle"),
    "authors": Key(Form.TEXTS, "author", "the authors, in their order"),
    "author": Key(Form.TEXTS, "author", "one author, or several"),
    "description": Key(Form.TEXT, "description", "what it is about, in a sentence"),
    "abstract": Key(Form.TEXT, "abstract", "a summary, in Markdown"),
    "language": Key(Form.TEXT, "lang", "the language, as a BCP 47 tag"),
    "lang": Key(Form.TEXT, "lang", "the same as language"),
    "date": Key(Form.TEXT, "date", "the date, best as year-month-day"),
    "version": Key(Form.TEXT, "version", "the version of the text"),
    "keywords": Key(Form.TEXTS, "keywords", "words to find it by"),
    "rights": Key(Form.TEXT, "rights", "who may do what with it"),
    "publisher": Key(Form.TEXT, "publisher", "who publishes it"),
    "identifier": Key(Form.TEXT, "identifier", "a URN, an ISBN or a URL"),
    "cover-image": Key(Form.TEXT, "cover-image", "an image below the folder of the book"),
    "kind": Key(Form.TEXT, "kind", "article or book"),
    "imprint": Key(Form.FLAG, "imprint", "whether a page tells version, rights and source"),
    "source-commit": Key(Form.FLAG, "source-commit", "whether the imprint tells git's commit"),
    "smart": Key(Form.FLAG, "smart", "whether quotes and dashes become typographic ones"),
    "bibliography": Key(Form.TEXTS, "bibliography", "BibTeX or CSL-JSON files in its folder"),
    "csl": Key(Form.TEXT, "csl", "a CSL style: its name, or a file in the book's folder"),
    "nocite": Key(Form.TEXTS, "nocite", "keys of works that are listed without being cited"),
    "link-citations": Key(Form.FLAG, "link-citations", "whether citations lead to their works"),
    "src": Key(Form.TEXT, "", "the folder of the chapters"),
    "text-direction": Key(Form.TEXT, "", "known from mdBook: it follows from the language"),
    "multilingual": Key(Form.FLAG, "", "known from mdBook, without a meaning here"),
}
NUMBERING: Mapping[str, Key] = {
    "sections": Key(Form.FLAG, "number-sections", "whether sections have numbers"),
    "depth": Key(Form.NUMBER, "number-depth", "how deep they are numbered, 1 to 6"),
    "captions": Key(Form.FLAG, "number-captions", "whether figures and tables have numbers"),
}
CONTENTS: Mapping[str, Key] = {
    "show": Key(Form.FLAG, "toc", "whether there are contents"),
    "depth": Key(Form.NUMBER, "toc-depth", "how deep contents go, 1 to 6"),
    "figures": Key(Form.FLAG, "list-of-figures", "whether there is a list of figures"),
    "tables": Key(Form.FLAG, "list-of-tables", "whether there is a list of tables"),
    "listings": Key(Form.FLAG, "list-of-listings", "whether there is a list of listings"),
}
THEME: Mapping[str, Key] = {
    "name": Key(Form.TEXT, "theme", "the theme"),
    "page-size": Key(Form.TEXT, "page-size", "the size of pages"),
    "fonts": Key(Form.TEXT, "fonts", "a folder of fonts"),
    "serif-font": Key(Form.TEXT, "serif-font", "a family of it for the text"),
    "sans-font": Key(Form.TEXT, "sans-font", "a family of it for headings and tables"),
    "mono-font": Key(Form.TEXT, "mono-font", "a family of it for code"),
    "open-right": Key(Form.FLAG, "open-right", "whether chapters begin on right-hand pages"),
    "endnotes": Key(Form.FLAG, "endnotes", "whether notes follow the text of the PDF"),
    "float-figures": Key(Form.FLAG, "float-figures", "whether figures may float to the next page"),
    "hanging-punctuation": Key(
        Form.FLAG, "hanging-punctuation", "whether marks stand in the margins of the PDF"
    ),
    "page-references": Key(Form.FLAG, "page-references", "whether references name pages in print"),
}
DISTRIBUTE: Mapping[str, Key] = {
    "name": Key(Form.TEXT, "", "the name of the releases (default: made from the title)"),
    "licence": Key(Form.TEXT, "", "the file with the licence, from here; empty for none"),
    "address": Key(Form.TEXT, "", "the URL at which the folder of all releases can be read"),
    "targets": Key(Form.TEXTS, "", "folders and URLs that releases are sent to"),
    "key": Key(Form.TEXT, "", "the file of an SSH or minisign key that signs releases"),
}
VERIFY: Mapping[str, Key] = {
    "ledger": Key(Form.TEXT, "ledger", "the file of published names of places, in its folder"),
    "require": Key(Form.TEXTS, "verify-require", "standards that verify holds the editions to"),
}
TABLES: Mapping[str, Mapping[str, Key]] = {
    "book": BOOK,
    "numbering": NUMBERING,
    "contents": CONTENTS,
    "theme": THEME,
    "distribute": DISTRIBUTE,
    "verify": VERIFY,
}
"""The tables whose keys are known here, one by one."""

OPEN_TABLES = ("diagnostics", "variables", "editions")
"""The tables whose keys their readers know: each goes on as `table.key`."""

OTHER_TABLES: tuple[str, ...] = ()
"""The tables that other parts of the pipeline read."""

FOREIGN_TABLES = ("rust", "build", "preprocessor", "output")
"""mdBook's own."""
