"""The end of a text, read upwards: author, date line, fields that were put there."""

from plugins.core.text import fold
from plugins.intake.marked import Line, image_of
from plugins.intake.paper import date_of, is_office, is_vietnamese_name
from plugins.intake.reading import RUNNING, Reading, means_photographer

_TAIL_LINES = 8  # date line, author, photographer and a few fields: more is text


def read_tail(reading: Reading) -> None:
    """From the last line upwards: author, date line, and fields that were put at the end."""
    for _ in range(_TAIL_LINES):
        lines = reading.lines()
        if len(lines) < 2 or not _tail_line(reading, lines[-1]):
            break
    lines = reading.lines()
    if "byline" not in reading.values and len(lines) > 1:
        _signed(reading, lines[-1])


def _tail_line(reading: Reading, line: Line) -> bool:
    if line.raw.strip().startswith("|") or image_of(line.raw):
        return False
    pair = reading.labelled(line.plain)
    if pair and fold(line.plain.partition(":")[0]) == fold(pair[0].name) and not means_photographer(*pair):
        if pair[0].key in reading.values or (pair[0].key in RUNNING and reading.under_image(line)):
            return False
        reading.take(line.number, *pair)
        del reading.rest[line.number]
        return True
    if date_of(line.plain):
        reading.take_date(line.number, date_of(line.plain))
        reading.set_aside(line, told=False)
        return True
    return not reading.under_image(line) and reading.take_roles(line)


def _signed(reading: Reading, line: Line) -> None:
    """A name alone under the text."""
    name = line.plain.strip("()")
    if (
        line.is_heading
        or line.is_item
        or reading.under_image(line)
        or not (is_vietnamese_name(name) or is_office(name))
    ):
        return
    reading.values["byline"] = name
    del reading.rest[line.number]
    reading.ask(
        line.number,
        "byline-guessed",
        f"Dòng cuối “{name}” được hiểu là tác giả.",
        "Nếu không phải, ghi dòng “Tác giả: …” ở đầu bài.",
    )
