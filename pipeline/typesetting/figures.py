"""Figures: an image in the middle, scaled to the page, its caption below it."""

from pipeline.model.inlines import Placement
from pipeline.model.nodes import Alignment, Emphasis, Figure, Image, Text
from pipeline.model.publication import Asset
from pipeline.typesetting.job import Job
from pipeline.typesetting.lines import Inset, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.pictures import coarseness, wished_size
from pipeline.typesetting.setting import SHARES
from pipeline.typesetting.texts import Galley, drop_if_bare, mark_place, text_lines

_TALLEST = 0.7
_TALLEST_WISH = 0.9


def set_figure(galley: Galley, figure: Figure) -> None:
    """Append a figure; image and caption stay on one page."""
    job, stack = galley.job, galley.stack
    inner = galley.below(Element(Role.FIGURE, identifier=figure.identifier, source=figure))
    first = len(stack.lines)
    lines = _picture_lines(inner, figure)
    style = job.theme.caption
    captioned = inner.below(Element(Role.CAPTION))
    side = galley.around.alignment and galley.around.side
    caption = text_lines(
        captioned, figure.caption, style, figure.location, side or Alignment.CENTER
    )
    if caption:
        caption[0].before = style.before
    else:
        drop_if_bare(inner)
    stack.space(job.theme.body.after)
    stack.add_together(lines + caption)
    if _floats(job, figure.image) and galley.may_float:
        stack.float_from(first)
    stack.space(style.after)
    for identifier in (figure.identifier, figure.image.identifier):
        mark_place(galley, identifier, first)


def _floats(job: Job, image: Image) -> bool:
    if image.placement is None:
        return job.publication.settings.float_figures
    return image.placement is Placement.FLOAT


def _picture_lines(galley: Galley, figure: Figure) -> list[Line]:
    job, frame, image = galley.job, galley.frame, figure.image
    asset = job.assets.get(image.asset)
    if asset is None:
        shown = image.alternative or image.title or image.url
        text = Text(f"[{job.publication.words.image_missing}: {shown}]")
        return text_lines(galley, (Emphasis((text,)),), galley.style, figure.location)
    width, height = _size(galley, image, asset)
    job.diagnostics += coarseness(image, asset, width)
    element = galley.element.add(
        Element(Role.IMAGE, identifier=image.identifier, alternative=image.alternative)
    )
    side = galley.around.alignment and galley.around.side
    left = frame.left + (frame.width - width) * SHARES[side or Alignment.CENTER]
    inset = Inset(element.content(), left, height, width, height, asset.name)
    return [Line(height, height, [inset])]


def _size(galley: Galley, image: Image, asset: Asset) -> tuple[float, float]:
    """Give an image's width and height: as its author asks, but never beyond the page."""
    frame = galley.frame
    width, height = wished_size(image, asset, frame.width)
    tallest = _TALLEST_WISH if image.height else _TALLEST
    room = max(galley.job.height - galley.around.reach, 1.0) * tallest
    scale = min(1.0, frame.width / width, room / height)
    return width * scale, height * scale
