"""The pages of releases: what they say, and how they are for people and for programs."""

import json
import re
import urllib.request
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import look, served
from commands import names, pipeline, write
from releases import built, other_version, release_of

from pipeline.distribute.figures import date_text, language_text, size_text
from pipeline.distribute.folder import Ware, read_folder, write_release
from pipeline.distribute.identifiers import isbn_in, uri_of, version_uri
from pipeline.distribute.overview import overview_page
from pipeline.distribute.page import release_page
from pipeline.distribute.release import ContentsLine, Description
from pipeline.distribute.shelves import is_preview, shelves_of, version_key

PHONE, DESKTOP = 360, 1280
RELEASE = "of-bridges-arches-1-1.2"
VOID = {"meta", "link", "img", "br"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of releases: two versions of one text, one of another language."""
    folder = tmp_path_factory.mktemp("released")
    source = built(folder)
    for version in ("1.2", "1.10-rc1"):
        finished = pipeline(folder, "distribute", "bridges.md", "--release", version, "-q")
        assert finished.code == 0, finished.err
    write(source, "---\ntitle: جسور\nlang: ar\nversion: 3\n---\n\n# حجر\n\nنص.\n")
    pipeline(folder, "build", "bridges.md", "-q", "--to", "epub")
    finished = pipeline(folder, "distribute", "bridges.md", "--to", "epub")
    assert finished.code == 0, finished.err
    assert "dist/index.html: written" in finished.out
    return folder / "dist"


PAGES = ["index.html", f"{RELEASE}/index.html", "جسور-3/index.html"]


@pytest.mark.parametrize("name", PAGES, ids=["all", "english", "arabic"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_page_is_fit_for_everyone(*, dist: Path, name: str, width: int, dark: bool) -> None:
    with served(dist) as address:
        looked = look(f"{address}/{urllib.request.pathname2url(name)}", width, dark=dark)
    assert looked.violations == []
    assert looked.passes > 20
    assert looked.width == width
    assert looked.needed <= width
    assert all(looked.images)
    assert (looked.ground == "rgb(21, 24, 28)") == dark


def test_every_link_leads_to_the_right_bytes(dist: Path) -> None:
    reached: set[Path] = set()
    with served(dist) as address:
        for name in PAGES:
            for link in look(f"{address}/{urllib.request.pathname2url(name)}", DESKTOP).links:
                target = dist / unquote(urlsplit(link).path).lstrip("/")
                with urllib.request.urlopen(link) as answer:
                    assert answer.read() == target.read_bytes(), link
                reached.add(target)
    for folder in dist.iterdir():
        if folder.is_dir() and folder.name in {RELEASE, "جسور-3"}:
            for edition in read_folder(folder).editions:
                assert folder / edition.file.name in reached


class _Balance(HTMLParser):
    """Sees to it that every element is closed where it should be; gathers identifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", PAGES, ids=["all", "english", "arabic"])
def test_a_page_is_whole_and_needs_nothing_from_elsewhere(dist: Path, name: str) -> None:
    parser = _Balance()
    text = (dist / name).read_text("utf-8")
    parser.feed(text)
    assert parser.open == []
    assert not [each for each in parser.addresses if ":" in each or each.startswith("/")]
    assert "url(" not in text
    assert "@import" not in text


def script_of(page: Path) -> dict[str, object]:
    """Give the structured statements of a page."""
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
    )
    found = json.loads(script)
    assert isinstance(found, dict)
    return found


def test_a_page_tells_programs_what_the_book_is(dist: Path) -> None:
    book = script_of(dist / RELEASE / "index.html")
    assert book["@type"] == "Book"
    assert book["name"] == "Of Bridges & “Arches” <1>"
    assert book["author"] == [
        {"@type": "Person", "name": "Ida Brandt"},
        {"@type": "Person", "name": "Tomás Okafor"},
    ]
    assert book["datePublished"] == "2025-03-10"
    assert book["version"] == "1.2"
    release = read_folder(dist / RELEASE)
    encodings = book["encoding"]
    assert isinstance(encodings, list)
    assert [each["sha256"] for each in encodings] == [
        edition.file.digest for edition in release.editions
    ]
    parts = script_of(dist / "index.html")["hasPart"]
    assert isinstance(parts, list)
    assert [part["name"] for part in parts] == [book["name"], "جسور"]


