"""Catalogues: OPDS, Atom, ONIX and CITATION.cff, read by those who had no part in writing them."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import feedparser
import onixcheck
import pytest
from browser import served
from commands import ROOT, pipeline, write
from lxml import etree
from releases import built, other_version, release_of
from validators import absent

from pipeline.distribute.atom import atom_feed
from pipeline.distribute.citation import citation_text
from pipeline.distribute.collection import collection_files
from pipeline.distribute.folder import Ware, read_folder
from pipeline.distribute.language_codes import three_letters
from pipeline.distribute.onix import onix_message
from pipeline.distribute.opds import ACQUISITION, opds_feed
from pipeline.distribute.opds2 import opds2_feed
from pipeline.distribute.release import Description, Release
from pipeline.distribute.shelves import shelves_of

READERS = ROOT / "build" / "catalogues"
"""Where `.ci/install-validators` puts the readers that come from npm."""

RELEASE = "of-bridges-arches-1-1.2"
EVIL = "<&>\"' ]]> </feed>\x00\x0b"


def understood(kind: str, *files: Path) -> Any:
    """Give what a reader from npm understood of catalogues."""
    node = shutil.which("node")
    if node is None or not (READERS / "node_modules" / "r2-opds-js").is_dir():
        absent("node, r2-opds-js or Citation.js is not installed: .ci/install-validators")
    command = [node, str(ROOT / "tests" / "catalogues.cjs"), str(READERS), kind, *map(str, files)]
    finished = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of releases: an English book in two versions, and a German one."""
    folder = tmp_path_factory.mktemp("released")
    source = built(folder)
    for version in ("1.1", "1.2"):
        assert pipeline(folder, "distribute", "bridges.md", "--release", version).code == 0
    text = (
        "---\ntitle: Brücken\nauthor: Ida Brandt\nlang: de\ndate: 2025-06\n---\n\n# Stein\n\nEr.\n"
    )
    write(source, text)
    pipeline(folder, "build", "bridges.md", "-q", "--to", "epub,pdf")
    assert pipeline(folder, "distribute", "bridges.md", "--to", "epub,pdf").code == 0
    return folder / "dist"


def test_a_reader_of_catalogues_finds_and_loads_every_edition(dist: Path) -> None:
    releases = [read_folder(dist / name) for name in ("brücken-2025-06", RELEASE)]
    by_id = {release.about.identifier: release for release in releases}
    with served(dist) as address:
        for catalogue in understood("opds", dist / "opds.xml", dist / "opds.json"):
            assert {each["identifier"] for each in catalogue} == set(by_id)
            for each in catalogue:
                release = by_id[each["identifier"]]
                about = release.about
                assert each["title"] in (about.title, {about.language: about.title})
                assert each["authors"] == list(release.about.authors)
                assert each["language"] == [release.about.language]
                offered = [link for link in each["links"] if link[0] == ACQUISITION]
                assert [link[2] for link in offered] == [
                    edition.file.media_type for edition in release.editions
                ]
                folder = dist / release.folder
                for (_, href, _), edition in zip(offered, release.editions, strict=True):
                    with urlopen(urljoin(f"{address}/opds.xml", href)) as answer:
                        assert answer.read() == (folder / edition.file.name).read_bytes()
                if release.cover is not None:
                    assert unquote(each["images"][0]) == f"{RELEASE}/cover.png"


def test_feed_readers_find_every_release(dist: Path) -> None:
    feed = feedparser.parse((dist / "atom.xml").read_bytes())
    assert not feed.bozo
    titles = ["Brücken 2025-06", *(f"Of Bridges & “Arches” <1> {v}" for v in ("1.1", "1.2"))]
    assert [entry.title for entry in feed.entries] == titles
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == 4
    for entry in feed.entries:
        for enclosure in entry.enclosures:
            file = dist / unquote(enclosure.href)
            assert file.stat().st_size == int(enclosure.length)
        assert (dist / unquote(urlsplit(entry.link).path)).name == "index.html"


def test_the_page_tells_of_the_feeds(dist: Path) -> None:
    page = (dist / "index.html").read_text("utf-8")
    for name, title in (("opds.xml", "OPDS 1.2"), ("opds.json", "OPDS 2.0"), ("atom.xml", "Atom")):
        assert page.count(f'href="{name}"') == 2
        assert f">{title}</a>" in page


