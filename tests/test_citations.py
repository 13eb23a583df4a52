"""Citations: from keys and bibliography files to words and a list of works."""

import json
from pathlib import Path

import pytest
from commands import write
from validators import epubcheck, openxml_audit, vera_check

from pipeline.build import Reading, Wishes, read_source, write_editions
from pipeline.passes.bibtex import entries_of, filled
from pipeline.passes.styling import nodes_of
from pipeline.project import find_source
from pipeline.registry import installed_formats, load_exporters
from pipeline.verification import verify_output
from pipeline.verify import expected_facts

FORMATS = tuple(installed_formats())
BIB = r"""
@book{knuth84,
  author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison-Wesley},
  address = {Reading}, year = 1984
}
@article{Brandt:2020,
  author = {Brandt, Ida and Okafor, Tomas and M{\"u}ller, J{\"u}rgen and de la Cruz, Ana},
  title = {Lamps of small harbours \& others}, journal = {Journal of Lights}, volume = {12},
  pages = {33--57}, date = {2020-05-01}, doi = {10.1000/xyz}
}
@online{council, author = {{World Light Council}}, title = {The state of lights}, year = {2021},
  url = {https://example.org/lights}, urldate = {2022-03-04}}
"""


def reading(folder: Path, text: str, front: str = "", bib: str = BIB) -> Reading:
    write(folder / "refs.bib", bib)
    source = f"---\nbibliography: refs.bib\n{front}---\n\n# Text\n\n# More\n\n{text}\n"
    return read_source(find_source(str(write(folder / "a.md", source))), Wishes())


def words(found: Reading) -> str:
    """Give the words below the second heading."""
    assert found.publication is not None
    return " ".join(expected_facts(found.publication).words).removeprefix("Text More ")


def said(found: Reading) -> list[str]:
    return [f"{Path(d.location.file).name}:{d.location.line} {d.code}" for d in found.diagnostics]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x [@knuth84].", "x (Knuth, 1984)."),
        ("x [see @knuth84, pp. 3-5, and more].", "x (see Knuth, 1984, pp. 3–5, and more)."),
        ("x [@knuth84; @council].", "x (Knuth, 1984; World Light Council, 2021)."),
        ("x [-@knuth84, p. 3].", "x (1984, p. 3)."),
        ("@knuth84 says.", "Knuth (1984) says."),
        ("@knuth84 [p. 3] says.", "Knuth (1984, p. 3) says."),
        ("@Brandt:2020: so.", "Brandt et al. (2020): so."),
        ("@{Brandt:2020}.", "Brandt et al. (2020)."),
        ("*x* [**@knuth84**].", "x [Knuth (1984)]."),
    ],
)
def test_citations_become_words(text: str, shown: str, tmp_path: Path) -> None:
    found = reading(tmp_path, text)
    assert said(found) == []
    assert words(found).startswith(f"{shown} Bibliography")


@pytest.mark.parametrize(
    "text",
    [
        "`[@knuth84]` stays",
        "me@knuth84.org stays",
        "\\@knuth84 stays",
        "[a link](https://a.org/@knuth84) stays",
        "[not a citation, @ alone] stays",
        "![image @](x.png) stays",
    ],
)
def test_what_is_no_citation_stays(text: str, tmp_path: Path) -> None:
    found = reading(tmp_path, text)
    assert "Bibliography" not in words(found)
    assert "stays" in words(found)


def test_without_a_bibliography_nothing_is_cited(tmp_path: Path) -> None:
    found = read_source(find_source(str(write(tmp_path / "a.md", "x [@a] @b\n"))), Wishes())
    assert found.publication is not None
    assert expected_facts(found.publication).words == ("x", "[@a]", "@b")
    assert found.diagnostics == ()


ENTRIES = (
    "Brandt, I. et al. (2020) “Lamps of small harbours & others”, Journal of Lights, 12,",
    "Knuth, D.E. (1984) The TeXbook. Reading: Addison-Wesley.",
    "World Light Council (2021) The state of lights.",
)


