"""The old site stands until the new one is whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.output.swap import SwapError, replacing

ROOT = Path(__file__).parents[2]


def site(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text)
    (folder / "sitemap.xml").write_text("<urlset/>")


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.is_dir() and p.name.startswith(".")]


def test_the_new_site_takes_the_place(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    (output / "stale.html").write_text("stale")
    with replacing(output) as fresh:
        site(fresh, "new")
        assert (output / "index.html").read_text() == "old"
    assert (output / "index.html").read_text() == "new"
    assert not (output / "stale.html").exists()
    assert leftovers(tmp_path) == []


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    with pytest.raises(OSError, match="disk"), replacing(output) as fresh:
        site(fresh, "half")
        raise OSError("disk full")
    assert (output / "index.html").read_text() == "old"
    assert leftovers(tmp_path) == []


def test_a_system_without_exchange_still_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "sunos")
    output = tmp_path / "output"
    site(output, "old")
    with replacing(output) as fresh:
        site(fresh, "new")
    assert (output / "index.html").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_a_build_that_died_between_two_renames_is_mended(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(tmp_path / ".output-abc.old", "old")
    with pytest.raises(RuntimeError), replacing(output):
        assert (output / "index.html").read_text() == "old"
        raise RuntimeError
    assert (output / "index.html").read_text() == "old"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.doc").write_text("five years of work")
    with pytest.raises(SwapError, match="có những tệp không phải của trang"), replacing(home):
        pass
    assert (home / "thesis.doc").read_text() == "five years of work"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with (
        replacing(output) as fresh,
        pytest.raises(SwapError, match="đang chạy"),
        replacing(output),
    ):
        pass
    assert not fresh.exists() or output.exists()


def test_kill_9_leaves_the_old_site_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site(output, "old")
    code = (
        "import sys, time, pathlib\n"
        "from plugins.output.swap import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as fresh:\n"
        "    (fresh / 'index.html').write_text('half'); print('ready', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(output)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
    assert (output / "index.html").read_text() == "old"
    assert len(leftovers(tmp_path)) == 1
    with replacing(output) as fresh:
        site(fresh, "new")
    assert (output / "index.html").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_the_old_site_is_there_at_every_moment_of_the_swap(tmp_path: Path) -> None:
    """A second process reads without pause while the site is replaced a hundred times."""
    output = tmp_path / "output"
    site(output, "0")
    code = (
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1]) / 'index.html'\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    if file.read_text() == 'end': break\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(output)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        for number in range(100):
            with replacing(output) as fresh:
                site(fresh, str(number))
        with replacing(output) as fresh:
            site(fresh, "end")
        deadline = time.monotonic() + 20
        while reader.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert reader.poll() == 0, os.strerror(2)
