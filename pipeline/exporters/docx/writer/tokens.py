"""Character styles for the tokens of code."""

from collections.abc import Mapping

from pipeline.model.nodes import TokenKind
from pipeline.theme import Theme, TokenStyle


def token_looks(theme: Theme) -> Mapping[TokenKind, TokenStyle]:
    """Give the kinds of tokens that do not look like all code, with their looks."""
    return {
        kind: look
        for kind, look in theme.tokens
        if look.bold or look.italic or look.colour != theme.code.colour
    }


def token_styles(theme: Theme) -> Mapping[TokenKind, str]:
    """Give the ids of the styles of these kinds."""
    return {kind: f"Code{kind.value.title()}" for kind in token_looks(theme)}


def token_faces(theme: Theme) -> Mapping[TokenKind, str]:
    """Give the faces, by Word's names, of the kinds that are not in the regular one."""
    faces = {
        kind: f"{'Bold' if look.bold else ''}{'Italic' if look.italic else ''}"
        for kind, look in theme.tokens
    }
    return {kind: face for kind, face in faces.items() if face}