def test_the_list_of_works_stands_at_the_end_or_where_it_is_wanted(tmp_path: Path) -> None:
    text = "[@knuth84; @council; @Brandt:2020]"
    shown = words(reading(tmp_path, text))
    places = [shown.index(entry) for entry in ENTRIES]
    assert places == sorted(places)
    assert shown.index(" Bibliography ") < places[0]
    moved = words(reading(tmp_path, f"::: {{#refs}}\n:::\n\nAfter. {text}"))
    assert moved.index(ENTRIES[0]) < moved.index("After.")
    assert "Bibliography" not in moved


def test_links_lead_from_citations_to_works(tmp_path: Path) -> None:
    found = reading(tmp_path, "[@knuth84]")
    assert found.publication is not None
    links = expected_facts(found.publication).links
    assert [(link.text, link.target[:10]) for link in links] == [("Knuth, 1984", "#¶ Knuth, ")]
    plain = reading(tmp_path, "[@knuth84]", "link-citations: false\n")
    assert plain.publication is not None
    assert expected_facts(plain.publication).links == ()


def test_works_may_be_listed_without_being_cited(tmp_path: Path) -> None:
    assert ENTRIES[2] in words(reading(tmp_path, "x", 'nocite: "@council"\n'))
    shown = words(reading(tmp_path, "x", 'nocite: "@*"\n'))
    assert all(entry in shown for entry in ENTRIES)


def test_numbers_count_first_citations(tmp_path: Path) -> None:
    text = "[@council] [@knuth84; @council] @knuth84"
    shown = words(reading(tmp_path, text, "csl: ieee\n"))
    assert shown.startswith("[1] [2, 1] Knuth [2] Bibliography [1] World Light Council")


def test_the_language_is_the_publication_s(tmp_path: Path) -> None:
    shown = words(reading(tmp_path, "[@Brandt:2020, p. 3]", "lang: de\n"))
    assert shown.startswith("(Brandt u. a., 2020, S. 3) Literaturverzeichnis")


@pytest.mark.parametrize(
    ("front", "text", "expected"),
    [
        ("", "[@knuth48]", ["a.md:9 citation-unknown"]),
        ("csl: gone.csl\n", "[@knuth84]", ["a.md:3 bibliography-unreadable"]),
        ("csl: ../x.csl\n", "[@knuth84]", ["a.md:3 bibliography-unreadable"]),
        ("csl: no-such-style\n", "[@knuth84]", ["a.md:3 bibliography-unreadable"]),
        ("nocite: '@gone'\n", "x", ["a.md:3 citation-unknown"]),
    ],
)
def test_what_is_missing_is_told(
    front: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    found = reading(tmp_path, text, front)
    assert [line.replace("a.md:10", "a.md:9") for line in said(found)] == expected
    assert found.publication is not None


def test_an_unknown_key_stands_in_the_text(tmp_path: Path) -> None:
    found = reading(tmp_path, "x [@knuth84; @knuth48] y")
    assert words(found).startswith("x (Knuth, 1984)@knuth48 [?] y")
    (one,) = found.diagnostics
    assert one.hint == "did you mean '@knuth84'?"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.bib", None, "there is no bibliography 'gone.bib'"),
        ("../out.bib", "", "lies outside"),
        ("a.json", "{", "is no JSON"),
        ("a.json", "{}", "is no list of entries"),
        ("a.bib", "@book{a, title={open\n@book{b, title={B}}\n", "an entry that cannot be read"),
        ("a.bib", "@book{a, title={A}}\n@book{a, title={B}}\n", "the key 'a' twice"),
    ],
)
def test_a_bibliography_that_cannot_be_read_is_told(
    name: str, content: str | None, sentence: str, tmp_path: Path
) -> None:
    if content is not None:
        write(tmp_path / "home" / name, content)
    text = f"---\nbibliography: {name}\n---\n\nx\n"
    found = read_source(find_source(str(write(tmp_path / "home/a.md", text))), Wishes())
    assert [d.code.value for d in found.diagnostics] == ["bibliography-unreadable"]
    assert sentence in found.diagnostics[0].message


