"""How large images are."""

from pipeline.model.publication import Asset

_POINTS = 72.0
_FINEST = 96.0


def natural_size(asset: Asset) -> tuple[float, float]:
    """Give an image's width and height in points by its resolution, taken for 96 at the least.

    Screens' images often claim 72 pixels an inch, at which they look coarse in print.
    """
    scale = _POINTS / max(asset.resolution, _FINEST)
    return max(asset.width, 1) * scale, max(asset.height, 1) * scale
