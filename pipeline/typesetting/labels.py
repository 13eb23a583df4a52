"""Labels: what stands beside the first line of a block (a bullet, a number, a note's mark)."""

from pipeline.typesetting.lines import Line
from pipeline.typesetting.texts import Galley, Label, baseline_drop

_SLACK = 0.01


def put_label(galley: Galley, label: Label, first: int, x: float) -> Line:
    """Put a label beside line `first` of the stack, or on a line of its own.

    That is the case where nothing follows the label, and where there is no room beside it.
    """
    lines = galley.stack.lines
    if first < len(lines) and x >= galley.frame.left - _SLACK:
        line = lines[first]
        line.marks[:0] = label.spaced().placed(x, line.baseline)
        return line
    line = Line(galley.style.leading, baseline_drop(galley.style))
    line.marks.extend(label.spaced().placed(max(x, galley.frame.left), line.baseline))
    if first < len(lines):
        follower = lines[first]
        line.opens_right = follower.opens_right
        line.before, line.breakable, line.opens_page = (
            follower.before,
            follower.breakable,
            follower.opens_page,
        )
        follower.before, follower.breakable, follower.opens_page = 0.0, False, False
        lines.insert(first, line)
    else:
        galley.stack.add([line])
    return line
