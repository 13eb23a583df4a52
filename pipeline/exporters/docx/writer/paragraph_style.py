"""A paragraph style: what Word is told of a kind of paragraphs."""

from dataclasses import dataclass

from pipeline.exporters.docx.writer.looks import Lines, paragraph_look, run_look
from pipeline.exporters.docx.writer.markup import NOTHING, Markup, element, value
from pipeline.theme import TextStyle, Theme


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: its id, Word's name for it, what it builds on, its properties.

    `following` is the style of the paragraph that an editor begins after it, "" for the same;
    `hidden` keeps it out of the lists of styles until it is used.
    """

    identifier: str
    name: str
    paragraph: Markup
    run: Markup = NOTHING
    based_on: str = "Normal"
    following: str = ""
    custom: bool = False
    hidden: bool = False

    def markup(self) -> Markup:
        """Make `w:style`."""
        attributes = {"w:type": "paragraph", "w:styleId": self.identifier}
        if self.identifier == "Normal":
            attributes["w:default"] = "1"
        if self.custom:
            attributes["w:customStyle"] = "1"
        return element(
            "w:style",
            attributes,
            value("w:name", self.name),
            value("w:basedOn", self.based_on) if self.based_on else NOTHING,
            value("w:next", self.following) if self.following else NOTHING,
            value("w:uiPriority", _PRIORITIES.get(self.identifier, 1)),
            _HIDDEN if self.hidden else element("w:qFormat"),
            self.paragraph,
            self.run,
        )


_HIDDEN = Markup("<w:semiHidden/><w:unhideWhenUsed/>")
_PRIORITIES = {"Normal": 0, "Title": 10, "Subtitle": 11, "Quote": 29, "Caption": 35} | {
    f"TOC{level}": 39 for level in range(1, 7)
}


def styled(
    theme: Theme, names: tuple[str, str], look: TextStyle, lines: Lines, *more: Markup
) -> ParagraphStyle:
    """Make a style of a look; its names are its id and Word's name, `more` is said in addition."""
    paragraph = paragraph_look(look, lines, *more)
    return ParagraphStyle(*names, paragraph, run_look(theme, look))
