"""What the page tells of problems: where, what is wrong, what to write instead."""

import re
import tomllib
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import jinja2

from plugins.core.problem import Problem, Severity

OURS = "ours"  # the code of a fault of the programme itself
MOST = 60  # of one group: an overlay is read, not searched


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know; `where` is a file with its line, `code` stable English; "" where there is none."""

    where: str
    what: str
    cure: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes of one kind under a Vietnamese title."""

    title: str
    notes: tuple[Note, ...]


Groups = tuple[Group, ...]


def to_plain(groups: Groups) -> list[dict[str, object]]:
    """Groups for JSON."""
    return [asdict(group) for group in groups]


def from_plain(groups: Iterable[dict[str, object]]) -> Groups:
    """Groups as `to_plain` wrote them."""
    return tuple(Group(str(g["title"]), tuple(Note(**n) for n in _list(g["notes"]))) for g in groups)


def _list(value: object) -> list[dict[str, str]]:
    assert isinstance(value, (list, tuple))
    return list(value)


def of_problems(problems: Sequence[Problem], touched: Iterable[str]) -> Groups:
    """What holds sources: every fault, and what keeps back the sources in `touched`, which are being worked
    on. The latter come first.
    """
    touched = {*touched}
    ordered = sorted(problems, key=lambda p: (p.file not in touched, p))
    faults = [p for p in ordered if p.severity is Severity.FAULT]
    waiting = [p for p in ordered if p.severity is Severity.WAITING and p.file in touched]
    files = len({p.file for p in faults})
    found = []
    if faults:
        found.append(Group(f"Phải sửa ({len(faults)} lỗi trong {files} tệp)", _notes(faults)))
    if waiting:
        found.append(Group(f"Chưa đăng ({len(waiting)})", _notes(waiting)))
    return tuple(found)


def _notes(problems: Sequence[Problem]) -> tuple[Note, ...]:
    notes = [
        Note(f"{p.file}, dòng {p.line}" if p.line else p.file, p.message, p.cure, p.code)
        for p in problems[:MOST]
    ]
    if len(problems) > MOST:
        notes.append(Note("", f"… và {len(problems) - MOST} lỗi nữa.", "Xem tất cả: python3 tasks.py check"))
    return tuple(notes)


def failure(*notes: Note) -> Groups:
    """The site could not be built."""
    return (Group("Chưa dựng được trang; đang xem bản cũ", notes),)


def of_error(error: Exception, theme: Path) -> Groups:
    """Any exception of a build: a template, a word list, the disk, or a fault of the programme."""
    if isinstance(error, jinja2.TemplateError):
        return failure(_of_template(error, theme))
    if isinstance(error, tomllib.TOMLDecodeError):
        return failure(_of_toml(error, theme))
    if isinstance(error, OSError):
        said = f"Máy báo: {error}."
        return failure(Note("", said, "Hãy xem ổ đĩa còn chỗ không và có quyền ghi không.", "system"))
    where = _in_theme(error, theme) or _last_line(error)
    what = f"Phần mềm gặp lỗi: {type(error).__name__}: {error}"
    return failure(Note(where, what, "Xem chi tiết trong cửa sổ lệnh, hãy báo người phụ trách.", OURS))


def _of_template(error: jinja2.TemplateError, theme: Path) -> Note:
    cure = "Sửa tệp ấy rồi lưu lại."
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = f"theme/{error.name}, dòng {error.lineno}" if error.name else f"dòng {error.lineno}"
        return Note(name, f"Mẫu trang viết sai cú pháp. Jinja báo: {error.message}", cure, "template-syntax")
    where = _in_theme(error, theme)
    if isinstance(error, jinja2.TemplateNotFound):
        return Note(where, f"Mẫu trang gọi tệp không có: theme/{error.name}", cure, "template-missing")
    return Note(where, f"Mẫu trang gọi tên không có. Jinja báo: {error.message}", cure, "template-name")


def _of_toml(error: Exception, theme: Path) -> Note:
    """Which file it is the error does not say: the one that gives it again."""
    for file in sorted(theme.glob("*.toml")):
        try:
            tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as again:
            line = re.search(r"line (\d+)", str(again))
            where = f"theme/{file.name}" + (f", dòng {line[1]}" if line else "")
            return Note(
                where, f"Tệp viết sai cú pháp TOML. Máy báo: {again}", "Sửa tệp ấy rồi lưu lại.", "toml"
            )
    return Note("", f"Một tệp TOML viết sai cú pháp. Máy báo: {error}", "Sửa tệp ấy rồi lưu lại.", "toml")


def _in_theme(error: Exception, theme: Path) -> str:
    """The template and line an error comes from, also when another process has met it; else ""."""
    told = "".join(traceback.format_exception(error))
    found = re.findall(rf'File "{re.escape(str(theme))}[/\\]([^"]+)", line (\d+)', told)
    return f"theme/{found[-1][0]}, dòng {found[-1][1]}" if found else ""


def _last_line(error: Exception) -> str:
    """The file of ours and line in which an error was raised."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f"{Path('plugins')}" in f.filename]
    return f"{Path(frames[-1].filename).name}, dòng {frames[-1].lineno}" if frames else ""
