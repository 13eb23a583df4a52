"""Assets: the files that a document shows, read, checked and named once."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline.diagnostics import Code, Diagnostic, Diagnostics
from pipeline.location import Location
from pipeline.model.document import Document
from pipeline.model.nodes import Division, Emphasis, Figure, Image, Node, Paragraph, Text
from pipeline.model.plain_text import plain_text
from pipeline.model.publication import Asset
from pipeline.model.walk import rewrite
from pipeline.model.words import words_for
from pipeline.passes.images import ImageFile, ImageTroubleError, file_name, read_image

Rewritten: TypeAlias = Node | tuple[Node, ...]


class Shelf:
    """The assets of a publication: each image once, under a name of its own."""

    def __init__(self) -> None:
        self._by_digest: dict[str, Asset] = {}
        self._names: set[str] = set()
        self._suffixes: dict[str, int] = {}

    def assets(self) -> tuple[Asset, ...]:
        """Give the assets in the order in which they were first shown."""
        return tuple(self._by_digest.values())

    def put(self, image: ImageFile, url: str) -> Asset:
        """Give the asset for an image, which is named after its URL when it is new."""
        told = image.content if isinstance(image.content, bytes) else image.content.source.encode()
        digest = hashlib.sha256(told).hexdigest()
        if digest not in self._by_digest:
            name = self._free_name(_plain_stem(url) or "image", image.suffix)
            self._by_digest[digest] = Asset(
                name,
                image.media_type,
                image.content,
                image.width,
                image.height,
                image.resolution,
                image.drawing,
            )
        return self._by_digest[digest]

    def _free_name(self, stem: str, suffix: str) -> str:
        name = f"{stem}{suffix}"
        while name in self._names:
            self._suffixes[stem] = self._suffixes.get(stem, 0) + 1
            name = f"{stem}-{self._suffixes[stem]}{suffix}"
        self._names.add(name)
        return name


def embed_assets(document: Document, shelf: Shelf) -> tuple[Document, Diagnostics]:
    """Read every image, name its asset, and give a stand-in where that cannot be done.

    Images are looked for beside their text, below the source's root only, links of the file
    system followed. The assets are on the shelf then.
    """
    embedder = _Embedder(document, shelf)
    blocks = rewrite(document.blocks, embedder.embed)
    notes = rewrite(document.notes, embedder.embed)
    return replace(document, blocks=blocks, notes=notes), tuple(embedder.diagnostics)


def embed_cover(document: Document, shelf: Shelf) -> tuple[Document, Diagnostics]:
    """Read the cover image and give its asset's name in its place, "" where there is none."""
    embedder = _Embedder(document, shelf)
    cover = embedder.cover_name(document.metadata.cover_image)
    metadata = replace(document.metadata, cover_image=cover)
    return replace(document, metadata=metadata), tuple(embedder.diagnostics)


def _plain_stem(url: str) -> str:
    stem = Path(file_name(url)).stem.lower()
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in stem)


def _stand_in(figure: Figure, told: Emphasis) -> Rewritten:
    """Give what stands for a figure without its image; its caption stays, and so does its name."""
    where = figure.location
    blocks = [Paragraph((told,), location=where)]
    if plain_text(figure.caption).strip() not in plain_text(told.content):
        blocks.append(Paragraph(figure.caption, location=where))
    if figure.identifier:
        return Division(tuple(blocks), identifier=figure.identifier, location=where)
    return tuple(blocks)


class _Embedder:
    """Embeds the images of one document."""

    def __init__(self, document: Document, shelf: Shelf) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._document = document
        self._shelf = shelf
        self._folders = Path(document.folder), Path(document.root or document.folder)
        self._missing = words_for(document.metadata.language).image_missing
        self._by_url: dict[str, Asset | ImageTroubleError] = {}

    def embed(self, node: Node) -> Rewritten:
        """Give an image its asset and its alternative text, or the stand-in for it."""
        if isinstance(node, Figure):
            return self._figure(node)
        return self._image(node) if isinstance(node, Image) else node

    def _image(self, image: Image) -> Node:
        asset = self._asset(image.url)
        if isinstance(asset, ImageTroubleError):
            self._say(asset.code, asset.sentence, image.location, asset.hint)
            shown = image.alternative or image.title or image.url
            return Emphasis(
                (Text(f"[{self._missing}: {shown}]", location=image.location),),
                location=image.location,
            )
        return replace(image, asset=asset.name)

    def _figure(self, figure: Figure) -> Rewritten:
        # Leaves are rewritten first: what is no image any more is the stand-in for one.
        image: Node = figure.image
        return _stand_in(figure, image) if isinstance(image, Emphasis) else figure

    def cover_name(self, url: str) -> str:
        """Give the name of the cover's asset, "" where there is none."""
        if not url:
            return ""
        asset = self._asset(url)
        if isinstance(asset, ImageTroubleError):
            sentence = f"cover-image: {asset.sentence}"
            place = self._document.places.get("cover-image", self._document.location)
            self._say(asset.code, sentence, place, asset.hint)
            return ""
        return asset.name

    def _asset(self, url: str) -> Asset | ImageTroubleError:
        if url not in self._by_url:
            try:
                self._by_url[url] = self._read(url)
            except ImageTroubleError as trouble:
                self._by_url[url] = trouble
        return self._by_url[url]

    def _read(self, url: str) -> Asset:
        return self._shelf.put(read_image(url, *self._folders), url)

    def _say(self, code: Code, message: str, location: Location, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, location, hint))
