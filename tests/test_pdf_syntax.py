"""PDF's syntax: what is written is read back as what was meant."""

import io
import struct

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from pipeline.exporters.pdf.writer.colour import srgb_profile
from pipeline.exporters.pdf.writer.syntax import (
    byte_string,
    clean_text,
    language_string,
    name,
    number,
    text_string,
)


def parsed(syntax: str) -> pikepdf.Object:
    return pikepdf.Object.parse(syntax.encode("latin-1"))


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0001, "0"), (12.0, "12"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5"), (1e-9, "0")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(-20_000, 20_000))
def test_numbers_are_right_to_the_thousandth(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.0005000001
    assert "e" not in number(value)


@given(st.binary())
def test_bytes_survive(content: bytes) -> None:
    assert bytes(parsed(byte_string(content))) == content


@given(st.text())
def test_texts_survive_but_for_what_no_reader_takes(text: str) -> None:
    read = bytes(parsed(text_string(text)))
    told = read[2:].decode("utf-16-be") if read[:2] == b"\xfe\xff" else read.decode("ascii")
    assert told == clean_text(text)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1))
def test_names_survive(text: str) -> None:
    assert parsed(name(text)) == pikepdf.Name("/" + text)


@pytest.mark.parametrize(
    ("tag", "written"),
    [("en", "(en)"), ("pt_BR", "(pt-BR)"), ("", "(und)"), ("not one", "(und)"), ("é", "(und)")],
)
def test_a_language_is_a_tag_or_undetermined(tag: str, written: str) -> None:
    assert language_string(tag) == written


def test_the_colour_profile_is_srgb() -> None:
    profile = srgb_profile()
    assert struct.unpack_from(">I", profile) == (len(profile),)
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    assert (opened.xcolor_space.strip(), opened.version) == ("RGB", 2.4)
    assert opened.profile_description == "sRGB IEC61966-2.1"
    wanted = ImageCms.createProfile("sRGB")
    for ours, theirs in (
        (opened.red_colorant, wanted.red_colorant),
        (opened.green_colorant, wanted.green_colorant),
        (opened.blue_colorant, wanted.blue_colorant),
    ):
        assert ours[0] == pytest.approx(theirs[0], abs=0.001)
