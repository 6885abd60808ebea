"""A submission and what the register tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a submission stands: nhận → chờ sửa | chờ duyệt → đã duyệt → đăng → gỡ."""

    RECEIVED = "nhận"
    HELD = "chờ sửa"
    WAITING = "chờ duyệt"
    APPROVED = "đã duyệt"
    PUBLISHED = "đăng"
    WITHDRAWN = "gỡ"


ACCEPTED = frozenset({State.WAITING, State.APPROVED, State.PUBLISHED, State.WITHDRAWN})


class Kind(StrEnum):
    """What an entry of the register is about."""

    ARRIVAL = "arrival"  # a text, new or mended, that may become the draft
    REVISION = "revision"  # another version of an article that is in the editors' hands: only kept
    AGAIN = "again"  # the same bytes once more
    STATE = "state"  # the state changed, or was reached
    MOVED = "moved"  # the originals of an arrival lie where they belong
    DRAFT = "draft"  # the editors renamed the article's folder


@dataclass(frozen=True, slots=True)
class Original:
    """One file or folder that a reporter dropped: where it lay, where it goes, how it was when read.

    `source` and `target` are relative to the inbox, with `/`. `stamp` tells whether it is still what
    was read: `<size>-<time of change>` of a file, a digest of the same of everything in a folder.
    """

    source: str
    target: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the register; nothing in it is ever changed.

    `number` counts from 1, `time` is that of Hà Nội. `about` holds what only some kinds have; `who` is
    the folder of the office, or the editor. `chain` is a digest of this line and of the chain before.
    """

    number: int
    time: datetime
    code: str
    kind: Kind
    state: State
    revision: int
    sha256: str
    file: str
    who: str
    about: Mapping[str, object]
    chain: str

    def text(self, key: str) -> str:
        """A text of `about`, '' where there is none."""
        value = self.about.get(key)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor said when the state changed."""

    time: datetime
    who: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something dropped: the event that recorded it, and its originals. `goal` is the state it leads to."""

    number: int
    time: datetime
    kind: Kind
    revision: int
    sha256: str
    file: str
    goal: State
    originals: tuple[Original, ...]
    moved: bool = False
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything the register knows of one code, after its last event.

    `folder` is the office's folder in the inbox; `draft` the article in content, its `index.md` relative
    to the content folder ('' while there is none); `place` where the original lies (or will), relative
    to the inbox; `number` the last event.
    """

    code: str
    folder: str
    received: datetime
    state: State
    since: datetime
    number: int
    title: str = ""
    stem: str = ""
    sketch: str = ""
    draft: str = ""
    place: str = ""
    arrivals: tuple[Arrival, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def revision(self) -> int:
        """The number of the last version, from 1."""
        return max((a.revision for a in self.arrivals), default=1)

    @property
    def hashes(self) -> frozenset[str]:
        """The content of every version."""
        return frozenset(a.sha256 for a in self.arrivals)

    @property
    def accepted(self) -> bool:
        """Whether it is in the editors' hands."""
        return self.state in ACCEPTED

    @property
    def open_arrivals(self) -> tuple[Arrival, ...]:
        """What a crash left half done: not moved, or its state never reached."""
        return tuple(a for a in self.arrivals if not (a.moved and a.reached))


def after(before: Submission | None, event: Event) -> Submission:
    """The submission after one more event."""
    one = before or Submission(
        event.code, event.text("folder"), event.time, State.RECEIVED, event.time, event.number
    )
    if event.state is not one.state:
        one = replace(one, state=event.state, since=event.time)
    one = replace(one, number=event.number)
    if event.kind in (Kind.ARRIVAL, Kind.REVISION, Kind.AGAIN):
        one = replace(one, arrivals=(*one.arrivals, _arrival(event)))
    if event.kind is Kind.ARRIVAL:
        return replace(
            one,
            title=event.text("title") or one.title,
            stem=event.text("stem") or one.stem,
            sketch=event.text("sketch") or one.sketch,
            draft=event.text("draft") or one.draft,
            place=event.text("place") or one.place,
        )
    if event.kind is Kind.DRAFT:
        return replace(one, draft=event.text("draft"))
    if event.kind is Kind.MOVED:
        return replace(one, arrivals=_marked(one.arrivals, event))
    if event.kind is Kind.STATE:
        marked = _marked(one.arrivals, event)
        said = Note(event.time, event.who, event.state, event.text("note"))
        draft = event.text("draft") or one.draft
        notes = (*one.notes, said) if said.text else one.notes
        return replace(one, arrivals=marked, notes=notes, draft=draft)
    return one


def _arrival(event: Event) -> Arrival:
    rows = event.about.get("originals", [])
    originals = tuple(Original(*map(str, row)) for row in rows) if isinstance(rows, list) else ()
    waits = event.kind is Kind.ARRIVAL
    return Arrival(
        event.number,
        event.time,
        event.kind,
        event.revision,
        event.sha256,
        event.file,
        State(event.text("goal")) if waits else event.state,
        originals,
        reached=not waits,
    )


def _marked(arrivals: tuple[Arrival, ...], event: Event) -> tuple[Arrival, ...]:
    """The arrivals; that of the event's `of` (the number of its event) is moved, or has reached its goal."""
    of, moved = event.about.get("of"), event.kind is Kind.MOVED
    return tuple(
        replace(a, moved=a.moved or moved, reached=a.reached or not moved) if a.number == of else a
        for a in arrivals
    )


@dataclass(frozen=True, slots=True)
class Left:
    """Something in the inbox that is no submission and was not touched: what it is, and what to do."""

    folder: str
    name: str
    code: str
    message: str
    cure: str
    passing: bool = field(default=False)  # it will be taken by itself, it is only not yet whole
