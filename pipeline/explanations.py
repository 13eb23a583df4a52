"""The catalogue of diagnostics: what each code means, a source that causes it, and its cure.

Causes and cures are whole sources; tests read them, so that each cause is said and each cure is
not. A file named `picture.png` is beside them, and no other.
"""

from collections.abc import Mapping

from pipeline.diagnostics import Code
from pipeline.explanation import Explanation, entry
from pipeline.page_explanations import IMAGES, PAGES

_SOURCE = {
    Code.FRONT_MATTER_UNREADABLE: entry(
        "The front matter is not YAML, or not a list of keys.",
        "Put texts with a colon or a bracket into quotes, and close the block with three hyphens.",
        "---\ntitle: [Bridges\n---\n\nText.",
        '---\ntitle: "[Bridges"\n---\n\nText.',
    ),
    Code.SOURCE_EMPTY: entry(
        "There is nothing to publish, so no edition is written.",
        "Write a heading or a paragraph below the front matter.",
        "---\ntitle: Bridges\n---",
        "---\ntitle: Bridges\n---\n\nA paragraph.",
    ),
    Code.KEY_UNKNOWN: entry(
        "The front matter has a key that means nothing here.",
        "Correct the key, or leave it out; the README lists them all.",
        "---\ntitel: Bridges\n---\n\nText.",
        "---\ntitle: Bridges\n---\n\nText.",
    ),
    Code.BOX_EMPTY: entry(
        "A box has no text: what stands below it is not indented, so it is a paragraph.",
        "Indent what belongs into the box by four spaces.",
        "!!! note\nThe text of the note.",
        "!!! note\n    The text of the note.",
    ),
    Code.BIBLIOGRAPHY_UNREADABLE: entry(
        "A bibliography or a citation style cannot be read, or an entry of it.",
        "Put the file into the folder of the source, in UTF-8, and mend the entry that is named.",
        "---\nbibliography: gone.bib\n---\n\nText.",
        "Text.",
    ),
    Code.CITATION_UNKNOWN: entry(
        "A key is cited that no bibliography has, so the key stands in the text.",
        "Correct the key, or add the work to the bibliography.",
        "",
        "",
    ),
    Code.PLACE_VANISHED: entry(
        "The ledger has a name that was published, and nothing has it now: links to it are dead.",
        "Give the place its name again (`# Heading {#old-name}`), or write `old-name = new-name` "
        "in the ledger.",
        "",
        "",
    ),
    Code.EXPANSION_HIDDEN: entry(
        "Word has no place for what an abbreviation stands for, so the DOCX shows the short form.",
        "Leave it so, or spell the words out where the abbreviation is used first.",
        "",
        "",
    ),
    Code.HOUSE_UNREADABLE: entry(
        "The Word document whose looks the DOCX edition should take on cannot be used.",
        "Name an ordinary Word document (`.docx`, `.dotx`) below the folder of the source.",
        "",
        "",
    ),
    Code.NUMBER_GAP: entry(
        "Something with a number is not in this edition, and the numbers of the others stay.",
        "Leave it so: all editions call everything by the same number.",
        "",
        "",
    ),
    Code.VARIABLE_UNKNOWN: entry(
        "A name between two pairs of braces is none of the variables, so the braces stay.",
        "Set it below `variables:`, or correct the name.",
        "---\nvariables:\n  lamp: brass\n---\n\nThe {{ lamb }} shines.",
        "---\nvariables:\n  lamp: brass\n---\n\nThe {{ lamp }} shines.",
    ),
    Code.VALUE_INVALID: entry(
        "A value cannot be used; the default stands in its place.",
        "Write one of the values that the message names.",
        "---\npage-size: huge\n---\n\nText.",
        "---\npage-size: a5\n---\n\nText.",
    ),
    Code.ATTRIBUTE_UNKNOWN: entry(
        "An attribute in braces cannot be kept in any edition.",
        "Leave it out; an identifier, classes, `lang`, `dir`, `width` and `height` are kept.",
        'Some text.\n{: colour="red" }',
        "Some text.\n{: #place }",
    ),
    Code.CHARACTER_DROPPED: entry(
        "A control character, which no edition can carry, was dropped.",
        "Delete it; editors show it as a box or a code.",
        "Some\x07 text.",
        "Some text.",
    ),
    Code.NESTING_TOO_DEEP: entry(
        "Blocks or emphasis are nested beyond all measure; deeper marks stay text.",
        "Flatten what is nested.",
        ">" * 120 + " deep",
        ">>> deep",
    ),
    Code.INCLUDE_MISSING: entry(
        "A file that is to be included is not there, or has no part of that name.",
        "Correct the name; it is looked for beside the file that includes it.",
        "{{#include chapter.md}}",
        "The text itself.",
    ),
    Code.INCLUDE_OUTSIDE: entry(
        "A file that is to be included lies outside the folder of the source.",
        "Move or copy it into that folder.",
        "{{#include ../../secret.md}}",
        "The text itself.",
    ),
    Code.INCLUDE_TOO_DEEP: entry(
        "Files include each other in a circle, or include more than can be read.",
        "Cut the circle.",
        "{{#include a.md}}",
        "The text itself.",
    ),
}
_STRUCTURE = {
    Code.HEADING_LEVEL_SKIPPED: entry(
        "A heading lies two levels or more below the one before it.",
        "Use the next level; the size of headings is the theme's business.",
        "# Bridges\n\nText.\n\n### Steel\n\nText.",
        "# Bridges\n\nText.\n\n## Steel\n\nText.",
    ),
    Code.HEADING_EMPTY: entry(
        "A heading without text is left out; one of notes alone is shown as a paragraph.",
        "Give it words, or delete it.",
        "# Bridges\n\nText.\n\n##\n\nMore text.",
        "# Bridges\n\nText.\n\nMore text.",
    ),
    Code.IDENTIFIER_DUPLICATE: entry(
        "Two places claim one identifier; the second one gets a number.",
        "Give one of them another name.",
        "# One {#here}\n\nText.\n\n# Two {#here}\n\nText.",
        "# One {#here}\n\nText.\n\n# Two {#there}\n\nText.",
    ),
    Code.CONTENTS_DUPLICATE: entry(
        "A list repeats the headings, and every edition has contents of its own.",
        "Leave the list out, or set `toc: false`.",
        "- [One](#one)\n- [Two](#two)\n- [Three](#three)\n\n"
        "# One\n\nText.\n\n# Two\n\nText.\n\n# Three\n\nText.",
        "# One\n\nText.\n\n# Two\n\nText.\n\n# Three\n\nText.",
    ),
    Code.CONTENTS_MARKER: entry(
        "A mark that asks for contents was dropped: every edition has contents of its own.",
        "Delete the mark; `toc: false` and `toc-depth` say which contents are shown.",
        "[TOC]\n\n# One\n\nText.",
        "# One\n\nText.",
    ),
    Code.FENCE_UNCLOSED: entry(
        "A fence of code is never closed, so all that follows is code.",
        "Close it with as many backticks or tildes as opened it.",
        "```python\nprint(1)\n\nText.",
        "```python\nprint(1)\n```\n\nText.",
    ),
    Code.DIVISION_UNCLOSED: entry(
        "A fenced division is never closed, so it holds all that follows.",
        "Close it with a line of as many colons as opened it.",
        "::: note\nMind the gap.",
        "::: note\nMind the gap.\n:::",
    ),
    Code.DIVISION_MARKER: entry(
        "A line of colons neither opens nor closes a division, so it is text.",
        "Write `::: name` or `::: {.name}` to open one, and colons alone to close it.",
        "::: {.note\nMind the gap.",
        "::: {.note}\nMind the gap.\n:::",
    ),
    Code.LANGUAGE_UNKNOWN: entry(
        "The language of a block of code is unknown, and much like one that is known.",
        "Write the known name, or none.",
        "```pyton\nx = 1\n```",
        "```python\nx = 1\n```",
    ),
    Code.TABLE_RAGGED: entry(
        "A row has fewer or more cells than its table has columns.",
        "Put a bar between all cells, and a backslash before a bar that is text.",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    Code.NOTE_UNDEFINED: entry(
        "A note mark without a note stays text.",
        "Define the note on a line of its own: `[^1]: What it says.`",
        "A claim.[^1]",
        "A claim.[^1]\n\n[^1]: Its proof.",
    ),
    Code.NOTE_UNUSED: entry(
        "Nothing refers to a note, so no edition shows it.",
        "Put its mark into the text, or delete the note.",
        "A claim.\n\n[^1]: Its proof.",
        "A claim.[^1]\n\n[^1]: Its proof.",
    ),
    Code.NOTE_EMPTY: entry(
        "A note says nothing: its mark leads to an empty one.",
        "Write its text behind the colon, or on the lines below moved in by four spaces.",
        "A claim.[^1]\n\n[^1]:",
        "A claim.[^1]\n\n[^1]: Its proof.",
    ),
    Code.NOTE_DUPLICATE: entry(
        "A second note of the same name is dropped.",
        "Rename one of them.",
        "A claim.[^1]\n\n[^1]: Its proof.\n\n[^1]: Another one.",
        "A claim.[^1] Another.[^2]\n\n[^1]: Its proof.\n\n[^2]: Another one.",
    ),
    Code.REFERENCE_UNUSED: entry(
        "A link reference is defined, and no link uses it.",
        "Use it, or delete the definition.",
        "Text.\n\n[office]: https://example.org/",
        "The [office] is open.\n\n[office]: https://example.org/",
    ),
    Code.EXTENSION_UNSUPPORTED: entry(
        "An extension of Python-Markdown cannot work here: it brings blocks or rewrites HTML.",
        "Leave it out; extensions that bring inline patterns work.",
        "",
        "",
    ),
}
_LINKS = {
    Code.LINK_TARGET_MISSING: entry(
        "A link inside the publication leads nowhere; its words are followed by [?].",
        "Correct the target; a heading's identifier is made of its words.",
        "# Setting up\n\nText.\n\n# Use\n\nAs in [the first part](#seting-up).",
        "# Setting up\n\nText.\n\n# Use\n\nAs in [the first part](#setting-up).",
    ),
    Code.LINK_UNPUBLISHED: entry(
        "A link leads to a local file that is not part of the publication; its words stay.",
        "Link to a web address, or leave the link out.",
        "See [the picture](picture.png).",
        "See [the picture](https://example.org/picture.png).",
    ),
    Code.LINK_UNSAFE: entry(
        "A link that no reader can or should follow is dropped; its words stay.",
        "Link to an address that begins with https, http, mailto, tel or ftp.",
        "[Run it](javascript:go)",
        "[Read it](https://example.org/)",
    ),
    Code.MARKUP_DROPPED: entry(
        "HTML that editions cannot show, or must not hold, was dropped.",
        "Write it in Markdown; put code between backticks.",
        "Text.\n\n<script>go()</script>",
        "Text.",
    ),
    Code.MATH_UNREADABLE: entry(
        "A formula cannot be read; it is shown as its author wrote it.",
        "Look for a brace that is not closed or a command that is not known.",
        "Here $\\frac{1}{2$ stands.",
        "Here $\\frac{1}{2}$ stands.",
    ),
    Code.SYMBOL_UNKNOWN: entry(
        "An icon of a web theme has no character; its short name stays text.",
        "Use an emoji, or words.",
        "A gear :material-cog: here.",
        "A gear :gear: here.",
    ),
}
_BOTH = "- [Dawn](dawn.md)\n- [Dusk](dusk.md)"


def _list_entry(meaning: str, advice: str, cause: str, cure: str = _BOTH) -> Explanation:
    return Explanation(meaning, advice, f"{cause}\n", f"{cure}\n", is_list=True)


_BOOKS = {
    Code.CHAPTER_MISSING: _list_entry(
        "The list of chapters names a file that is not there, so the chapter is left out.",
        "Write the file, correct its name, or take the entry out.",
        f"{_BOTH}\n- [Noon](noon.md)",
    ),
    Code.CHAPTER_OUTSIDE: _list_entry(
        "A chapter lies outside the folder of its book, so it is left out.",
        "Copy the file into the folder of the book.",
        f"{_BOTH}\n- [Noon](../noon.md)",
    ),
    Code.CHAPTER_DUPLICATE: _list_entry(
        "A file is listed twice; the second entry is left out.",
        "Take one of the entries out.",
        f"{_BOTH}\n- [Dawn again](dawn.md)",
    ),
    Code.CHAPTER_UNLISTED: _list_entry(
        "A Markdown file in the folder of the chapters is in no list, so it is not published.",
        "Add it to the list, or move it elsewhere.",
        "- [Dawn](dawn.md)",
    ),
    Code.CHAPTER_DRAFT: _list_entry(
        "An entry of the list of chapters has no file yet, so there is no chapter.",
        "Write the chapter, and name its file in the list.",
        f"{_BOTH}\n- [Noon]()",
    ),
    Code.CHAPTER_TITLE_DIFFERS: _list_entry(
        "The list of chapters and the chapter's own heading call it by different names.",
        "Write the same words in both; editions show the heading.",
        "- [Morning](dawn.md)\n- [Dusk](dusk.md)",
    ),
    Code.CHAPTER_LIST_UNREADABLE: _list_entry(
        "A line of the list of chapters is neither a link nor the title of a part.",
        "Write `- [Title](file.md)` for a chapter and `# Title` for a part.",
        f"{_BOTH}\n- Noon",
    ),
}

CATALOGUE: Mapping[Code, Explanation] = {
    **_SOURCE,
    **_BOOKS,
    **_STRUCTURE,
    **_LINKS,
    **IMAGES,
    **PAGES,
}
"""Every code's entry. A cause of "" means that no short source can show it."""
