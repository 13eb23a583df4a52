"""Style sheet rules for formulas: what MathML 3 says and browsers of MathML Core do not heed."""

from collections.abc import Iterator

_STROKE = "transparent 46%, currentColor 46%, currentColor 54%, transparent 54%"


def formula_rules() -> Iterator[str]:
    """Yield the rules: fonts of text, boxes, strokes."""
    yield 'math mtext[mathvariant~="bold"] { font-weight: bold; }'
    yield 'math mtext[mathvariant~="italic"] { font-style: italic; }'
    yield 'math mtext[mathvariant~="monospace"] { font-family: monospace; }'
    yield 'math menclose[notation~="box"] { border: 0.06em solid; padding: 0.25em; }'
    yield (
        'math menclose[notation~="updiagonalstrike"] '
        f"{{ background: linear-gradient(to top left, {_STROKE}); }}"
    )
    yield (
        'math menclose[notation~="downdiagonalstrike"] '
        f"{{ background: linear-gradient(to top right, {_STROKE}); }}"
    )
