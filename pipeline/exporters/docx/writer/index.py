"""The index: XE fields where its places are, and an INDEX field, already filled, at its end."""

from pipeline.exporters.docx.writer.markup import Markup, escape
from pipeline.model.nodes import BulletList, Division, IndexTerm

_SEPARATORS = str.maketrans({":": "\\:", '"': "\u201d", "\\": "\\\\"})


def index_mark(term: IndexTerm, words: str) -> Markup:
    """Write the field that tells Word of a place for the index (ECMA-376-1, 17.16.5.79)."""
    path = term.path or (" ".join(words.split()),)
    entry = ":".join(name.translate(_SEPARATORS) for name in path if name)
    if not entry:
        return Markup("")
    see = f' \\t "{term.see.translate(_SEPARATORS)}"' if term.see else ""
    return Markup(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' XE "{escape(entry)}"{escape(see)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _is_index(division: Division) -> bool:
    """Tell the division of an index: its list has no bullets, as no list of an author's has."""
    first = division.blocks[0] if len(division.blocks) == 1 else None
    return isinstance(first, BulletList) and not first.is_marked


def indexed(division: Division, content: Markup) -> Markup:
    """Put the field of an index around its paragraphs (ECMA-376-1, 17.16.5.29).

    The content of another division stays as it is.
    """
    if not _is_index(division):
        return content
    first, last = content.find("</w:pPr>"), content.rfind("</w:p>")
    if first < 0 or last < first:
        return content
    start = first + len("</w:pPr>")
    return Markup(f"{content[:start]}{_BEGIN}{content[start:last]}{_END}{content[last:]}")


_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' INDEX \\e ", " \\c "1" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
