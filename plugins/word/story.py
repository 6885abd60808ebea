"""What goes on from paragraph to paragraph, and who changed what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from plugins.word.desk import Desk
from plugins.word.fields import Fields
from plugins.word.names import W
from plugins.word.package import Relation
from plugins.word.parts import Block, Text


class Change(NamedTuple):
    """A tracked change: "insertion", "deletion" or "move" (away from here), by whom and when."""

    code: str
    author: str
    date: str


def change(code: str, node: etree._Element) -> Change:
    """Who made a change, and when."""
    return Change(code, node.get(W + "author", ""), node.get(W + "date", ""))


@dataclass(slots=True)
class Story:
    """What goes on from paragraph to paragraph of one part: open fields and comments."""

    desk: Desk
    relations: Mapping[str, Relation]
    footnote: Callable[[str, str], tuple[Block, ...]]
    blocks: Callable[[etree._Element], tuple[Block, ...]]
    fields: Fields
    comments: dict[str, list[Text]] = field(default_factory=dict)
    open_comments: dict[str, list[Text]] = field(default_factory=dict)

    def end_paragraph(self) -> None:
        """What is open goes on in the next paragraph."""
        self.fields.end_paragraph()
        for anchor in self.open_comments.values():
            anchor.append(Text(" "))
