"""How large images are."""

from pipeline.diagnostics import Code, Diagnostic, Diagnostics, shortened
from pipeline.model.nodes import Image, Length
from pipeline.model.publication import Asset

_POINTS = 72.0
_FINEST = 96.0
_COARSEST = 72.0
_CM = 2.54


def natural_size(asset: Asset) -> tuple[float, float]:
    """Give an image's width and height in points by its resolution, taken for 96 at the least.

    Screens' images often claim 72 pixels an inch, at which they look coarse in print.
    """
    scale = _POINTS / max(asset.resolution, _FINEST)
    return max(asset.width, 1) * scale, max(asset.height, 1) * scale


def wished_size(image: Image, asset: Asset, measure: float) -> tuple[float, float]:
    """Give the width and height in points that an author asks for, in a text of a measure.

    What is not asked for follows from the other; without any wish it is the natural size.
    """
    width, height = natural_size(asset)
    wide = _points(image.width, measure)
    high = _points(image.height, measure)
    if wide and high:
        return wide, high
    if wide:
        return wide, height * wide / width
    return (width * high / height, high) if high else (width, height)


def coarseness(image: Image, asset: Asset, width: float) -> Diagnostics:
    """Tell of an image that is to be wider, in points, than its pixels are good for in print."""
    resolution = asset.width * _POINTS / width if width > 0.0 else _FINEST
    if resolution >= _COARSEST or not asset.width:
        return ()
    name = shortened(image.url)
    message = f"'{name}' has {resolution:.0f} pixels an inch at this size, and looks coarse"
    hint = f"it is sharp enough up to a width of {asset.width * _CM / _FINEST:.1f}cm"
    return (Diagnostic(Code.IMAGE_COARSE, message, image.location, hint),)


def _points(length: Length | None, measure: float) -> float:
    """Give a length in points; 0 where there is none, or none that shows anything."""
    return max(length.points or length.share * measure, 0.0) if length else 0.0
