"""All jobs over a tool that copies its articles: what is measured, and what is told when it fails."""

from pathlib import Path

import pytest

from benchmarks.results import JOBS, count_pages, growth_table, jobs_table
from benchmarks.tools import Tool
from benchmarks.turns import Bench, take_turns
from tests.benchmarks.sites import copier, small_corpus


def bench(folder: Path, tool: Tool) -> Bench:
    return Bench(tool, folder / "site", small_corpus(), settle=lambda: None)


def test_every_job_is_run_and_the_edits_reach_the_pages(tmp_path: Path) -> None:
    one = bench(tmp_path, copier())
    take_turns([one], runs=2)
    results = {result.job: result for result in one.results()}
    assert list(results) == list(JOBS)
    assert {len(result.costs) for result in results.values()} == {2}
    touched = {job: r.change.differing for job, r in results.items() if r.change}
    assert touched == {"same": 0, "word": 1, "title": 1}
    assert count_pages(one.output) == {"tin": 30}
    page = (one.output / one.article.path).read_text(encoding="utf-8")
    assert "sửa4" in page  # two edits of the text, then two of the title


def test_a_tool_that_ignores_the_edit_is_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lazy = copier(
        "import pathlib\nif not pathlib.Path('output').exists():\n"
        " for file in pathlib.Path('content/tin').rglob('*.md'):\n"
        "  page = pathlib.Path('output/tin', *file.parts[2:4], file.stem, 'index.html')\n"
        "  page.parent.mkdir(parents=True)\n  page.write_bytes(file.read_bytes())"
    )
    one = bench(tmp_path, lazy)
    take_turns([one], runs=1)
    assert one.results() == []
    assert capsys.readouterr().err == (
        f"\nmáy chép bị loại khi sửa một chữ: {one.article.path} không có chữ vừa sửa “sửa1”\n"
    )


def test_the_tables_fit_a_hundred_columns(tmp_path: Path) -> None:
    one = bench(tmp_path, copier())
    take_turns([one], runs=1)
    lines = list(jobs_table(one.results()))
    assert all(len(line) <= 100 for line in lines)
    assert [line for line in lines if not line.startswith(" ")][2:] == list(JOBS.values())
    assert list(growth_table(one.results())) == []
