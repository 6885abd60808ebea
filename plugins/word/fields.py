"""Fields of Word: only what they show stays, and the address of a link."""

import re
from dataclasses import dataclass, field

from plugins.word.desk import Desk

# The address stands before the switches or after them; \l, \o and \t have words of their own.
_HYPERLINK = re.compile(
    r'^\s*HYPERLINK\s+(?:\\[lot]\s+(?:"[^"]*"|[^\s\\"]\S*)\s+|\\[a-kmnp-su-z]\s+)*'
    r'(?:"([^"]*)"|([^\s\\"]\S*))',
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*(\w+)")
# Fields that show what the reporter wrote or what stands elsewhere in the text.
_PLAIN_FIELDS = frozenset(
    """HYPERLINK SEQ REF PAGEREF NOTEREF TOC TC XE QUOTE SYMBOL EQ ADVANCE PRINT BIBLIOGRAPHY CITATION
    ADDIN FORMTEXT FORMCHECKBOX FORMDROPDOWN""".split()
)
# Fields that fetch from outside the file.
_UNSAFE_FIELDS = frozenset(
    """DDE DDEAUTO INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK DATABASE MACROBUTTON RD EMBED
    AUTOTEXT""".split()
)


@dataclass(slots=True)
class _Field:
    """A field that is open: its code until the result begins."""

    written: str = ""
    shows: bool = False
    link: str = ""


@dataclass(slots=True)
class Fields:
    """The open fields of a story, the innermost last."""

    desk: Desk
    _open: list[_Field] = field(default_factory=list)

    @property
    def show(self) -> bool:
        """Whether letters here are shown, not part of a code."""
        return all(opened.shows for opened in self._open)

    @property
    def link(self) -> str:
        """Where letters here link to, '' for nowhere."""
        return next((opened.link for opened in reversed(self._open) if opened.link), "")

    def code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open and not self._open[-1].shows:
            self._open[-1].written += text

    def mark(self, kind: str) -> None:
        """The beginning of a field, of its result, or its end."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._begin_result(self._open[-1])
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.shows:
                self._begin_result(ended)

    def simple(self, code: str) -> str:
        """A field in one piece; where it links to."""
        opened = _Field(code)
        self._begin_result(opened)
        return opened.link

    def end_paragraph(self) -> None:
        """A field whose result never began must not swallow the next paragraphs."""
        for opened in self._open:
            opened.shows = True

    def _begin_result(self, opened: _Field) -> None:
        opened.shows = True
        found = _CODE.match(opened.written)
        name = found[1].upper() if found else ""
        if name == "HYPERLINK":
            target = _HYPERLINK.match(opened.written)
            address = (target[1] or target[2] or "") if target else ""
            opened.link = self.desk.address(address) if address else ""
        elif name in _UNSAFE_FIELDS:
            self.desk.remarks.name("field-unsafe", name)
        elif name and name not in _PLAIN_FIELDS:
            self.desk.remarks.name("field", name)
