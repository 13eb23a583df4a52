"""Words, places, lines, columns and sheets, each by itself."""

import itertools
import re

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import LONG

from pipeline.theme import Family, Generic, TextStyle, Theme
from pipeline.typesetting.breaking import Cut, cut_strand
from pipeline.typesetting.breakplaces import breaks_between, code_breaks, text_breaks
from pipeline.typesetting.columns import share_width
from pipeline.typesetting.fonts import Face, fallback_faces, load_face
from pipeline.typesetting.hyphenation import Hyphenation
from pipeline.typesetting.inks import Accent, Inks
from pipeline.typesetting.lines import Line, Stack
from pipeline.typesetting.pages import Element, Role
from pipeline.typesetting.paging import FLOAT_GAP, Sheet, fill_sheets
from pipeline.typesetting.patterns import patterns_for
from pipeline.typesetting.places import collect_places
from pipeline.typesetting.shaping import WordShapes, slice_word
from pipeline.typesetting.strand import Strand, Voice

THEME = Theme()
INK = Inks(THEME).of(THEME.body).ink()


def face_of(family: Family, optical: float = 0.0) -> Face:
    return load_face(family, 400, italic=False, optical=optical)


SERIF = face_of(THEME.serif)


def strand_of(text: str) -> Strand:
    strand = Strand()
    strand.text(text, Voice(INK, Element(Role.PARAGRAPH)))
    strand.finish()
    return strand


def test_a_face_without_an_axis_is_one_face_at_all_sizes() -> None:
    assert face_of(THEME.sans, 9.0) is face_of(THEME.sans)
    assert face_of(THEME.serif, 9.0) is not face_of(THEME.serif, 12.0)


def test_only_typewriter_faces_have_a_fixed_pitch() -> None:
    assert face_of(THEME.mono).fixed_pitch
    assert not any(face.fixed_pitch for face in (SERIF, *fallback_faces(400)))


def test_an_unknown_font_package_is_named() -> None:
    with pytest.raises(Exception, match="no-such-package is not installed"):
        face_of(Family("No Such", "no_such_package", ()))


def test_words_are_kerned_and_have_ligatures() -> None:
    shapes = WordShapes(SERIF)
    pair = shapes["AV"]
    assert pair is not None
    assert pair.width < sum(SERIF.advance(SERIF.glyph_for(letter)) for letter in "AV")
    flag = shapes["office"]
    assert flag is not None
    assert flag.text == "office"
    assert len(flag.glyphs) < len("office")


def test_code_has_no_ligatures() -> None:
    shapes = WordShapes(face_of(THEME.mono), code=True)
    word = shapes["    fi->x"]
    assert word is not None
    assert [glyph.text for glyph in word.glyphs] == list("    fi->x")
    assert len({glyph.advance for glyph in word.glyphs}) == 1


def test_words_from_right_to_left_are_joined_and_read_in_order() -> None:
    inks = Inks(THEME)
    (word,) = inks.of(THEME.body).ink().pieces("مرحبا")
    assert word.text == "مرحبا"
    assert [glyph.text for glyph in word.glyphs if glyph.text] == list("مرحبا")
    assert word.leftwards
    single = [word.face.glyph_for(letter) for letter in "مرحبا"]
    assert sorted(glyph.index for glyph in word.glyphs) != sorted(single)


def test_what_belongs_to_one_sign_is_drawn_by_one_face() -> None:
    inks = Inks(THEME)
    pieces = inks.of(THEME.body).ink().pieces("a👩\u200d🚀b")
    assert [piece.text for piece in pieces] == ["a", "👩\u200d🚀", "b"]
    assert inks.missing == {}


def test_slices_of_a_word_are_the_word() -> None:
    shapes = WordShapes(SERIF)
    word = shapes["office"]
    assert word is not None
    cuts = [at for at in range(7) if slice_word(word, 0, at).text == "office"[:at]]
    assert {0, 1, 5, 6} <= set(cuts)
    for at in cuts:
        head, tail = slice_word(word, 0, at), slice_word(word, at, 6)
        assert head.text + tail.text == "office"
        assert head.width + tail.width == pytest.approx(word.width)