def test_csl_json_is_read_too(tmp_path: Path) -> None:
    record = {
        "id": "x",
        "type": "book",
        "title": "A <i>b</i> & c",
        "author": [{"family": "Ütz", "given": "A."}],
        "issued": {"date-parts": [[1999]]},
    }
    write(tmp_path / "refs.json", json.dumps([record]))
    text = "---\nbibliography: refs.json\n---\n\nx [@x]\n"
    found = read_source(find_source(str(write(tmp_path / "a.md", text))), Wishes())
    assert found.diagnostics == ()
    assert found.publication is not None
    assert "(Ütz, 1999)" in " ".join(expected_facts(found.publication).words)


def test_latex_becomes_text() -> None:
    (entry,) = entries_of(
        "@misc{x, author={Jos{\\'e} {\\O}stergaard and others and {A and B}}, "
        "title={{\\LaTeX} -- a {Study} of \\emph{x}}, year={c. 1900}, month=mar}\n"
    )
    record = filled(entry.record)
    assert record["title"] == "LaTeX – a Study of x"
    assert record["author"] == [
        {"given": "José", "family": "Østergaard"},
        {"literal": "et al."},
        {"literal": "A and B"},
    ]
    assert record["issued"] == {"literal": "c. 1900"}


def test_what_the_processor_gives_becomes_nodes() -> None:
    shown = repr(nodes_of("a &amp; <i>b <b>c</b></i> <span>d</span></i> https://a.org/x. <u>e"))
    assert "Text(text='a & ')" in shown
    assert "Emphasis(content=(Text(text='b '), Strong(content=(Text(text='c'),))))" in shown
    assert "url='https://a.org/x'" in shown


def test_a_book_cites_from_all_its_chapters(tmp_path: Path) -> None:
    write(tmp_path / "refs.bib", BIB)
    write(tmp_path / "book.toml", '[book]\nbibliography = "refs.bib"\n')
    write(tmp_path / "src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n\n[Works](works.md)\n")
    write(tmp_path / "src/a.md", "# A\n\n@knuth84\n")
    write(tmp_path / "src/b.md", "# B\n\nText.[^n]\n\n[^n]: [@council]\n")
    write(tmp_path / "src/works.md", "---\nkind: bibliography\n---\n# Works\n")
    found = read_source(find_source(str(tmp_path)), Wishes())
    assert found.diagnostics == ()
    assert found.publication is not None
    facts = expected_facts(found.publication)
    assert [h.text for h in facts.outline] == ["A", "B", "Works"]
    assert " ".join(facts.words).endswith("(Accessed: March 4, 2022).")
    assert facts.notes[0].text == "(World Light Council, 2021)"


@pytest.mark.parametrize("style", ["", "ieee", "apa", "chicago", "nature"])
def test_editions_agree_and_are_valid(style: str, tmp_path: Path) -> None:
    text = "@knuth84 and [@Brandt:2020, p. 3; -@council].[^n]\n\n[^n]: See @council.\n"
    found = reading(tmp_path, text, f"csl: {style}\n" if style else "")
    assert said(found) == []
    exporters = load_exporters(FORMATS)
    assert write_editions(found, exporters, tmp_path, lambda _: None) == ()
    assert verify_output(found, exporters, tmp_path).agrees
    assert vera_check([tmp_path / "a.pdf"]) == []
    assert epubcheck([tmp_path / "a.epub"]) == []
    assert openxml_audit(tmp_path / "a.docx") == []


def test_only_works_that_are_cited_become_text() -> None:
    entries = list(entries_of("@book{a, title={A}}\n@book{b, title={B}}\n"))
    assert [dict(entry.record) for entry in entries] == [{}, {}]
    assert filled(entries[1].record)["title"] == "B"
    assert [bool(entry.record) for entry in entries] == [False, True]


def test_many_works_can_be_cited(tmp_path: Path) -> None:
    bib = "\n".join(
        f"@article{{k{n}, author={{N{n}, A.}}, title={{T {{X}}}}, year={{{1900 + n % 99}}}}}"
        for n in range(500)
    )
    found = reading(tmp_path, " ".join(f"[@k{n}]" for n in range(500)), bib=bib)
    assert said(found) == []
    assert words(found).count("‘T X’") + words(found).count("“T X”") == 500
