"""A draft made of a text as it came: its fields, its body, and what the reporter must be asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.core.problem import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """What was understood of a text.

    `fields` are names and values as they will be written, in the order of the field table; `body` is
    Markdown. `set_aside` are lines (number, text) of the paper, not of the article (letterhead, motto,
    date line), and values that another one kept out. Every line of the text is in one of the three.
    `questions` stand at lines of the text.
    """

    fields: tuple[tuple[str, str], ...]
    body: str
    questions: tuple[Problem, ...] = ()
    set_aside: tuple[tuple[int, str], ...] = ()

    def field(self, name: str) -> str:
        """The value of a field by its Vietnamese name, '' when it is not given."""
        found: Mapping[str, str] = dict(self.fields)
        return found.get(name, "")


def draft_source(draft: Draft) -> str:
    """The source of a draft as `new` writes one: the fields, an empty line, the text."""
    header = "".join(f"{name}: {value}\n" for name, value in draft.fields)
    return f"{header}\n{draft.body.strip(chr(10))}\n"
