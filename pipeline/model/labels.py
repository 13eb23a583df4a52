"""Labels of what is numbered: "Figure 3.2"."""

_NOUNS = {
    "figure": "Figure",
    "table": "Table",
    "listing": "Listing",
    "equation": "Equation",
    "section": "Section",
    "appendix": "Appendix",
}


def list_title(series: str, language: str) -> str:
    """Give the title of a list of what is numbered, in a language."""
    del language
    return f"List of {series}s"


def label_of(kind: str, number: str, language: str) -> str:
    """Give the label of a numbered thing in a language."""
    del language
    return f"{_NOUNS[kind]} {number}"
