"""The names of HTML's elements, by what they are to a reader of documents."""

from pipeline.readers.html_starts import BLOCK_NAMES


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed frame hr img input link meta param source track wbr")
"""Elements that hold nothing and are never closed (HTML 13.1.2)."""

BLOCKS = BLOCK_NAMES - _names("base basefont col frame input link option param source track") | (
    _names("pre hgroup nav blockquote")
)
"""Elements that stand between paragraphs, not within them."""

CELLS = _names("td th caption")
TABLE_PARTS = _names("table thead tbody tfoot tr td th caption col colgroup")

OPTIONAL_END = _names(
    "p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup rb rt rtc rp"
    " html head body"
)
"""Elements whose closing tag may be left out (HTML 13.1.2.4)."""

STRUCTURES = _names("table ul ol menu dl pre h1 h2 h3 h4 h5 h6 blockquote figure")
"""Elements that mean something without their closing tag."""

CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), _names("ul ol menu dir")),
    "dt": (_names("dt dd"), _names("dl")),
    "dd": (_names("dt dd"), _names("dl")),
    "tr": (_names("tr td th caption colgroup"), _names("table")),
    "td": (_names("td th caption"), _names("tr table")),
    "th": (_names("td th caption"), _names("tr table")),
    "thead": (_names("thead tbody tfoot tr td th caption colgroup"), _names("table")),
    "tbody": (_names("thead tbody tfoot tr td th caption colgroup"), _names("table")),
    "tfoot": (_names("thead tbody tfoot tr td th caption colgroup"), _names("table")),
    "p": (_names("p"), BLOCKS - {"p"}),
    "option": (_names("option"), _names("select datalist optgroup")),
    "rt": (_names("rb rt rp"), _names("ruby")),
    "rp": (_names("rb rt rp"), _names("ruby")),
}
"""What an opening tag closes, and what it does not look beyond."""

RAW = _names("script style")
"""Elements whose content is no markup."""

EMPTIED = RAW | _names("template object svg applet math")
"""Elements that are dropped with what they hold."""

PLAYED = _names("iframe video audio embed")
"""Elements that show something of another place; a link to it stands in."""

PLAIN = _names(
    "span font basefont bdo bdi time data small big nobr noscript noframes label rb rtc rp rt ruby"
    " picture source legend fieldset optgroup option datalist output blink marquee tt"
    " thead tbody tfoot colgroup col html head body main"
)
"""Elements that may go without a word: what they hold says all."""

OPENED = _names(
    "p div section article main header footer aside nav center address hgroup search dialog form"
    " fieldset legend html head body"
)
"""Blocks that are no more than the blocks within them, unless their attributes say something."""

PHRASES = _names(
    "a abbr acronym b bdi bdo big br button cite code data datalist del dfn em font i img input"
    " ins kbd label mark meter output picture progress q rb rp rt rtc ruby s samp select small span"
    " strike strong sub sup textarea time tt u var wbr"
)
KNOWN = (
    BLOCKS
    | VOID
    | EMPTIED
    | PLAYED
    | PLAIN
    | PHRASES
    | OPTIONAL_END
    | _names("canvas map noembed param slot title frameset")
)
