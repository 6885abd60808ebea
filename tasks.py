"""The commands of the project: `python3 tasks.py TASK`.

This file needs nothing but Python: it makes `.venv`, installs what requirements.txt pins, and hands
the command line to plugins/cli, where every task lives. Inside the environment `invoke TASK` is the
same command.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Tasks that need more than the site itself does.
DEVELOPER_TASKS = {"test", "bench", "pins"}


class SetupError(Exception):
    """The environment cannot be made; the text says in Vietnamese what to do."""


def main(arguments: list[str]) -> int:
    """Make the environment if need be, then run the task in it; returns its exit code."""
    try:
        _prepare(arguments[:1])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    command = [str(PYTHON), "-m", "plugins.cli", *arguments]
    # UTF-8 everywhere, also where the machine has no locale or an old Windows code page.
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130  # the task has had the same interrupt and said its word


def _prepare(task: list[str]) -> None:
    """An environment with all that the task needs. Raises SetupError."""
    if sys.version_info < (3, 11):  # noqa: UP036 - who starts this file may have any Python
        raise SetupError(
            f"Cần Python 3.11 trở lên; máy đang chạy {sys.version.split()[0]}. Hãy cài bản mới hơn."
        )
    _install(ROOT / "requirements.txt")
    if DEVELOPER_TASKS.intersection(task):
        _install(ROOT / "requirements-dev.txt")


def _install(requirements: Path) -> None:
    """Install a pinned list into .venv unless its stamp says that this was done."""
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / f".{requirements.stem}.stamp"
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if requirements.name == "requirements.txt":
        _make_environment()
    print(f"Đang cài các thư viện trong {requirements.name} vào .venv …", file=sys.stderr, flush=True)
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--require-hashes", "-r", requirements], cwd=ROOT, check=False)
    if done.returncode:
        raise SetupError(
            f"Chưa cài được các thư viện trong {requirements.name} (xem lời báo ở trên)."
            " Hãy kiểm tra mạng rồi chạy lại lệnh."
        )
    stamp.write_text(wanted)


def _make_environment() -> None:
    """A fresh .venv: an interrupted or outdated one is not worth mending."""
    print("Đang tạo môi trường Python ở .venv (chỉ lần đầu) …", file=sys.stderr, flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        version = sysconfig.get_python_version()
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            f"Không tạo được .venv. Trên Debian, Ubuntu hãy chạy: apt-get install python{version}-venv\n"
            f"{done.stdout}{done.stderr}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# Loaded by `invoke`, inside the environment: plugins.cli gives it the same tasks.
from plugins.cli.invoke_tasks import namespace  # noqa: E402, F401
