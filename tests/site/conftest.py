"""Sites built once and asked many things."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.site.corpus import write_bad, write_good

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T08:00:00+07:00"


@dataclass(frozen=True)
class Built:
    """A build: its exit code, what it printed, where the site is."""

    code: int
    out: str
    err: str
    output: Path

    @property
    def report(self) -> dict[str, Any]:
        file = self.output.parent / ".reports" / "held.json"
        loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return loaded

    def page(self, path: str) -> str:
        return (self.output / path.lstrip("/") / "index.html").read_text(encoding="utf-8")


def run_task(*arguments: str | Path, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """`python3 tasks.py …` as it runs inside the environment."""
    return subprocess.run(
        [sys.executable, "-m", "plugins.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_NOW": now, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(content: Path, output: Path, *options: str, now: str = NOW) -> Built:
    done = run_task("build", "--content", content, "--output", output, *options, now=now)
    return Built(done.returncode, done.stdout, done.stderr, output)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project's own content."""
    return build(ROOT / "content", tmp_path_factory.mktemp("real") / "output")


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """200 sound articles."""
    folder = tmp_path_factory.mktemp("good")
    write_good(folder / "content", 200)
    return build(folder / "content", folder / "output")


@pytest.fixture(scope="session")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same 200 with ten bad sources among them."""
    folder = tmp_path_factory.mktemp("mixed")
    write_good(folder / "content", 200)
    write_bad(folder / "content")
    return build(folder / "content", folder / "output")
