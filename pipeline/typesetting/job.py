"""A job: what all parts of the typesetting of one publication share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic
from pipeline.model.direction import is_right_to_left
from pipeline.model.nodes import Note
from pipeline.model.publication import Asset, Publication
from pipeline.theme import PageShape, TextStyle, Theme
from pipeline.typesetting.formulas import Formula, lay_out
from pipeline.typesetting.hyphenation import Hyphenation
from pipeline.typesetting.inks import Accent, Ink, Inks, StyleInks
from pipeline.typesetting.lines import Frame, NoteBody

_NARROWEST = 24.0
_LEAST_LINES = 3
_UNKNOWN_PAGE = "00"
"""Stands for a page number until places are known: as wide as most are."""


@dataclass(eq=False, slots=True)
class Job:
    """A publication in its theme, and what has been found out on the way.

    `bodies` are the notes that have been referred to so far; their lines are set after the
    running text, one note after the other: `noting` is the one that is being set. `frame` is the
    room for the text, `height` that of a page's column in points. `labels` are the numbers of the
    pages on which places stood when all was set before, `shown_labels` those that the text shows.
    """

    publication: Publication
    theme: Theme
    inks: Inks
    hyphenation: Hyphenation
    notes: Mapping[str, Note]
    assets: Mapping[str, Asset]
    frame: Frame
    height: float
    bodies: dict[str, NoteBody] = field(default_factory=dict)
    bodies_in_order: list[NoteBody] = field(default_factory=list)
    noting: NoteBody | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    formulas: dict[tuple[str, Ink], Formula] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    shown_labels: dict[str, str] = field(default_factory=dict)

    @property
    def mirrored(self) -> bool:
        """Whether lines and pages run from right to left, as the publication's language does.

        Everything is placed as if it ran from left to right, and mirrored on the page.
        """
        return self.inks.mirrored

    @property
    def turned_frame(self) -> Frame:
        """The room for text on a page that lies on its side."""
        return frame_on(self.theme.page.turned)

    @property
    def turned_height(self) -> float:
        """The height of the column of a page that lies on its side, in points."""
        return _height_on(self.theme.page.turned, self.theme)

    def page_label(self, identifier: str) -> str:
        """Give the page number of a place, as far as it is known; note that it is shown."""
        label = self.labels.get(identifier, _UNKNOWN_PAGE)
        self.shown_labels[identifier] = label
        return label

    def style(self, style: TextStyle) -> StyleInks:
        """Give the inks of a style."""
        return self.inks.of(style)

    def formula(self, mathml: str, inks: StyleInks, accent: Accent) -> Formula:
        """Give a formula in the size of the text around; equal ones are laid out once."""
        key = (mathml, inks.ink(accent))
        if key not in self.formulas:
            self.formulas[key] = lay_out(mathml, inks, accent)
        return self.formulas[key]


def open_job(publication: Publication, theme: Theme, labels: Mapping[str, str]) -> Job:
    """Prepare for the typesetting of a publication.

    A page without room for a few words is taken for a larger one: text then leaves its frame, but
    there is text.
    """
    language = publication.metadata.language
    return Job(
        publication=publication,
        theme=theme,
        inks=Inks(theme, language, mirrored=is_right_to_left(language)),
        hyphenation=Hyphenation(language),
        notes={note.identifier: note for note in publication.notes},
        assets={asset.name: asset for asset in publication.assets},
        frame=frame_on(theme.page),
        height=_height_on(theme.page, theme),
        labels=labels,
    )


def frame_on(page: PageShape) -> Frame:
    """Give the room for text on a page."""
    return Frame(page.left, max(page.measure, _NARROWEST))


def _height_on(page: PageShape, theme: Theme) -> float:
    least = _LEAST_LINES * max(theme.body.leading, theme.note.leading)
    return max(page.height - page.top - page.bottom, least)
