"""`check`: every problem of the sources, all at once."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plugins.addresses.articles import FormerArticles
from plugins.addresses.site import address_problems
from plugins.articles.read import ArticleContext, read_article
from plugins.cli.console import CACHE, CONTENT, Progress, edition_moment
from plugins.cli.parser import Parser, add_content
from plugins.cli.task import Task
from plugins.core.markup import make_converter
from plugins.core.problem import Problem, Severity
from plugins.core.site import load_site_data
from plugins.intake.git import Change, GitError, pushes, received, staged
from plugins.issues.bulletin import read_newsroom
from plugins.issues.desk import why_unpublished
from plugins.issues.read import KEY, IssueContext, read_issue
from plugins.library.folders import (
    ADDRESSES_FILE,
    ARTICLES,
    BULLETINS,
    IMPRINT_FILE,
    PLACES,
    SECTIONS_FILE,
    ContentFolder,
)
from plugins.library.read import read_content
from plugins.output.report import as_json, lines
from plugins.places.gazetteer import load_gazetteer
from plugins.places.tag import Tagger


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "paths", metavar="TỆP", type=Path, nargs="*",
        help="tệp hoặc thư mục cần xem (mặc định: tất cả)",
    )  # fmt: skip
    add_content(parser)
    parser.add_argument("--json", action="store_true", help="in ra JSON cho máy đọc, mỗi dòng một điều")
    of_git = parser.add_mutually_exclusive_group()
    of_git.add_argument(
        "--staged", action="store_true", help="xem những gì git sắp ghi (dùng trong hook pre-commit)"
    )
    of_git.add_argument(
        "--received", action="store_true", help="xem những gì được đẩy lên kho (dùng trong hook pre-receive)"
    )


def _run(options: Namespace) -> int:
    """0 where nothing has to be mended; 1 otherwise."""
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        print(f"Không có tệp hay thư mục {missing[0]}.", file=sys.stderr)
        return 1
    try:
        problems = tuple(_problems(options))
    except GitError as error:
        print(error, file=sys.stderr)
        return 1
    faults = [p for p in problems if p.severity is Severity.FAULT]
    if options.json:
        for problem in problems:
            print(json.dumps(as_json(problem), ensure_ascii=False))
    else:
        _tell(problems, faults)
    return 1 if faults else 0


def _problems(options: Namespace) -> Iterator[Problem]:
    """The problems of what is asked about: files, or what git is about to take."""
    here = Path.cwd()
    if options.staged:
        with staged(here) as change:
            yield from _check_change(change)
    elif options.received:
        for old, new in pushes(sys.stdin):
            with received(here, old, new) as change:
                yield from _check_change(change)
    else:
        yield from check(options.content, options.paths)


def _check_change(change: Change) -> Iterator[Problem]:
    """Of what git is about to take: what is new, and the ledger of addresses, which a removal concerns."""
    ledger = change.content / ADDRESSES_FILE
    paths = (*change.paths, *([ledger] if ledger.exists() else ()))
    yield from check(change.content, paths) if paths else ()


def check(content: Path, paths: Iterable[Path]) -> Iterator[Problem]:
    """The problems of a content folder, of parts of it, or of single articles and issues lying elsewhere."""
    paths = [p.absolute() for p in paths]
    root = content.absolute()
    inside = [p.relative_to(root).as_posix() for p in paths if p.is_relative_to(root)]
    if inside or not paths:
        folder = ContentFolder(root, CONTENT)
        newsroom = read_newsroom(folder, edition_moment(), CACHE, Progress(), former=FormerArticles)
        for problem in (*newsroom.reading.problems, *address_problems(folder, newsroom)):
            if not paths or any(_covers(part, problem.file) for part in inside):
                yield problem
    outside = [p for p in paths if not p.is_relative_to(root)]
    if outside:
        folder = ContentFolder(root, CONTENT)
        context = _article_context(folder)
        for path in outside:
            files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
            issues = [f for f in (sorted(path.rglob("*.toml")) if path.is_dir() else [path]) if _is_issue(f)]
            for file in files:
                top = path if path.is_dir() else file.parent
                if file not in issues:
                    for problem in read_article(file, top, context).problems:
                        yield replace(problem, file=str(file))
            for file in issues:
                yield from _check_issue(file, folder)


def _is_issue(file: Path) -> bool:
    """Whether a file is one of the bulletin, by its name or its folder."""
    return file.suffix == ".toml" and bool(KEY.fullmatch(file.stem) or file.parent.name == BULLETINS)


def _check_issue(file: Path, folder: ContentFolder) -> Iterator[Problem]:
    """The problems of an issue file lying elsewhere: with the articles beside it, else our own."""
    beside = file.parent.parent
    if file.parent.name == BULLETINS and (beside / ARTICLES).is_dir():
        folder = ContentFolder(beside, CONTENT)
    reading = read_content(folder, edition_moment(), CACHE / "anh", Progress())
    context = IssueContext(
        reading.library,
        make_converter(),
        unpublished=why_unpublished(reading),
        former=FormerArticles(folder, reading),
    )
    for problem in read_issue(file, file.parent, context).problems:
        yield replace(problem, file=str(file))


def _covers(part: str, file: str) -> bool:
    """Whether a part asked about covers a file; an issue covers the files that were made of it."""
    return part in (".", file) or file.startswith((f"{part}/", f"{part.removesuffix('.toml')}/"))


def _article_context(folder: ContentFolder) -> ArticleContext:
    gazetteer = load_gazetteer(folder.part(PLACES))
    return ArticleContext(
        site=load_site_data(folder.part(SECTIONS_FILE), folder.part(IMPRINT_FILE)),
        gazetteer=gazetteer,
        now=edition_moment(),
        convert=make_converter(),
        tagger=Tagger(gazetteer),
    )


def _tell(problems: tuple[Problem, ...], faults: list[Problem]) -> None:
    groups = (
        (Severity.FAULT, "Phải sửa"),
        (Severity.WAITING, "Chưa đăng"),
        (Severity.ADVICE, "Nên xem lại"),
    )
    for severity, title in groups:
        found = [p for p in problems if p.severity is severity]
        if found:
            print(f"{title} ({len(found)}):")
            print("\n".join(lines(found)))
            print()
    files = len({p.file for p in faults})
    print(f"Có {len(faults)} lỗi phải sửa trong {files} tệp." if faults else "Không có lỗi nào phải sửa.")


TASK = Task("check", "tìm mọi lỗi trong bài viết: ở tệp nào, dòng nào, sai gì, sửa thế nào", _arguments, _run)
