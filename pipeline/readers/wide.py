"""Characters of Chinese, Japanese and Korean, which need no spaces between words or sentences."""

import re

# Blocks of The Unicode Standard: radicals, ideographs, kana, bopomofo, Yi, and the punctuation and
# forms that are as wide as they are.
UNSPACED = (
    "\u2e80-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff01-\uff9f\uffe0-\uffee\U00016fe0-\U00018d8f\U0001aff0-\U0001b2ff\U00020000-\U0003fffd"
)
"""For a character class: what stands in lines without spaces. Korean has spaces between words."""
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
UNSPACED_SIGNS = "\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
"""For a character class: the punctuation among them that ends what stands before it."""
WIDE = UNSPACED + _HANGUL
"""For a character class: those, and Korean's letters."""

WIDE_BREAK = re.compile(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
"""A line break that stands for no space."""
_WIDE = re.compile(f"[{WIDE}]")
_FIRST_WIDE = "\u1100"


def is_wide(character: str) -> bool:
    """Tell whether a character is one of theirs."""
    return character >= _FIRST_WIDE and _WIDE.match(character) is not None
