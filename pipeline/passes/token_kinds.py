"""What the token types of Pygments amount to, so that themes need not know all of them."""

from collections.abc import Mapping

from pipeline.model.nodes import TokenKind

# By the names of Pygments's token types; a type that is not named is what its parent is.
_KINDS: Mapping[str, TokenKind] = {
    "": TokenKind.PLAIN,
    "Comment": TokenKind.COMMENT,
    "Comment.Hashbang": TokenKind.META,
    "Comment.Preproc": TokenKind.META,
    "Comment.PreprocFile": TokenKind.STRING,
    "Generic.Deleted": TokenKind.DELETED,
    "Generic.Error": TokenKind.DELETED,
    "Generic.Heading": TokenKind.META,
    "Generic.Inserted": TokenKind.INSERTED,
    "Generic.Prompt": TokenKind.META,
    "Generic.Subheading": TokenKind.META,
    "Generic.Traceback": TokenKind.DELETED,
    "Keyword": TokenKind.KEYWORD,
    "Keyword.Type": TokenKind.TYPE,
    "Literal": TokenKind.STRING,
    "Literal.Date": TokenKind.NUMBER,
    "Literal.Number": TokenKind.NUMBER,
    "Literal.String": TokenKind.STRING,
    "Literal.String.Escape": TokenKind.META,
    "Literal.String.Interpol": TokenKind.META,
    "Name": TokenKind.NAME,
    "Name.Attribute": TokenKind.FUNCTION,
    "Name.Builtin": TokenKind.FUNCTION,
    "Name.Builtin.Pseudo": TokenKind.KEYWORD,
    "Name.Class": TokenKind.TYPE,
    "Name.Decorator": TokenKind.META,
    "Name.Entity": TokenKind.META,
    "Name.Exception": TokenKind.TYPE,
    "Name.Function": TokenKind.FUNCTION,
    "Name.Label": TokenKind.META,
    "Name.Tag": TokenKind.TYPE,
    "Operator": TokenKind.OPERATOR,
    "Operator.Word": TokenKind.KEYWORD,
}


def kind_of(name: str) -> TokenKind:
    """Give the kind of a token type by its name (`Token.Literal.String.Doc`)."""
    name = name.removeprefix("Token").removeprefix(".")
    while name not in _KINDS:
        name = name.rpartition(".")[0]
    return _KINDS[name]
