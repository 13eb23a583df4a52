"""Damages PDF files, by pikepdf."""

import re
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.exporter import normal_text
from pipeline.exporters.pdf.read_back.content import MarkedTexts
from pipeline.exporters.pdf.read_back.elements import Element, TreeReader, element_text

Object = Any  # pikepdf's objects are of no one type


class Pdf:
    """A PDF file, whose elements are found by their types and by the texts that they begin with."""

    def __init__(self, edition: Path) -> None:
        self.pdf = pikepdf.open(edition)
        texts = MarkedTexts()
        self.pages = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}
        for page in self.pdf.pages:
            texts.read_page(page.obj, page.resources)
        reader = TreeReader(texts, self.pages)
        reader.read(self.pdf.Root)
        self._read: dict[tuple[int, int], Element] = dict(reader.by_key)

    def save(self, target: Path) -> None:
        """Write the edition, as damaged as it is by now."""
        self.pdf.save(target)

    def every(self, kind: str, text: str = "") -> list[Object]:
        """Give the elements of a type that begin with a text, in reading order.

        A dollar sign at its end stands for the end of the element.
        """
        is_whole = text.endswith("$")
        wanted = text.removesuffix("$")
        return [
            self.pdf.get_object(key)
            for key, element in self._read.items()
            if element.kind == kind
            and (said := normal_text(element_text(element))).startswith(wanted)
            and not (is_whole and said != wanted)
        ]

    def one(self, kind: str, text: str = "") -> Object:
        """Give the first of them."""
        return self.every(kind, text)[0]

    def line(self, text: str) -> Object:
        """Give the line of the contents that holds a text."""
        return next(
            self.pdf.get_object(key)
            for key, element in self._read.items()
            if element.kind == "TOCI" and text in element_text(element)
        )

    def within(self, holder: Object, kind: str) -> Object:
        """Give the first element of a type within another one."""
        pending = [holder]
        while pending:
            found = pending.pop(0)
            if found.get("/S") == f"/{kind}":
                return found
            pending[:0] = kids_of(found)
        raise AssertionError(f"there is no {kind}")

    def say(self, kind: str, old: str, new: str) -> None:
        """Let an element say something else than it shows."""
        self.one(kind, old).ActualText = String(new)

    def text(self, old: str, new: str) -> None:
        """Replace a text in the first element that holds nothing else than text, and this one."""
        for key, element in self._read.items():
            text = element_text(element)
            if old in text and not any(isinstance(child, Element) for child in element.children):
                self.pdf.get_object(key).ActualText = String(text.replace(old, new, 1))
                return
        raise AssertionError(f"'{old}' is nowhere")

    def block(self, text: str) -> Object:
        """Give the innermost block that begins with a text."""
        kinds = ("P", "TD", "TH", "Caption", "Term", "H1", "H2")
        return next(found for kind in kinds for found in self.every(kind, text))

    def drop(self, text: str) -> None:
        """Take a block out."""
        drop(self.block(text))

    def swap(self, one: str, other: str) -> None:
        """Let two blocks change places."""
        swap(self.block(one), self.block(other))

    def double(self, text: str) -> None:
        """Let a paragraph be told twice: a second element with the same words."""
        block = self.block(text)
        copy = self.pdf.make_indirect(Dictionary(S=Name.P, P=block.P, K=block.K, Pg=block.Pg))
        kids = block.P.K
        kids.insert(place_of(block), copy)

    def hide(self, text: str) -> None:
        """Make an artifact of a paragraph's words."""
        self._mark(text, rb"/Artifact <</Type /Layout>> BDC")

    def hide_by_sheet(self, text: str) -> None:
        """Let a paragraph's words not be painted."""
        self._mark(text, rb"\g<0> 3 Tr")

    def _mark(self, text: str, replacement: bytes) -> None:
        block = self.block(text)
        numbers = block.K if isinstance(block.K, Array) else [block.K]
        for number in numbers:
            content = block.Pg.Contents.read_bytes()
            pattern = rb"/\w+\s*<</MCID %d>>\s*BDC" % int(number)
            content, count = re.subn(pattern, replacement, content, count=1)
            assert count == 1
            block.Pg.Contents.write(content)

    def annotation(self, text: str) -> Object:
        """Give the annotation of the link with a text."""
        kids = self.one("Link", text).K
        return next(kid.Obj for kid in kids if isinstance(kid, Dictionary) and "/Obj" in kid)

    def entry_annotation(self, text: str) -> Object:
        """Give the annotation of a line of the contents."""
        kids = self.within(self.line(text), "Link").K
        return next(kid.Obj for kid in kids if isinstance(kid, Dictionary) and "/Obj" in kid)

    def bookmarks(self) -> list[Object]:
        """Give the bookmarks in order."""
        found: list[Object] = []
        pending = [self.pdf.Root.Outlines.First]
        while pending:
            item = pending.pop()
            found.append(item)
            pending += [item[key] for key in ("/Next", "/First") if key in item]
        return found

    def named(self, name: str) -> Object:
        """Give the destination of a name."""
        names = self.pdf.Root.Names.Dests.Names
        place = next(n for n in range(0, len(names), 2) if bytes(names[n]) == name.encode())
        return names[place + 1]

    def images(self) -> tuple[Object, list[str]]:
        """Give the images of the page that has some, and their names in the order of the page."""
        for page in self.pdf.pages:
            found = page.obj.Resources.get("/XObject")
            if found is not None:
                content = page.obj.Contents.read_bytes()
                names = [key for key in found if found[key].get("/Subtype") == "/Image"]
                return found, sorted(names, key=lambda name: content.index(name.encode()))
        raise AssertionError("no page has images")

    def packet(self, old: str, new: str) -> None:
        """Replace a text in the XMP packet."""
        said = self.pdf.Root.Metadata.read_bytes().decode()
        assert old in said
        self.pdf.Root.Metadata.write(said.replace(old, new).encode())


def kids_of(element: Object) -> list[Object]:
    """Give the elements that an element holds."""
    kids = element.get("/K", [])
    every = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in every if isinstance(kid, Dictionary) and "/S" in kid]


def place_of(element: Object) -> int:
    """Give the place of an element in its parent."""
    return next(n for n, kid in enumerate(element.P.K) if kid == element)


def drop(element: Object) -> None:
    """Take an element out of its parent."""
    parent = element.P
    if isinstance(parent.K, Array):
        del parent.K[place_of(element)]
    else:
        del parent.K


def swap(one: Object, other: Object) -> None:
    """Let two elements change places."""
    first, second = place_of(one), place_of(other)
    parent, other_parent = one.P, other.P
    parent.K[first], other_parent.K[second] = other, one
    one.P, other.P = other_parent, parent
