"""What a run costs and which files it changed, measured on commands whose cost is known."""

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Change, RunError, changed, run, snapshot

_HOLD = "import time; held = b'x' * 40_000_000; time.sleep(0.3)"
_TWO = f"""
import subprocess, sys
held = b"x" * 40_000_000
subprocess.run([sys.executable, "-c", {_HOLD!r}], check=True)
"""


def test_seconds_and_memory_of_the_largest_and_of_all(tmp_path: Path) -> None:
    one = run([sys.executable, "-c", _HOLD], tmp_path, {})
    two = run([sys.executable, "-c", _TWO], tmp_path, {})
    assert one.seconds >= 0.3
    assert one.work < one.seconds
    assert 40 < one.largest < 80
    assert abs(two.largest - one.largest) < 10
    assert two.together > one.together + 30


def test_a_failure_says_what_the_command_said_last(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"^không dựng được$"):
        run([sys.executable, "-c", "import sys; sys.exit('không dựng được')"], tmp_path, {"PYTHONUTF8": "1"})


def test_files_written_anew_and_files_that_differ(tmp_path: Path) -> None:
    for name in ("same", "touched", "other", "gone"):
        (tmp_path / name).write_text("một", encoding="utf-8")
    before = snapshot(tmp_path)
    (tmp_path / "touched").write_text("một", encoding="utf-8")
    (tmp_path / "other").write_text("hai", encoding="utf-8")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("", encoding="utf-8")
    assert changed(before, snapshot(tmp_path)) == Change(touched=4, differing=3)