def complaints(message: bytes, folder: Path) -> list[str]:
    """Judge an ONIX message by EDItEUR's schema and code lists."""
    path = folder / "message.xml"
    path.write_bytes(message)
    with path.open("rb") as file:
        return [f"{found.location} {found.message}" for found in onixcheck.validate(file)]


def test_onix_is_valid(dist: Path, tmp_path: Path) -> None:
    for folder in (RELEASE, "brücken-2025-06"):
        message = (dist / folder / "onix.xml").read_bytes()
        assert complaints(message, tmp_path) == []
    assert complaints(message.replace(b">EA<", b">XX<"), tmp_path) != []


def variants() -> list[Release]:
    """Give releases with much, with little and with bad things said of them."""
    ware = Ware("a.epub", b"epub")
    release = release_of(ware)
    return [
        release,
        replace(release, about=Description("T", "x-klingon", "urn:x:1")),
        replace(release, about=Description("T", "de-AT", "my book", date="2025", publisher="P")),
        replace(release, about=Description("T", "pt-BR", "a", date="in May", authors=("A",))),
        replace(
            release,
            address="https://example.org",
            label=EVIL,
            about=Description(
                EVIL, "en", EVIL, EVIL, (EVIL,), EVIL, EVIL, (EVIL, EVIL), EVIL, EVIL
            ),
        ),
    ]


@pytest.mark.parametrize("release", variants(), ids=["isbn", "bare", "year", "may", "evil"])
def test_catalogues_stand_whatever_is_said(release: Release, tmp_path: Path) -> None:
    assert complaints(onix_message(release), tmp_path) == []
    shelves = shelves_of([release, other_version(release, "0.9")])
    for feed in (atom_feed(shelves), opds_feed(shelves)):
        parsed = feedparser.parse(feed)
        assert not parsed.bozo
        assert all(entry.author and entry.updated for entry in parsed.entries)
    assert json.loads(opds2_feed(shelves))["metadata"]["numberOfItems"] == 1
    citation = tmp_path / "CITATION.cff"
    citation.write_text(citation_text(release), "utf-8")
    (cited,) = understood("cff", citation)[:1]
    assert cited["author"]
    assert cited["title"]


def test_a_release_can_be_cited(dist: Path) -> None:
    cited = understood("cff", dist / RELEASE / "CITATION.cff")[0]
    assert cited["title"] == "Of Bridges & “Arches” <1>"
    assert cited["author"] == [{"literal": "Ida Brandt"}, {"literal": "Tomás Okafor"}]
    assert cited["issued"] == {"date-parts": [[2025, 3, 10]]}


def test_an_isbn_is_that_of_the_only_edition_or_of_the_work() -> None:
    epub, pdf = Ware("a.epub", b"epub"), Ware("a.pdf", b"pdf")
    for wares, products in (((epub,), ["9783161484100"]), ((epub, pdf), [])):
        root = etree.fromstring(onix_message(release_of(*wares)))
        found = root.findall(".//{*}ProductIdentifier[{*}ProductIDType='15']/{*}IDValue")
        assert [each.text for each in found] == products
        works = root.findall(".//{*}WorkIdentifier[{*}WorkIDType='15']/{*}IDValue")
        assert {each.text for each in works} == {"9783161484100"}


def test_addresses_are_whole_where_the_place_is_known() -> None:
    release = replace(release_of(Ware("a.pdf", b"pdf")), address="https://example.org/books")
    feed = feedparser.parse(atom_feed(shelves_of([release])))
    assert feed.feed.id == "https://example.org/books/atom.xml"
    other = replace(release, name="other", address="https://example.com")
    feed = feedparser.parse(atom_feed(shelves_of([release, other])))
    assert feed.feed.id.startswith("urn:uuid:")
    assert "url: https://example.org/books/bridges-1/" in citation_text(release)


def test_an_empty_catalogue_is_one() -> None:
    for name, content in collection_files(()).items():
        if name.endswith(".xml"):
            assert not feedparser.parse(content).entries
        assert content


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "ger"), ("EN", "eng"), ("x-a", "und"), ("qq", "und")]
)
def test_the_trade_has_codes_of_three_letters(tag: str, code: str) -> None:
    assert three_letters(tag) == code
