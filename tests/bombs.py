"""Texts that nobody means to write, and that readers have choked on: each of any size.

A bomb takes a number and gives a text whose length grows with it. `CLASSICS` are those that
everybody tries, with the numbers at which everybody tries them; `BOMBS` has some for every
construct of the language; `SHORT` are short texts that ask for a lot.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

Bomb = Callable[[int], str]


def indented(n: int, marks: str = "-") -> str:
    """Nest lists by indentation, one level a line."""
    return "".join(f"{'  ' * level}{marks} a\n" for level in range(n))


def classes_of_marks(n: int) -> str:
    """Write combining marks in an order that normalising has to turn round."""
    return "a" + "\u0301\u0316" * n + "\n"


CLASSICS: Mapping[str, tuple[Bomb, int]] = {
    "50,000 brackets": (lambda n: "[" * n, 50_000),
    "5,000 quote marks": (lambda n: ">" * n, 5_000),
    "20,000 openings of emphasis": (lambda n: "*a " * n, 20_000),
    "500 nested lists": (indented, 500),
    "500 nested numbered lists": (
        lambda n: "".join(f"{'   ' * k}1. a\n" for k in range(n)),
        500,
    ),
    "100,000 references to notes": (lambda n: "[^a] " * n + "\n\n[^a]: b\n", 100_000),
    "a paragraph of 5 MB": (lambda n: "A word or two\n" * (n // 14), 5_000_000),
    "a line of 1 MB": (lambda n: "word " * (n // 5), 1_000_000),
    "a word of 1 MB": (lambda n: "w" * n, 1_000_000),
    "a table of 10,000 rows": (lambda n: "|a|b|c|\n|-|:-:|-:|\n" + "|*d*|e|`f`|\n" * n, 10_000),
    "a million backticks": (lambda n: f"a {'`' * n}\n", 1_000_000),
    "a fence of a million backticks": (lambda n: f"{'`' * n}\na\n", 1_000_000),
    "200,000 single backticks": (lambda n: "`a" * n, 200_000),
}

BOMBS: Mapping[str, Bomb] = {
    # Links, images, notes
    "image brackets": lambda n: "![" * n,
    "nested links": lambda n: "[a](" * n,
    "links in one paragraph": lambda n: "[a](b) " * n,
    "half addresses in angles": lambda n: "[](<a" * n,
    "half titles": lambda n: "[a](b '" * n,
    "parentheses in an address": lambda n: "[a](" + "(" * n,
    "links within brackets": lambda n: "[" * n + "a](b)" * n,
    "closing brackets": lambda n: "]" * n,
    "empty brackets": lambda n: "[]" * n,
    "labels": lambda n: "[a][" * n,
    "references": lambda n: "[a]: b\n\n" + "[a][] " * n,
    "references that lead nowhere": lambda n: "".join(f"[a{i}][b{i}] " for i in range(n)),
    "definitions": lambda n: "".join(f"[{i}]: a 'b'\n" for i in range(n)),
    "half definitions": lambda n: "[a]: b\n'" * n,
    "notes": lambda n: (
        "".join(f"[^{i}] " for i in range(n))
        + "\n\n"
        + "".join(f"[^{i}]: a\n\n    b\n\n" for i in range(n))
    ),
    "notes within notes": lambda n: "".join(f"[^{i}]: a[^{i + 1}]\n\n" for i in range(n)),
    "undefined notes": lambda n: "".join(f"[^{i}] " for i in range(n)),
    "inline notes": lambda n: "^[a" * n,
    "autolinks": lambda n: "<http://a.b/c> " * n,
    "half autolinks": lambda n: "<http:" * n,
    "bare addresses": lambda n: "http://a.b/c " * n,
    "one long address": lambda n: "http://a.b/" + "c)." * n,
    "hosts": lambda n: "www." * n,
    "mail addresses": lambda n: "a@b.c " * n,
    "half mail addresses": lambda n: "a@" * n,
    "dots before an at sign": lambda n: "a." * n + "@",
    # Other inlines
    "backslashes": lambda n: "\\" * n,
    "escapes": lambda n: "\\*" * n,
    "ampersands": lambda n: "&" * n,
    "entities": lambda n: "&amp;&#35;&#x1F600;" * n,
    "half entities": lambda n: "&#" * n + "&a" * n,
    "underscores": lambda n: "_a " * n,
    "strong within emphasis": lambda n: "**a *b " * n,
    "the rule of three": lambda n: "a**b*c" * n,
    "a long run of stars": lambda n: "*" * n + "a" + "*" * n,
    "mixed delimiters": lambda n: "*a _b ~~c ==d ^^e " * n,
    "strike-through": lambda n: "~~a " * n,
    "subscripts": lambda n: "~a" * n,
    "tildes": lambda n: "~" * n,
    "superscripts": lambda n: "^a" * n,
    "carets": lambda n: "^" * n,
    "marks": lambda n: "==a " * n,
    "insertions": lambda n: "^^a " * n,
    "keys": lambda n: "++a" * n,
    "chords of keys": lambda n: "++ctrl" + "+alt" * n + "++",
    "runs of backticks": lambda n: "".join("`" * (i % 50 + 1) + " " for i in range(n)),
    "code in one paragraph": lambda n: "`a` " * n,
    "hard breaks": lambda n: "a  \nb\\\n" * n,
    "colons": lambda n: ":a" * n,
    "emoji": lambda n: ":smile: :nothing: " * n,
    "quotes": lambda n: "'a \"b " * n,
    "dashes": lambda n: "-- --- ... " * n,
    "abbreviations": lambda n: "".join(f"*[A{i}]: b\n" for i in range(n)) + "\nA1 A2 A3\n" * n,
    "one abbreviation": lambda n: "*[A]: b\n\n" + "A " * n,
    "abbreviations that begin alike": lambda n: (
        "".join(f"*[{'A' * (i % 90)}]: b\n" for i in range(n)) + "\n" + "A" * n
    ),
    # Attributes and spans
    "braces": lambda n: "{" * n,
    "half attributes": lambda n: "{#a " * n,
    "attributes": lambda n: "a{.b} " * n,
    "attributes of spans": lambda n: "[a]{.b} " * n,
    "half attributes of spans": lambda n: "[a]{" * n,
    "many classes": lambda n: "# a {" + ".b " * n + "}",
    "many keys": lambda n: "# a {" + "b=c " * n + "}",
    "half values": lambda n: "# a {b='" + "c " * n,
    "attributes of code": lambda n: "`a`{.b}" * n,
    # Mathematics
    "dollars": lambda n: "$" * n,
    "half formulas": lambda n: "$a " * n,
    "formulas": lambda n: "$a$ " * n,
    "half displays": lambda n: "$$a\n" * n,
    "lines of dollars": lambda n: "$$\n" * n,
    "half formulas in parentheses": lambda n: "\\\\(a " * n + "\\(b " * n,
    "half formulas in brackets": lambda n: "\\[a " * n,
    "displays in brackets": lambda n: "\\[\na\n\\]\n\n" * n,
    "fenced formulas": lambda n: "```math\na\n```\n" * n,
    # Raw HTML
    "half tags": lambda n: '<a b="' * n,
    "tags": lambda n: "a <b>" * n,
    "closing tags": lambda n: "a </b>" * n,
    "half comments": lambda n: "x <!-- " * n,
    "comments": lambda n: "x <!-- a --> " * n,
    "processing instructions": lambda n: "x <? " * n,
    "declarations": lambda n: "x <!A " * n,
    "character data": lambda n: "x <![CDATA[ " * n,
    "scripts": lambda n: "x <script>" * n,
    "blocks of scripts": lambda n: "<script>\n" * n,
    "attributes of a tag": lambda n: "<p " + "a='b' " * n + ">c</p>\n",
    "nested elements": lambda n: "<div>\n" * n,
    "nested inline elements": lambda n: "a " + "<sub><em>" * n,
    "balanced elements": lambda n: "<div>" * n + "a" + "</div>" * n + "\n",
    "nested disclosure": lambda n: "<details>\n\n<summary>a</summary>\n\nb\n\n" * n,
    "nested tables": lambda n: "<table><tr><td>" * n,
    "rows of a raw table": lambda n: "<table>\n" + "<tr><td colspan=2>a<td>b\n" * n + "</table>\n",
    "cells that span": lambda n: "<table>" + "<tr><td rowspan=9 colspan=9>a" * n + "</table>",
    "nested raw lists": lambda n: "<ul><li>" * n + "\n",
    "text within elements": lambda n: '<div markdown="1">\n\n*a*\n\n</div>\n\n' * n,
    "elements that open text": lambda n: "<div markdown>\n\na\n\n" * n,
    "paragraphs that never end": lambda n: "<p>a" * n,
    "badly nested elements": lambda n: "x " + "<b><i>a</b></i>" * n,
    "elements around marks": lambda n: "*a <b>" * n + "x" + "*</b>" * n,
    "closing tags of one element": lambda n: "<div>\n\na" + "</div>" * n,
    "marked elements": lambda n: "<div markdown=1>a" * n,
    "films": lambda n: "x " + "<video>" * n,
    "pictures": lambda n: "x " + "<svg>" * n + "</svg>" * (n // 2),
    "spans that fill a table": lambda n: (
        "<table><tr>" + "<td rowspan=60000>a" * (n // 20) + "<tr>" * n + "</table>"
    ),
    "a wide row and narrow ones": lambda n: (
        "<table><tr>" + "<td>a" * n + "</tr>" + "<tr><td>b</tr>" * n + "</table>"
    ),
    "placeholders": lambda n: "x " + "<T>" * n,
    "names of places": lambda n: '<a id="a"></a>\n\n' * n + "- b\n",
    "terms": lambda n: "<dl>" + "<dt>a\n" * n + "</dl>\n",
    # Blocks
    "headings": lambda n: "# a\n" * n,
    "closing marks of a heading": lambda n: "# a" + " #" * n,
    "underlined headings": lambda n: "a\n=\n" * n,
    "thematic breaks": lambda n: "---\n" * n,
    "one long break": lambda n: "- " * n + "\n",
    "stars that are no break": lambda n: "* " * n + "a\n",
    "nested items": lambda n: "- " * n + "a",
    "numbered items": lambda n: "1. " * n + "a",
    "items": lambda n: "- a\n" * n,
    "loose items": lambda n: "- a\n\n" * n,
    "items by turns": lambda n: "- a\n* b\n+ c\n1. d\n1) e\n" * n,
    "saw teeth": lambda n: "".join("  " * (i % 50) + "- a\n" for i in range(n)),
    "deep and back": lambda n: (indented(90) + "- b\n") * max(1, n // 90),
    "items without text": lambda n: "-\n" * n,
    "lazy lines": lambda n: "> > > a\n" + "b\n" * n,
    "lazy lines in a deep list": lambda n: indented(50) + "b\n" * n,
    "blank lines in a deep list": lambda n: indented(50) + "\n" * n + "b\n",
    "quotes by lines": lambda n: "> a\n\n" * n,
    "quotes and items": lambda n: "> - " * n + "a",
    "tasks": lambda n: "- [ ] a\n- [x] b\n" * n,
    "half tasks": lambda n: "- [ " * n,
    "blank lines": lambda n: "a\n" + "\n" * n,
    "spaces": lambda n: "a" + " " * n + "b" + "\n" + " " * n,
    "tabs": lambda n: "\t" * n + "a\n" + "-\t" * n + "a\n",
    "indented code": lambda n: "    a\n\n" * n,
    "fences": lambda n: "```\n" * n,
    "fences that never end": lambda n: "> ```a\n\n" * n,
    "fences of many lengths": lambda n: "".join("`" * (3 + i % 40) + "\na\n" for i in range(n)),
    "options of code": lambda n: "```py " + "a=b " * n + "\n```\n",
    "half options of code": lambda n: "``` {.py title='" + "a " * n + "\n```\n",
    "lines pointed out": lambda n: "```py {" + ",".join(map(str, range(n))) + "}\na\n```\n",
    "hidden lines": lambda n: "```rust\n" + "# a\n" * n + "```\n",
    "columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n + "\n",
    "columns without cells": lambda n: (
        "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|b|\n" * (n // 20)
    ),
    "rows with too many cells": lambda n: "|a|\n|-|\n" + "|b|c|d|e|\n" * n,
    "pipes": lambda n: "|" * n + "\n" + "|-" * n + "|\n",
    "escaped pipes": lambda n: "|a|\n|-|\n|" + "b\\|" * n + "|\n",
    "tables": lambda n: "|a|\n|-|\n|b|\n\n: c\n\n" * n,
    "half tables": lambda n: "a|b\n" * n,
    "lines before a table": lambda n: "a\n" * n + "|a|b|\n|-|-|\n|c|d|\n",
    # GitHub, MkDocs, Pandoc, mdBook
    "alerts": lambda n: "> [!NOTE]\n> a\n\n" * n,
    "alerts within alerts": lambda n: "".join(f"{'> ' * (i % 60)}[!TIP]\n" for i in range(n)),
    "admonitions": lambda n: '!!! note "A *b*"\n    c\n\n' * n,
    "nested admonitions": lambda n: "".join(f"{'    ' * (i % 60)}!!! note\n" for i in range(n)),
    "ever deeper admonitions": lambda n: "".join(
        f"{'    ' * i}!!! note\n" for i in range(int(n**0.5))
    ),
    "half titles of admonitions": lambda n: '!!! note "a\n' * n,
    "folded text": lambda n: '??? a "b"\n    c\n???+ d\n    e\n' * n,
    "tabs of content": lambda n: '=== "a"\n\n    b\n\n' * n,
    "definition lists": lambda n: "a\n: b\n\n" * n,
    "definitions of one term": lambda n: "a\n" + ": b\n" * n,
    "terms without definitions": lambda n: "a\n" * n + ": b\n",
    "nested definitions": lambda n: "".join(
        f"{'    ' * (i % 50)}a\n{'    ' * (i % 50)}:   b\n\n" for i in range(n)
    ),
    "colons in a row": lambda n: ": " * n + "a",
    "divisions": lambda n: "::: note\na\n:::\n\n" * n,
    "divisions that never end": lambda n: "::: a\n" * n,
    "divisions of many lengths": lambda n: "".join(
        ":" * (3 + i % 40) + " {.a}\n" for i in range(n)
    ),
    "ends of divisions": lambda n: ":::\n" * n,
    "half attributes of divisions": lambda n: "::: {.a " * n + "\n",
    "slashes": lambda n: "/// note\na\n///\n\n" * n,
    "lines of verse": lambda n: "| a\n" * n,
    "page breaks": lambda n: "\\newpage\n\n<!-- pagebreak -->\n\n" * n,
    "figures": lambda n: '![a](b "c"){#d width=50%}\n\n' * n,
    "contents": lambda n: "[TOC]\n\n" * n,
    "braces of includes": lambda n: "{{ " * n + "{{#" * n,
    "marks of snippets": lambda n: "--8<--\n" * n + "-8<" * n,
    # Characters, languages, front matter
    "lines of Chinese": lambda n: "中文\n" * n,
    "Hebrew and English": lambda n: "שלום a " * n,
    "combining marks": classes_of_marks,
    "composed letters": lambda n: "e\u0301o\u0308" * n,
    "joined emoji": lambda n: "👩\u200d" * n,
    "control characters": lambda n: "a\x07\x00" * n,
    "reserved characters": lambda n: "\x01\x02\x03\x04 " * n,
    "keys of the front matter": lambda n: "---\n" + "a: b\n" * n + "---\n",
    "lists of the front matter": lambda n: "---\ntitle:\n" + "- a\n" * n + "---\n",
    "brackets of the front matter": lambda n: "---\ntitle: " + "[" * n + "\n---\n",
    "braces of the front matter": lambda n: "---\ntitle: " + "{a: " * n + "\n---\n",
    "nested lists of the front matter": lambda n: "---\ntitle:\n " + "- " * n + "a\n---\n",
    "a front matter without an end": lambda n: "---\ntitle: a\n" + "b\n" * n,
    "quotes of the front matter": lambda n: "---\ntitle: '" + "''" * n + "\n---\n",
}

SHORT: Mapping[str, str] = {
    "a range of lines": '```py hl_lines="1-999999999"\na\n```\n',
    "a range of lines in braces": "```py {1-99999999}\na\n```\n",
    "many ranges of lines": '```py hl_lines="' + "1-9999999 " * 99 + '"\na\n```\n',
    "a large line number": '```py linenums="99999999999999999999"\na\n```\n',
    "a line number of many digits": f'```py linenums="{"9" * 5000}"\na\n```\n',
    "a large start of a list": f"{'9' * 5000}. a\n",
    "a cell that spans": "<table><tr><td rowspan=999999999 colspan=999999999>a</table>\n",
    "many cells that span": "<table>" + "<tr><td rowspan=65534 colspan=1000>a" * 50 + "</table>\n",
    "a column group": "<table><colgroup span=99999999><tr><td>a</table>\n",
    "a start of a raw list": f'<ol start="{"9" * 5000}"><li value=-1>a</ol>\n',
    "a large width": "![a](b){width=1e999999 height=99999999999999cm}\n",
    "a long number": f"![a](b){{width={'9' * 5000}}}\n",
    "large character references": f"&#{'9' * 5000}; &#x{'f' * 5000};\n",
    "aliases": "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi"))
    + "title: *i\n---\n",
    "an alias of itself": "---\ntitle: &a [*a]\n---\n",
    "a large number": f"---\ntoc-depth: {'9' * 5000}\n---\n",
    "a number in base 60": "---\ntitle: 1" + ":59" * 2000 + "\n---\n",
}
