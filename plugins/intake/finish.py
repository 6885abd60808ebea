"""What follows from the register: a draft in its place, the state, the receipt, the originals moved.

Each step can be seen to be done, and doing it twice is the same as once; so after a crash the next run
goes on from whatever the register says, and nothing is lost or doubled.
"""

from datetime import datetime
from pathlib import PurePosixPath

from plugins.articles.fields import article_fields
from plugins.core.fields import read_fields
from plugins.core.header import split_header
from plugins.core.text import slug
from plugins.intake.account import Account, load_account
from plugins.intake.answers import Answers
from plugins.intake.desk import Desk
from plugins.intake.drafts import Drafts, draft_token
from plugins.intake.model import Arrival, Kind, Original, State, Submission
from plugins.intake.names import shown
from plugins.intake.register import Register
from plugins.intake.room import enter_path
from plugins.intake.unit import stamp_of

_LOST = "Bản thảo bị mất trên máy của toà soạn. Xin gửi lại tệp này."


class Finisher:
    """Brings arrivals to their end. One for a run, under the lock."""

    def __init__(self, desk: Desk, register: Register, drafts: Drafts, now: datetime) -> None:
        self._desk = desk
        self._register = register
        self._drafts = drafts
        self._now = now
        self._answers = Answers(desk)
        self._fields = article_fields(desk.site)

    def recover(self) -> list[Submission]:
        """Finish what an earlier run left half done."""
        half = [(s, a) for s in self._register.submissions() for a in s.open_arrivals]
        self._drafts.clear(draft_token(s.code, a.revision) for s, a in half)
        for submission, arrival in half:
            self.finish(submission.code, arrival)
        return [self._register.get(s.code) for s, _ in half]

    def finish(self, code: str, arrival: Arrival) -> Submission:
        """Whatever remains to be done of an arrival; the submission after it."""
        if not arrival.reached:
            self._reach(code, arrival)
        submission = self._register.get(code)
        self._answers.receipt(submission)
        if not arrival.moved:
            moved = [self._move(original) for original in arrival.originals]
            if all(moved):  # else a folder cannot be written to: the next run tries again
                self._register.record(
                    code,
                    submission.state,
                    time=self._now,
                    who=_signed(submission),
                    kind=Kind.MOVED,
                    of=arrival.number,
                )
        return self._register.get(code)

    def place_for(self, account: Account) -> str:
        """A free place in content for the article of an account."""
        values, _ = read_fields(self._fields, split_header(account.draft), "")
        day = values.get("date")
        reserved = [s.draft for s in self._register.submissions() if s.draft]
        return self._drafts.free_place(
            account.title, day if isinstance(day, datetime) else self._now, reserved
        )

    def _reach(self, code: str, arrival: Arrival) -> None:
        """The state that an arrival leads to, once its draft is in its place."""
        goal, note = arrival.goal, ""
        one = self._register.get(code)
        if goal is State.WAITING:
            token = draft_token(code, arrival.revision)
            if self._drafts.is_written(token):
                self._put(one, token, arrival)
            elif self._drafts.text(one.draft) is None:
                goal, note = State.HELD, _LOST
        self._register.record(code, goal, time=self._now, who=_signed(one), of=arrival.number, note=note)

    def _put(self, one: Submission, token: str, arrival: Arrival) -> None:
        """The draft to its place; to another one where somebody took that meanwhile."""
        over = any(a.kind is Kind.ARRIVAL and a.goal is State.WAITING and a.reached for a in one.arrivals)
        draft = one.draft
        while not self._drafts.put(token, draft, over=over):
            draft = self.place_for(load_account(self._desk.kept(one.code, arrival.revision)))
            self._register.record(
                one.code, one.state, time=self._now, who=_signed(one), kind=Kind.DRAFT, draft=draft
            )

    def _move(self, original: Original) -> bool:
        """One original to its place, if it still lies there as it was read; nothing is ever overwritten.

        False where it could not be moved.
        """
        if original.source == original.target:
            return True
        source, _, name = original.source.rpartition("/")
        target, _, new = original.target.rpartition("/")
        try:
            with enter_path(self._desk.inbox, source) as here:
                look = here.look(name)
                if look is None or stamp_of(here, look) != original.stamp:
                    return True  # gone already, or changed: then it will be read anew
                with enter_path(self._desk.inbox, target, make=True) as there:
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


def _signed(one: Submission) -> str:
    """How the office of a submission signs in the register."""
    return slug(shown(one.folder))
