"""One run: look, stage, read, write down, answer."""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from plugins.core.dates import HANOI
from plugins.intake.account import Account, refused
from plugins.intake.answers import Answers
from plugins.intake.commit import Committer, Outcome
from plugins.intake.desk import Desk
from plugins.intake.drafting import recogniser
from plugins.intake.follow import EDITORS, Follower
from plugins.intake.inbox import look_around
from plugins.intake.lock import locked
from plugins.intake.loose import LoosePhotos
from plugins.intake.model import Kind, Left, State, Submission
from plugins.intake.names import is_copy, shown
from plugins.intake.register import Register
from plugins.intake.settle import SECONDS, Settling, look_until_settled
from plugins.intake.staging import Parcel, Unfinished, stage, unstage
from plugins.intake.take import Recognise, Taker
from plugins.intake.texts import Text
from plugins.intake.unit import Sight, Unit

# So many units are read at once, over all cores, before they are written down one by one.
BATCH = 16


@dataclass(slots=True)
class Report:
    """What a run did. Everything that lies in the inbox is in exactly one of these."""

    outcomes: list[Outcome] = field(default_factory=list)
    recovered: list[Submission] = field(default_factory=list)
    changed: list[Submission] = field(default_factory=list)
    held: tuple[Submission, ...] = ()
    moving: tuple[Unit, ...] = ()  # still being copied
    left: tuple[Left, ...] = ()
    lost: tuple[str, ...] = ()  # codes whose article is no longer in content
    faults: tuple[str, ...] = ()  # of the register
    received: int = 0

    @property
    def all_taken(self) -> bool:
        """Whether nothing is left for anybody to mend."""
        return not (self.held or self.moving or self.left or self.faults)


@dataclass(frozen=True, slots=True)
class Way:
    """How a run goes about it.

    Without `recognise` fields are understood in the usual way. `wait` is for files that are being copied,
    `stop` asks to end early, `say` hears of each submission.
    """

    recognise: Recognise | None = None
    settle: float = SECONDS
    wait: bool = True
    processes: int | None = None
    stop: Callable[[], bool] = lambda: False
    say: Callable[[str], None] = lambda line: None


def take_in(desk: Desk, now: datetime, way: Way) -> Report:
    """Take in everything that is whole. Raises Busy, RegisterError, or OSError of our own disk."""
    desk.prepare()
    now = now.astimezone(HANOI)  # whose year a code bears
    with locked(desk.own):
        run = _Run(desk, now, way)
        try:
            return run.go()
        finally:
            run.close()


