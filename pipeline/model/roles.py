"""What a section is in a book: a part, a chapter, a preface, an appendix."""

from enum import Enum


class Matter(Enum):
    """Where in a book a chapter stands: before the numbered ones, among them, or behind them."""

    FRONT = "front"
    MAIN = "main"
    BACK = "back"


class Role(Enum):
    """What a section is; the values are those of EPUB's structural semantics (`epub:type`)."""

    SECTION = "section"
    PART = "part"
    CHAPTER = "chapter"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGMENTS = "acknowledgments"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    CONCLUSION = "conclusion"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    COLOPHON = "colophon"

    @property
    def matter(self) -> Matter:
        """Where a chapter of this kind stands unless its book says otherwise."""
        if self in _FRONT:
            return Matter.FRONT
        return Matter.BACK if self in _BACK else Matter.MAIN

    @property
    def is_numbered(self) -> bool:
        """Whether a chapter of this kind has a number, or a letter as appendices have."""
        return self.matter is Matter.MAIN or self is Role.APPENDIX


_FRONT = frozenset(
    {Role.DEDICATION, Role.EPIGRAPH, Role.FOREWORD, Role.PREFACE, Role.ACKNOWLEDGMENTS}
)
_BACK = frozenset(
    {
        *(Role.EPILOGUE, Role.AFTERWORD, Role.APPENDIX, Role.GLOSSARY),
        *(Role.BIBLIOGRAPHY, Role.INDEX, Role.COLOPHON),
    }
)
CHAPTER_ROLES = tuple(role for role in Role if role not in (Role.SECTION, Role.PART))
"""What a chapter may be."""
