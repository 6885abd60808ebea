"""What the terminal says of held sources: short, and no file hides another."""

from pathlib import Path

from plugins.core.problem import Problem
from plugins.output.report import lines, note_changes, summary
from plugins.output.tree import Changes


def problems(file: str, count: int) -> list[Problem]:
    return [Problem(file, n, "field-unknown", f"Lỗi {n}.", "Sửa.") for n in range(1, count + 1)]


def test_a_file_is_named_once_with_each_problem_and_its_cure() -> None:
    assert lines(problems("a.md", 2)) == [
        "a.md",
        "  • dòng 1: Lỗi 1.",
        "    → Sửa.  [field-unknown]",
        "  • dòng 2: Lỗi 2.",
        "    → Sửa.  [field-unknown]",
    ]


def test_a_noisy_file_hides_no_other() -> None:
    shown = summary([*problems("a.md", 10_000), *problems("b.md", 1)])
    assert "  … và 9996 điều nữa trong tệp này." in shown
    assert "b.md" in shown
    assert len(shown) == 13


def test_many_files_are_counted() -> None:
    shown = summary([p for n in range(20) for p in problems(f"{n:02d}.md", 1)])
    assert shown[-1] == "… và 5 tệp nữa."


def test_what_to_upload_grows_until_somebody_has_published(tmp_path: Path) -> None:
    output, reports = tmp_path / "output", tmp_path / ".reports"
    note_changes(Changes(("/a.html", "/b/index.html"), ("/old.html",)), output)
    note_changes(Changes(("/old.html",), ("/a.html",)), output)
    note_changes(Changes(), output)
    assert (reports / "can-tai-len.txt").read_text() == "b/index.html\nold.html\n"
    assert (reports / "can-xoa.txt").read_text() == "a.html\n"
    for file in reports.iterdir():
        file.unlink()
    note_changes(Changes((), ("/b/index.html",)), output)
    assert (reports / "can-tai-len.txt").read_text() == ""
    assert (reports / "can-xoa.txt").read_text() == "b/index.html\n"
