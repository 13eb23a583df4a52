"""The page of a release, for people: `index.html` beside the editions."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.distribute.checksums import CHECKSUMS
from pipeline.distribute.elements import element, joined, words
from pipeline.distribute.figures import date_text, language_text, size_text
from pipeline.distribute.manifest import MANIFEST
from pipeline.distribute.page_parts import Head, address, cover, downloads, of_language, page
from pipeline.distribute.page_words import PageWords, page_words
from pipeline.distribute.release import ContentsLine, Release
from pipeline.distribute.signatures import check_command
from pipeline.distribute.structured import book_script, open_graph
from pipeline.markup import Markup, escape_text

PAGE = "index.html"
_ALL = f"../{PAGE}"
_MANY_LINES = 30
"""Contents that are longer are folded up at first."""


def release_page(release: Release, digests: Mapping[str, str], archive_size: int) -> str:
    """Write the page of a release; `digests` are those of its files, the size is in bytes."""
    said = page_words(release.about.language)
    about = release.about
    head = Head(
        f"{about.title} {release.label}",
        about.description or about.subtitle,
        joined(
            words_meta("author", ", ".join(about.authors)),
            open_graph(release),
            book_script(release),
        ),
    )
    main = element(
        "main",
        joined(
            _publication(release, said),
            _contents(release, said),
            _checksums(digests, said),
            _signed(release, said),
        ),
    )
    return page(said, head, main, _footer(release, said, archive_size))


def words_meta(name: str, content: str) -> Markup:
    """Write an element of the head that says one thing; nothing where there is nothing to say."""
    return element("meta", name=name, content=content) if content else Markup("")


def _publication(release: Release, said: PageWords) -> Markup:
    about = release.about
    own = of_language(release, said)
    text = joined(
        words("h1", about.title, **own),
        words("p", about.subtitle, class_="subtitle", **own),
        words("p", said.by.format(", ".join(about.authors)), class_="authors")
        if about.authors
        else Markup(""),
        words("p", about.description, **own),
        _particulars(release, said),
        words("h2", said.download, id="editions"),
        downloads(release, said, ""),
    )
    return element("div", cover(release, said, ""), element("div", text), class_="publication")


def _particulars(release: Release, said: PageWords) -> Markup:
    about = release.about
    told = (
        (said.version, release.label),
        (said.date, date_text(about.date, said.language)),
        (said.language_name, language_text(about.language, said.language)),
        (said.publisher, about.publisher),
        (said.identifier, about.identifier),
    )
    rows = (words("dt", term) + words("dd", text) for term, text in told if text)
    return element("dl", joined(*map(Markup, rows)))


# Contents


def _contents(release: Release, said: PageWords) -> Markup:
    if not release.contents:
        return Markup("")
    tree = element("ol", *_lines(release.contents), class_="contents", **of_language(release, said))
    if len(release.contents) > _MANY_LINES:
        tree = element("details", words("summary", said.contents), tree)
    return joined(words("h2", said.contents, id="contents"), tree)


def _lines(lines: Sequence[ContentsLine]) -> Iterator[Markup]:
    """Yield items, in each what lies below it."""
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place + 1
        while end < len(lines) and lines[end].level > line.level:
            end += 1
        below = lines[place + 1 : end]
        number = words("span", line.number, class_="number")
        text = Markup(f"{number} " if number else "") + escape_text(line.text)
        inner = element("ol", *_lines(below)) if below else Markup("")
        yield element("li", Markup(text), inner)
        place = end


# Checksums and the rest


def _checksums(digests: Mapping[str, str], said: PageWords) -> Markup:
    rows = (
        element(
            "tr",
            element("th", element("a", words("bdi", name), href=address(name)), scope="row"),
            element("td", words("code", digest)),
        )
        for name, digest in sorted(digests.items())
    )
    head = element("tr", words("th", said.file, scope="col"), words("th", "SHA-256", scope="col"))
    table = element("table", element("thead", head), element("tbody", joined(*rows)))
    link = element("a", words("code", CHECKSUMS), href=CHECKSUMS)
    before, _, after = said.how_to_check.partition("{}")
    how = element("p", escape_text(before), link, escape_text(after))
    return joined(
        words("h2", said.checksums, id="checksums"),
        how,
        _region(element("pre", words("code", f"sha256sum -c {CHECKSUMS}")), "sha256sum -c"),
        _region(table, said.checksums),
    )


def _signed(release: Release, said: PageWords) -> Markup:
    signature = release.signature
    if signature is None:
        return Markup("")
    command = _region(element("pre", words("code", check_command(signature))), said.signature)
    key = element("a", words("code", signature.key), href=signature.key)
    before, _, after = said.how_to_check_signature.partition("{}")
    return joined(
        words("h2", said.signature, id="signature"),
        element("p", escape_text(before), key, escape_text(after)),
        command,
        element("p", element("a", words("code", signature.file), href=signature.file)),
    )


def _region(content: Markup, label: str) -> Markup:
    """Wrap what may be wider than the page: it scrolls, by the keyboard too (WCAG 2.1.1)."""
    return element("div", content, class_="scroll", role="region", aria_label=label, tabindex="0")


def _footer(release: Release, said: PageWords, archive_size: int) -> Markup:
    archive = f"{said.everything} ({size_text(archive_size, said.language)})"
    links = [
        (_ALL, said.all_versions),
        (address(release.archive), archive),
        (MANIFEST, f"{said.for_programs}: {MANIFEST}"),
    ]
    if release.licence is not None:
        links.append((address(release.licence.name), said.licence))
    items = (element("li", element("a", escape_text(text), href=href)) for href, text in links)
    return element("footer", words("p", release.about.rights), element("ul", joined(*items)))
