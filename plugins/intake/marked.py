"""Lines of a Markdown text as a clerk sees them: without the marks, with their number."""

import re
from dataclasses import dataclass

from plugins.core.text import clean

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?=\S)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<file><[^>]*>|[^\s)]*)(?:\s+(?P<title>\"[^\"]*\"|'[^']*'))?\s*\)"
)
_SEPARATOR = re.compile(r"[|:\s+=-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, as it came, and its words without marks."""

    number: int
    raw: str

    @property
    def plain(self) -> str:
        """The words, without emphasis, heading signs and escapes."""
        text = _BULLET.sub("", _HEADING.sub("", self.raw)).strip().rstrip("\\")
        hidden = _ESCAPE.sub(lambda m: chr(0xF0000 + ord(m[1])), text)
        shown = _EMPHASIS.sub("", hidden)
        return clean("".join(chr(ord(c) - 0xF0000) if c >= "\U000f0000" else c for c in shown))

    @property
    def is_heading(self) -> bool:
        """`# Tít`."""
        return bool(_HEADING.match(self.raw))

    @property
    def is_item(self) -> bool:
        """`- một ý`."""
        return bool(_BULLET.match(self.raw))

    @property
    def is_marked(self) -> bool:
        """The whole line is bold or italic."""
        text = self.raw.strip().rstrip("\\").rstrip()
        for mark in ("***", "**", "__", "*", "_"):
            inner = text[len(mark) : -len(mark)]
            if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark) + 1:
                return mark not in inner
        return False

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row; () for any other line."""
        text = self.raw.strip()
        if not text.startswith("|"):
            return ()
        return tuple(Line(0, part).plain for part in text.strip("|").split("|"))

    @property
    def is_separator(self) -> bool:
        """`|---|---|`, or an empty row."""
        text = self.raw.strip()
        return text.startswith("|") and bool(_SEPARATOR.fullmatch(text))

    @property
    def parts(self) -> tuple[str, ...]:
        """The words set apart by tabs or wide gaps, as on typewriters."""
        return tuple(p for part in re.split(r"\t+| {4,}", self.raw.strip()) if (p := Line(0, part).plain))


def image_of(line: str) -> tuple[str, str, str] | None:
    """(alt, file, title) of a line that is one image and nothing else."""
    match = _IMAGE.fullmatch(line.strip())
    if not match:
        return None
    return match["alt"], match["file"].strip("<>"), (match["title"] or "").strip("\"'")


def images_in(text: str) -> list[str]:
    """The files of all images of a text."""
    return [match["file"].strip("<>") for match in _IMAGE.finditer(text)]


def image_source(alt: str, file: str, title: str) -> str:
    """An image as Markdown; a quote in its words would end them."""
    name = f"<{file}>" if re.search(r"[\s()]", file) else file
    words = clean(title).replace('"', "”").replace("\\", "/")
    return f'![{alt}]({name} "{words}")' if words else f"![{alt}]({name})"
