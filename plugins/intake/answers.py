"""The answers in the shared folder: receipts beside the originals, status pages; written when they change."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from plugins.intake.account import Account, load_account
from plugins.intake.desk import Desk
from plugins.intake.inbox import office_of
from plugins.intake.model import Left, State, Submission
from plugins.intake.names import HELD, RECEIPT, STATUS, TAKEN, safe_name, shown
from plugins.intake.receipt import Printer, moment, receipt_view
from plugins.intake.register import Register
from plugins.intake.room import enter_path
from plugins.intake.unit import Office

_ENDINGS = ("html", "txt")
# How many rows of one state a status page shows.
_MOST_ROWS = 100
_GROUPS = (
    (State.HELD, "Phải sửa"),
    (State.RECEIVED, "Đang đọc"),
    (State.WAITING, "Chờ duyệt"),
    (State.APPROVED, "Đã duyệt, chờ lên trang"),
    (State.PUBLISHED, "Đã đăng"),
    (State.WITHDRAWN, "Đã gỡ"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One submission on a status page."""

    code: str
    title: str
    office: str
    line: str
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """The submissions of one state, newest first; `more` are too old to be listed."""

    title: str
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StatusView:
    """All that a status page shows."""

    title: str
    summary: str
    groups: tuple[Group, ...]
    left: tuple[Left, ...]
    updated: str


class Answers:
    """Writes the answers of one inbox. A folder that is gone or locked costs its own answers only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._printer = Printer()

    def receipt(self, submission: Submission) -> bool:
        """Write the receipt of a submission where its original lies or will lie; False where it cannot be.

        Receipts of the same submission at earlier places are removed.
        """
        places = _receipt_places(submission)
        view = receipt_view(submission, self._office(submission.folder), self._accounts(submission))
        pages = {end: self._printer.page(f"receipt.{end}", r=view) for end in _ENDINGS}
        written = [self._write(place, pages) for place in places]
        for old in _former_places(submission) - set(places):
            self._remove(old)
        return all(written)

    def status(self, register: Register, offices: Iterable[Office], left: Sequence[Left]) -> None:
        """Write the status page of every office and of the whole inbox."""
        everything = register.submissions()
        for office in offices:
            own = [s for s in everything if s.folder == office.folder]
            mine = [one for one in left if one.folder == office.folder]
            view = self._status(f"{office.district}", own, mine, office.folder)
            self._write_status(office.folder, view)
        self._write_status("", self._status("tất cả các huyện", everything, left, ""))

    # -- what they show

    def _accounts(self, submission: Submission) -> dict[int, Account]:
        return {
            a.revision: load_account(self._desk.kept(submission.code, a.revision))
            for a in submission.arrivals
        }

    def _office(self, folder: str) -> str:
        office = office_of(folder, self._desk.gazetteer, self._desk.initials)
        return office.district if office else shown(folder)

    def _status(
        self, title: str, submissions: Sequence[Submission], left: Sequence[Left], folder: str
    ) -> StatusView:
        groups = []
        counts = []
        for state, name in _GROUPS:
            own = [s for s in submissions if s.state is state][::-1]
            if own:
                rows = tuple(self._row(s, folder) for s in own[:_MOST_ROWS])
                groups.append(Group(name, rows, max(0, len(own) - _MOST_ROWS)))
                counts.append(f"{name.lower()} {len(own)}")
        last = max((s.since for s in submissions), default=None)
        summary = f"Đã nhận {len(submissions)} bài: {', '.join(counts)}." if counts else "Chưa nhận bài nào."
        updated = moment(last) if isinstance(last, datetime) else "chưa có bài"
        return StatusView(title, summary, tuple(groups), tuple(left), updated)

    def _row(self, submission: Submission, folder: str) -> Row:
        file = shown(submission.arrivals[0].file.rpartition("/")[2]) if submission.arrivals else ""
        line = (
            f"“{file}”, nhận {moment(submission.received)}; {submission.state} từ {moment(submission.since)}."
        )
        place = next(iter(_receipt_places(submission)), "")
        link = quote(_beside(place.removeprefix(f"{folder}/") if folder else place)) if place else ""
        office = "" if folder else self._office(submission.folder)
        return Row(submission.code, submission.title or file, office, line, link)

    # -- writing

    def _write_status(self, folder: str, view: StatusView) -> None:
        pages = {end: self._printer.page(f"status.{end}", s=view) for end in _ENDINGS}
        with suppress(OSError), enter_path(self._desk.inbox, folder) as room:
            for end, data in pages.items():
                if room.read(f"{STATUS}.{end}") != data:
                    room.write(f"{STATUS}.{end}", data)

    def _write(self, place: str, pages: dict[str, bytes]) -> bool:
        folder, _, name = place.rpartition("/")
        try:
            with enter_path(self._desk.inbox, folder, make=True) as room:
                for end, data in pages.items():
                    file = _beside(name, end)
                    if room.read(file) != data:
                        room.write(file, data)
        except OSError:
            return False
        return True

    def _remove(self, place: str) -> None:
        folder, _, name = place.rpartition("/")
        with suppress(OSError), enter_path(self._desk.inbox, folder) as room:
            for end in _ENDINGS:
                room.remove(_beside(name, end))


def _beside(place: str, end: str = "html") -> str:
    """The receipt of what lies at a place; its name is one that every system takes."""
    folder, slash, name = place.rpartition("/")
    return f"{folder}{slash}{safe_name(name)}{RECEIPT}.{end}"


def _receipt_places(submission: Submission) -> list[str]:
    """Beside the original; where an editor sent the article back, in `cho-sua` too."""
    if not submission.place:
        return []
    places = [submission.place]
    if submission.state is State.HELD and f"/{TAKEN}/" in submission.place:
        places.insert(0, f"{submission.folder}/{HELD}/{submission.place.rpartition('/')[2]}")
    return places


def _former_places(submission: Submission) -> set[str]:
    def former() -> Iterator[str]:
        for arrival in submission.arrivals:
            yield from (o.target for o in arrival.originals[:1])
        if submission.place:
            yield f"{submission.folder}/{HELD}/{submission.place.rpartition('/')[2]}"

    return {place for place in former() if f"/{HELD}/" in place}


def refresh(desk: Desk, register: Register, codes: Iterable[str] | None = None) -> None:
    """Write the receipts of these submissions (None: of all) anew, where what they show has changed."""
    answers = Answers(desk)
    for submission in register.submissions() if codes is None else map(register.get, codes):
        answers.receipt(submission)
