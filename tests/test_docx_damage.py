"""DOCX files that are damaged, hostile or none at all: one sentence, and no traceback."""

import struct
import zipfile
from pathlib import Path

import pytest
from docx_editions import changed, members, without, write
from publications import sample_publication

from pipeline.errors import EditionError
from pipeline.exporters.docx import exporter
from pipeline.exporters.docx.read_back import package

DOCUMENT = "word/document.xml"
MEDIA = "word/media/image1.png"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's edition."""
    path = tmp_path_factory.mktemp("docx") / "edition.docx"
    write(sample_publication(), path)
    return path


def refusal(path: Path) -> str:
    """Give the one sentence with which a file is refused; it names the path as it was given."""
    with pytest.raises(EditionError) as caught:
        exporter.read_back(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no DOCX file"),
        (b"%PDF-1.7", "is no DOCX file"),
        (b"PK\x03\x04" + b"\0" * 50, "is no DOCX file"),
    ],
)
def test_what_is_no_archive_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "no.docx"
    path.write_bytes(content)
    with pytest.raises(EditionError, match=sentence) as caught:
        exporter.read_back(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"none\.docx cannot be read: No such file"):
        exporter.read_back(tmp_path / "none.docx")
    with pytest.raises(EditionError, match="cannot be read"):
        exporter.read_back(tmp_path)


@pytest.mark.parametrize("name", ["_rels/.rels", DOCUMENT, "word/styles.xml", "word/footnotes.xml"])
def test_a_lost_part_is_named(edition: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(EditionError):
        exporter.read_back(without(edition, tmp_path / "lost.docx", name))


def test_a_part_that_is_no_xml_is_named(edition: Path, tmp_path: Path) -> None:
    broken = changed(edition, tmp_path / "broken.docx", DOCUMENT, lambda text: text[:-40])
    with pytest.raises(EditionError, match=r"broken\.docx is damaged: word/document\.xml"):
        exporter.read_back(broken)


def test_a_truncated_archive_is_refused(edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.docx"
    path.write_bytes(edition.read_bytes()[:4000])
    with pytest.raises(EditionError):
        exporter.read_back(path)


def test_a_spoilt_member_is_refused(edition: Path, tmp_path: Path) -> None:
    content = bytearray(edition.read_bytes())
    with zipfile.ZipFile(edition) as archive:
        begin = archive.getinfo(DOCUMENT).header_offset
    content[begin + 100 : begin + 160] = b"\0" * 60
    path = tmp_path / "spoilt.docx"
    path.write_bytes(content)
    with pytest.raises(EditionError):
        exporter.read_back(path)


def test_entities_are_not_taken_from_elsewhere(edition: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden")
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'
    hostile = changed(
        edition,
        tmp_path / "hostile.docx",
        DOCUMENT,
        lambda text: text.replace("<w:document", declared).replace("Before any", "&x;Before any"),
    )
    assert not any("hidden" in word for word in exporter.read_back(hostile).words)


def packed(source: Path, target: Path, method: int) -> Path:
    """Copy an archive, its members packed by another method."""
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members(source).items():
            archive.writestr(name, content)
    return target


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_packed_as_the_standard_allows(
    edition: Path, tmp_path: Path, method: int
) -> None:
    said = refusal(packed(edition, tmp_path / "odd.docx", method))
    assert "packed in a way that none may have" in said


def header(content: bytes, name: str) -> int:
    """Give where the central directory speaks of a member."""
    return content.rindex(name.encode()) - 46


@pytest.mark.parametrize(
    "spoilt",
    [
        (8, "<H", 1),  # said to be encrypted
        (10, "<H", 77),  # an unknown method
        (16, "<I", 0),  # another checksum
        (20, "<I", 5),  # fewer packed bytes
        (24, "<I", 9),  # fewer bytes
        (42, "<I", 0xFFFFFF),  # an offset beyond the file
        (6, "<H", 200),  # a version that nobody reads
        (30, "<H", 0xFFFF),  # extra fields beyond the directory
    ],
)
@pytest.mark.parametrize("name", [DOCUMENT, MEDIA])
def test_a_spoilt_directory_is_told_in_one_sentence(
    edition: Path, tmp_path: Path, name: str, spoilt: tuple[int, str, int]
) -> None:
    offset, form, value = spoilt
    content = bytearray(edition.read_bytes())
    struct.pack_into(form, content, header(content, name) + offset, value)
    path = tmp_path / "spoilt.docx"
    path.write_bytes(content)
    refusal(path)


def test_whatever_byte_is_spoilt_there_is_no_traceback(edition: Path, tmp_path: Path) -> None:
    content = edition.read_bytes()
    path = tmp_path / "spoilt.docx"
    said: list[str] = []
    for at in range(0, len(content), 97):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            exporter.read_back(path)
        except EditionError as error:
            said.append(str(error))
    assert len(said) > len(content) / 97 / 2
    assert not any("\n" in sentence for sentence in said)


@pytest.mark.parametrize("name", [DOCUMENT, MEDIA])
def test_members_that_are_too_large_are_refused_unread(
    edition: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (package.LARGEST_MEMBER, package.LARGEST_SUM) == (512 * 2**20, 2 * 2**30)
    largest = max(map(len, members(edition).values()))
    monkeypatch.setattr(package, "LARGEST_MEMBER", largest)
    exporter.read_back(edition)
    bomb = without(edition, tmp_path / "bomb.docx", name, instead=b" " * (largest + 1))
    assert "unpacks to too many bytes" in refusal(bomb)


def test_many_members_are_too_large_together(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = sum(map(len, members(edition).values()))
    monkeypatch.setattr(package, "LARGEST_SUM", total)
    exporter.read_back(edition)
    monkeypatch.setattr(package, "LARGEST_SUM", total - 1)
    assert "unpacks to too many bytes" in refusal(edition)


def test_a_directory_that_says_too_little_does_not_help_a_bomb(
    edition: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(edition).items():
            archive.writestr(name, content)
        archive.writestr("word/bomb.bin", bytes(50_000_000))
    content = bytearray(bomb.read_bytes())
    struct.pack_into("<I", content, header(content, "word/bomb.bin") + 24, 10)
    bomb.write_bytes(content)
    refusal(bomb)
