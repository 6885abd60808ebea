"""From a file of `nhan-vat/` to a person, or to every reason why not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, cast

from plugins.core.body import check_body, readable
from plugins.core.characters import check_characters
from plugins.core.fields import Values, read_fields
from plugins.core.header import split_header
from plugins.core.problem import Problem, Severity
from plugins.core.sources import SourceError, read_source
from plugins.core.text import fold, nfc, slug
from plugins.people.fields import PERSON_FIELDS
from plugins.people.model import Person, Term
from plugins.people.terms import WrittenTerm
from plugins.places.fields import split_type_word
from plugins.places.gazetteer import Gazetteer
from plugins.places.resolve import resolve_fields

# "Huyện Đoàn Bảo Lạc", "Huyện ủy", "Xã đội", "Xã hội …" begin like places and are none.
_OFFICES = frozenset({"doan", "uy", "doi", "hoi"})


class PersonContext(Protocol):
    """What reading a person needs to know of the rest."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Resolves the places of the terms."""

    @property
    def convert(self) -> Callable[[str], str]:
        """Markdown to clean HTML."""

    @property
    def now(self) -> datetime:
        """The day for terms without any date."""


@dataclass(frozen=True, slots=True)
class PersonReading:
    """What came of a file: the person (None where a fault holds it) and every problem, by line."""

    person: Person | None
    problems: tuple[Problem, ...]


def read_person(file: Path, content: Path, context: PersonContext) -> PersonReading:
    """Read one source. `content` is the content folder."""
    source = nfc(file.relative_to(content).as_posix())
    try:
        text = read_source(file)
    except SourceError as error:
        return PersonReading(None, (Problem(source, error.line, error.code, error.message, error.cure),))
    header = split_header(text)
    values, problems = read_fields(PERSON_FIELDS, header, source)
    found = [*problems, *check_characters(text, source), *_name(file, source), *_state(values, source)]
    if header.body.strip():  # terms and summary may be all that is known
        found += check_body(header.body, source, header.body_line)
    terms = []
    for written in cast("tuple[WrittenTerm, ...]", values.get("terms") or ()):
        term, faults = _term(written, values.line("terms"), source, context)
        terms.append(term)
        found += faults
    if any(p.severity is Severity.FAULT for p in found) or not readable(found):
        return PersonReading(None, tuple(sorted(found)))
    html = context.convert(header.body)
    if "<img" in html:
        found.append(_no_photos(source, header.body_line))
        return PersonReading(None, tuple(sorted(found)))
    person = Person(
        source,
        slug(file.stem),
        values.text("name"),
        tuple(terms),
        values.text("summary"),
        html,
        values.get("sample") is True,
    )
    return PersonReading(person, tuple(sorted(found)))


def _name(file: Path, source: str) -> list[Problem]:
    if slug(file.stem):
        return []
    return [
        Problem(
            source,
            0,
            "name-wordless",
            f"Tên “{file.stem[:60]}” không dùng làm địa chỉ của trang được.",
            "Đặt tên tệp theo tên người, ví dụ: nguyen-van-a.md",
        )
    ]


def _state(values: Values, source: str) -> list[Problem]:
    state = values.get("state")
    if state in (None, "đã duyệt"):
        return []
    return [
        Problem(
            source,
            values.line("state"),
            "state-waiting",
            f"Trang ở trạng thái “{state}”.",
            "Biên tập viên đọc xong thì ghi Trạng thái: đã duyệt.",
            Severity.WAITING,
        )
    ]


def _no_photos(source: str, line: int) -> Problem:
    return Problem(
        source, line, "person-photo", "Trang nhân vật chưa dùng được ảnh.", "Xóa ảnh; để ảnh trong bài viết."
    )


def _term(written: WrittenTerm, line: int, source: str, context: PersonContext) -> tuple[Term, list[Problem]]:
    """The term with its unit, resolved on its first day; what has no type word is an organisation."""
    level, _, name = split_type_word(written.where)
    if level is None or fold(name).split()[0] in _OFFICES:
        return Term(written.role, written.where, None, written.start, written.end), []
    day: date = written.start or written.end or context.now.date()
    resolution = resolve_fields(context.gazetteer, day, district=None, commune=None, places=written.where)
    faults = [Problem(source, line, f.code, f.message, f.cure) for f in resolution.faults]
    unit = resolution.units[0] if resolution.units else None
    return Term(written.role, "", unit, written.start, written.end), faults
