"""The top of a text: fields, letterhead, headline, standfirst, down to the first line that is text."""

from collections.abc import Sequence

from plugins.articles.fields import MAX_STANDFIRST, MAX_TITLE
from plugins.core.fields import Field
from plugins.core.header import MAX_NAME_LENGTH
from plugins.core.text import clean
from plugins.intake.marked import Line, image_of
from plugins.intake.paper import date_of, is_letterhead, is_open_date, is_rule, is_underline
from plugins.intake.reading import RUNNING, Reading, means_photographer

_CAPITALS_MIN = 8  # letters; shorter lines in capitals are abbreviations
_TOP_LINES = 100  # every field twice, and a letterhead: more is no header
_LONG = 100  # characters; a line longer than that is a paragraph


def read_top(reading: Reading) -> None:
    """Fields, letterhead, headline and standfirst, down to the first line that is text."""
    passed: set[int] = set()
    for _ in range(_TOP_LINES):
        lines = [line for line in reading.lines() if line.number not in passed]
        if not lines:
            break
        line = lines[0]
        if (
            _table(reading, lines)
            or _fields(reading, line, lines)
            or _paper(reading, line)
            or reading.take_roles(line, top=True)
            or _title(reading, line, lines)
            or _standfirst(reading, line, lines)
        ):
            continue
        if not _unknown_field(reading, line):
            break
        passed.add(line.number)


def _unknown_field(reading: Reading, line: Line) -> bool:
    """A line among the fields that has their form and is none: it stays in the text, and is asked about."""
    name, colon, _ = line.plain.partition(":")
    above, below = reading.original(line.number - 1), reading.below(line)
    among = reading.labelled(above.plain) or reading.labelled(below.plain)
    if (
        not reading.values
        or not colon
        or len(name) > MAX_NAME_LENGTH
        or not among
        or reading.labelled(line.plain)
    ):
        return False
    reading.ask(
        line.number,
        "field-unknown",
        f"Không có trường “{name}”; dòng này được để trong lời bài.",
        "Xóa dòng này, hoặc để một dòng trống trước nó nếu là lời bài.",
        fault=True,
    )
    return True


def _table(reading: Reading, lines: Sequence[Line]) -> bool:
    """A table of fields, or of the two halves of a letterhead; any other table is text."""
    rows = lines[:1] if lines[0].raw.strip().startswith("|") else []
    while rows and (below := reading.below(rows[-1])).raw.strip().startswith("|"):
        rows = [*rows, below]
    meant = [_row(reading, row) for row in rows]
    if None in meant or all(row.is_separator for row in rows):
        return False
    for row, pairs in zip(rows, meant, strict=True):
        for known, value in pairs or ():
            reading.take(row.number, known, value)
        if pairs or row.is_separator:  # a separator has no words
            del reading.rest[row.number]
            continue
        for cell in row.cells:
            reading.take_date(row.number, date_of(cell))
        reading.set_aside(row)
    return True


def _row(reading: Reading, row: Line) -> list[tuple[Field, str]] | None:
    """The fields of a row; [] where it is none but may go; None where it is text."""
    if row.is_separator:
        return []
    cells = [cell for cell in row.cells if cell]
    known = reading.table.find(cells[0].rstrip(" :：")) if cells else None
    if known:
        return [(known, " ".join(cells[1:]))]
    pairs = [reading.labelled(cell) for cell in cells]
    if cells and all(pairs):
        return [pair for pair in pairs if pair]
    paper = all(is_letterhead(c, reading.units) or is_rule(c) or date_of(c) for c in cells)
    return [] if paper else None


def _fields(reading: Reading, line: Line, lines: Sequence[Line]) -> bool:
    parts = line.parts
    tabbed = reading.table.find(parts[0]) if len(parts) == 2 and ":" not in parts[0] else None
    pairs = [(tabbed, parts[1])] if tabbed else [reading.labelled(part) for part in parts]
    if None in pairs and reading.labelled(line.plain):
        pairs = [reading.labelled(line.plain)]
    found = [pair for pair in pairs if pair]
    if not found or len(found) < len(pairs) or means_photographer(*found[0]):
        return False
    del reading.rest[line.number]
    for known, value in found:
        reading.take(line.number, known, value)
    last = found[-1][0]
    if not found[-1][1] and len(lines) > 1:
        _value_below(reading, last, lines[1])
    elif last.key in RUNNING:
        _run_on(reading, last, line.number)
    return True


def _value_below(reading: Reading, known: Field, below: Line) -> None:
    """The value of a label that has a line of its own."""
    if reading.labelled(below.plain) or reading.table.find(below.plain) or below.is_separator:
        return
    del reading.rest[below.number]
    reading.take(below.number, known, below.plain)
    if known.key in RUNNING:
        _run_on(reading, known, below.number)


