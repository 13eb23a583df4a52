"""The catalogue of diagnostics, of images, fonts and pages: see `pipeline.explanations`."""

from pipeline.diagnostics import Code
from pipeline.explanation import entry

IMAGES = {
    Code.IMAGE_MISSING: entry(
        "There is no such image file; a stand-in tells so.",
        "Correct the name; it is looked for from the folder of the source, and case counts.",
        "![A bridge](bridge.png)",
        "![A bridge](picture.png)",
    ),
    Code.IMAGE_UNREADABLE: entry(
        "The file is no image, or of a kind that cannot be used.",
        "Save it as PNG, JPEG, GIF, WebP or SVG.",
        "![A bridge](article.md)",
        "![A bridge](picture.png)",
    ),
    Code.IMAGE_OUTSIDE: entry(
        "The image does not lie below the folder of the source.",
        "Move or copy it into that folder.",
        "![A bridge](../bridge.png)",
        "![A bridge](picture.png)",
    ),
    Code.IMAGE_REMOTE: entry(
        "An image on the web: editions carry local files only.",
        "Save it beside the source and show that file.",
        "![A bridge](https://example.org/bridge.png)",
        "![A bridge](picture.png)",
    ),
    Code.IMAGE_TOO_LARGE: entry(
        "The image has more bytes or more pixels than an edition should carry.",
        "Scale it down: 3000 pixels are enough for a page.",
        "",
        "",
    ),
    Code.ALTERNATIVE_MISSING: entry(
        "An image has no alternative text; its caption or its file's name stands in.",
        "Say between the square brackets what the image shows.",
        "![](picture.png)",
        "![A blue bridge](picture.png)",
    ),
}
PAGES = {
    Code.GLYPH_MISSING: entry(
        "No font of the theme has a character; the PDF edition shows its number.",
        "Use another character.",
        "A rare sign: \U000e0101\U0001fbf9.",
        "A sign: §.",
    ),
    Code.FONT_MISSING: entry(
        "A family that the author names is in no file of the folder of fonts.",
        "Put its files, TrueType or OpenType, into the folder that the key `fonts` names.",
        "---\nserif-font: Alegreya\nfonts: .\n---\n\nText.",
        "Text.",
    ),
    Code.FONT_UNUSABLE: entry(
        "A font file is damaged, or its maker forbids it in documents.",
        "Take the file out of the folder of fonts, or put a sound one in its place.",
        "",
        "",
    ),
    Code.IMAGE_COARSE: entry(
        "An image has too few pixels for the size at which it is to be printed.",
        "Show it smaller, or take one with more pixels, or a drawing in SVG.",
        "![A bridge](picture.png){width=8cm}",
        "![A bridge](picture.png)",
    ),
    Code.TABLE_TOO_WIDE: entry(
        "A table does not fit on the page as it is, and is set smaller.",
        "Use fewer or narrower columns, or a larger page.",
        "|" + "column |" * 30 + "\n|" + "---|" * 30 + "\n|" + "cell |" * 30,
        "| column | column |\n|---|---|\n| cell | cell |",
    ),
    Code.LINE_OVERFULL: entry(
        "Something in a line is wider than the line.",
        "Break it up, or show it in a block of its own.",
        "",
        "",
    ),
}
