"""The paragraphs and tables of a story: the text, a footnote, a text box, a page header."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from plugins.word.desk import Desk
from plugins.word.fields import Fields
from plugins.word.inline import Letters
from plugins.word.names import W, child, child_val, is_on, local, number, val
from plugins.word.package import broken
from plugins.word.parts import Block, Cell, Item, Paragraph, Table, Text, words
from plugins.word.remarks import Quote, Remarks
from plugins.word.story import Change, Story, change
from plugins.word.styles import has_lines

_MAX_SPAN = 100


class Body:
    """Reads the stories of one file; footnotes are read where they are referred to."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._notes = {kind: desk.by_id(kind + "s") for kind in ("footnote", "endnote")}
        self._main = self._story(desk.package.main)
        self._open_note = False

    def text(self) -> tuple[Block, ...]:
        """The main text; comments on it become remarks."""
        body = child(self.desk.package.xml(self.desk.package.main), "body")
        if body is None:
            raise broken()
        blocks = tuple(self._read(body, self._main))
        self._comments()
        return blocks

    def page_words(self) -> None:
        """What stands in headers and footers: a remark, where it is more than a page number."""
        aside = Body(replace(self.desk, remarks=Remarks()))  # their pictures and boxes concern nobody
        for kind in ("header", "footer"):
            for name in self.desk.parts(kind):
                for block in aside._read(self.desk.package.xml(name), aside._story(name)):
                    for text in _texts(block):
                        self.desk.remarks.quote("header-footer", text)

    def _story(self, part: str) -> Story:
        story = Story(
            self.desk, self.desk.package.relations(part), self._footnote, lambda node: (), Fields(self.desk)
        )
        story.blocks = lambda node: tuple(self._read(node, story))
        return story

    def _footnote(self, kind: str, identity: str) -> tuple[Block, ...]:
        part, notes = self._notes[kind]
        if identity not in notes or self._open_note:  # a footnote in a footnote has no place
            return ()
        self._open_note = True
        try:
            return tuple(self._read(notes[identity], self._story(part)))
        finally:
            self._open_note = False

    def _comments(self) -> None:
        part, comments = self.desk.by_id("comments")
        for identity, node in comments.items():
            said = [text for block in self._read(node, self._story(part)) for text in _texts(block)]
            author, date = change("comment", node)[1:]
            anchor = self._main.comments.get(identity, [])
            self.desk.remarks.quotes.append(Quote("comment", author, date, said, anchor))

    def _read(self, parent: etree._Element | None, story: Story) -> Iterator[Block]:
        carried: Letters | None = None  # of a paragraph whose end was deleted
        for node in _flat(parent, self.desk):
            name = local(node)
            if name == "p":
                letters, ended = self._paragraph(node, story, carried)
                carried = None if ended else letters
                if ended:
                    yield from self._finished(node, letters)
            elif name == "tbl":
                yield self._table(node, story)
            elif name == "altChunk":
                self.desk.remarks.name("included-file")
        if carried is not None:
            yield from self._finished(None, carried)

    def _paragraph(self, node: etree._Element, story: Story, carried: Letters | None) -> tuple[Letters, bool]:
        properties = child(node, "pPr")
        letters = Letters(story, child_val(properties, "pStyle"))
        if carried is not None:
            letters.inlines, letters.boxes = carried.inlines, carried.boxes
        letters.read(node)
        story.end_paragraph()
        mark, frame = child(properties, "rPr"), child(properties, "framePr")
        if frame is not None and frame.get(W + "dropCap", "none") != "none":
            return letters, False  # a large first letter stands before its paragraph
        return letters, child(mark, "del") is None and child(mark, "moveFrom") is None

    def _finished(self, node: etree._Element | None, letters: Letters) -> Iterator[Block]:
        properties = child(node, "pPr")
        names = self.desk.styles.paragraph_names(child_val(properties, "pStyle"))
        mark = self.desk.numbering.mark(properties)
        if any(name.startswith("toc ") for name in names):
            self.desk.remarks.name("toc")
            return
        inlines = tuple(letters.inlines)
        heading = self._heading(names, properties)
        is_list = mark is not None and not mark.label and heading < 0
        if mark and not is_list and words(inlines):
            label = mark.label or (f"{mark.number}." if mark.number else "")
            inlines = (Text(label + " "), *inlines) if label else inlines
        yield Paragraph(
            inlines,
            heading,
            "caption" if "caption" in names else "quote" if _is_quote(names) else "",
            val(self.desk.styles.paragraph_property(properties, "jc")),
            Item(mark.level, mark.number) if mark and is_list else None,
        )
        yield from letters.boxes

    def _heading(self, names: list[str], properties: etree._Element | None) -> int:
        """Word's level of a heading, 0 for the title of the text, -1 for anything else."""
        for name in names:
            if name == "title":
                return 0
            if name.startswith("heading ") and name[8:].isdigit():
                return min(int(name[8:]), 9)
        outline = self.desk.styles.paragraph_property(properties, "outlineLvl")
        level = number(outline.get(W + "val", ""), 9) if outline is not None else 9
        return level + 1 if 0 <= level < 9 else -1

    # --- tables

    def _table(self, node: etree._Element, story: Story) -> Table:
        properties = child(node, "tblPr")
        own = child(properties, "tblBorders")
        styles = self.desk.styles.chain(child_val(properties, "tblStyle"))
        ruled = has_lines(own) if own is not None else any(style.ruled for style in styles)
        ruled = ruled or any(has_lines(b) for b in node.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"))
        rows = (self._row(row, story) for row in _flat(node, self.desk, "tr"))
        return Table(tuple(row for row in rows if row), ruled)

    def _row(self, node: etree._Element, story: Story) -> tuple[Cell, ...]:
        properties = child(node, "trPr")
        cells = tuple(self._cell(cell, story) for cell in _flat(node, self.desk, "tc"))
        for name in ("del", "hidden"):
            if (mark := child(properties, name)) is not None and (name == "del" or is_on(mark)):
                self._leave_out(cells, change("deletion" if name == "del" else "hidden", mark))
                return ()
        before = number(child_val(properties, "gridBefore"))
        return (Cell((), min(before, _MAX_SPAN)), *cells) if before > 0 else cells

    def _leave_out(self, cells: tuple[Cell, ...], why: Change) -> None:
        for cell in cells:
            for block in cell.blocks:
                for text in _texts(block):
                    self.desk.remarks.quote(why.code, text, why.author, why.date)

    def _cell(self, node: etree._Element, story: Story) -> Cell:
        properties = child(node, "tcPr")
        span = max(1, min(number(child_val(properties, "gridSpan"), 1), _MAX_SPAN))
        cell = Cell(tuple(self._read(node, story)), span)
        merged = (child(properties, name) for name in ("vMerge", "hMerge"))
        if any(m is not None and m.get(W + "val", "continue") == "continue" for m in merged):
            self._leave_out((cell,), Change("hidden", "", ""))  # Word shows nothing of the lower parts
            return Cell((), span)
        return cell


def _flat(
    parent: etree._Element | None, desk: Desk, wanted: str = "p tbl altChunk"
) -> Iterator[etree._Element]:
    """The elements of those names below a parent, through whatever wraps them."""
    for node in parent if parent is not None else ():
        name = local(node)
        if name in wanted.split():
            yield node
        elif name == "sdt":
            gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(W + "val") == "Table of Contents":
                desk.remarks.name("toc")
            elif node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                desk.remarks.name("placeholder", "".join(node.itertext(W + "t")))
            else:
                yield from _flat(child(node, "sdtContent"), desk, wanted)
        elif name == "AlternateContent":
            yield from _flat(next(iter(node), None), desk, wanted)
        elif name in ("customXml", "ins", "moveTo", "smartTag"):
            yield from _flat(node, desk, wanted)


def _is_quote(names: Iterable[str]) -> bool:
    return any(name in ("quote", "intense quote", "block text") for name in names)


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield from (i for i in block.inlines if isinstance(i, Text))
        yield Text(" ")
    else:
        for row in block.rows:
            for cell in row:
                for inner in cell.blocks:
                    yield from _texts(inner)
