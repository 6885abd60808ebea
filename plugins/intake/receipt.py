"""The receipt of a submission, as a page and as plain text: what came, what was understood, what to mend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from plugins.core.dates import format_day
from plugins.core.text import for_notepad
from plugins.intake.account import Account, Guess, PlaceFound, Told
from plugins.intake.model import Kind, State, Submission
from plugins.intake.names import shown

_TEMPLATES = Path(__file__).with_name("templates")

# For each state: how the box looks, its first words, and what comes next.
_SAID: Mapping[State, tuple[str, str, str]] = {
    State.RECEIVED: ("wait", "Đã nhận.", "Máy đang đọc bài."),
    State.HELD: (
        "bad",
        "Chờ sửa: bài chưa dùng được.",
        "Sửa các điều dưới đây ngay trong tệp ở thư mục “cho-sua” rồi lưu lại, hoặc gửi lại tệp cùng tên.",
    ),
    State.WAITING: ("wait", "Chờ duyệt: bài đã tới biên tập viên.", "Không phải làm gì thêm."),
    State.APPROVED: (
        "good",
        "Đã duyệt.",
        "Bài sẽ lên trang ở lần dựng trang tới, hoặc đúng ngày giờ đã ghi.",
    ),
    State.PUBLISHED: ("good", "Đã đăng.", "Bài đang ở trên trang."),
    State.WITHDRAWN: ("bad", "Đã gỡ khỏi trang.", "Hỏi biên tập viên nếu cần biết lý do."),
}


@dataclass(frozen=True, slots=True)
class SaidNote:
    """What an editor said, and when."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class DiffView:
    """A version beside the one before; each line with 'add', 'gone' or ''."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """All that a receipt shows."""

    code: str
    office: str
    title: str
    name: str
    received: str
    state: str
    tone: str
    headline: str
    next: str
    notes: tuple[SaidNote, ...]
    again: tuple[str, ...]
    faults: tuple[Told, ...]
    advice: tuple[Told, ...]
    guesses: tuple[Guess, ...]
    fields: tuple[tuple[str, str], ...]
    places: tuple[PlaceFound, ...]
    photos: tuple[str, ...]
    remarks: tuple[str, ...]
    diffs: tuple[DiffView, ...]


class Printer:
    """Renders receipts and status pages; made once for a run."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=False,
            keep_trailing_newline=True,
        )

    def page(self, name: str, **views: object) -> bytes:
        """A template filled in; plain text as Notepad reads it."""
        text = self._environment.get_template(name).render(**views)
        if name.endswith(".txt"):
            return for_notepad(text)
        return text.encode("utf-8", "replace")


def receipt_view(submission: Submission, office: str, accounts: Mapping[int, Account]) -> ReceiptView:
    """The receipt of a submission. `accounts` are those of its versions, by number."""
    arrived = [a for a in submission.arrivals if a.kind is Kind.ARRIVAL]
    current = accounts.get(arrived[-1].revision, Account()) if arrived else Account()
    tone, headline, following = _SAID[submission.state]
    held = submission.state is State.HELD
    said = [n for n in submission.notes if n.state is submission.state][-1:]
    return ReceiptView(
        code=submission.code,
        office=office,
        title=current.title or submission.title,
        name=shown(submission.arrivals[0].file.rpartition("/")[2]) if submission.arrivals else "",
        received=moment(submission.received),
        state=submission.state,
        tone=tone,
        headline=f"{headline}" if not (held and said) else "Chờ sửa: biên tập viên gửi lại bài.",
        next=following if not (held and said) else "Sửa theo lời biên tập viên rồi gửi lại tệp cùng tên.",
        notes=tuple(SaidNote(moment(n.time), n.text) for n in said),
        again=tuple(_again(submission)),
        faults=current.faults,
        advice=current.advice,
        guesses=current.guesses,
        fields=current.fields,
        places=current.places,
        photos=current.photos,
        remarks=current.notes,
        diffs=tuple(_diffs(submission, accounts)),
    )


def _again(submission: Submission) -> Iterator[str]:
    """One line for each time something came after the first."""
    said = {
        Kind.ARRIVAL: "bản sửa {n}",
        Kind.REVISION: "bản {n} của bài; biên tập viên sẽ so với bản trước, bài không bị thay",
        Kind.AGAIN: "đúng tệp đã nhận, không phải gửi nữa",
    }
    for before, arrival in pairwise(submission.arrivals):
        if arrival.kind is Kind.ARRIVAL and arrival.sha256 == before.sha256:
            continue  # only put elsewhere
        line = said[arrival.kind].format(n=arrival.revision)
        yield f"{moment(arrival.time)}: “{shown(arrival.file.rpartition('/')[2])}”, {line}."


def _diffs(submission: Submission, accounts: Mapping[int, Account]) -> Iterator[DiffView]:
    for arrival in submission.arrivals:
        account = accounts.get(arrival.revision)
        if arrival.kind is Kind.REVISION and account and account.diff:
            # where a hunk begins tells people nothing but that something is left out
            said = ("…" if line.startswith("@@") else line for line in account.diff.split("\n"))
            lines = tuple((_kind(line), line) for line in said)
            yield DiffView(f"Bản {arrival.revision} khác bản trước ở đâu", lines)


def _kind(line: str) -> str:
    if line.startswith(("+++", "---")):
        return ""
    return {"+": "add", "-": "gone"}.get(line[:1], "")


def moment(time: datetime) -> str:
    """'7:30 ngày 15/4/2014'."""
    return f"{time.hour}:{time:%M} ngày {format_day(time.date())}"
