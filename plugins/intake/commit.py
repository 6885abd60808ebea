"""From an account to the register, content and the right folder, in an order that makes a crash harmless.

account kept → draft written beside → arrival in the register → draft renamed → state in the register →
receipt → original moved → that in the register. Whatever breaks off, `finish` goes on from what the
register says; what it does twice is the same as once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from plugins.articles.fields import article_fields
from plugins.core.fields import read_fields
from plugins.core.header import split_header
from plugins.core.problem import Severity
from plugins.core.text import slug
from plugins.intake.account import Account, Told, load_account, save_account
from plugins.intake.answers import Answers
from plugins.intake.codes import next_code
from plugins.intake.desk import Desk
from plugins.intake.drafts import Drafts, draft_token
from plugins.intake.inbox import Shape, Unit, stamp_of
from plugins.intake.kin import Family, Kin, sketch, unified_diff
from plugins.intake.model import Arrival, Kind, Original, State, Submission
from plugins.intake.names import HELD, TAKEN, safe_name, shown, stem
from plugins.intake.receipt import moment
from plugins.intake.register import Register
from plugins.intake.room import enter_path
from plugins.intake.staging import Parcel


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit: the submission after it, and what kind of arrival it was."""

    submission: Submission
    kind: Kind


class Committer:
    """Writes down what became of submissions, and does it. One for a run, under the lock."""

    def __init__(self, desk: Desk, register: Register, now: datetime) -> None:
        self._desk = desk
        self._register = register
        self._now = now
        self._drafts = Drafts(desk)
        self._answers = Answers(desk)
        self._family = Family(register.submissions())

    # -- after a crash

    def recover(self) -> list[Submission]:
        """Finish what an earlier run left half done."""
        half = [(s, a) for s in self._register.submissions() for a in s.open_arrivals]
        self._drafts.clear(draft_token(s.code, a.revision) for s, a in half)
        for submission, arrival in half:
            self._finish(submission.code, arrival)
        return [self._register.get(s.code) for s, _ in half]

    # -- one unit

    def known(self, parcel: Parcel) -> Outcome | None:
        """The answer for content that came before, None for something new."""
        one = self._register.with_content(parcel.sha256)
        if one is None:
            return None
        if self._is_place_of(parcel.unit, one) or self._on_its_way(parcel.unit, one):
            return Outcome(one, Kind.MOVED)  # answered, and where it should be or cannot be moved from
        target = f"{one.folder}/{TAKEN}/{one.code}/gui-lai"
        number = self._record(
            one, parcel, Kind.AGAIN, one.state, one.revision, self._originals(parcel.unit, target)
        )
        self._finish(one.code, self._arrival(one.code, number))
        return Outcome(self._register.get(one.code), Kind.AGAIN)

    def commit(self, parcel: Parcel, account: Account) -> Outcome:
        """Give the unit its code and its place, whatever it is."""
        unit = parcel.unit
        own_sketch = sketch(account.draft) if account.draft else ""
        kin = self._kin(unit, account, own_sketch)
        if kin is None:
            code = next_code(
                unit.office.initials, self._now.year, (s.code for s in self._register.submissions())
            )
            return self._arrived(code, None, parcel, account, own_sketch)
        one = kin.submission
        if one.state is not State.HELD:
            return self._revised(one, parcel, account)
        if one.draft and account.sound and not self._untouched(one):
            return self._revised(one, parcel, account, back=True)
        return self._arrived(one.code, one, parcel, account, own_sketch)

    def _kin(self, unit: Unit, account: Account, own_sketch: str) -> Kin | None:
        for one in self._register.submissions() if unit.held else ():
            if self._is_place_of(unit, one):
                return Kin(one, "place")
        return self._family.kin(unit.office.folder, unit.name, account, own_sketch)

    def _is_place_of(self, unit: Unit, one: Submission) -> bool:
        """Whether the unit is that submission's original where it was left to be mended."""
        return unit.held and (one.place == unit.path or one.place.startswith(f"{unit.path}/"))

    def _on_its_way(self, unit: Unit, one: Submission) -> bool:
        """Whether the unit was taken already and only could not be moved."""
        return any(o.source == unit.path for a in one.open_arrivals for o in a.originals)

    def answered(self, unit: Unit) -> bool:
        """Whether the unit waits to be mended and is, file by file, what its receipt speaks of."""
        if not unit.held:
            return False
        now = {(o.source, o.stamp) for o in self._originals(unit, "")}
        files = {(f"{unit.room}/{f.path}", f.look.stamp) for f in unit.files}
        for one in self._register.submissions():
            if self._is_place_of(unit, one) and one.arrivals:
                last = [a for a in one.arrivals if a.kind is Kind.ARRIVAL][-1]
                there = {(o.target, o.stamp) for o in last.originals if f"/{HELD}/" in o.target}
                return there in (now, files)
        return False

    # -- new or mended

    def _arrived(
        self, code: str, before: Submission | None, parcel: Parcel, account: Account, own_sketch: str
    ) -> Outcome:
        unit = parcel.unit
        revision = before.revision + 1 if before else 1
        draft = ""
        if account.sound:
            draft = before.draft if before and before.draft else self._place_for(account)
            if not (before and before.draft) and (other := self._drafts.same_article(draft, account)):
                account, draft = replace(account, told=(*account.told, _doubled(other))), ""
        goal = State.WAITING if account.sound else State.HELD
        originals = self._targets(code, revision, unit, goal, before)
        save_account(account, self._desk.kept(code, revision))
        if goal is State.WAITING:
            self._drafts.write(draft_token(code, revision), account, _photos(parcel))
        number = self._record(
            before or code,
            parcel,
            Kind.ARRIVAL,
            State.RECEIVED,
            revision,
            originals,
            goal=str(goal),
            folder=unit.office.folder,
            title=account.title,
            stem=stem(unit.name),
            sketch=own_sketch,
            draft=draft,
            place=next(o.target for o in originals if o.source == unit.path),
        )
        self._finish(code, self._arrival(code, number))
        one = self._register.get(code)
        self._family.add(one)
        return Outcome(one, Kind.ARRIVAL)

    def _place_for(self, account: Account) -> str:
        values, _ = read_fields(article_fields(self._desk.site), split_header(account.draft), "")
        day = values.get("date")
        reserved = [s.draft for s in self._register.submissions() if s.draft]
        return self._drafts.free_place(
            account.title, day if isinstance(day, datetime) else self._now, reserved
        )

    def _targets(
        self, code: str, revision: int, unit: Unit, goal: State, before: Submission | None
    ) -> tuple[Original, ...]:
        """Where the originals go; the older file of a mended one goes with them."""
        folder = unit.office.folder
        outgoing = self._outgoing(code, before, unit)
        if goal is State.HELD:
            originals = self._held_targets(code, unit, outgoing)
        else:
            originals = self._originals(unit, f"{folder}/{TAKEN}/{code}")
        return (*outgoing, *originals)

    def _outgoing(self, code: str, before: Submission | None, unit: Unit) -> tuple[Original, ...]:
        """The older text, where the mended one is another file; its photos stay for the mended one."""
        if before is None or before.place == unit.path or f"/{HELD}/" not in before.place:
            return ()
        if before.place.startswith(f"{unit.path}/"):
            return ()
        name = before.place.rpartition("/")[2]
        target = f"{before.folder}/{TAKEN}/{code}/ban-{before.revision}/{name}"
        stamps = {o.target: o.stamp for a in before.arrivals for o in a.originals}
        return (Original(before.place, target, stamps.get(before.place, "")),)

    def _held_targets(self, code: str, unit: Unit, outgoing: Sequence[Original]) -> tuple[Original, ...]:
        """In `cho-sua`, each under its own name; where one is taken, all in a folder of the code."""
        folder = f"{unit.office.folder}/{HELD}"
        if unit.held:
            return tuple(Original(o.source, o.source, o.stamp) for o in self._originals(unit, folder))
        originals = self._originals(unit, folder)
        going = {o.source for o in (*outgoing, *originals)}
        try:
            with enter_path(self._desk.inbox, folder) as room:
                taken = any(
                    o.target not in going and room.look(o.target.rpartition("/")[2]) for o in originals
                )
        except OSError:
            taken = False
        return self._originals(unit, f"{folder}/{code}") if taken else originals

    def _originals(self, unit: Unit, target: str) -> tuple[Original, ...]:
        """What is to be moved: the folder as a whole, or each file."""
        if unit.shape is Shape.FOLDER:
            things = [(unit.name, stamp_of(unit))]
        else:
            things = [(f.path, f.look.stamp) for f in unit.files]
        return tuple(
            Original(f"{unit.room}/{path}", f"{target}/{safe_name(path.rpartition('/')[2])}", stamp)
            for path, stamp in things
        )

    # -- another version of what the editors have

    def _revised(self, one: Submission, parcel: Parcel, account: Account, *, back: bool = False) -> Outcome:
        """Keep a version beside the article; the article itself is not touched."""
        revision = one.revision + 1
        current = self._drafts.text(one.draft) or load_account(self._desk.kept(one.code, one.revision)).draft
        names = (f"bài đang có ({one.code})", f"bản {revision}, gửi {moment(self._now)}")
        account = replace(account, diff=unified_diff(current, account.draft, names) if account.draft else "")
        save_account(account, self._desk.kept(one.code, revision))
        target = f"{one.folder}/{TAKEN}/{one.code}/ban-{revision}"
        state = State.WAITING if back else one.state
        number = self._record(
            one, parcel, Kind.REVISION, state, revision, self._originals(parcel.unit, target)
        )
        self._finish(one.code, self._arrival(one.code, number))
        self._family.add(self._register.get(one.code))
        return Outcome(self._register.get(one.code), Kind.REVISION)

    def _untouched(self, one: Submission) -> bool:
        """Whether nobody but the state line changed the draft since it was put into content."""
        now = self._drafts.text(one.draft)
        made = [a for a in one.arrivals if a.kind is Kind.ARRIVAL and a.goal is State.WAITING]
        if now is None or not made:
            return True
        was = load_account(self._desk.kept(one.code, made[-1].revision)).draft
        return _without_state(now) == _without_state(was)

    # -- the register, and what follows from it

    def _record(
        self,
        one: Submission | str,
        parcel: Parcel,
        kind: Kind,
        state: State,
        revision: int,
        originals: Sequence[Original],
        **about: str,
    ) -> int:
        event = self._register.record(
            one if isinstance(one, str) else one.code,
            state,
            time=self._now,
            who=parcel.unit.office.slug,
            kind=kind,
            revision=revision,
            sha256=parcel.sha256,
            file=parcel.unit.path,
            originals=[[o.source, o.target, o.stamp] for o in originals],
            **about,
        )
        return event.number

    def _arrival(self, code: str, number: int) -> Arrival:
        return next(a for a in self._register.get(code).arrivals if a.number == number)

    def _finish(self, code: str, arrival: Arrival) -> None:
        """Whatever remains to be done of an arrival."""
        if not arrival.reached:
            self._reach(code, arrival)
        submission = self._register.get(code)
        self._answers.receipt(submission)
        if not arrival.moved:
            if not all([self._move(original) for original in arrival.originals]):  # noqa: C419  # all of them
                return  # a folder that cannot be written to: the next run tries again
            self._register.record(
                code,
                submission.state,
                time=self._now,
                who=_signed(submission),
                kind=Kind.MOVED,
                of=arrival.number,
            )

    def _reach(self, code: str, arrival: Arrival) -> None:
        """The state that an arrival leads to, once its draft is in its place."""
        goal, note = arrival.goal, ""
        one = self._register.get(code)
        if goal is State.WAITING:
            token, draft = draft_token(code, arrival.revision), one.draft
            if self._drafts.is_written(token):
                over = any(
                    a.goal is State.WAITING and a.reached for a in one.arrivals if a.kind is Kind.ARRIVAL
                )
                while not self._drafts.put(token, draft, over=over):
                    account = load_account(self._desk.kept(code, arrival.revision))
                    draft = self._place_for(account)
                if draft != one.draft:
                    self._register.record(
                        code, one.state, time=self._now, who=_signed(one), kind=Kind.DRAFT, draft=draft
                    )
            elif self._drafts.text(draft) is None:
                goal, note = State.HELD, "Bản thảo bị mất trên máy của toà soạn. Xin gửi lại tệp này."
        self._register.record(code, goal, time=self._now, who=_signed(one), of=arrival.number, note=note)

    def _move(self, original: Original) -> bool:
        """One original to its place, if it still lies there as it was read; nothing is ever overwritten.

        False where it could not be moved.
        """
        if original.source == original.target:
            return True
        source, _, name = original.source.rpartition("/")
        target, _, new = original.target.rpartition("/")
        try:
            with (
                enter_path(self._desk.inbox, source) as here,
                enter_path(self._desk.inbox, target, make=True) as there,
            ):
                look = here.look(name)
                if look is None or stamp_of(here, look) != original.stamp:
                    return True  # gone already, or changed: then it will be read anew
                free, number = new, 1
                while there.look(free):
                    number += 1
                    free = f"{PurePosixPath(new).stem} ({number}){PurePosixPath(new).suffix}"
                here.move(name, there, free)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


def _photos(parcel: Parcel) -> Iterable[Path]:
    """The photos of a parcel, those out of its Word file included."""
    names = {parcel.text, "index.md"}
    return sorted(f for f in parcel.folder.iterdir() if f.is_file() and f.name not in names)


def _doubled(other: str) -> Told:
    return Told(
        0, "", "article-doubled", f"Bài này đã có trong kho bài: {other}.",
        "Không phải gửi nữa; nếu muốn sửa bài đã có, hãy nói với biên tập viên.", Severity.FAULT,
    )  # fmt: skip


def _without_state(source: str) -> list[str]:
    return [line for line in source.split("\n") if not line.casefold().startswith("trạng thái")]


def _signed(one: Submission) -> str:
    """How the office of a submission signs in the register."""
    return slug(shown(one.folder))
