"""One process or many: the same results in the same order."""

import os
from pathlib import Path

import pytest

from plugins.core.parallel import ENOUGH, ordered_map


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 333])
def test_results_come_in_order(processes: int, count: int) -> None:
    assert list(ordered_map(lambda n: n * n, range(count), processes=processes)) == [
        n * n for n in range(count)
    ]


def test_the_work_is_really_shared() -> None:
    workers = set(ordered_map(lambda _: os.getpid(), range(400), processes=2))
    assert os.getpid() not in workers
    assert workers


def test_little_work_stays_here() -> None:
    assert set(ordered_map(lambda _: os.getpid(), range(ENOUGH - 1))) == {os.getpid()}


def test_a_failure_reaches_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(ordered_map(lambda n: (tmp_path / f"{n}").read_text(), range(120), processes=2))