def test_what_an_author_writes_never_becomes_markup() -> None:
    evil = "</script><img src=x onerror=alert(1)>\"'&"
    ware = Ware("a.pdf", b"pdf")
    release = replace(
        release_of(ware),
        about=Description(
            evil, "en", evil, evil, (evil,), evil, evil, (evil,), rights=evil, publisher=evil
        ),
        contents=(ContentsLine(1, evil, evil), ContentsLine(3, "", evil)),
        label=evil,
    )
    for page in (release_page(release, {evil: "0"}, 1), overview_page(shelves_of([release]))):
        assert "<img src=x" not in page
        assert page.count("<script") == page.count("</script>") == 1
        parser = _Balance()
        parser.feed(page)
        assert parser.open == []


def test_addresses_are_whole_where_the_place_is_known() -> None:
    release = replace(release_of(Ware("a.pdf", b"pdf")), address="https://example.org/books")
    page = release_page(release, {}, 1)
    assert '<meta property="og:url" content="https://example.org/books/bridges-1/">' in page
    assert '"contentUrl": "https://example.org/books/bridges-1/a.pdf"' in page
    assert '"isbn": "9783161484100"' in page


def test_a_page_speaks_the_language_of_its_book_where_it_can() -> None:
    ware = Ware("a.pdf", b"pdf")
    german = replace(release_of(ware), about=Description("Brücken", "de-AT", "urn:x:1"))
    page = release_page(german, {}, 1234567)
    assert '<html lang="de">' in page
    assert "Herunterladen" in page
    assert "Alles in einer Datei (1,2\N{NO-BREAK SPACE}MB)" in page
    finnish = replace(german, about=Description("Sillat", "fi", "urn:x:2"))
    page = release_page(finnish, {}, 1)
    assert '<html lang="en">' in page
    assert '<h1 lang="fi">Sillat</h1>' in page
    assert '<html lang="en">' in overview_page(shelves_of([german, replace(finnish, name="s")]))
    assert '<html lang="de">' in overview_page(shelves_of([german]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", "and for printing"),
        ("a.docx", "in a word processor"),
        ("a.epub", "For e-readers"),
        ("a.html", "For reading in a browser"),
        ("a.xyz", ""),
    ],
)
def test_a_button_says_what_its_edition_is_good_for(name: str, said: str) -> None:
    page = release_page(release_of(Ware(name, b"content")), {}, 1)
    item = page[page.index("<li><a") : page.index("</li>")]
    assert f'href="{name}"' in item
    assert said in item
    assert ("<p>" in item) == bool(said)


def test_older_versions_are_on_the_page_of_all(dist: Path) -> None:
    page = (dist / "index.html").read_text("utf-8")
    older = page[page.index("<details>") : page.index("</details>")]
    assert "of-bridges-arches-1-1.10-rc1/index.html" in older
    assert "Older versions" in older
    assert overview_page(()).count("There are no releases yet.") == 1


def test_releases_are_listed(dist: Path) -> None:
    finished = pipeline(dist.parent, "releases")
    assert finished.code == 0
    assert finished.out == (
        "of-bridges-arches-1: Of Bridges & “Arches” <1>\n"
        "  1.10-rc1  2025-03-10  docx, epub, pdf\n"
        "  1.2       2025-03-10  docx, epub, pdf\n"
        "\n"
        "جسور: جسور\n"
        "  3    epub\n"
    )