class _Run:
    """A run under the lock."""

    def __init__(self, desk: Desk, now: datetime, way: Way) -> None:
        self.desk, self.now, self.way = desk, now, way
        self.register = Register(desk.own)
        self.settling = Settling(desk.own, way.settle)
        self.committer = Committer(desk, self.register, now)
        self.report = Report(faults=self.register.faults)
        self.photos = LoosePhotos(desk, self.settling)
        # a name of its own: a worker that outlives a killed run must not write into this one
        self.staging = desk.staging / uuid4().hex
        self._taker: Taker | None = None
        unstage(desk.staging)

    @property
    def taker(self) -> Taker:
        """Made when there is something to read: the tagger takes a while."""
        if self._taker is None:
            recognise = self.way.recognise or recogniser(self.desk)
            self._taker = Taker(self.desk, self.now, recognise, self.way.processes)
        return self._taker

    def go(self) -> Report:
        self.report.recovered = self.committer.recover()
        self._follow()
        _, ready = look_until_settled(
            self._look,
            self.committer.answered,
            self.settling,
            patience=2 * self.way.settle if self.way.wait else 0.0,
        )
        for batch in _batches(sorted(ready, key=_originals_first)):
            if self.way.stop():
                break
            self._take(batch)
        return self._reported()

    def close(self) -> None:
        """What the next run wants to know; our own disk may be full, then it knows less."""
        unstage(self.desk.staging)
        with contextlib.suppress(OSError):
            self.settling.save()
            self.register.seal()

    # -- what is there

    def _look(self) -> Sight:
        sight = look_around(self.desk.inbox, self.desk.gazetteer, self.desk.initials)
        return self.photos.joined(sight, self.register.submissions())

    # -- taking

    def _take(self, batch: Sequence[Unit]) -> None:
        """Read a batch at once, then write down each."""
        parcels = list(self._staged(batch))
        readable = [p for p in parcels if not p.refusal and not self.register.with_content(p.sha256)]
        found: dict[Path, Account] = {}
        texts: list[tuple[Parcel, Text]] = []
        for parcel, read in self.taker.read(readable) if readable else ():
            if isinstance(read, Account):
                found[parcel.folder] = read
            else:
                texts.append((self.photos.with_named(parcel, read, self.desk.inbox), read))
        if texts:
            found.update((p.folder, account) for p, account in self.taker.understand(texts))
        final = {p.folder: p for p in parcels} | {p.folder: p for p, _ in texts}
        for parcel in final.values():
            if self.way.stop():
                return
            self._commit(parcel, _refused(parcel) if parcel.refusal else found.get(parcel.folder))

    def _staged(self, batch: Sequence[Unit]) -> Iterator[Parcel]:
        self.staging.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, unit in enumerate(batch):
            folder = self.staging / f"bai-{number}"
            unstage(folder)
            try:
                yield stage(unit, self.desk.inbox, folder)
            except Unfinished:
                continue

    def _commit(self, parcel: Parcel, account: Account | None) -> None:
        outcome = self.committer.known(parcel)
        if outcome is None:
            assert account is not None, "what is new was read, or refused"
            outcome = self.committer.commit(parcel, account)
        one = outcome.submission
        if outcome.kind is not Kind.MOVED:
            self.report.outcomes.append(outcome)
            self.way.say(f"{one.code} {one.state}: {shown(parcel.unit.path)}")

    # -- after

    def _follow(self) -> None:
        follower = Follower(self.desk, self.now)
        for change in follower.changes(self.register.submissions()):
            self.register.record(change.code, change.state, time=self.now, who=EDITORS, draft=change.draft)
            one = self.register.get(change.code)
            self.report.changed.append(one)
            Answers(self.desk).receipt(one)
        self.report.lost = tuple(follower.lost)

    def _reported(self) -> Report:
        sight = self._look()
        self.settling.note(sight, time.time())
        report = self.report
        everything = self.register.submissions()
        stuck = {o.source for s in everything for a in s.open_arrivals for o in a.originals}
        report.moving = tuple(
            u for u in sight.units if u.path not in stuck and not self.committer.answered(u)
        )
        report.left = (
            *sight.left,
            *_unclaimed(sight),
            *map(_still_coming, report.moving),
            *map(_cannot_move, sorted(stuck)),
        )
        report.held = tuple(s for s in everything if s.state is State.HELD)
        report.received = len(everything)
        Answers(self.desk).status(self.register, sight.offices, report.left)
        return report


def _refused(parcel: Parcel) -> Account:
    error = parcel.refusal
    assert error is not None, "a parcel has a text or a reason why not"
    return refused(error.code, error.message, error.cure)


def _originals_first(unit: Unit) -> tuple[str, bool, int, str]:
    """The order of taking: a copy after what it is a copy of."""
    return unit.office.folder, is_copy(unit.name), unit.changed, unit.path


def _batches(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    for start in range(0, len(units), BATCH):
        yield units[start : start + BATCH]


def _unclaimed(sight: Sight) -> Iterator[Left]:
    for room, photos in sight.loose.items():
        for photo in photos:
            yield Left(
                room.partition("/")[0], shown(photo.name), "photo-loose",
                f"Ảnh “{shown(photo.name)}” chưa thuộc bài nào.",
                "Đặt tên ảnh giống tên bài (bai.docx, bai-1.jpg), ghi tên ảnh trong bài,"
                " hoặc để cả hai vào một thư mục.",
            )  # fmt: skip


def _cannot_move(path: str) -> Left:
    folder, _, name = path.partition("/")
    return Left(
        folder, shown(name), "inbox-read-only", f"Đã nhận “{shown(name)}” nhưng không chuyển đi được.",
        "Đóng tệp nếu đang mở, và xem lại quyền ghi của thư mục.",
    )  # fmt: skip


def _still_coming(unit: Unit) -> Left:
    name = shown(unit.name)
    return Left(
        unit.office.folder, name, "still-copying", f"“{name}” đang được chép vào.",
        "Không phải làm gì: chép xong máy sẽ tự nhận.", passing=True,
    )  # fmt: skip
