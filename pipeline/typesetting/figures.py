"""Figures: an image in the middle, scaled to the page, its caption below it."""

from pipeline.model.nodes import Alignment, Emphasis, Figure, Text
from pipeline.typesetting.lines import Inset, Line
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.pictures import natural_size
from pipeline.typesetting.texts import Galley, text_lines

_TALLEST = 0.7


def set_figure(galley: Galley, figure: Figure) -> None:
    """Append a figure; image and caption stay on one page."""
    job, stack = galley.job, galley.stack
    inner = galley.below(Element(Role.FIGURE))
    lines = _picture_lines(inner, figure)
    style = job.theme.caption
    captioned = inner.below(Element(Role.CAPTION))
    caption = text_lines(captioned, figure.caption, style, figure.location, Alignment.CENTER)
    if caption:
        caption[0].before = style.before
    else:
        inner.element.children.pop()
    stack.space(job.theme.body.after)
    stack.add_together(lines + caption)
    stack.space(style.after)


def _picture_lines(galley: Galley, figure: Figure) -> list[Line]:
    job, frame, image = galley.job, galley.frame, figure.image
    asset = job.assets.get(image.asset)
    if asset is None:
        shown = image.alternative or image.title or image.url
        text = Text(f"[{job.publication.words.image_missing}: {shown}]")
        return text_lines(galley, (Emphasis((text,)),), galley.style, figure.location)
    width, height = natural_size(asset)
    scale = min(1.0, frame.width / width, job.height * _TALLEST / height)
    width, height = width * scale, height * scale
    element = galley.element.add(Element(Role.IMAGE, alternative=image.alternative))
    left = frame.left + (frame.width - width) / 2
    inset = Inset(element.content(), left, height, width, height, asset.name)
    return [Line(height, height, [inset])]
