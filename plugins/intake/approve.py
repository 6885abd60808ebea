"""What editors decide on a submission: approve it, send it back with a sentence, take it off the site.

The article in content is changed first (one line of its header, everything else stays byte for byte),
then git, then the register, then the receipt. Whatever breaks off after the first step is caught up by
the next `intake`, which follows the states of the articles.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from plugins.articles.fields import article_fields
from plugins.articles.model import State as ArticleState
from plugins.articles.read import ArticleContext, read_article
from plugins.core.fields import FieldTable, read_fields
from plugins.core.header import split_header
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity
from plugins.core.sources import SourceError, read_source
from plugins.core.text import clean, control_characters, slug
from plugins.intake.answers import Answers
from plugins.intake.desk import Desk
from plugins.intake.git import GitError, commit, work_tree
from plugins.intake.model import State, Submission
from plugins.intake.names import shown
from plugins.intake.register import Register
from plugins.library.photos import PhotoDesk
from plugins.places.tag import Tagger

MAX_SENTENCE = 1000


class Decision(Enum):
    """What may be decided: from which states, what the article then says, where the submission then is."""

    APPROVE = (frozenset({State.WAITING}), ArticleState.APPROVED, State.APPROVED, "Duyệt")
    SEND_BACK = (frozenset({State.WAITING, State.APPROVED}), ArticleState.DRAFT, State.HELD, "Trả lại")
    WITHDRAW = (
        frozenset({State.HELD, State.WAITING, State.APPROVED, State.PUBLISHED}),
        ArticleState.WITHDRAWN,
        State.WITHDRAWN,
        "Gỡ",
    )

    @property
    def possible(self) -> frozenset[State]:
        """The states of submissions that it is for."""
        return self.value[0]

    @property
    def article(self) -> ArticleState:
        """The state that the article gets."""
        return self.value[1]

    @property
    def state(self) -> State:
        """The state that the submission gets."""
        return self.value[2]

    @property
    def word(self) -> str:
        """What it is called."""
        return self.value[3]


class DecisionError(Exception):
    """It cannot be decided so; the text is Vietnamese, `problems` are of the article."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of it. `recorded`: git holds it; `answered`: the receipt could be written."""

    submission: Submission
    recorded: bool
    answered: bool


def decide(
    desk: Desk, register: Register, code: str, decision: Decision, *, now: datetime, who: str, note: str = ""
) -> Decided:
    """Carry out a decision, under the lock of the desk. `note` reaches the receipt.

    Raises DecisionError (nothing has changed then) or RegisterError.
    """
    one = _submission(register, code, decision)
    note = _sentence(note)
    if decision is Decision.SEND_BACK and not note:
        raise DecisionError("Hãy nói với người gửi phải sửa gì: --tra-lai “câu cần nói”.")
    recorded = _change_article(desk, one, decision, now, note) if one.draft else False
    register.record(code, decision.state, time=now, who=who, note=note)
    after = register.get(code)
    return Decided(after, recorded, Answers(desk).receipt(after))


def _change_article(desk: Desk, one: Submission, decision: Decision, now: datetime, note: str) -> bool:
    """The article as decided, in content and in git; whether git holds it. Raises DecisionError."""
    file = desk.content / one.draft
    before = _bytes(file, one)
    if decision is Decision.APPROVE:
        _check(desk, file, now)
    _write_state(desk, file, decision.article)
    try:
        return _record_in_git(desk, one, file.parent, decision, note)
    except GitError as error:
        _replace(file, before)
        raise DecisionError(f"{error}\nBài vẫn như cũ, chưa có gì thay đổi.") from error


def _submission(register: Register, code: str, decision: Decision) -> Submission:
    try:
        one = register.get(code.strip().upper())
    except KeyError:
        raise DecisionError(f"Không có bài gửi nào mang mã {code}. Xem danh sách: duyet") from None
    if one.state not in decision.possible:
        states = " hoặc ".join(f"“{s}”" for s in State if s in decision.possible)
        raise DecisionError(f"{one.code} đang “{one.state}”; chỉ {decision.word.lower()} được bài {states}.")
    if one.open_arrivals:
        raise DecisionError(f"{one.code} đang tiếp nhận dở dang. Hãy chạy lại intake trước.")
    return one


def _sentence(note: str) -> str:
    text = clean(note)
    if control_characters(text) or len(text) > MAX_SENTENCE:
        raise DecisionError(f"Lời nhắn phải là chữ thường, không quá {MAX_SENTENCE} ký tự.")
    return text


def _bytes(file: Path, one: Submission) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise DecisionError(f"{one.code}: không thấy bài ở {one.draft}. Chạy intake để tìm lại.") from None


def _check(desk: Desk, file: Path, now: datetime) -> None:
    """The article as the build will read it. Raises DecisionError where the build would hold it."""
    context = ArticleContext(
        site=desk.site,
        gazetteer=desk.gazetteer,
        now=now,
        convert=make_converter(),
        tagger=Tagger(desk.gazetteer),
        photo=PhotoDesk(desk.cache),
    )
    problems = read_article(file, desk.content, context).problems
    if faults := [p for p in problems if p.severity is Severity.FAULT]:
        raise DecisionError("Bài còn lỗi, chưa duyệt được:", faults)


def _write_state(desk: Desk, file: Path, state: ArticleState) -> None:
    """Change the line of the state in the header; line ends and everything else stay."""
    try:
        text = read_source(file)
    except SourceError as error:
        raise DecisionError(f"{error.message} {error.cure}") from error
    table = FieldTable(article_fields(desk.site))
    values, _ = read_fields(table, split_header(text), "")
    lines = file.read_bytes().split(b"\n")
    end = b"\r" if lines[0].endswith(b"\r") else b""
    line = f"Trạng thái: {state}".encode() + end
    if "state" in values.lines:
        lines[values.line("state") - 1] = line
    else:
        last = max(values.lines.values(), default=0)
        lines.insert(last, line)
    _replace(file, b"\n".join(lines))


def _replace(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{uuid4().hex}.tmp")
    try:
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _record_in_git(desk: Desk, one: Submission, folder: Path, decision: Decision, note: str) -> bool:
    """Commit the article's folder, as its reporter; False where content is in no repository.

    What no editor ever approved is not recorded when it goes back or is dropped: it is nobody's yet.
    """
    tree = work_tree(desk.content)
    unseen = one.state in (State.HELD, State.WAITING) and decision is not Decision.APPROVE
    if tree is None or unseen:
        return False
    table = FieldTable(article_fields(desk.site))
    header = split_header(read_source(folder / Path(one.draft).name))
    byline = read_fields(table, header, "")[0].text("byline") or shown(one.folder)
    host = urlsplit(desk.site.imprint_on(one.received.date()).site_url).hostname or "localhost"
    message = (
        f"{decision.word} {one.code}: {one.title}\n\n{note + chr(10) * 2 if note else ''}Bai-gui: {one.code}"
    )
    return commit(folder, author=byline, mail=f"{slug(shown(one.folder))}@{host}", message=message)
