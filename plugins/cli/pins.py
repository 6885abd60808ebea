"""`pins`: write requirements*.txt anew from requirements*.in, with hashes and without addresses."""

import subprocess
import sys
from argparse import Namespace

from plugins.cli.console import ROOT
from plugins.cli.parser import Parser
from plugins.cli.task import Task


def _arguments(parser: Parser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="lấy bản mới nhất của mọi thư viện")


def _run(options: Namespace) -> int:
    for name in ("requirements", "requirements-dev"):
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--no-header",
            "--generate-hashes",
        ]
        command += ["--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links"]
        command += ["--upgrade"] * options.upgrade
        command += [f"{name}.in", "-o", f"{name}.txt"]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return 1
    print("Đã ghi lại requirements.txt và requirements-dev.txt.")
    return 0


TASK = Task("pins", "ghi lại danh sách thư viện đã khóa phiên bản", _arguments, _run)
