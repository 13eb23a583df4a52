"""Codes of languages with three letters (ISO 639-2/B), which the book trade wants."""

UNDETERMINED = "und"

# fmt: off
_CODES = {
    "af": "afr", "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben",
    "bs": "bos", "ca": "cat", "cs": "cze", "cy": "wel", "da": "dan", "de": "ger", "el": "gre",
    "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "baq", "fa": "per", "fi": "fin",
    "fo": "fao", "fr": "fre", "fy": "fry", "ga": "gle", "gd": "gla", "gl": "glg", "gu": "guj",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "arm", "id": "ind", "is": "ice",
    "it": "ita", "ja": "jpn", "ka": "geo", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor",
    "ku": "kur", "ky": "kir", "la": "lat", "lb": "ltz", "lo": "lao", "lt": "lit", "lv": "lav",
    "mk": "mac", "ml": "mal", "mn": "mon", "mr": "mar", "ms": "may", "mt": "mlt", "my": "bur",
    "nb": "nob", "ne": "nep", "nl": "dut", "nn": "nno", "no": "nor", "oc": "oci", "or": "ori",
    "pa": "pan", "pl": "pol", "ps": "pus", "pt": "por", "rm": "roh", "ro": "rum", "ru": "rus",
    "sa": "san", "se": "sme", "si": "sin", "sk": "slo", "sl": "slv", "sq": "alb", "sr": "srp",
    "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "tg": "tgk", "th": "tha", "tk": "tuk",
    "tr": "tur", "tt": "tat", "ug": "uig", "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie",
    "xh": "xho", "yi": "yid", "yo": "yor", "zh": "chi", "zu": "zul",
}
# fmt: on


def three_letters(language: str) -> str:
    """Give the code of three letters for a BCP 47 tag; "und" where it is not known."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    return _CODES.get(primary, UNDETERMINED)
