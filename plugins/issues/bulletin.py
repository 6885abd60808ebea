"""The newsroom with its bulletin: the content folder read, then every issue file over it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity, holds
from plugins.core.text import nfc
from plugins.issues.forms import Made, made_files
from plugins.issues.freeze import Seal, SealError, broken_seals, changed_since, corrections, load_seal
from plugins.issues.model import Issue
from plugins.issues.read import FOLDER, IssueContext, read_issue
from plugins.library.folders import PHOTOS, ContentFolder
from plugins.library.library import Library
from plugins.library.photos import PhotoDesk
from plugins.library.read import Notice, Reading, read_content, unheard


@dataclass(frozen=True, slots=True)
class Printed:
    """An issue that readers may see, and its files."""

    issue: Issue
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What came of a content folder: `reading` counts the issue files too; `printed` newest first.

    `drafts` are sound issues that wait (for their day, or to be approved).
    """

    reading: Reading
    printed: tuple[Printed, ...]
    drafts: tuple[Issue, ...]


def read_newsroom(folder: ContentFolder, now: datetime, cache: Path, notice: Notice = unheard) -> Newsroom:
    """Read everything. Raises SiteDataError or PlacesError where the newsroom's own data is broken."""
    photos = PhotoDesk(cache / PHOTOS, later=True)
    reading = read_content(folder, now, cache, notice, photos, keep=True)
    files = sorted((folder.root / FOLDER).glob("*.toml"))
    context = IssueContext(reading.library, make_converter(), photos)
    photos.make({})  # from here on each photo at once: there is one an issue at most
    found: list[Issue] = []
    problems: list[Problem] = []
    for file in files:
        photos.forget()
        read = read_issue(file, folder.root, context)
        problems += read.problems
        problems += broken_seals(file, nfc(folder.relative(file)))
        if read.issue:
            found.append(read.issue)
            photos.keep(photos.fresh)
    problems += _numbers(found)
    seals = _seals(folder.root / FOLDER, files)
    problems += changed_since(reading.library.articles, seals)
    found = [_corrected(issue, found, reading.library, seals) for issue in found]
    photos.close(folder.root)
    held = {p.file for p in problems if holds([p])}
    issues = sorted((i for i in found if i.source not in held), key=lambda i: i.key, reverse=True)
    printed = tuple(Printed(i, tuple(made_files(folder.root / FOLDER / i.key, i.key))) for i in issues)
    beside = [(f"{p.issue.path}{m.name}", m.file) for p in printed for m in p.made]
    return Newsroom(
        replace(
            reading,
            received=reading.received + len(files),
            held=tuple(sorted({*reading.held, *held})),
            problems=tuple(sorted((*reading.problems, *problems))),
            files=(*dict((*reading.files, *photos.files.items())).items(), *beside),
        ),
        printed,
        tuple(i for i in found if i.source in held and not _faulty(i.source, problems)),
    )


def _seals(folder: Path, files: Iterable[Path]) -> Mapping[str, Seal]:
    """The seals of closed issues, by key; one that cannot be read is a problem already."""
    found = {}
    for file in files:
        with suppress(SealError):
            if seal := load_seal(folder / file.stem):
                found[file.stem] = seal
    return found


def _corrected(
    issue: Issue, all_issues: Iterable[Issue], library: Library, seals: Mapping[str, Seal]
) -> Issue:
    """The issue with what was mended between the issue before it and its own day."""
    before = max((i.day for i in all_issues if i.day < issue.day), default=date.min)
    titles = {i.key: i.title for i in all_issues}
    found = corrections(library.articles, seals, before, issue.day)
    return replace(issue, corrections=tuple(replace(c, issue=titles.get(c.issue, c.issue)) for c in found))


def _faulty(source: str, problems: Iterable[Problem]) -> bool:
    return any(p.file == source and p.severity is Severity.FAULT for p in problems)


def _numbers(issues: Iterable[Issue]) -> Iterator[Problem]:
    """Two issues of one number; numbers that do not go up with the months."""
    by_number: defaultdict[int, list[Issue]] = defaultdict(list)
    for issue in sorted(issues, key=lambda i: i.key):
        by_number[issue.number].append(issue)
    for number, same in by_number.items():
        for issue in same[1:]:
            yield Problem(
                issue.source,
                1,
                "issue-number-taken",
                f"Số {number} đã là số của {same[0].source}.",
                "Ghi số khác: mỗi số báo một số thứ tự.",
            )
