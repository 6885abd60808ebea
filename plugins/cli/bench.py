"""`bench`: speed and memory, beside stock Pelican, in one run."""

import subprocess
import sys
from argparse import Namespace

from plugins.cli.console import ROOT
from plugins.cli.parser import Parser
from plugins.cli.task import Task


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "--articles", metavar="SỐ", type=int, nargs="+", default=[1000, 10000], help="số bài của mỗi lần đo"
    )


def _run(options: Namespace) -> int:
    numbers = [str(n) for n in options.articles]
    command = [sys.executable, "-m", "benchmarks.build", *numbers]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


TASK = Task("bench", "đo tốc độ và bộ nhớ, so với Pelican nguyên bản", _arguments, _run)
