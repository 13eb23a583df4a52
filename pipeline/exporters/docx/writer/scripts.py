"""What a language's script asks of Word: the direction, and which fonts its language is said of."""

from collections.abc import Mapping

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"}
)
_EAST_ASIAN = frozenset({"ja", "ko", "yue", "zh"})
_SCRIPT_LENGTH = 4


def is_right_to_left(language: str) -> bool:
    """Tell whether a BCP 47 tag means a script that runs from right to left."""
    primary, *others = language.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == _SCRIPT_LENGTH and part.isalpha()]
    return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else primary in _RIGHT_TO_LEFT


def language_attributes(language: str) -> Mapping[str, str]:
    """Give the attributes of `w:lang`, which has one language for each of Word's three scripts."""
    attributes = {"w:val": language}
    if language.lower().replace("_", "-").split("-")[0] in _EAST_ASIAN:
        attributes["w:eastAsia"] = language
    if is_right_to_left(language):
        attributes["w:bidi"] = language
    return attributes
