"""One run: look, stage, read, write down, answer."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from plugins.core.text import clean
from plugins.intake.account import Account, load_account, refused
from plugins.intake.answers import Answers
from plugins.intake.commit import Committer, Outcome
from plugins.intake.desk import Desk
from plugins.intake.follow import EDITORS, Follower
from plugins.intake.inbox import Shape, Sight, Unit, look_around, with_photo
from plugins.intake.lock import locked
from plugins.intake.model import Kind, Left, State, Submission
from plugins.intake.names import HELD, PHOTOS, extension, is_copy, same_name, shown, stem
from plugins.intake.register import Register
from plugins.intake.room import Look, enter_path
from plugins.intake.settle import SECONDS, Settling, look_until_settled
from plugins.intake.staging import Parcel, Unfinished, stage, stage_more, unstage
from plugins.intake.take import Recognise, Taker, Text, as_written

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
    """How a run goes about it. `wait` is for files that are being copied, `stop` asks to end early."""

    recognise: Recognise = as_written
    settle: float = SECONDS
    wait: bool = True
    processes: int | None = None
    stop: Callable[[], bool] = lambda: False
    say: Callable[[str], None] = lambda line: None


def take_in(desk: Desk, now: datetime, way: Way) -> Report:
    """Take in everything that is whole. Raises Busy, RegisterError, or OSError of our own disk."""
    desk.prepare()
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
        self.loose: dict[str, list[Look]] = {}
        self._taker: Taker | None = None
        self._texts: dict[tuple[str, int], str] = {}
        unstage(desk.staging)

    @property
    def taker(self) -> Taker:
        """Made when there is something to read: the tagger takes a while."""
        if self._taker is None:
            self._taker = Taker(self.desk, self.now, self.way.recognise, self.way.processes)
        return self._taker

    def go(self) -> Report:
        self.report.recovered = self.committer.recover()
        self._follow()
        sight, ready = look_until_settled(
            self._look,
            self.committer.answered,
            self.settling,
            patience=2 * self.way.settle if self.way.wait else 0.0,
        )
        self.loose = {room: list(photos) for room, photos in sight.loose.items()}
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
        return self._with_mentioned(sight)

    def _with_mentioned(self, sight: Sight) -> Sight:
        """Loose photos that a text waiting to be mended speaks of, beside it."""
        held = {s.place: s for s in self.register.submissions() if s.state is State.HELD}
        units = list(sight.units)
        loose = {room: list(looks) for room, looks in sight.loose.items()}
        for number, unit in enumerate(units):
            one = held.get(unit.path)
            if unit.shape is not Shape.TEXT:
                continue
            if one is None:
                units[number] = self._with_photos_left(unit, held.values())
                continue
            text = self._text_of(one)
            top = unit.room.removesuffix(f"/{HELD}")
            for photo in [p for p in loose.get(top, []) if unit.held and _mentions(text, p.name)]:
                if self._bring(top, photo, unit.room):
                    loose[top].remove(photo)
                    loose.setdefault(unit.room, []).append(photo)
            for photo in [p for p in loose.get(unit.room, []) if _mentions(text, p.name)]:
                units[number] = with_photo(units[number], photo)
                loose[unit.room].remove(photo)
        return Sight(sight.offices, tuple(units), {k: tuple(v) for k, v in loose.items() if v}, sight.left)

    def _with_photos_left(self, unit: Unit, held: Iterable[Submission]) -> Unit:
        """A text dropped anew, with the photos that lie beside its older form in `cho-sua`."""
        room = f"{unit.office.folder}/{HELD}"
        for one in held:
            if unit.held or one.stem != stem(unit.name) or not one.place.startswith(f"{room}/"):
                continue
            photos = [o.target for o in one.arrivals[-1].originals if extension(o.target) in PHOTOS]
            with contextlib.suppress(OSError), enter_path(self.desk.inbox, room) as there:
                looks = [there.look(target.removeprefix(f"{room}/")) for target in photos]
                for look in looks:
                    unit = with_photo(unit, look, f"{HELD}/") if look and look.is_file else unit
        return unit

    def _bring(self, room: str, photo: Look, target: str) -> bool:
        """A photo that came after its text, to where that waits."""
        try:
            with enter_path(self.desk.inbox, room) as here, enter_path(self.desk.inbox, target) as there:
                here.move(photo.name, there, photo.name)
        except OSError:
            return False
        return True

    def _text_of(self, one: Submission) -> str:
        key = (one.code, one.revision)
        if key not in self._texts:
            self._texts[key] = load_account(self.desk.kept(*key)).draft
        return self._texts[key]

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
                texts.append((self._with_loose(parcel, read), read))
        if texts:
            found.update((p.folder, account) for p, account in self.taker.understand(texts))
        final = {p.folder: p for p in parcels} | {p.folder: p for p, _ in texts}
        for parcel in final.values():
            if self.way.stop():
                return
            self._commit(parcel, found.get(parcel.folder))

    def _with_loose(self, parcel: Parcel, text: Text) -> Parcel:
        """The parcel with the loose photos of its folder that its text names, those that are whole."""
        room, now = parcel.unit.room, time.time()
        named = [
            p
            for p in self.loose.get(room, ())
            if _mentions(text.markdown, p.name) and self.settling.is_photo_settled(room, p, now)
        ]
        try:
            more = stage_more(parcel, self.desk.inbox, named) if named else parcel
        except Unfinished:
            return parcel
        for photo in named:
            self.loose[room].remove(photo)
        return more

    def _staged(self, batch: Sequence[Unit]) -> Iterator[Parcel]:
        self.desk.staging.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, unit in enumerate(batch):
            folder = self.desk.staging / f"bai-{number}"
            unstage(folder)
            try:
                yield stage(unit, self.desk.inbox, folder)
            except Unfinished:
                continue

    def _commit(self, parcel: Parcel, account: Account | None) -> None:
        outcome = self.committer.known(parcel) or self.committer.commit(parcel, account or _refused(parcel))
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


def _mentions(text: str, name: str) -> bool:
    """Whether a text names a photo, in whatever form of marks, case and %20."""
    return bool(text) and same_name(name) in clean(unquote(text)).casefold()


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
