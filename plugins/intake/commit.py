"""From an account to the register, content and the right folder, in an order that makes a crash harmless.

account kept → draft written beside → arrival in the register → draft renamed → state in the register →
receipt → original moved → that in the register. What comes after the arrival is in finish.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins.core.problem import Severity
from plugins.intake.account import Account, Told, load_account, save_account
from plugins.intake.codes import next_code
from plugins.intake.desk import Desk
from plugins.intake.drafts import Drafts, draft_token
from plugins.intake.finish import Finisher
from plugins.intake.kin import Family, sketch, unified_diff
from plugins.intake.model import Kind, Original, State, Submission
from plugins.intake.names import stem
from plugins.intake.place import (
    again_folder,
    is_answered,
    is_on_its_way,
    is_place_of,
    is_there,
    originals,
    targets,
    version_folder,
)
from plugins.intake.receipt import moment
from plugins.intake.register import Register
from plugins.intake.staging import Parcel
from plugins.intake.unit import Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit: the submission after it, and what kind of arrival it was.

    MOVED: nothing, for it lies where it should and was answered.
    """

    submission: Submission
    kind: Kind


class Committer:
    """Writes down what became of submissions, and does it. One for a run, under the lock."""

    def __init__(self, desk: Desk, register: Register, now: datetime) -> None:
        self._desk = desk
        self._register = register
        self._now = now
        self._drafts = Drafts(desk)
        self._finisher = Finisher(desk, register, self._drafts, now)
        self._family = Family(())

    def recover(self) -> list[Submission]:
        """Finish what an earlier run left half done."""
        recovered = self._finisher.recover()
        self._family = Family(self._register.submissions())
        return recovered

    def answered(self, unit: Unit) -> bool:
        """Whether the unit waits to be mended, as its receipt says."""
        return is_answered(unit, self._register.submissions())

    def known(self, parcel: Parcel) -> Outcome | None:
        """The answer for content that came before, None for something new."""
        one = self._register.with_content(parcel.sha256)
        if one is None:
            return None
        if is_place_of(parcel.unit, one) or is_on_its_way(parcel.unit, one):
            return Outcome(one, Kind.MOVED)
        if one.state is State.HELD and not is_there(self._desk, one.place):
            return self._put_elsewhere(one, parcel)
        where = originals(parcel.unit, again_folder(one))
        return self._recorded(one.code, parcel, Kind.AGAIN, one.state, one.revision, where)

    def _put_elsewhere(self, one: Submission, parcel: Parcel) -> Outcome:
        """A held text that somebody renamed or moved: it waits where it lies now."""
        unit = parcel.unit
        where = targets(self._desk, one.code, unit, State.HELD, one)
        place = next(o.target for o in where if o.source == unit.path)
        about = {"goal": str(State.HELD), "stem": stem(unit.name), "place": place}
        return self._recorded(one.code, parcel, Kind.ARRIVAL, State.RECEIVED, one.revision, where, **about)

    def commit(self, parcel: Parcel, account: Account) -> Outcome:
        """Give the unit its code and its place, whatever it is."""
        own_sketch = sketch(account.draft) if account.draft else ""
        one = self._version_of(parcel.unit, account, own_sketch)
        if one is None:
            taken = (s.code for s in self._register.submissions())
            code = next_code(parcel.unit.office.initials, self._now.year, taken)
            return self._arrived(code, None, parcel, account, own_sketch)
        if one.state is not State.HELD:
            return self._revised(one, parcel, account)
        if one.draft and account.sound and not self._untouched(one):
            return self._revised(one, parcel, account, back=True)
        return self._arrived(one.code, one, parcel, account, own_sketch)

    def _version_of(self, unit: Unit, account: Account, own_sketch: str) -> Submission | None:
        """The submission that the unit is another version of."""
        for one in self._register.submissions() if unit.held else ():
            if is_place_of(unit, one):
                return one
        kin = self._family.kin(unit.office.folder, unit.name, account, own_sketch)
        return kin.submission if kin else None

    # -- new or mended

    def _arrived(
        self, code: str, before: Submission | None, parcel: Parcel, account: Account, own_sketch: str
    ) -> Outcome:
        """A text that becomes the draft, or is held."""
        unit, revision = parcel.unit, before.revision + 1 if before else 1
        account, draft = self._with_draft(before, account)
        goal = State.WAITING if account.sound else State.HELD
        where = targets(self._desk, code, unit, goal, before)
        save_account(account, self._desk.kept(code, revision))
        if goal is State.WAITING:
            self._drafts.write(draft_token(code, revision), account, _photos(parcel))
        return self._recorded(
            code,
            parcel,
            Kind.ARRIVAL,
            State.RECEIVED,
            revision,
            where,
            goal=str(goal),
            folder=unit.office.folder,
            title=account.title,
            stem=stem(unit.name),
            sketch=own_sketch,
            draft=draft,
            place=next(o.target for o in where if o.source == unit.path),
        )

    def _with_draft(self, before: Submission | None, account: Account) -> tuple[Account, str]:
        """The account, and where in content its article goes; one that is there already is a fault."""
        if not account.sound:
            return account, ""
        if before and before.draft:
            return account, before.draft
        draft = self._finisher.place_for(account)
        if other := self._drafts.same_article(draft, account):
            return replace(account, told=(*account.told, _doubled(other))), ""
        return account, draft

    # -- another version of what the editors have

    def _revised(self, one: Submission, parcel: Parcel, account: Account, *, back: bool = False) -> Outcome:
        """Keep a version beside the article; the article itself is not touched.

        With `back`, it is the answer to an article that was sent back and that editors have changed since.
        """
        revision = one.revision + 1
        current = self._drafts.text(one.draft) or load_account(self._desk.kept(one.code, one.revision)).draft
        names = (f"bài đang có ({one.code})", f"bản {revision}, gửi {moment(self._now)}")
        diff = unified_diff(current, account.draft, names) if account.draft else ""
        save_account(replace(account, diff=diff), self._desk.kept(one.code, revision))
        state = State.WAITING if back else one.state
        where = originals(parcel.unit, version_folder(one, revision))
        return self._recorded(one.code, parcel, Kind.REVISION, state, revision, where)

    def _untouched(self, one: Submission) -> bool:
        """Whether nobody changed more of the draft than its state since it was put into content."""
        now = self._drafts.text(one.draft)
        made = [a for a in one.arrivals if a.kind is Kind.ARRIVAL and a.goal is State.WAITING]
        if now is None or not made:
            return True
        was = load_account(self._desk.kept(one.code, made[-1].revision)).draft
        return _without_state(now) == _without_state(was)

    # -- the register

    def _recorded(
        self,
        code: str,
        parcel: Parcel,
        kind: Kind,
        state: State,
        revision: int,
        where: Sequence[Original],
        **about: str,
    ) -> Outcome:
        """Write the arrival down and do what follows from it."""
        number = self._register.record(
            code,
            state,
            time=self._now,
            who=parcel.unit.office.slug,
            kind=kind,
            revision=revision,
            sha256=parcel.sha256,
            file=parcel.unit.path,
            originals=[[o.source, o.target, o.stamp] for o in where],
            **about,
        ).number
        arrival = next(a for a in self._register.get(code).arrivals if a.number == number)
        one = self._finisher.finish(code, arrival)
        self._family.add(one)
        return Outcome(one, kind)


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
    return [line.rstrip() for line in source.split("\n") if not line.casefold().startswith("trạng thái")]
