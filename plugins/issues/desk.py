"""The issues of a content folder: read one by one, then looked at together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.articles.check import slug_source
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity, holds
from plugins.core.text import nfc, slug
from plugins.issues.forms import Made, form_labels, made_files
from plugins.issues.freeze import broken_seals, changed_since, corrections, gone_articles, sound_files
from plugins.issues.lines import LineIndex, Place
from plugins.issues.model import Issue, Trail, article_key, key_of, untold
from plugins.issues.read import FOLDER, KEY, IssueContext, read_closed_issue, read_issue
from plugins.issues.seal import SEAL, Seal, SealError, followed, load_seal
from plugins.library.folders import ARTICLES
from plugins.library.photos import PhotoDesk
from plugins.library.read import Reading


@dataclass(frozen=True, slots=True)
class Printed:
    """An issue that readers may see, and its files."""

    issue: Issue
    made: tuple[Made, ...]


class IssuesDesk:
    """The issues of a content folder: read one by one, then looked at together."""

    def __init__(self, folder: Path, reading: Reading, photos: PhotoDesk, former: Trail = untold) -> None:
        """`folder` is the content folder. Photos are made at once from here on: an issue has one at most.

        `former`: see IssueContext.
        """
        self.folder, self.root, self.photos = folder, folder / FOLDER, photos
        self.library = reading.library
        photos.make({})
        self.context = IssueContext(self.library, make_converter(), photos, why_unpublished(reading), former)
        self._keys = frozenset(map(article_key, self.library.articles))
        self.issues: list[Issue] = []
        self.seals: dict[str, Seal] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Every issue, then what only shows between them."""
        for file in self._files():
            self.photos.forget()
            if issue := self._issue(file):
                self.issues.append(issue)
                self.photos.keep(self.photos.fresh)
        self.problems += _numbers(self.issues, self.seals)
        self.problems += changed_since(self.library.articles, self.seals)
        mended = corrections(self.library.articles, self.seals, self.issues)
        self.issues = [replace(issue, corrections=mended[issue.key]) for issue in self.issues]

    def _files(self) -> list[Path]:
        """The issue files; also of closed issues whose file is gone."""
        sealed = (seal.parent.with_suffix(".toml") for seal in self.root.glob(f"*/{SEAL}"))
        return sorted({*self.root.glob("*.toml"), *(f for f in sealed if KEY.fullmatch(f.stem))})

    def _issue(self, file: Path) -> Issue | None:
        source = nfc(file.relative_to(self.folder).as_posix())
        folder = file.with_suffix("")
        if folder.is_symlink():
            self.problems.append(
                Problem(
                    f"{FOLDER}/{folder.name}",
                    0,
                    "issue-folder-link",
                    f"Thư mục {FOLDER}/{folder.name} là một liên kết; các tệp trong đó không được đăng.",
                    "Hãy để chính thư mục ấy ở đây.",
                )
            )
        try:
            seal = load_seal(folder)
        except SealError as error:
            message, _, cure = str(error).partition(". ")
            self.problems.append(Problem(source, 0, "seal-unreadable", f"{message}.", cure))
            seal = None
        if seal is None:
            reading = read_issue(file, self.folder, self.context)
        else:
            seal = followed(seal, self._now)
            reading = read_closed_issue(file, self.folder, self.context, seal)
            self.seals[seal.key] = seal
            self.problems += broken_seals(file, source, seal)
            self.problems += gone_articles(source, self.library.articles, seal)
        self.problems += reading.problems
        return reading.issue

    def _now(self, key: str) -> str:
        """The name of today of an article that a seal names; the same where the site has it no more."""
        former = self.context.former(key) if key and key not in self._keys else None
        return key_of(former.path) if former and former.path else key

    def _waits(self, issue: Issue) -> bool:
        """Whether something of its own keeps an issue back; the file of a closed one says nothing more."""
        if issue.key in self.seals:
            return issue.day > self.library.now.date()
        return any(p.file == issue.source and holds([p]) for p in self.problems)

    def printed(self) -> tuple[Printed, ...]:
        """What readers may see, newest first, with the files that are sound."""
        found = []
        for issue in sorted(self.issues, key=lambda i: i.key, reverse=True):
            if not self._waits(issue):
                labels = form_labels(issue.key, self.library.gazetteer, issue.day)
                made = made_files(self.root / issue.key, labels)
                seal = self.seals.get(issue.key)
                found.append(Printed(issue, tuple(sound_files(made, seal) if seal else made)))
        return tuple(found)

    def drafts(self) -> tuple[Issue, ...]:
        """Sound issues that wait."""
        return tuple(i for i in self.issues if self._waits(i) and not _faulty(i.source, self.problems))

    def held(self) -> set[str]:
        """Sources that are kept out, and made files that are no longer what was closed."""
        return {p.file for p in self.problems if holds([p])}


def _faulty(source: str, problems: Iterable[Problem]) -> bool:
    return any(p.file == source and p.severity is Severity.FAULT for p in problems)


def _numbers(issues: Iterable[Issue], seals: Mapping[str, Seal]) -> Iterator[Problem]:
    """Two issues of one number: the later one has to change, unless it is closed and the other not."""
    by_number: defaultdict[int, list[Issue]] = defaultdict(list)
    for issue in sorted(issues, key=lambda i: (i.key not in seals, i.key)):
        by_number[issue.number].append(issue)
    free = max(by_number, default=0) + 1
    for number, same in by_number.items():
        for issue in same[1:]:
            if issue.key not in seals:
                yield Problem(
                    issue.source,
                    LineIndex(issue.text).line(Place(), "so"),
                    "issue-number-taken",
                    f"Số {number} đã là số của {same[0].source}.",
                    f"Mỗi số báo một số thứ tự; số chưa dùng: so = {free}",
                )


def why_unpublished(reading: Reading) -> Mapping[str, str]:
    """Why an article is not on the site, by the slug of its file: what its first fault or its state says."""
    held = {source for source in reading.held if source.startswith(f"{ARTICLES}/")}
    found: dict[str, str] = {}
    for problem in sorted(reading.problems, key=lambda p: p.severity is not Severity.WAITING):
        if problem.file in held and holds([problem]):
            faulty = problem.severity is Severity.FAULT
            why = f"bài bị giữ vì lỗi: {problem.message}" if faulty else problem.message
            found.setdefault(slug(slug_source(Path(problem.file))), why[:1].lower() + why[1:])
    return found
