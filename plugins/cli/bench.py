"""`bench`: speed and memory, beside stock Pelican, Hugo and Eleventy, in one run."""

import subprocess
import sys
from argparse import Namespace

from plugins.cli.console import ROOT
from plugins.cli.parser import Parser
from plugins.cli.task import Task

_PASSED_ON = ("articles", "runs", "tools", "folder", "json")


def _arguments(parser: Parser) -> None:
    parser.add_argument("--articles", metavar="SỐ", nargs="+", help="số bài của mỗi lần đo (1000 và 10000)")
    parser.add_argument("--runs", metavar="SỐ", help="số lượt đo mỗi việc (3)")
    parser.add_argument("--tools", metavar="TÊN", nargs="+", help="ours, pelican, hugo, eleventy (tất cả)")
    parser.add_argument("--folder", metavar="THƯ_MỤC", help="nơi dựng các trang khi đo")
    parser.add_argument("--json", metavar="TỆP", help="ghi thêm mọi số đo vào một tệp")


def _run(options: Namespace) -> int:
    command = [sys.executable, "-m", "benchmarks.build"]
    for name in _PASSED_ON:
        if value := getattr(options, name):
            command += [f"--{name}", *([value] if isinstance(value, str) else value)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


TASK = Task("bench", "đo tốc độ và bộ nhớ, so với Pelican, Hugo và Eleventy", _arguments, _run)
