"""The direction of languages."""

_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
# fmt: off
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {
        "ar", "arc", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "khw",
        "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug",
        "ur", "yi",
    }
)
# fmt: on
_SCRIPT_LENGTH = 4


def is_right_to_left(language: str) -> bool:
    """Tell whether a BCP 47 tag names a language that is written from right to left.

    A script subtag (RFC 5646, 2.2.3) decides where there is one.
    """
    subtags = language.lower().replace("_", "-").split("-")
    scripts = [tag for tag in subtags[1:3] if len(tag) == _SCRIPT_LENGTH and tag.isalpha()]
    if scripts:
        return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS
    return subtags[0] in _RIGHT_TO_LEFT_LANGUAGES
