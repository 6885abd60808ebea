"""A build may be killed at any moment: the old site stays whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.conftest import NOW, ROOT, build
from tests.site.corpus import write_good
from tests.site.test_held import files


@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.3, 0.5, 0.8, 1.2])
def test_kill_9_leaves_either_the_old_site_or_the_new_one(tmp_path: Path, seconds: float) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    write_good(content, 20)
    assert build(content, output).code == 0
    old = files(output)
    article = content / "bai-viet/2014/01/bai-thu-0/index.md"
    article.write_text(article.read_text(encoding="utf-8").replace("Lời bài", "Chữ khác"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "plugins.cli",
        "build",
        "--content",
        str(content),
        "--output",
        str(output),
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_NOW": NOW},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    after = files(output)
    again = build(content, output)
    assert again.code == 0
    new = files(output)
    assert old != new
    assert after in (old, new)
    left = {p.name for p in tmp_path.iterdir() if p.is_dir() and p.name.startswith(".output-")}
    assert left <= {".output-truoc"}  # the site one build behind, which the next build writes into