def _run_on(reading: Reading, known: Field, number: int) -> None:
    """The following lines of a value, up to an empty one, a field or the end of its sentence."""
    while (below := reading.rest.get(number + 1)) and below.raw.strip():
        value = reading.values.get(known.key, "")
        ends = value.endswith((".", "!", "?", "…")) and not below.raw[:1].isspace()
        if ends or reading.labelled(below.plain) or below.is_heading or image_of(below.raw):
            return
        reading.values[known.key] = clean(f"{value} {below.plain}")
        del reading.rest[below.number]
        number += 1


def _paper(reading: Reading, line: Line) -> bool:
    """Letterhead, motto, rules and the date line."""
    if is_rule(line.raw) or all(is_letterhead(part, reading.units) for part in line.parts):
        reading.set_aside(line, told=not is_rule(line.raw))
        return True
    day = next((found for part in (line.plain, *line.parts) if (found := date_of(part))), "")
    rest = [p for p in line.parts if not date_of(p)] if not date_of(line.plain) else []
    if day and all(is_letterhead(part, reading.units) for part in rest):
        reading.take_date(line.number, day)
        reading.set_aside(line, told=bool(rest))
        return True
    if is_open_date(line.plain):
        reading.ask(
            line.number,
            "date-open",
            f"Dòng “{line.plain[:60]}” chưa điền đủ ngày, tháng, năm.",
            f"Ghi rõ, ví dụ: Ngày: {reading.known.received:%d/%m/%Y}",
        )
        reading.set_aside(line, told=False)
        return True
    return False


def _title(reading: Reading, line: Line, lines: Sequence[Line]) -> bool:
    """A headline: a heading, a line in bold or in capitals; a short plain line is asked about."""
    known = "title" in reading.values or reading.labelled(line.plain)
    if known or not line.plain or image_of(line.raw) or line.cells:
        return False
    certain = line.is_heading or line.is_marked or _in_capitals(line) or is_underline(reading.below(line).raw)
    if not certain and not _like_a_title(reading, line, lines):
        return False
    taken = _title_lines(reading, line)
    title = clean(" ".join(one.plain for one in taken))
    if len(title) > MAX_TITLE:
        if line.is_heading or _in_capitals(line):
            reading.ask(
                line.number,
                "title-long",
                f"Dòng đầu dài {len(title)} ký tự, không dùng làm tít được.",
                f"Viết tít dài nhất {MAX_TITLE} ký tự ở dòng đầu: Tiêu đề: …",
                fault=True,
            )
        return False
    reading.values["title"] = title
    for one in taken:
        del reading.rest[one.number]
    if not certain:
        reading.ask(
            line.number,
            "title-guessed",
            f"Dòng “{title[:80]}” được hiểu là tít.",
            "Nếu không phải, ghi dòng “Tiêu đề: …” ở đầu bài.",
        )
    return True


def _in_capitals(line: Line) -> bool:
    return line.plain == line.plain.upper() and sum(c.isalpha() for c in line.plain) >= _CAPITALS_MIN


def _like_a_title(reading: Reading, line: Line, lines: Sequence[Line]) -> bool:
    """A few words without a stop, above an empty line or a long paragraph."""
    below = reading.below(line).raw.strip()
    apart = not below or len(below) > max(_LONG, 2 * len(line.plain))
    stopped = line.plain.endswith((".", ":", ";", ",", "!", "…"))
    return apart and not stopped and len(lines) > 1 and len(line.plain.split()) > 2


def _title_lines(reading: Reading, line: Line) -> list[Line]:
    """A headline in bold or in capitals may run over lines."""
    taken = [line]
    while (below := reading.below(taken[-1])).plain and not reading.labelled(below.plain):
        if below.is_marked != line.is_marked or not (
            line.is_marked or (_in_capitals(line) and _in_capitals(below))
        ):
            break
        taken.append(below)
    return taken


def _standfirst(reading: Reading, line: Line, lines: Sequence[Line]) -> bool:
    """The first paragraph, where the whole of it is bold or italic, and text follows."""
    block = [line]
    while (below := reading.rest.get(block[-1].number + 1)) and below.raw.strip():
        block.append(below)
    whole = Line(line.number, " ".join(one.raw.strip().rstrip("\\") for one in block))
    if "standfirst" in reading.values or not whole.is_marked or len(block) == len(lines) or "](" in whole.raw:
        return False
    if len(whole.plain) > MAX_STANDFIRST:
        reading.ask(
            line.number,
            "standfirst-long",
            f"Đoạn in đậm mở đầu dài {len(whole.plain)} ký tự.",
            f"Nếu là sapo, viết gọn còn {MAX_STANDFIRST} ký tự: Tóm tắt: …",
        )
        return False
    reading.values["standfirst"] = whole.plain
    for one in block:
        del reading.rest[one.number]
    return True
