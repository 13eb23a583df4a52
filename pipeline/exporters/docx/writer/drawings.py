"""Images: their size on the page, and the drawing that shows them within a line."""

import io
from dataclasses import dataclass

from pipeline.exporters.docx.writer.allotments import Allotments, Story
from pipeline.exporters.docx.writer.markup import PIC, Markup, quoted
from pipeline.exporters.docx.writer.measures import emus, half_points
from pipeline.exporters.docx.writer.runs import plain_look, stressed, text_run
from pipeline.model.nodes import Image, Length
from pipeline.model.publication import Asset, Publication
from pipeline.typesetting.pictures import natural_size

# What Word shows on every system; others are carried as PNG.
NATIVE_TYPES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
}

FIGURE_SHARE = 0.7
"""How much of the height of a page's text a figure may take."""

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@dataclass(frozen=True, slots=True)
class Room:
    """The largest size that an image may have, in points, and how far it hangs below the line.

    The drop is for images that fill the height; smaller ones stand on the line. `filled` tells
    that images are made larger too, until they reach an edge. `tallest` is the largest height of
    an image whose author says how large it shall be; 0 is that of all.
    """

    width: float
    height: float
    drop: float = 0.0
    filled: bool = False
    tallest: float = 0.0


def image_size(asset: Asset, room: Room) -> tuple[float, float]:
    """Give width and height in points: the natural ones, scaled to fit."""
    return _fitted(natural_size(asset), room.width, room.height, filled=room.filled)


def wished_size(image: Image, asset: Asset, room: Room) -> tuple[float, float]:
    """Give width and height in points: those that the author wants, as far as there is room."""
    if image.width is None and image.height is None:
        return image_size(asset, room)
    tallest = room.tallest or room.height
    width, height = natural_size(asset)
    wanted = (_points(image.width, room.width), _points(image.height, tallest))
    size = (wanted[0] or wanted[1] * width / height, wanted[1] or wanted[0] * height / width)
    return _fitted(size if all(size) else (width, height), room.width, tallest)


def _fitted(
    size: tuple[float, float], wide: float, high: float, *, filled: bool = False
) -> tuple[float, float]:
    width, height = size
    scale = min(wide / width, high / height)
    if not filled:
        scale = min(scale, 1.0)
    return width * scale, height * scale


def _points(wish: Length | None, whole: float) -> float:
    """Give a wish in points, 0 where there is none; shares are those of a whole."""
    return 0.0 if wish is None else max(wish.points or wish.share * whole, 0.0)


def carried_image(asset: Asset) -> tuple[str, str, bytes]:
    """Give the suffix, media type and bytes that the package carries for an asset."""
    if asset.media_type in NATIVE_TYPES:
        return NATIVE_TYPES[asset.media_type], asset.media_type, asset.content
    # Pillow costs 60 ms to import, and few publications have such an image.
    from PIL import Image as Raster  # noqa: PLC0415

    converted = io.BytesIO()
    with Raster.open(io.BytesIO(asset.content)) as raster:
        raster.convert("RGBA").save(converted, "PNG")
    return "png", "image/png", converted.getvalue()


def drawn_name(asset: Asset) -> str:
    """Name the outlines of an asset that has them, beside its pixels."""
    return f"{asset.name}.svg"


def _blip(asset: Asset, story: Story) -> str:
    """Refer to an asset's pixels and, for programs that can show them, to its outlines.

    [MS-ODRAWXML], 2.28: Word has them since 2016.
    """
    pixels = f'<a:blip r:embed="{story.image(asset.name)}"'
    if asset.drawing is None:
        return f"{pixels}/>"
    outlines = f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{story.image(drawn_name(asset))}"/>'
    return (
        f'{pixels}><a:extLst><a:ext uri="{_SVG_EXTENSION}">{outlines}</a:ext></a:extLst></a:blip>'
    )


class Drawings:
    """Makes the drawings of a package from the publication's assets."""

    def __init__(self, publication: Publication, allotments: Allotments) -> None:
        self._assets = {asset.name: asset for asset in publication.assets}
        self._missing = publication.words.image_missing
        self._plain = plain_look(publication.metadata.language)
        self._allotments = allotments

    def drawing(self, image: Image, room: Room, story: Story) -> Markup:
        """Make the run that shows an image within a line, at most as large as the room."""
        asset = self._assets.get(image.asset)
        if asset is None:
            shown = image.alternative or image.title or image.url
            return text_run(f"[{self._missing}: {shown}]", stressed(self._plain))
        size = wished_size(image, asset, room)
        width, height = (emus(length) for length in size)
        lowered = abs(size[1] - room.height) < room.drop
        lowering = f'<w:rPr><w:position w:val="-{half_points(room.drop)}"/></w:rPr>'
        number = self._allotments.drawing_number()
        name = quoted(asset.name)
        title = f" title={quoted(image.title)}" if image.title else ""
        extent = f'cx="{width}" cy="{height}"'
        return Markup(
            f"<w:r>{lowering if lowered else ''}<w:drawing>"
            '<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:docPr id="{number}" name={name} '
            f"descr={quoted(image.alternative)}{title}/><wp:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f"{_blip(asset, story)}"
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
