"""What the terminal says of held sources: short, and no file hides another."""

from plugins.core.problem import Problem
from plugins.output.report import lines, summary


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
