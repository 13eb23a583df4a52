"""Fields in the headers and footers of a reference: what they may do, and what they show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.exporters.docx.reference.package import W, remove

_CHAR, _INSTRUCTION, _TEXT = f"{W}fldChar", f"{W}instrText", f"{W}t"
_SIMPLE, _KIND = f"{W}fldSimple", f"{W}fldCharType"
# What counts, repeats or formats within the document; all others could fetch, ask or start.
_ALLOWED = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "SYMBOL", "QUOTE", "IF"),
        *("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "="),
    }
)


@dataclass
class _Field:
    """A field on the way: the elements that make it, its instruction, the texts of its result."""

    marks: list[etree._Element] = field(default_factory=list)
    instruction: list[str] = field(default_factory=list)
    texts: list[etree._Element] = field(default_factory=list)
    separated: bool = False

    def name(self) -> str:
        """Give what the field does: the first word of its instruction."""
        words = "".join(self.instruction).split()
        return words[0].upper() if words else ""


def settle_fields(root: etree._Element, shown: Mapping[str, str]) -> None:
    """Leave the fields that count and repeat; of all others what they show stays, as text.

    `shown` is what fields show by their names, for those that repeat the metadata.
    """
    for mark in root.iter(_CHAR, _SIMPLE):
        if mark.get(f"{W}dirty") is not None:
            del mark.attrib[f"{W}dirty"]
    for found, whole in tuple(_fields(root)):
        if not whole or found.name() not in _ALLOWED:
            for mark in found.marks:
                remove(mark)
        elif found.name() in shown:
            _show(found.texts, shown[found.name()])
    for simple in tuple(root.iter(_SIMPLE)):
        _settle_simple(simple, shown)


def _settle_simple(simple: etree._Element, shown: Mapping[str, str]) -> None:
    words = simple.get(f"{W}instr", "").split()
    name = words[0].upper() if words else ""
    if name not in _ALLOWED:
        unwrap(simple)
    elif name in shown:
        _show(list(simple.iter(_TEXT)), shown[name])


def _show(texts: list[etree._Element], text: str) -> None:
    for index, element in enumerate(texts):
        element.text = text if index == 0 else ""


def _fields(root: etree._Element) -> Iterator[tuple[_Field, bool]]:
    """Yield fields, and whether they are whole: they begin, say what they do, and end."""
    around: list[_Field] = []
    for element in root.iter(_CHAR, _INSTRUCTION, _TEXT):
        if element.tag == _TEXT:
            for found in around:
                found.texts.extend([element] if found.separated else [])
        elif element.tag == _INSTRUCTION:
            here = around[-1] if around else _Field()
            here.marks.append(element)
            here.instruction.append(element.text or "")
            if not around:
                yield here, False
        else:
            yield from _turned(element, around)
    yield from ((found, False) for found in around)


def _turned(mark: etree._Element, around: list[_Field]) -> Iterator[tuple[_Field, bool]]:
    """Take in the mark of a field's beginning, middle or end."""
    kind = mark.get(_KIND, "")
    if kind == "begin":
        around.append(_Field([mark]))
    elif not around:
        yield _Field([mark]), False
    elif kind == "separate":
        around[-1].marks.append(mark)
        around[-1].separated = True
    else:
        found = around.pop()
        found.marks.append(mark)
        yield found, True


def unwrap(element: etree._Element) -> None:
    """Put what is in an element into its place."""
    for child in tuple(element):
        element.addprevious(child)
    remove(element)
