"""Points in Word's units."""

EMU_PER_POINT = 12700


def twips(points: float) -> int:
    """Give twentieths of a point, the unit of distances on a page."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Give half points, the unit of type sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Give eighths of a point, the unit of rules' weights (at least a quarter of a point)."""
    return max(2, round(points * 8))


def emus(points: float) -> int:
    """Give English metric units, the unit of drawings (at least one)."""
    return max(1, round(points * EMU_PER_POINT))
