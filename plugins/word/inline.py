"""The letters of a paragraph: what is shown, by whom it was changed, what is hidden, where it links to."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from plugins.word.graphics import Graphics
from plugins.word.names import R, W, child, local
from plugins.word.parts import Block, Break, Footnote, Inline, Look, Text
from plugins.word.story import Change, Story, change
from plugins.word.styles import RunLook
from plugins.word.symbols import is_symbol_font, symbol

_FIXED: Mapping[str, str] = MappingProxyType({"noBreakHyphen": "-", "tab": " ", "ptab": " "})
_GONE = frozenset({"deletion", "move"})
_WHITE = "FFFFFF"
_TINY = 4  # half points: two points can be seen by nobody


class _Around(NamedTuple):
    """What a run stands in."""

    change: Change | None = None
    link: str = ""


_NOTHING = _Around()


class Letters:
    """Reads one paragraph: `inlines`, and what hangs on it (`boxes`, after the paragraph)."""

    def __init__(self, story: Story, style: str) -> None:
        self.story, self.desk, self.style = story, story.desk, style
        self.inlines: list[Inline] = []
        self.boxes: list[Block] = []

    def read(self, nodes: Iterable[etree._Element], around: _Around = _NOTHING) -> None:
        """The children of a paragraph, or of what wraps runs within one."""
        for node in nodes:
            name = local(node)
            if name == "r":
                self._run(node, around)
            elif name in _WRAPPERS:
                _WRAPPERS[name](self, node, around)
            elif name not in _SILENT:
                self.read(node, around)

    def _link(self, node: etree._Element, around: _Around) -> None:
        relation = self.story.relations.get(node.get(R + "id", ""))
        anchor = node.get(W + "anchor", "")
        address = ""
        if relation and relation.external:
            address = self.desk.address(relation.target + (f"#{anchor}" if anchor else ""))
        self.read(node, around._replace(link=address or around.link))

    def _inserted(self, node: etree._Element, around: _Around) -> None:
        self.read(node, around._replace(change=around.change or change("insertion", node)))

    def _deleted(self, node: etree._Element, around: _Around) -> None:
        self.read(node, around._replace(change=change("deletion", node)))

    def _moved(self, node: etree._Element, around: _Around) -> None:
        self.read(node, around._replace(change=change("move", node)))

    def _field(self, node: etree._Element, around: _Around) -> None:
        link = self.story.fields.simple(node.get(W + "instr", ""))
        self.read(node, around._replace(link=link or around.link))

    def _content(self, node: etree._Element, around: _Around) -> None:
        properties = child(node, "sdtPr")
        if child(properties, "showingPlcHdr") is not None:
            self.desk.remarks.name("placeholder", "".join(node.itertext(W + "t")))
            return
        content = child(node, "sdtContent")
        self.read(content if content is not None else (), around)

    def _comment_start(self, node: etree._Element, _around: _Around) -> None:
        identity = node.get(W + "id", "")
        self.story.open_comments[identity] = self.story.comments.setdefault(identity, [])

    def _comment_end(self, node: etree._Element, _around: _Around) -> None:
        self.story.open_comments.pop(node.get(W + "id", ""), None)

    def _equation(self, node: etree._Element, around: _Around) -> None:
        words = "".join(t.text or "" for t in node.iter() if local(t) == "t")
        self.desk.remarks.name("equation", words)
        self._put(Text(words), RunLook(), around)

    def _alternate(self, node: etree._Element, around: _Around) -> None:
        """The first choice is the newest form of the same thing; the others are for older programs."""
        before = len(self.inlines), len(self.boxes)
        for choice in node:
            self.read(choice, around)
            if (len(self.inlines), len(self.boxes)) != before:
                return

    def _run(self, node: etree._Element, around: _Around) -> None:
        properties = child(node, "rPr")
        look = self.desk.styles.run(self.style, properties)
        mark = child(properties, "ins") if around.change is None else None
        if mark is not None:
            around = around._replace(change=change("insertion", mark))
        self._parts(node, look, around)

    def _parts(self, node: etree._Element, look: RunLook, around: _Around) -> None:
        for part in node:
            name = local(part)
            if name in ("t", "delText"):
                self._letters(part.text or "", look, around)
            elif name in _FIXED:
                self._put(Text(_FIXED[name]), look, around)
            elif name in ("instrText", "delInstrText"):
                self.story.fields.code(part.text or "")
            elif name == "fldChar":
                self.story.fields.mark(part.get(W + "fldCharType", ""))
            elif name == "ruby":
                self.read(part.iterfind(f"{W}rubyBase/*"), around)
            elif name in _SIGNS:
                _SIGNS[name](self, part, look, around)

    # --- what comes out

    def _letters(self, text: str, look: RunLook, around: _Around) -> None:
        if look.ascii == look.high:
            self._in_font(text, look.ascii, look, around)
            return
        for is_ascii, letters in groupby(text, str.isascii):
            self._in_font("".join(letters), look.ascii if is_ascii else look.high, look, around)

    def _in_font(self, text: str, font: str, look: RunLook, around: _Around) -> None:
        if is_symbol_font(font):
            text = "".join(self._sign(font, ord(c)) for c in text)
            self._put(Text(text), look, around)
        else:
            self._put(Text(text, old=self.desk.charset(font), font=font), look, around)

    def _symbol(self, node: etree._Element, look: RunLook, around: _Around) -> None:
        font = node.get(W + "font", "")
        try:
            code = int(node.get(W + "char", ""), 16)
        except ValueError:
            return
        self._in_font(self._sign(font, code), "" if is_symbol_font(font) else font, look, around)

    def _sign(self, font: str, code: int) -> str:
        found = symbol(font, code) if code <= 0x10FFFF else None
        if found is None:
            self.desk.remarks.name("symbol", f"{font} {code:04X}")
        return found or ""

    def _break(self, node: etree._Element, look: RunLook, around: _Around) -> None:
        if node.get(W + "type", "textWrapping") == "textWrapping":
            if self._shown(around, look):
                self.inlines.append(Break())
        else:
            self._put(Text(" "), look, around)  # pages and columns are the paper's

    def _footnote(self, node: etree._Element, look: RunLook, around: _Around) -> None:
        kind = local(node).removesuffix("Reference")
        if self._shown(around, look) and (blocks := self.story.footnote(kind, node.get(W + "id", ""))):
            self.inlines.append(Footnote(blocks))

    def _graphics(self, node: etree._Element, look: RunLook, around: _Around) -> None:
        if not self._shown(around, look):
            return
        found = Graphics(self.story.desk, self.story.relations, self.story.blocks)
        found.read(node)
        self.inlines.extend(found.pictures)
        self.boxes.extend(found.boxes)

    def _shown(self, around: _Around, look: RunLook) -> bool:
        is_deleted = around.change is not None and around.change.code in _GONE
        return not is_deleted and "vanish" not in look.on and self.story.fields.show

    def _put(self, text: Text, look: RunLook, around: _Around) -> None:
        """Letters to where they belong: into the text, or into a remark, or both."""
        remarks = self.desk.remarks
        if not text.text or not self.story.fields.show:
            return
        if around.change is not None:
            remarks.quote(around.change.code, text, around.change.author, around.change.date)
            if around.change.code in _GONE:
                return
        if "vanish" in look.on:
            remarks.quote("hidden", text)
            return
        is_white = look.color == _WHITE and not look.shaded
        is_tiny = 0 < look.half_points <= _TINY
        if (is_white or is_tiny) and text.text.strip():
            remarks.quote("invisible" if is_white and is_tiny else "faint", text)
            if is_white and is_tiny:
                return
        for anchor in self.story.open_comments.values():
            anchor.append(text)
        link = self.story.fields.link or around.link
        dress = Look(
            "b" in look.on,
            "i" in look.on,
            bool(look.on & {"strike", "dstrike"}),
            look.script if look.script in ("superscript", "subscript") else "",
            link,
        )
        self.inlines.append(Text(text.text, dress, text.old, text.font))


_SILENT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "altChunk"})
_SIGNS: Mapping[str, Callable[[Letters, etree._Element, RunLook, _Around], None]] = MappingProxyType(
    {
        "br": Letters._break,
        "cr": Letters._break,
        "sym": Letters._symbol,
        "footnoteReference": Letters._footnote,
        "endnoteReference": Letters._footnote,
        "AlternateContent": Letters._graphics,
        "drawing": Letters._graphics,
        "pict": Letters._graphics,
        "object": Letters._graphics,
    }
)
_WRAPPERS: Mapping[str, Callable[[Letters, etree._Element, _Around], None]] = {
    "hyperlink": Letters._link,
    "ins": Letters._inserted,
    "moveTo": Letters.read,
    "del": Letters._deleted,
    "moveFrom": Letters._moved,
    "fldSimple": Letters._field,
    "sdt": Letters._content,
    "commentRangeStart": Letters._comment_start,
    "commentRangeEnd": Letters._comment_end,
    "oMath": Letters._equation,
    "AlternateContent": Letters._alternate,
}