def marked(word: str, places: tuple[tuple[int, float], ...]) -> str:
    offsets = {at for at, _ in places}
    return "".join("|" * (at in offsets) + letter for at, letter in enumerate(word))


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("plain", "plain"),
        ("U.S.-Russia", "U.S.-|Russia"),
        ("e-mail", "e-mail"),
        ("well-known,", "well-|known,"),
        ("word—word", "word—|word"),
        ("—word", "—word"),
        ("1914–1918", "1914–1918"),
        ("and/or", "and/|or"),
        ("2/3", "2/3"),
        ("https://example.org/a?b=c", "https://|example.|org/|a?|b=|c"),
        ("it's", "it's"),
        ("a\u200bb", "a\u200b|b"),
        ("中文。字", "中|文。|字"),
    ],
)
def test_words_break_at_sensible_places(word: str, places: str) -> None:
    assert marked(word, text_breaks(word)) == places


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("x", "x"),
        ("String::from", "String::|from"),
        ("Vec<Option<i32>>", "Vec<|Option<|i32>>"),
        ("src/main.rs", "src/|main.|rs"),
        ("--flag", "--flag"),
    ],
)
def test_code_breaks_at_sensible_places(word: str, places: str) -> None:
    assert marked(word, code_breaks(word)) == places


def test_pieces_without_a_space_between_them_stay_together_but_after_a_dash() -> None:
    assert not breaks_between("un", "believ")
    assert not breaks_between("code", ",")
    assert breaks_between("words—", "more")
    assert not breaks_between("", "x")


WORDS = [
    *sorted(set(re.findall("[a-zA-Z]{4,}", LONG))),
    "misunderstanding",
    "Responsibility",
    "characteristically",
    "hyphenation",
    "a",
    "ab",
]


@pytest.mark.parametrize(
    ("language", "name", "extra"),
    [
        ("en", "en_US", []),
        ("en-GB", "en_GB", []),
        ("de-CH-1901", "de_CH", ["Geschwindigkeitsbegrenzung", "Überraschung"]),
        ("de", "de_DE", ["Donaudampfschiff", "Größe"]),
        ("fr", "fr", ["responsabilité", "développement"]),
        ("ru", "ru_RU", ["ответственность"]),
    ],
)
def test_patterns_divide_words_as_pyphen_does(language: str, name: str, extra: list[str]) -> None:
    patterns = patterns_for(language)
    assert patterns
    oracle = pyphen.Pyphen(
        filename=pyphen.LANGUAGES[name], left=patterns._left, right=patterns._right
    )
    for word in [*WORDS, *extra]:
        assert patterns.offsets(word) == tuple(oracle.positions(word))


def test_no_division_changes_the_spelling() -> None:
    patterns = patterns_for("hu")
    assert patterns
    assert patterns.offsets("asszonnyal") == ()


def test_a_language_without_patterns_is_not_hyphenated() -> None:
    assert patterns_for("ja") is None
    assert patterns_for("x") is None
    assert Hyphenation("ja").places(strand_of("incomprehensibility " * 9), (0, 9)) == {}


def test_lines_hold_all_places_once_and_in_order() -> None:
    strand = strand_of(LONG * 5)
    cuts = cut_strand(strand, 300.0, justified=True, hyphenation=Hyphenation("en"))
    assert cuts[0].start == 0
    assert cuts[-1].end == len(cuts[-1].places.ends) - 1
    assert all(a.end == b.start for a, b in itertools.pairwise(cuts))


@given(st.lists(st.integers(1, 14), min_size=1, max_size=60), st.floats(20.0, 500.0))
def test_no_line_is_wider_than_the_measure(lengths: list[int], measure: float) -> None:
    strand = strand_of(" ".join("abcdefghijklmn"[:length] for length in lengths))
    for justified in (True, False):
        cuts = cut_strand(strand, measure, justified=justified, hyphenation=Hyphenation("en"))
        assert all(cut.excess(measure) <= 0.05 for cut in cuts)


def test_total_fit_is_better_than_first_fit() -> None:
    strand = strand_of(LONG * 8)
    best = cut_strand(strand, 380.0, justified=True, hyphenation=Hyphenation("en"))
    first = cut_strand(strand, 380.0, justified=False, hyphenation=None)

    def looseness(cut: Cut) -> float:
        places = cut.places
        elastic = places.elastic_ends[cut.end] - places.elastic_begins[cut.start]
        return cut.stretch - cut.excess(380.0) / elastic

    assert max(map(looseness, best[:-1])) < max(map(looseness, first[:-1]))
    assert all(-0.31 <= cut.stretch <= 1.0 for cut in best)


