"""The header of a source: `Tên trường: giá trị` lines, then an empty line, then the text.

A value may run on over indented lines. The header may stand between `---` lines, as other tools
write it. Nothing here knows which fields exist: that is the business of a field table.
"""

from dataclasses import dataclass

# A field name is a few words; a longer run before a colon is a sentence of the text.
MAX_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class RawField:
    """One header field as written; `line` is 1-based in the file."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """A source taken apart. `stray` are header lines that are no field, with their line number."""

    fields: tuple[RawField, ...]
    stray: tuple[tuple[int, str], ...]
    body: str
    body_line: int


def split_header(text: str) -> Header:
    """Take a source apart. Never fails: what is no field is given back as stray lines or as text."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    fenced = start < len(lines) and lines[start].strip() == "---"
    # without the second `---` the fence is only a line, and an empty line ends the header
    fenced_twice = fenced and any(line.strip() == "---" for line in lines[start + 1 :])
    position = start + fenced
    fields: list[RawField] = []
    stray: list[tuple[int, str]] = []
    while position < len(lines):
        line = lines[position]
        if _ends_header(line, fenced_twice):
            position += 1
            break
        field = _field(line, position + 1)
        if line[:1] in " \t" and fields and line.strip():
            last = fields[-1]
            fields[-1] = RawField(last.name, f"{last.value} {line.strip()}".strip(), last.line)
        elif field:
            fields.append(field)
        elif not fields and not stray and not fenced:
            break  # no header at all: everything is text
        elif line.strip():
            stray.append((position + 1, line.strip()))
        position += 1
    return Header(tuple(fields), tuple(stray), "\n".join(lines[position:]), position + 1)


def _field(line: str, number: int) -> RawField | None:
    """The field of a line: a short name, a colon (also the wide one of East Asian keyboards), a value."""
    start = line[: MAX_NAME_LENGTH + 2].replace("：", ":")
    name, colon, _ = start.partition(":")
    if not colon or not name.strip() or name[0].isspace():
        return None
    return RawField(name.strip(), line[len(name) + 1 :].strip(), number)


def _ends_header(line: str, fenced: bool) -> bool:
    return line.strip() == "---" if fenced else not line.strip()
