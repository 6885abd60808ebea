"""A problem of a source: where it is, what is wrong, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem does to its source."""

    FAULT = "fault"  # the source is held until somebody mends it
    WAITING = "waiting"  # the source is sound, but its state or date keeps it back
    ADVICE = "advice"  # the source is published; an editor may want to know


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing about one source.

    `file` is relative to the content folder, with `/`; `line` is 1-based, 0 for the whole file;
    `code` is stable English for machines and tests; `message` (what is wrong) and `cure` (what to
    write instead) are Vietnamese sentences for the reporter.
    """

    file: str
    line: int
    code: str
    message: str
    cure: str
    severity: Severity = Severity.FAULT

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message} {self.cure} [{self.code}]"


def holds(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps its source from being published."""
    return any(p.severity is not Severity.ADVICE for p in problems)
