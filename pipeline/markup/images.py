"""Images as markup: as large as their authors want them."""

from pipeline.markup.escape import Markup, attribute, escape_text
from pipeline.markup.places import PlacedImage, Places
from pipeline.model.nodes import Image, Length


def image_markup(image: Image, places: Places) -> Markup:
    """Write an image with its alternative text, or what stands for one that is not there."""
    placed = places.images.get(image.asset)
    identifier = attribute("id", image.identifier)
    if placed is None:
        shown = image.alternative or image.title or image.url
        stand_in = escape_text(f"[{places.words.image_missing}: {shown}]")
        return Markup(f"<em{identifier}>{stand_in}</em>")
    size = f' width="{placed.width}" height="{placed.height}"' if placed.width else ""
    source = attribute("src", placed.source)
    # The attribute stands even when empty: without one, screen readers spell the address.
    alternative = attribute("alt", image.alternative) or Markup(' alt=""')
    wishes = attribute("style", "; ".join(_declarations(image, placed)))
    title = attribute("title", image.title)
    return Markup(f"<img{identifier}{source}{alternative}{title}{size}{wishes}/>")


def _declarations(image: Image, placed: PlacedImage) -> list[str]:
    """Give the CSS of an author's wishes; the stylesheet keeps images within the text's width.

    A height is told by the width that goes with it: where the width gives way, so does the height.
    """
    width, height = image.width, image.height
    if height is None:
        return [f"width: {_css(width)}"] if width else []
    if width is None:
        ratio = placed.width / placed.height if placed.height else 0.0
        if not ratio:
            return [f"height: {_css(height)}", "width: auto"] if height.points else []
        return [f"width: {_css(Length(height.points * ratio, height.share * ratio))}"]
    across, down = (width.share, height.share) if width.share else (width.points, height.points)
    if not across or not down:
        return [f"width: {_css(width)}"]
    shape = f"aspect-ratio: {_number(across)} / {_number(down)}"
    return [f"width: {_css(width)}", shape, "object-fit: fill"]


def _css(length: Length) -> str:
    return f"{_number(length.share * 100)}%" if length.share else f"{_number(length.points)}pt"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
