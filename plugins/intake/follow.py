"""The states of articles in content, which editors change there, followed into the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.articles.fields import article_fields
from plugins.articles.model import State as ArticleState
from plugins.core.fields import FieldTable, Values, read_fields
from plugins.core.header import split_header
from plugins.core.text import nfc, slug
from plugins.intake.desk import Desk
from plugins.intake.model import State, Submission

EDITORS = "biên tập"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a draft: its new state, and where it lies now ('' where it did not move)."""

    code: str
    state: State
    draft: str = ""


class Follower:
    """Reads what editors did to drafts. `lost` are codes whose article is not to be found any more."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk = desk
        self._now = now
        self._table = FieldTable(article_fields(desk.site))
        self._others: dict[str, list[str]] | None = None
        self.lost: list[str] = []

    def changes(self, submissions: tuple[Submission, ...]) -> Iterator[Change]:
        """The submissions whose article has another state or place than the register knows."""
        known = {s.draft for s in submissions}
        for one in submissions:
            if not one.draft or one.open_arrivals:
                continue
            draft = one.draft
            values = self._values(draft)
            if values is None:
                draft = self._found_again(one, known)
                values = self._values(draft) if draft else None
            if values is None:
                self.lost.append(one.code)
                continue
            state = self._state(values, draft, one.state)
            if state is not one.state or draft != one.draft:
                yield Change(one.code, state, draft if draft != one.draft else "")

    def _values(self, draft: str) -> Values | None:
        try:
            text = (self._desk.content / draft).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None
        return read_fields(self._table, split_header(text), draft)[0]

    def _found_again(self, submission: Submission, known: set[str]) -> str:
        """The article under another name: the only one of its title that nobody else's code is for."""
        if not submission.title:
            return ""
        found = self._by_title(known).get(slug(submission.title), [])
        return found[0] if len(found) == 1 else ""

    def _by_title(self, known: set[str]) -> dict[str, list[str]]:
        """The articles that no code is for, by title; made when an article is missed, once a run."""
        if self._others is None:
            self._others = {}
            for file in sorted((self._desk.content / "bai-viet").rglob("*.md")):
                name = nfc(file.relative_to(self._desk.content).as_posix())
                values = None if name in known or "/." in name else self._values(name)
                if values:
                    self._others.setdefault(slug(values.text("title")), []).append(name)
        return self._others

    def _state(self, values: Values, draft: str, before: State) -> State:
        """The state of an article; `nháp` in content means that the editors sent it back or work on it."""
        said = values.get("state")
        if said is ArticleState.WITHDRAWN:
            return State.WITHDRAWN
        if said is ArticleState.APPROVED:
            return State.PUBLISHED if self._is_out(values, draft) else State.APPROVED
        if before is State.HELD:
            return State.HELD  # sent back: what the article says meanwhile does not matter
        return State.WAITING

    def _is_out(self, values: Values, draft: str) -> bool:
        """Whether the page is on the site: in the output where that is known, else by its date."""
        published = values.get("date")
        if not isinstance(published, datetime) or published > self._now:
            return False
        if self._desk.output is None:
            return True
        name = slug(Path(draft).parent.name if Path(draft).stem == "index" else Path(draft).stem)
        return (self._desk.output / f"tin/{published:%Y/%m}/{name}/index.html").is_file()