def test_a_damaged_release_is_told_and_the_others_are_listed(tmp_path: Path) -> None:
    ware = Ware("a.pdf", b"pdf")
    release = release_of(ware)
    for version in ("1", "2"):
        write_release(other_version(release, version), [ware], tmp_path / "dist")
    write(tmp_path / "dist" / "bridges-2" / "manifest.json", "{}")
    (tmp_path / "dist" / "other").mkdir()
    finished = pipeline(tmp_path, "releases")
    assert finished.code == 5
    assert "bridges-2/manifest.json is no manifest of a release" in finished.err
    assert finished.out == "bridges: Bridges\n  1    pdf\n"


def test_no_releases_and_no_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    assert pipeline(tmp_path, "releases").out == "there are no releases in dist\n"
    finished = pipeline(tmp_path, "releases", "--releases", "nowhere")
    assert finished.code == 5
    assert "the releases in nowhere cannot be read: No such file or directory" in finished.err


# Order, names, figures


def test_versions_are_in_order() -> None:
    ordered = [
        *("0.9", "1.0-alpha", "1.0-beta.2", "1.0-beta.11", "1.0-rc1", "1.0", "1.0.1", "1.9"),
        *("1.10-dev", "1.10", "1.10a-final", "2", "2024", "2025-03-10", "2025-11-02"),
    ]
    keys = [version_key(version) for version in ordered[:10]]
    assert keys == sorted(keys)
    assert [version_key(v) for v in ordered[11:]] == sorted(version_key(v) for v in ordered[11:])
    assert [v for v in ordered[:10] if is_preview(v)] == [*ordered[1:5], "1.10-dev"]
    assert version_key("1.0+build") == version_key("1.0")


def test_the_newest_release_is_no_preview_where_there_is_another() -> None:
    release = release_of(Ware("a.pdf", b"pdf"))
    versions = [other_version(release, version) for version in ("1.9", "2.0-rc1", "1.10")]
    (shelf,) = shelves_of(versions)
    assert [each.label for each in shelf.releases] == ["2.0-rc1", "1.10", "1.9"]
    assert shelf.newest.label == "1.10"
    (shelf,) = shelves_of([other_version(release, "2.0-rc1")])
    assert shelf.newest.label == "2.0-rc1"


@pytest.mark.parametrize(
    ("identifier", "isbn"),
    [
        ("urn:isbn:9783161484100", "9783161484100"),
        ("ISBN 978-3-16-148410-0", "9783161484100"),
        ("3-16-148410-X", "9783161484100"),
        ("080442957X", "9780804429573"),
        ("978-3-16-148410-1", ""),
        ("0804429570", ""),
        ("08044X957X", ""),
        ("urn:uuid:c02fa73e-0cd6-5bf9-a3c2-39c5b892fbd8", ""),
        ("9" * 5000, ""),
    ],
)
def test_isbns_are_known_by_their_check_digit(identifier: str, isbn: str) -> None:
    assert isbn_in(identifier) == isbn


def test_every_identifier_has_a_uri() -> None:
    assert uri_of("978-3-16-148410-0") == "urn:isbn:9783161484100"
    assert uri_of("https://example.org/a") == "https://example.org/a"
    assert uri_of("My book: 1").startswith("urn:uuid:")
    assert version_uri("a", "1") != version_uri("a", "2") != version_uri("b", "2")


def test_figures_are_written_as_readers_do() -> None:
    space = "\N{NO-BREAK SPACE}"
    assert size_text(999, "en") == f"999{space}B"
    assert size_text(64_512, "en") == f"64.5{space}kB"
    assert size_text(999_960, "fr") == f"1{space}MB"
    assert size_text(5 * 10**15, "xx-invalid-tag") == f"5,000{space}TB"
    assert date_text("2025-03-10", "de") == "10. März 2025"
    assert date_text("March 2025", "de") == "March 2025"
    assert language_text("pt-BR", "en") == "Portuguese (Brazil)"
    assert language_text("x", "en") == "x"


def test_nothing_but_releases_and_the_page_is_in_the_folder(dist: Path) -> None:
    assert "index.html" in names(dist)
    assert not [name for name in names(dist) if name.startswith(".")]
