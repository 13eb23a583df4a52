"""Fragments of every construct of the language, to be spliced into texts that nobody wrote."""

FRAGMENTS = (
    # Words and space
    *("a", "word", "Two words", "é", "中文", "שלום", "😀", "e\u0301", "1", "1.5", "\u00a0"),
    *(" ", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "  \n", "\\\n"),
    # Blocks
    *("# ", "## a {#b .c}", "###### ", " #", "\n===", "\n---", "***", "- ", "* ", "+ ", "1. "),
    *("7) ", "- [ ] ", "- [x] ", "> ", ">", "> > ", "    - ", "      ", "```", "```rust,ignore\n"),
    *("~~~", "```{.py #a title='b' hl_lines=\"1 3-4\" linenums=1}\n", "``` math\n", "````md\n"),
    *("|a|b|\n|-|:-:|\n|c|d|", "|", "|-|", "\\|", "a | b\n--|--\n", "\n: caption {#t}\n"),
    *("Table: caption\n", "[^1]", "[^1]: ", "\n[^1]: a\n\n    b\n", "^[a note]", "[^", "[a]: "),
    *("\n[a]: b 'c'\n", "<b>", "!!! note\n", '!!! warning "T *t*" \n    ', "??? a\n    b\n"),
    *('???+ tip ""\n', '=== "Tab"\n    ', "> [!NOTE]\n> ", "> [!caution]", "::: note\n", ":::\n"),
    *(":::: {.a #b lang=he}\n", "::::\n", "/// note\n", "///\n", "a\n: b\n", ":   ", "\n:   "),
    *("| verse\n| more", "\\newpage\n", "<!-- pagebreak -->\n", "[TOC]\n", "*[HTML]: Hyper\n"),
    *("$$\n", "$$ a $$ {#eq}\n", "\\[", "\\]", "{{#title A}}\n", "{{#include a}}", "--8<--\n"),
    *('--8<-- "a"\n', "# hidden\n", "* * *", "_ _ _", "---\n", "...\n", "title: a\n", "lang: he\n"),
    # Inlines
    *("*", "**", "***", "_", "__", "~", "~~", "^", "^^", "==", "++", "++ctrl+a++", "`", "``"),
    *("`#!py a`", "[", "]", "(", ")", "](b)", "](<b> 'c')", "][a]", "[]", "![", "![a](b.png)"),
    *("{", "}", "{.c}", "{#d}", "{: .e}", "{width=50%}", "[a]{lang=fr}", "{.unnumbered}", "{-}"),
    *("<http://a.b>", "http://a.b/c_d", "www.a.b", "x@y.z", "<x@y.z>", "mailto:a", "javascript:a"),
    *("&amp;", "&#35;", "&#x0;", "&nope;", "&", "\\", "\\*", "\\[", "\\(", "\\)", "$", "$a$", "$$"),
    *("$`a`$", ":smile:", ":nope:", ":", "'", '"', "--", "---", "...", "(c)", "'90s", "1/2"),
    # Raw HTML
    *("<", ">", "<br>", "<sub>", "</sub>", "<kbd>a</kbd>", "<mark>", "<abbr title='b'>", "<!--"),
    *("-->", "<div>", "</div>", '<div markdown="1">', "<p align=center>", "<img src=a alt=b>"),
    *("<a href='b'>", "</a>", "<a name=c>", "<ul><li>", "<table><tr><td rowspan=2>", "</table>"),
    *("<details>", "<summary>", "</details>", "<figure>", "<figcaption>", "<dl><dt>", "<pre>"),
    *("<script>", "</script>", "<style>", "<iframe>", "<svg>", "<?", "?>", "<![CDATA[", "]]>"),
    *("<h2 id=a>", "</h2>", "<blockquote>", "<hr>", "<span lang=he dir=rtl>", "<input type=a>"),
    # Characters
    *("\x00", "\x01", "\x02", "\x03", "\x04", "\x07", "\x0b", "\x0c", "\x7f", "\x85", "\ufeff"),
    *("\u2028", "\u202e", "\ufff9", "\ufdd0", "\U000e0001", "\u200b", "\u200d", "\u00ad"),
)