def test_places_within_words_cost_more_than_those_between() -> None:
    strand = strand_of("see https://example.org/one/two/three now")
    places = collect_places(strand, (0, 3), strand.inner)
    within = set(places.inner)
    assert within
    assert all(places.penalties[at] > 0 for at in within)
    assert not set(places.penalties) - within


def test_columns_get_their_maximum_where_that_fits() -> None:
    assert share_width([10, 20], [30, 40], 100) == (30, 40)


def test_narrow_columns_keep_their_width_and_wide_ones_give_way() -> None:
    low, high = share_width([10, 20], [30, 400], 200)
    assert low == 30
    assert high == pytest.approx(170)


def test_columns_without_room_shrink_alike() -> None:
    assert share_width([100, 300], [100, 300], 200) == (50, 150)


@given(
    st.lists(st.tuples(st.floats(0, 200), st.floats(0, 300)), min_size=1, max_size=12),
    st.floats(10, 600),
)
def test_columns_fill_the_room_and_no_more(ends: list[tuple[float, float]], room: float) -> None:
    least = [low for low, _ in ends]
    most = [low + more for low, more in ends]
    widths = share_width(least, most, room)
    assert sum(widths) <= room + 1e-6 or sum(most) <= room
    assert sum(widths) == pytest.approx(min(room, sum(most)), abs=1e-3)


def lines(count: int, height: float = 10.0) -> list[Line]:
    return [Line(height, 8.0) for _ in range(count)]


def test_sheets_are_filled_from_the_top_and_hold_every_line_once() -> None:
    stack = Stack()
    for count in (5, 1, 3, 2, 40, 7):
        stack.add(lines(count))
        stack.space(4.0)
    sheets = fill_sheets(stack.lines, 100.0, 100.0)
    assert [line for sheet in sheets for line, _ in sheet.lines] == stack.lines
    for sheet in sheets:
        assert sheet.lines[0][1] == 0.0
        assert sheet.lines[-1][1] + 10.0 <= 100.0
        assert len(sheet.lines) >= 2


def test_space_at_the_top_of_a_sheet_is_swallowed_and_the_larger_of_two_counts() -> None:
    stack = Stack()
    stack.add(lines(1))
    stack.space(3.0)
    stack.space(9.0)
    stack.space(5.0)
    stack.add(lines(1))
    (sheet,) = fill_sheets(stack.lines, 100.0, 100.0)
    assert [top for _, top in sheet.lines] == [0.0, 19.0]
    first, second = fill_sheets(stack.lines, 20.0, 20.0)
    assert second.lines[0][1] == 0.0
    assert len(first.lines) == 1


def test_what_is_kept_together_moves_as_one() -> None:
    stack = Stack()
    stack.add(lines(6))
    stack.add_together(lines(2))
    stack.keep()
    stack.add(lines(4))
    first, second = fill_sheets(stack.lines, 90.0, 90.0)
    assert len(first.lines) == 6
    assert len(second.lines) == 6


def test_a_line_taller_than_the_sheet_has_one_of_its_own() -> None:
    stack = Stack()
    for height in (10.0, 500.0, 10.0):
        stack.add(lines(1, height))
    assert [len(sheet.lines) for sheet in fill_sheets(stack.lines, 100.0, 100.0)] == [1, 1, 1]


def test_nothing_fills_one_sheet() -> None:
    assert len(fill_sheets([], 100.0, 100.0)) == 1


def test_accents_change_the_face_and_not_the_style() -> None:
    inks = Inks(THEME)
    style = TextStyle(Generic.SERIF, 10.0, 14.0)
    bold = inks.of(style).ink(Accent(strong=True))
    both = inks.of(style).ink(Accent(strong=True, emphasis=True))
    code = inks.of(style).ink(Accent(code=True))
    assert (bold.shapes.face.weight, bold.shapes.face.italic) == (700, False)
    assert (both.shapes.face.weight, both.shapes.face.italic) == (700, True)
    assert code.shapes.face.fixed_pitch
    assert code.size == pytest.approx(10.0 * THEME.code_scale)
    assert inks.of(style).ink(Accent(strong=True)) is bold


def floating(stack: Stack, count: int, *, turned: bool = False) -> list[Line]:
    """Append lines that float."""
    first = len(stack.lines)
    stack.add_together(lines(count))
    stack.float_from(first, turned=turned)
    return stack.lines[first:]


