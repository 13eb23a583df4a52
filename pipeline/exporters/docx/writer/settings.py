"""The settings of the document, in the order that the schema demands (CT_Settings)."""

from pipeline.exporters.docx.writer.markup import Markup, element, joined, settings_part, value
from pipeline.exporters.docx.writer.measures import twips
from pipeline.exporters.docx.writer.notes import CONTINUATION_ID, SEPARATOR_ID
from pipeline.exporters.docx.writer.scripts import language_attributes
from pipeline.theme import Theme

WORD_2013 = 15
_COMPATIBILITY_URI = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": WORD_2013,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_COLOURS = {
    "w:bg1": "light1",
    "w:t1": "dark1",
    "w:bg2": "light2",
    "w:t2": "dark2",
    **{f"w:accent{number}": f"accent{number}" for number in range(1, 7)},
    "w:hyperlink": "hyperlink",
    "w:followedHyperlink": "followedHyperlink",
}


def document_settings(
    theme: Theme, language: str, *, embedded_fonts: bool, switches: tuple[str, ...] = ()
) -> bytes:
    """Make the settings part: nothing in it makes Word ask or write anything on opening.

    `switches` are settings of the page set-up, by their names.
    """
    fonts = (element("w:embedTrueTypeFonts"), element("w:saveSubsetFonts"))
    return settings_part(
        "w:settings",
        joined(
            (
                element("w:zoom", {"w:percent": 100}),
                *(fonts if embedded_fonts else ()),
                *(element("w:mirrorMargins") for name in switches if name == "mirrorMargins"),
                value("w:defaultTabStop", twips(theme.indent * 2)),
                value("w:autoHyphenation", "true"),
                value("w:consecutiveHyphenLimit", 2),
                value("w:hyphenationZone", twips(theme.indent)),
                *(element(f"w:{name}") for name in switches if name == "evenAndOddHeaders"),
                value("w:characterSpacingControl", "doNotCompress"),
                _footnotes(),
                _compatibility(),
                element("w:themeFontLang", language_attributes(language)),
                element("w:clrSchemeMapping", _COLOURS),
                value("w:decimalSymbol", "."),
                value("w:listSeparator", ","),
            )
        ),
    )


def _footnotes() -> Markup:
    separators = (element("w:footnote", {"w:id": n}) for n in (SEPARATOR_ID, CONTINUATION_ID))
    return element("w:footnotePr", None, *separators)


def _compatibility() -> Markup:
    settings = (
        element("w:compatSetting", {"w:name": name, "w:uri": _COMPATIBILITY_URI, "w:val": number})
        for name, number in _COMPATIBILITY.items()
    )
    # Lines that end in a hard break are not stretched to the measure.
    return element("w:compat", None, element("w:doNotExpandShiftReturn"), *settings)
