"""`serve`: the site in a browser, brought up to date and reloaded on every save.

This process serves, watches and decides; another one builds (builder.py). What is saved while it builds is
built in one more build after that, however often it is saved.
"""

import json
import math
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from plugins.cli.console import CONTENT, ROOT, edition_moment
from plugins.cli.parser import Parser, add_content, add_output
from plugins.cli.task import Task
from plugins.preview.changes import Need, Watched
from plugins.preview.hub import Hub
from plugins.preview.notes import Note, failure, from_plain
from plugins.preview.server import PortTakenError, PreviewServer, read_below
from plugins.preview.watch import watch

# A save in two steps shows for a moment a file that is empty, half or gone. A page that vanishes and a
# new fault are told when they have lasted so long.
_SECONDS_OF_GRACE = 0.35


def _arguments(parser: Parser) -> None:
    parser.add_argument("--port", metavar="SỐ", type=int, default=8000, help="cổng (mặc định: 8000)")
    add_content(parser)
    add_output(parser)


def _run(options: Namespace) -> int:
    """Runs until it is stopped; 1 where it cannot begin."""
    content, output = options.content.absolute(), options.output.absolute()
    if not content.is_dir():
        print(f"Không có thư mục {options.content}. Hãy xem lại --content.", file=sys.stderr)
        return 1
    if output.is_relative_to(content):
        print("Thư mục trang không được nằm trong thư mục bài viết. Hãy đổi --output.", file=sys.stderr)
        return 1
    edition_moment()  # a NEWSROOM_NOW that is no date is told here, not by another process
    output.parent.mkdir(parents=True, exist_ok=True)
    hub = Hub()
    try:
        server = PreviewServer(options.port, output, hub)
    except PortTakenError as error:
        print(error, file=sys.stderr)
        return 1
    watched = Watched(
        tuple(dict.fromkeys((content, CONTENT))),  # the project's own stands in for parts that are missing
        ROOT / "theme",
        ROOT / "plugins",
        (ROOT / "pelicanconf.py",),
        output,
    )
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Xem trang ở http://localhost:{server.port}/ – bấm Ctrl+C để dừng.", flush=True)
        desk = _Desk(watched, hub, lambda tell: _Builder(content, output, tell))
        try:
            desk.run()
        finally:
            desk.close()
            server.shutdown()
    return 0


class _Said(NamedTuple):
    """What a builder says, or None at its end."""

    builder: "_Builder"
    answer: Mapping[str, Any] | None


