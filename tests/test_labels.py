"""Labels and words in all languages."""

import pytest

from pipeline.model.labels import _LABELS, _WORDS, SERIES, TITLES, known_tag, label_of, word_of
from pipeline.model.words import _TABLE


def test_every_language_has_every_word() -> None:
    assert set(_LABELS) == set(_WORDS)
    assert len(_LABELS) >= 34
    assert set(_LABELS) - {"pt-BR", "zh-Hant"} == set(_TABLE) - {"no"}
    for labels in _LABELS.values():
        cells = labels.split("|")
        assert len(cells) == len(SERIES)
        assert all(cell.count("{}") == 1 and cell.strip() == cell for cell in cells)
    for words in _WORDS.values():
        cells = words.split("|")
        assert len(cells) == len(TITLES)
        assert all(cell and cell.strip() == cell for cell in cells)


SAME_AS_ENGLISH = {
    *("Figure {}", "Section {}", "Index", "Glossary", "Part {}", "p. {}", "Bibliography"),
}


def test_no_english_is_left_in_other_languages() -> None:
    for table in (_LABELS, _WORDS):
        english = set(table["en"].split("|"))
        for key, cells in table.items():
            if key != "en":
                assert set(cells.split("|")) & english <= SAME_AS_ENGLISH, key


def test_labels_carry_no_marks_of_direction() -> None:
    marks = set("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
    assert not marks & set("".join((*_LABELS.values(), *_WORDS.values())))


@pytest.mark.parametrize(
    ("series", "language", "label"),
    [
        ("figure", "de-AT", "Abbildung 3.2"),
        ("figure", "hu", "3.2. ábra"),
        ("figure", "zh-CN", "图 3.2"),
        ("figure", "zh-TW", "圖 3.2"),
        ("chapter", "ja", "第3.2章"),
        ("section", "pt", "Secção 3.2"),
        ("section", "pt-br", "Seção 3.2"),
        ("table", "ar-EG", "جدول 3.2"),
        ("table", "no", "Tabell 3.2"),
        ("equation", "ko", "식 3.2"),
        ("listing", "tlh", "Listing 3.2"),
        ("page", "de", "S. 3.2"),
        ("page", "ko", "3.2쪽"),
    ],
)
def test_the_number_stands_where_the_language_has_it(
    series: str, language: str, label: str
) -> None:
    assert label_of(series, "3.2", language) == label


def test_the_nearest_tag_counts() -> None:
    assert [known_tag(tag) for tag in ("zh_HK", "zh", "zh-Hans-TW", "iw", "x")] == [
        *("zh-Hant", "zh", "zh", "he", "en")
    ]
    assert word_of("index", "de") == "Stichwortverzeichnis"
