"""Which characters mean what in equations: operators with an operand, brackets, accents."""

FUNCTION_APPLICATION = "\u2061"

NARY = frozenset("∑∏∐∫∬∭∮∯∰∱∲∳⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆⨌")
"""Operators that OMML has with their limits and their operand in one element (22.1.2.70)."""

FENCES = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⎰⎱/\\↑↓↕⇑⇓⇕")
"""Brackets that grow with what is between them."""

ENDS_OPERAND = frozenset("=≠<>≤≥≡≈∼≃≅∝∈∉⊂⊆⊃⊇→⇒⟹⟺⇔↔↦≔:;,+−±∓")
"""Operators at which the operand of a sum or an integral ends."""

ACCENTS = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "`": "\u0300",
    "´": "\u0301",
    "\u20d6": "\u20d6",
    "\u20d7": "\u20d7",
    "\u20db": "\u20db",
    "\u20dc": "\u20dc",
}
"""Accents as they stand alone, and as Word wants them: combining."""

OPENING = frozenset("([{⟨⌊⌈")
CLOSING = frozenset(")]}⟩⌋⌉")

LITERAL = frozenset('|‖#&_^%~"\\$@')
"""Signs that programs may take for commands of their own languages of formulas."""

BARS = frozenset("‾_")
BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
ARROWS = frozenset("→←↔⇒⇐⇔↦⇀↽⇌⟶⟵⟷⟹⟸")
