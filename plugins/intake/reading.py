"""One text on its way to a draft: its lines, the fields found so far, the questions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from plugins.articles.fields import FORBIDDEN_FIELDS, article_fields
from plugins.articles.model import State
from plugins.core.dates import DateError, parse_date
from plugins.core.fields import Field, FieldTable
from plugins.core.header import MAX_NAME_LENGTH
from plugins.core.problem import Problem, Severity
from plugins.core.site import SiteData
from plugins.core.text import clean, fold
from plugins.core.values import yes_no
from plugins.intake.marked import Line, image_of
from plugins.intake.paper import is_name, is_office, roles_of
from plugins.places.gazetteer import Gazetteer

RUNNING = frozenset({"standfirst", "alt", "caption"})  # values that may run on over lines
MAX_AUTHORS = 120
MAX_AUTHOR_WORDS = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text from outside.

    The site, the gazetteer, the district of the inbox folder ('' for none), the moment of receipt
    (aware), its file, its folder and the photos in it.
    """

    site: SiteData
    gazetteer: Gazetteer
    received: datetime
    district: str = ""
    file: str = ""
    folder: Path | None = None
    photos: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """Lines leave `rest` as they are understood; `aside` are lines of the paper, not of the article."""

    text: str
    known: Known
    rest: dict[int, Line] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    questions: list[Problem] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    credit: str = ""
    table: FieldTable = field(init=False)
    units: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.rest = {n: Line(n, raw) for n, raw in enumerate(self.text.split("\n"), 1)}
        self.table = FieldTable(article_fields(self.known.site), FORBIDDEN_FIELDS)
        self.units = frozenset(fold(unit.name) for unit in self.known.gazetteer.units)

    def ask(self, line: int, code: str, message: str, cure: str, *, fault: bool = False) -> None:
        """A question about a line of the text, 0 for the whole."""
        severity = Severity.FAULT if fault else Severity.ADVICE
        self.questions.append(Problem(self.known.file, line, code, message, cure, severity))

    def lines(self) -> list[Line]:
        """The lines that are left and hold something, in order."""
        return [line for line in self.rest.values() if line.raw.strip()]

    def original(self, number: int) -> Line:
        """A line as it came, whether it is left or not."""
        lines = self.text.split("\n")
        return Line(number, lines[number - 1] if 0 < number <= len(lines) else "")

    def below(self, line: Line) -> Line:
        """The line right under a line, an empty one where there is none (left)."""
        return self.rest.get(line.number + 1, Line(line.number + 1, ""))

    def set_aside(self, line: Line, *, told: bool = True) -> None:
        """A line of the paper; the reporter is `told` of it."""
        self.aside.append((line.number, line.raw.strip()))
        if told:
            self.letterhead.append(", ".join(cell for cell in line.cells if cell) or line.plain)
        del self.rest[line.number]

    def labelled(self, text: str) -> tuple[Field, str] | None:
        """The field and the value of 'Tên: giá trị'."""
        name, colon, value = text.replace("：", ":").partition(":")
        known = self.table.find(name) if colon and len(name) <= MAX_NAME_LENGTH else None
        if known and known.parse is yes_no and len(value.strip()) > known.max_length:
            return None  # "Bài mẫu: trồng cỏ ở xã vùng cao" is a headline
        return (known, value.strip()) if known else None

    def take(self, line: int, known: Field, value: str) -> None:
        """A field as it was written; the checks of articles say what is wrong with its value."""
        value = clean(value.strip("<>") if known.key == "original_url" else value)
        if known.key == "state":
            self._state(line, value)
            return
        if not value:
            return
        earlier = self.values.setdefault(known.key, value)
        if fold(earlier) != fold(value):
            self.aside.append((line, value))
            self.ask(
                line,
                "field-repeated",
                f"Trường “{known.name}” được ghi hai lần: “{earlier}” và “{value}”.",
                f"Đã lấy “{earlier}”; nếu không đúng, chỉ giữ một dòng “{known.name}:”.",
            )

    def _state(self, line: int, value: str) -> None:
        """A reporter sends in; only an editor approves."""
        if fold(value) in ("", fold(State.SUBMITTED)):
            return
        self.aside.append((line, value))
        self.ask(
            line,
            "state-set",
            f"Bài ghi “Trạng thái: {value}”; đã ghi lại là “{State.SUBMITTED}”.",
            "Không cần làm gì: biên tập viên đọc bài rồi mới duyệt.",
        )

    def take_date(self, line: int, day: str) -> None:
        """The day of a date line, as 15/04/2014; '' for none."""
        if day and self.values.setdefault("date", day) != day and self.day() != parse_date(day).date():
            self.ask(
                line,
                "date-two",
                f"Bài có hai ngày: {self.values['date']} và {day}.",
                f"Đã lấy {self.values['date']}; nếu không đúng, ghi lại dòng “Ngày:”.",
            )

    def day(self) -> date:
        """The day of the article, that of receipt where none can be read."""
        try:
            return parse_date(self.values.get("date", "")).date()
        except DateError:
            return self.known.received.date()

    def take_roles(self, line: Line, *, top: bool = False) -> bool:
        """'Tin, ảnh: …', 'Phóng viên: …': who wrote, who took the photos."""
        name, colon, value = line.plain.replace("：", ":").partition(":")
        value = value.strip(" ()")
        wrote, shot = roles_of(name.strip(" (")) if colon else (False, False)
        if (
            not (wrote or shot)
            or not value
            or len(value) > MAX_AUTHORS
            or (top and fold(name) in ("tin", "bai"))
        ):
            return False  # 'Tin: Bảo Lạc ra quân' is a headline
        sentence = value.endswith((".", "!", "?")) or len(value.split()) > MAX_AUTHOR_WORDS
        if not (is_name(value) or is_office(value)) and (sentence or not wrote):
            return False
        if wrote and fold(self.values.get("byline", value)) != fold(value):
            return False
        if shot and self.credit and fold(self.credit) != fold(value):
            return False
        if wrote:
            self.values["byline"] = value
        self.credit = value if shot else self.credit
        del self.rest[line.number]
        return True

    def under_image(self, line: Line) -> bool:
        """Whether the line above is a photo."""
        above = [one for one in self.lines() if one.number < line.number]
        return bool(above) and image_of(above[-1].raw) is not None


def means_photographer(known: Field, value: str) -> bool:
    """'Ảnh: Nguyễn Văn A' names no file."""
    return known.key == "photo" and bool(value) and "." not in value