def shown(sheets: list[Sheet]) -> list[list[Line]]:
    return [[line for line, _ in sheet.lines] for sheet in sheets]


def test_what_floats_stays_where_there_is_room() -> None:
    stack = Stack()
    stack.add(lines(3))
    floating(stack, 4)
    stack.add(lines(2))
    (sheet,) = fill_sheets(stack.lines, 100.0, 100.0)
    assert [line for line, _ in sheet.lines] == stack.lines


def test_what_floats_goes_to_the_next_top_and_the_text_goes_on_before_it() -> None:
    stack = Stack()
    stack.add(lines(8))
    picture = floating(stack, 4)
    stack.add(lines(10))
    text = stack.lines[:8] + stack.lines[12:]
    first, second, *others = fill_sheets(stack.lines, 100.0, 100.0)
    assert [line for line, _ in first.lines] == text[:10]
    assert [line for line, _ in second.lines][:4] == picture
    assert second.lines[4] == (text[10], 40.0 + FLOAT_GAP)
    assert [line for sheet in (second, *others) for line, _ in sheet.lines][4:] == text[10:]


def test_floats_keep_their_order() -> None:
    stack = Stack()
    stack.add(lines(8))
    tall = floating(stack, 6)
    low = floating(stack, 1)
    stack.add(lines(1))
    assert shown(fill_sheets(stack.lines, 100.0, 100.0))[1] == tall + low


def test_floats_do_not_pass_a_forced_page_break() -> None:
    stack = Stack()
    stack.add(lines(8))
    picture = floating(stack, 6)
    stack.open_page()
    stack.add(lines(3))
    chapter = stack.lines[-3:]
    assert shown(fill_sheets(stack.lines, 100.0, 100.0)) == [stack.lines[:8], picture, chapter]


def test_a_heading_goes_with_the_text_behind_what_floats_away() -> None:
    stack = Stack()
    stack.add(lines(8))
    stack.add(lines(1))
    stack.keep()
    heading = stack.lines[-1]
    floating(stack, 5)
    stack.add_together(lines(3))
    first, second = shown(fill_sheets(stack.lines, 100.0, 100.0))
    assert heading not in first
    assert second[0] is heading


def test_what_floats_and_is_taller_than_the_page_begins_one() -> None:
    stack = Stack()
    stack.add(lines(3))
    tall = floating(stack, 14)
    stack.add(lines(2))
    sheets = fill_sheets(stack.lines, 100.0, 100.0)
    every = [line for sheet in shown(sheets) for line in sheet]
    assert sorted(map(id, every)) == sorted(map(id, stack.lines))
    assert shown(sheets)[1][0] is tall[0]


def test_what_is_turned_has_sheets_of_its_own() -> None:
    stack = Stack()
    stack.add(lines(2))
    first = len(stack.lines)
    stack.add_rows(lines(7))
    stack.float_from(first, turned=True)
    stack.add(lines(10))
    sheets = fill_sheets(stack.lines, 100.0, 50.0)
    assert [sheet.turned for sheet in sheets] == [False, True, True, False]
    assert [len(sheet.lines) for sheet in sheets] == [10, 5, 2, 2]


def test_what_is_turned_may_come_first_and_last() -> None:
    stack = Stack()
    floating(stack, 2, turned=True)
    stack.add(lines(3))
    floating(stack, 2, turned=True)
    sheets = fill_sheets(stack.lines, 100.0, 50.0)
    assert [sheet.turned for sheet in sheets] == [True, False, True]


@pytest.mark.parametrize("opens", [True, False], ids=["a page opens", "the end"])
def test_a_heading_is_not_left_behind_by_all_that_follows_it(*, opens: bool) -> None:
    stack = Stack()
    stack.add(lines(8))
    stack.add(lines(1))
    stack.keep()
    heading = stack.lines[-1]
    picture = floating(stack, 5)
    if opens:
        stack.open_page()
        stack.add(lines(2))
    found = shown(fill_sheets(stack.lines, 100.0, 100.0))
    assert found[:2] == [stack.lines[:8], [heading, *picture]]


def test_a_heading_before_a_turned_table_stays_where_it_is() -> None:
    stack = Stack()
    stack.add(lines(8))
    stack.add(lines(1))
    stack.keep()
    floating(stack, 5, turned=True)
    assert shown(fill_sheets(stack.lines, 100.0, 100.0))[0] == stack.lines[:9]
