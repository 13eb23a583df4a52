"""Images as parts of the page: data in their addresses (RFC 2397)."""

from base64 import b64encode
from collections.abc import Mapping

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import NOWHERE
from pipeline.markup import PlacedImage
from pipeline.markup.vectors import svg_of
from pipeline.model.nodes import Image
from pipeline.model.publication import Asset, Publication, body_blocks
from pipeline.model.walk import walk

_KNOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
"""What every browser shows."""

_PIXELS_AN_INCH = 96
"""CSS pixels (CSS Values 4, 6.2)."""


def embed_images(publication: Publication) -> tuple[Mapping[str, PlacedImage], Diagnostics]:
    """Give the images that are shown by their assets' names; a kind that is unknown is told."""
    notes = (block for note in publication.notes for block in note.blocks)
    nodes = walk((*body_blocks(publication), *notes))
    shown = {node.asset: node.location for node in nodes if isinstance(node, Image)}
    shown.setdefault(publication.metadata.cover_image, NOWHERE)
    placed: dict[str, PlacedImage] = {}
    diagnostics: list[Diagnostic] = []
    for asset in publication.assets:
        if asset.name not in shown:
            continue
        if asset.media_type in _KNOWN:
            placed[asset.name] = _placed(asset)
        else:
            message = f"no browser shows the image '{asset.name}' ({asset.media_type})"
            hint = "save it as PNG or JPEG"
            location = shown[asset.name]
            diagnostics.append(Diagnostic(Code.IMAGE_UNREADABLE, message, location, hint))
    return placed, tuple(diagnostics)


def _placed(asset: Asset) -> PlacedImage:
    """Give the address of an image; a drawing has its outlines, which are sharp at every size."""
    scale = _PIXELS_AN_INCH / asset.resolution if asset.resolution > 0 else 1.0
    kind, content = asset.media_type, b""
    if asset.drawing:
        kind, content = "image/svg+xml", svg_of(asset.drawing).encode()
    address = f"data:{kind};base64,{b64encode(content or asset.content).decode('ascii')}"
    return PlacedImage(address, round(asset.width * scale), round(asset.height * scale))
