"""What a language's script asks of Word: which fonts its language is said of."""

from collections.abc import Mapping

from pipeline.model.direction import is_right_to_left

_EAST_ASIAN = frozenset({"ja", "ko", "yue", "zh"})


def language_attributes(language: str) -> Mapping[str, str]:
    """Give the attributes of `w:lang`, which has one language for each of Word's three scripts."""
    attributes = {"w:val": language}
    if language.lower().replace("_", "-").split("-")[0] in _EAST_ASIAN:
        attributes["w:eastAsia"] = language
    if is_right_to_left(language):
        attributes["w:bidi"] = language
    return attributes
