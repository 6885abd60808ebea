"""`serve`: the site in a browser, rebuilt and reloaded on every save."""

import logging
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from plugins.cli.console import ROOT
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task

_WATCHED = ("theme", "plugins")


def _arguments(parser: Parser) -> None:
    parser.add_argument("--port", metavar="SỐ", type=int, default=8000, help="cổng (mặc định: 8000)")
    add_content(parser)
    add_output(parser)


def _run(options: Namespace) -> int:
    """Runs until it is stopped."""
    from livereload import Server  # noqa: PLC0415 - tornado takes 0.2 s that no other task should pay

    rebuild(options.content, options.output)
    logging.getLogger("livereload").setLevel(logging.WARNING)  # its English chatter helps nobody
    server = Server()
    for folder in (options.content, *(ROOT / name for name in _WATCHED)):
        server.watch(str(folder), lambda: rebuild(options.content, options.output), delay=0.2)
    print(f"Xem trang ở http://localhost:{options.port}/ – bấm Ctrl+C để dừng.")
    server.serve(port=options.port, host="127.0.0.1", root=str(options.output), open_url_delay=None)
    return 0


def rebuild(content: Path, output: Path) -> None:
    """Build in a process of its own, so that edited plugins count; a failed build keeps the old site."""
    command = [sys.executable, "-m", "plugins.cli", "build", "--content", content, "--output", output]
    subprocess.run([str(part) for part in command], cwd=ROOT, check=False)


TASK = Task("serve", "dựng trang, mở cho xem thử và tự cập nhật khi có sửa đổi", _arguments, _run)
