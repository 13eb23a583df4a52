"""One small book in English, German, Arabic and Japanese: the same in every edition of each."""

import json
from pathlib import Path

import pytest
from commands import pipeline

from pipeline.exporters.docx import exporter as docx
from pipeline.exporters.epub import exporter as epub
from pipeline.exporters.pdf import exporter as pdf

BOOKS = Path(__file__).parent / "samples" / "lamp"
FORMATS = {"pdf": pdf, "docx": docx, "epub": epub}
LABELS = {"en": "Table 1.1", "de": "Tabelle 1.1", "ar": "جدول 1.1", "ja": "表1.1"}


@pytest.fixture(scope="module", params=LABELS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    text = (BOOKS / f"{request.param}.md").read_text("utf-8")
    (folder / f"{request.param}.md").write_text(text, "utf-8")
    ended = pipeline(
        folder, "build", f"{request.param}.md", "-o", ".", "--log", "log.json", "--strict"
    )
    assert (ended.code, ended.err) == (0, "")
    assert "The editions say what the source says" in ended.out
    return folder


def test_numbers_labels_and_pages_are_those_of_the_language(built: Path) -> None:
    language = built.glob("*.md").__next__().stem
    for name, exporter in FORMATS.items():
        facts = exporter.read_back(built / f"{language}.{name}")
        assert facts.language == language
        assert [(h.level, h.number) for h in facts.outline] == [(1, ""), (1, "1"), (2, "1.1")]
        words = " ".join(facts.words)
        assert words.count(LABELS[language]) >= 2
        if name != "epub":
            assert [entry.page for entry in facts.contents] == ["iii", "1", "1"]


def test_nothing_is_said_of_them(built: Path) -> None:
    assert json.loads((built / "log.json").read_text("utf-8"))["diagnostics"] == []
