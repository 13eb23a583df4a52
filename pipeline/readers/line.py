"""One line of a source, read from left to right."""

import re

_BLANKS = re.compile(r"[ \t]*")
TAB_STOP = 4


class Line:
    """A line, and how much of it is read.

    `position` is the index of the next character in `text`, `first` that of the next one that is
    no space or tab, `indent` the columns between them; tab stops are four columns apart
    (CommonMark 2.2). When a tab is read in part, the rest of it becomes spaces in `text`.
    """

    __slots__ = ("_cut", "_shift", "blank", "first", "indent", "number", "position", "text")

    def begin(self, text: str, number: int) -> None:
        """Start reading a line; `number` counts from 1."""
        self.text = text
        self.number = number
        self.position = 0
        self._shift = 0  # the visual column of `position` is `position + _shift`
        self._cut = 0  # the index of `position` in the source is `position + _cut`
        self._measure()

    def _measure(self) -> None:
        text, position = self.text, self.position
        match = _BLANKS.match(text, position)
        first = self.first = match.end() if match else position
        self.blank = first == len(text)
        self.indent = first - position
        if self.indent and "\t" in text[position:first]:
            self.indent = self._width()

    def _width(self) -> int:
        """Count the columns from `position` to `first`."""
        start = column = self.position + self._shift
        for character in self.text[self.position : self.first]:
            column += 1 if character == " " else TAB_STOP - column % TAB_STOP
        return column - start

    def advance(self, count: int) -> None:
        """Read the space before `first`, then `count` characters that are no tabs."""
        self._shift += self.indent - (self.first - self.position)
        self.position = self.first + count
        self._measure()

    def skip(self, columns: int) -> None:
        """Read up to `columns` columns of spaces and tabs."""
        position, end = self.position, self.position + columns
        if end <= self.first and "\t" not in self.text[position:end]:
            self.position = end
            self._measure()
            return
        self._skip_tabs(columns)

    def _skip_tabs(self, columns: int) -> None:
        while columns > 0 and self.position < self.first:
            width = self._next_width()
            if width > columns:
                self._split_tab(columns, width)
                break
            self._shift += width - 1
            self.position += 1
            columns -= width
        self._measure()

    def _next_width(self) -> int:
        if self.text[self.position] == " ":
            return 1
        return TAB_STOP - (self.position + self._shift) % TAB_STOP

    def _split_tab(self, columns: int, width: int) -> None:
        """Read `columns` of the `width` columns of the tab at `position`."""
        left = width - columns
        column = self.position + self._shift + columns
        self._cut += self.position + 1 - left
        self.text = " " * left + self.text[self.position + 1 :]
        self.position = 0
        self._shift = column

    def source_column(self) -> int:
        """Give the column of `first` in the source, from 1, in characters."""
        return self.first + self._cut + 1

    def rest(self) -> str:
        """Give what is not yet read, with the space before it."""
        return self.text[self.position :]

    def content(self) -> str:
        """Give what is not yet read, from the first character that is no space or tab."""
        return self.text[self.first :]
