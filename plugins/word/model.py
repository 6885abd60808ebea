"""What a Word file is after reading: Markdown, its pictures, and what the editor must know."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that the Markdown does not show: `code` for machines, `message` for the editor."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class OldFont:
    """An old font whose text was made Unicode, with the first words of it before and after."""

    font: str
    charset: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file.

    `markdown` is NFC and uses only what plugins.core.markup knows; `media` are the pictures it names,
    in order of appearance, each in the folder that was asked for.
    """

    markdown: str
    media: tuple[Path, ...] = ()
    notes: tuple[Note, ...] = ()
    charsets: tuple[OldFont, ...] = ()
