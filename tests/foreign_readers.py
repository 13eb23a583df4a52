"""DOCX files as foreign readers have them: pandoc and mammoth, told in the same few words.

Texts are normal ones (`pipeline.exporter.normal_text`). Words of formulas are left out, for
readers have their own languages for them.
"""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mammoth
import pypandoc
from lxml import html
from validators import LIMIT, absent

from pipeline.exporter import normal_text

_LIST, _DEEPEST = "ul|ol > li > ", 9


def _mammoth_styles() -> Iterator[str]:
    """Yield what mammoth is told: headings with styles of their own, lists of all levels.

    Headings come first: they are in a list, too.
    """
    yield "p[style-name='Part'] => h1:fresh"
    for level in range(1, 7):
        yield f"p[style-name='heading {level}'] => h{level}:fresh"
        yield f"p[style-name^='Heading {level} '] => h{level}:fresh"
    for level in range(1, _DEEPEST + 1):
        for kind, tag in (("unordered", "ul"), ("ordered", "ol")):
            yield f"p:{kind}-list({level}) => {_LIST * (level - 1)}{tag} > li:fresh"


@dataclass
class Reading:
    """What a reader found.

    `items` are the first paragraphs of items of lists, `rows` those of tables, cell by cell;
    `links` lead out, `inner` within: of these only the words are told, and whether what they lead
    to is there.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    formulas: int = 0


def by_pandoc(path: Path) -> Reading:
    """Read a file by pandoc."""
    document = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    nodes = tuple(_nodes(document["blocks"]))
    names = {node["c"][1][0] for node in nodes if node["t"] == "Header"}
    names |= {node["c"][0][0] for node in nodes if node["t"] in {"Span", "Div"}}
    found = Reading()
    for node in nodes:
        _take(found, node, names)
    return found


def _take(found: Reading, node: dict[str, Any], names: set[str]) -> None:
    content = node.get("c", [])
    match node["t"]:
        case "Header":
            found.headings.append((content[0], _said(content[2])))
        case "BulletList":
            found.items.extend(_first(item) for item in content)
        case "OrderedList":
            found.items.extend(_first(item) for item in content[1])
        case "Table":
            found.rows.extend(_rows(content))
        case "Note":
            found.notes.append(_said(content))
        case "Link":
            _add_link(found, _said(content[1]), content[2][0], names)
        case "Math":
            found.formulas += 1


def _add_link(found: Reading, words: str, target: str, names: set[str]) -> None:
    if not target.startswith("#"):
        found.links.append((words, target))
    elif target[1:] in names:
        found.inner.append(words)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for child in tree.values():
            yield from _nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _nodes(child)


def _said(tree: Any) -> str:
    return normal_text("".join(_words(tree)))


def _words(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for node in tree:
            yield from _words(node)
    elif isinstance(tree, dict):
        yield from _words_of(tree["t"], tree.get("c", []))


def _words_of(kind: str, content: Any) -> Iterator[str]:
    if kind == "Str":
        yield content
    elif kind in {"Code", "CodeBlock"}:
        yield content[1]
    elif kind == "Table":
        yield " ".join(cell for row in _rows(content) for cell in row)
    elif kind in _SPACES:
        yield " "
    elif kind not in {"Note", "Math", "Image"}:
        yield from _words(content)
        yield " " if kind in _BLOCKS else ""


_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_BLOCKS = frozenset({"Para", "Plain", "Header"})


def _first(blocks: list[Any]) -> str:
    return _said(blocks[0]) if blocks and blocks[0]["t"] in {"Para", "Plain"} else ""


def _rows(table: list[Any]) -> Iterator[tuple[str, ...]]:
    _, _, _, head, bodies, foot = table
    rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
    for _, cells in rows:
        yield tuple(_said(cell[4]) for cell in cells)


def by_mammoth(path: Path) -> Reading:
    """Read a file by mammoth, which knows no formulas."""
    with path.open("rb") as stream:
        result = mammoth.convert_to_html(stream, style_map="\n".join(_mammoth_styles()))
    root = html.parse(io.StringIO(f"<body>{result.value}</body>")).getroot()
    found, names = Reading(), {element.get("id") for element in root.iter() if element.get("id")}
    for element in tuple(root.iter(html.etree.Element)):
        tag = str(element.tag)
        if re.fullmatch("h[1-6]", tag):
            found.headings.append((int(tag[1]), _shown(element)))
        elif tag == "li" and element.get("id", "").startswith("footnote-"):
            found.notes.append(_shown(element).removesuffix("↑").strip())
        elif tag == "li":
            found.items.append(_line(element))
        elif tag == "tr":
            found.rows.append(tuple(_shown(cell) for cell in element.iterchildren("td", "th")))
        elif tag == "a" and element.get("href"):
            _add_link(found, _shown(element), element.get("href", ""), names)
    return found


def _shown(element: html.HtmlElement) -> str:
    return normal_text("".join(_pieces(element)))


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_mark = child.tag == "sup" and child.find("a[@id]") is not None
        if not is_mark:
            yield " " if child.tag in {"ul", "ol", "table"} else ""
            yield from _pieces(child)
            yield " " if child.tag in {"p", "br", "li", "tr", "td", "th"} else ""
        yield child.tail or ""


def _line(item: html.HtmlElement) -> str:
    """Give the words of an item before the first block in it."""
    for child in tuple(item):
        if child.tag in {"ul", "ol", "table"}:
            item.remove(child)
    paragraph = item.find("p")
    return _shown(item if paragraph is None else paragraph)


def through_libreoffice(paths: Iterable[Path], folder: Path) -> list[Path]:
    """Let LibreOffice read DOCX files and write them again; skip the test where it is missing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        absent("LibreOffice Writer (soffice or libreoffice) is not on PATH")
    if not (Path(office).resolve().parent / "libsmlo.so").exists():
        absent("LibreOffice Math (Debian's libreoffice-math-nogui) is not beside LibreOffice")
    files = list(paths)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    subprocess.run(
        [office, "--headless", profile, *target, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    return [folder / path.name for path in files]