class _Builder:
    """The process that builds."""

    def __init__(self, content: Path, output: Path, tell: Callable[[_Said], None]) -> None:
        command = [sys.executable, "-m", "plugins.cli.builder", str(content), str(output)]
        # in a group of its own: Ctrl+C is for this process, which ends that one with all that it has forked
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self._tell = tell
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        with suppress(ValueError, OSError):
            for line in self._process.stdout:
                self._tell(_Said(self, json.loads(line)))
        self._tell(_Said(self, None))

    def ask(self, number: int, changed: set[Path], opened: tuple[str, ...]) -> None:
        """Build; the answers come by themselves."""
        request = {"number": number, "changed": sorted(map(str, changed)), "open": opened}
        with suppress(OSError):  # it is gone, and its end is told
            assert self._process.stdin
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()

    def end(self) -> None:
        """Kill it: a build that is killed leaves the old site."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


class _Desk:
    """Decides, in one thread: what has changed, who builds, what is told when."""

    def __init__(
        self, watched: Watched, hub: Hub, hire: Callable[[Callable[[_Said], None]], _Builder]
    ) -> None:
        self._watched, self._hub, self._hire = watched, hub, hire
        self._events: queue.Queue[set[Path] | _Said] = queue.Queue()
        self._stop = threading.Event()
        self._builder = hire(self._events.put)
        self._asked = 0  # the number of the last build
        self._changes: set[str] = set()  # files of the site that are new, and not yet told
        self._answer: Mapping[str, Any] | None = None  # the last one, not yet told
        self._tell_at = self._build_at = math.inf
        self._told = ""
        self._started = 0.0
        self._threads = watch(watched, self._stop, self._events.put)

    def run(self) -> None:
        """Until somebody interrupts."""
        self._ask(set())
        while True:
            self._next()

    def close(self) -> None:
        """End all that was begun."""
        self._stop.set()
        self._hub.close()
        self._builder.end()

    def _next(self) -> None:
        """Take the next event, or do what is due."""
        due = min(self._tell_at, self._build_at) - time.monotonic()
        try:
            # a wait without end could not be interrupted on Windows
            event = self._events.get(timeout=max(0.0, min(due, 60.0)))
        except queue.Empty:
            self._on_time()
            return
        if isinstance(event, _Said):
            if event.builder is self._builder:
                self._hear(event.answer)
        else:
            self._see(event)

    def _on_time(self) -> None:
        now = time.monotonic()
        if now >= self._tell_at:
            self._tell()
        if now >= self._build_at:
            self._ask(set())

    def _ask(self, changed: set[Path]) -> None:
        """Have it built; the build to come knows better than the last one what is to be told."""
        self._asked += 1
        self._started = time.monotonic()
        self._tell_at = self._build_at = math.inf
        self._builder.ask(self._asked, changed, self._hub.opened)

    def _see(self, changed: set[Path]) -> None:
        """Files have changed."""
        need, counting = self._watched.need(changed)
        if need is Need.NOTHING:
            return
        if need is Need.RESTART:
            self._builder.end()
            self._builder = self._hire(self._events.put)
            print("Mã chương trình đã sửa: khởi động lại phần dựng trang.", flush=True)
        self._ask(counting)

    def _hear(self, answer: Mapping[str, Any] | None) -> None:
        """The builder has said something, or died."""
        if answer is None:
            self._die()
            return
        if answer["say"] == "early":
            self._hub.draw_early({file: html.encode() for file, html in answer["pages"].items()})
            return
        self._answer = answer
        self._changes |= {*answer.get("written", ()), *answer.get("removed", ())}
        last = answer["number"] == self._asked
        if last and answer.get("seconds_good") is not None:
            self._build_at = time.monotonic() + answer["seconds_good"]
        if not (answer.get("removed") or self._is_new(answer)):
            self._tell()
        elif last:
            self._tell_at = time.monotonic() + _SECONDS_OF_GRACE

    def _die(self) -> None:
        """A builder that dies is not started again before something is saved: it would die again."""
        note = Note(
            "", "Phần dựng trang đã dừng đột ngột.", "Lưu lại tệp vừa sửa để thử lại.", "builder-dead"
        )
        self._hub.say(failure(note))
        print(f"{note.what} {note.cure}", file=sys.stderr, flush=True)
        self._builder.end()
        self._builder = self._hire(self._events.put)

    def _is_new(self, answer: Mapping[str, Any]) -> bool:
        known = {note for group in self._hub.groups for note in group.notes}
        return any(note not in known for group in from_plain(answer["groups"]) for note in group.notes)

    def _tell(self) -> None:
        """Let pages and terminal know of the last answer."""
        self._tell_at = math.inf
        answer, self._answer = self._answer, None
        if answer is None:
            return
        if answer["say"] == "built":
            standing = {file: read_below(self._watched.output, file) for file in self._hub.early}
            count = len(self._changes)
            self._hub.changed(self._changes, standing)
            self._changes = set()
            self._print(answer["told"], count)
        else:
            lines = [
                f"{n.where}: {n.what} {n.cure}".removeprefix(": ")
                for g in from_plain(answer["groups"])
                for n in g.notes
            ]
            print(
                "\n".join(["Chưa dựng được trang; trang cũ vẫn nguyên.", *lines]), file=sys.stderr, flush=True
            )
        self._hub.say(from_plain(answer["groups"]))

    def _print(self, told: str, count: int) -> None:
        if told != self._told:
            self._told = told
            print(told, flush=True)
        elif count:
            took = f"{time.monotonic() - self._started:.1f}".replace(".", ",")
            print(f"Đã cập nhật {count} tệp của trang sau {took} giây.", flush=True)


TASK = Task("serve", "dựng trang, mở cho xem thử và tự cập nhật khi có sửa đổi", _arguments, _run)
