"""What was understood of one version of a submission: everything its receipt tells, kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from plugins.core.problem import Problem, Severity

ACCOUNT, DRAFT = "giay-bao.json", "bai.md"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as a reporter reads it: `line` of his own file (0: none), the words there, and the rest."""

    line: int
    quote: str
    code: str
    message: str
    cure: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place and the words that named it; not `certain` ones are for the editor to decide."""

    title: str
    evidence: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Guess:
    """A line of an old encoding, before and after."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Account:
    """One version. `draft` is the Markdown source that was made of it, '' where nothing could be.

    `diff` is a unified diff to the version before, where that one is in the editors' hands.
    """

    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    places: tuple[PlaceFound, ...] = ()
    photos: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    notes: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    draft: str = ""
    diff: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended."""
        return bool(self.draft) and all(t.severity is not Severity.FAULT for t in self.told)

    @property
    def faults(self) -> tuple[Told, ...]:
        """What has to be mended."""
        return tuple(t for t in self.told if t.severity is Severity.FAULT)

    @property
    def advice(self) -> tuple[Told, ...]:
        """What may be looked at."""
        return tuple(t for t in self.told if t.severity is not Severity.FAULT)


def refused(code: str, message: str, cure: str) -> Account:
    """The account of something of which nothing could be made."""
    return Account(told=(Told(0, "", code, message, cure, Severity.FAULT),))


def told(problem: Problem, draft: str, original: str) -> Told:
    """A problem of the draft, at the line of the reporter's own text where that can be told.

    Draft and original differ in their first lines as a rule: the line is found again by its words.
    """
    lines = draft.split("\n")
    quote = lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else ""
    theirs = [line.strip() for line in original.split("\n")]
    if quote and theirs.count(quote) != 1:  # a field may have stood there without its name
        value = quote.partition(":")[2].strip()
        candidates = [n for n, line in enumerate(theirs, 1) if value and line.endswith(value)]
    else:
        candidates = [theirs.index(quote) + 1] if quote else []
    line = candidates[0] if len(candidates) == 1 else 0
    if problem.code in ("field-missing", "field-wanted", "header-missing"):
        line, quote = 0, ""  # what is not there stands nowhere
    return Told(line, quote[:120], problem.code, problem.message, problem.cure, problem.severity)


# -- kept beside the register


def save_account(account: Account, folder: Path) -> None:
    """Keep an account and the draft in a folder of their own; a half-written one is written again."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = asdict(replace(account, draft=""))
    text = json.dumps(stored, ensure_ascii=False, indent=1)
    for name, data in ((DRAFT, account.draft), (ACCOUNT, text)):
        beside = folder / f"{name}.tmp"
        beside.write_text(data, encoding="utf-8", newline="\n")
        beside.replace(folder / name)


def load_account(folder: Path) -> Account:
    """What was kept; an empty account where nothing can be read."""
    try:
        found = json.loads((folder / ACCOUNT).read_text(encoding="utf-8"))
        draft = (folder / DRAFT).read_text(encoding="utf-8")
        return _restored(found, draft)
    except (OSError, ValueError, KeyError, TypeError):
        return Account()


def _restored(found: Mapping[str, object], draft: str) -> Account:
    def rows(key: str) -> list[object]:
        value = found[key]
        if not isinstance(value, list):
            raise TypeError(key)
        return value

    return Account(
        title=str(found["title"]),
        fields=tuple((str(row[0]), str(row[1])) for row in rows("fields")),  # type: ignore[index]
        places=tuple(PlaceFound(**row) for row in rows("places")),  # type: ignore[arg-type]
        photos=tuple(map(str, rows("photos"))),
        told=tuple(_told(row) for row in rows("told")),  # type: ignore[arg-type]
        notes=tuple(map(str, rows("notes"))),
        guesses=tuple(Guess(**row) for row in rows("guesses")),  # type: ignore[arg-type]
        draft=draft,
        diff=str(found["diff"]),
    )


def _told(row: dict[str, str]) -> Told:
    return Told(
        int(row["line"]), row["quote"], row["code"], row["message"], row["cure"], Severity(row["severity"])
    )
