"""The process behind `serve` that builds: it stays warm, and is started anew when code was edited.

One JSON object a line: asked on its input {"number": n, "changed": [files], "open": [pages]}, answered on
its output {"say": "early" | "built" | "failed", "number": n, …}. What is asked while a build writes its
pages ends that build, and one answer does for all that was asked before it. It ends when its input does,
so that it outlives nobody.
"""

import contextlib
import gc
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.preview.notes import Note, failure, to_plain

if TYPE_CHECKING:
    from plugins.cli.warm import WarmEdition

# So long nobody may have saved anything before what the last builds have left is cleared away (0.3 s).
_SECONDS_IDLE = 1.0
_MOST_UNCLEARED = 12
# Who works on the theme saves often; the pages that are not open can wait so long.
_SECONDS_PATIENT = 1.0

Answer = Callable[[Mapping[str, Any]], None]


def main(content: str, output: str) -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who asks
    questions, answer = _own_lines()
    asked: queue.Queue[Mapping[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(questions, asked), daemon=True).start()
    try:
        # here, for edited code may be wrong
        from plugins.cli.warm import WarmEdition  # noqa: PLC0415

        edition = WarmEdition(Path(content), Path(output), lambda: not asked.empty())
    except BaseException as error:
        traceback.print_exc()
        groups = to_plain(failure(_of_code(error)))
        while True:  # until it is ended, and started anew when the code is edited again
            answer({"say": "failed", "number": asked.get()["number"], "groups": groups, "seconds_good": None})
    # Collecting in the middle of a build takes as long as the build: it is done when nobody waits.
    gc.disable()
    _serve(edition, asked, answer)


def _serve(edition: "WarmEdition", asked: "queue.Queue[Mapping[str, Any]]", answer: Answer) -> None:
    from plugins.cli.warm import SupersededError  # noqa: PLC0415 - as above

    uncleared = 0
    while True:
        request = _next(asked, _SECONDS_IDLE if uncleared else None)
        if request is None:
            edition.trial()  # so that templates are compiled when the next page is wanted at once
        if request is None or uncleared >= _MOST_UNCLEARED:
            gc.collect()
            uncleared = 0
        if request is None:
            continue
        uncleared += 1
        number, files = request["number"], [Path(path) for path in request["changed"]]
        if pages := edition.early(files, request["open"]):
            answer({"say": "early", "number": number, "pages": pages})
        if files and edition.of_theme(files):
            # all pages will be drawn anew: not before it is sure that they can be, and will stay so
            if failed := edition.trial():
                answer({"number": number, **failed})
                continue
            if pages and (newer := _next(asked, _SECONDS_PATIENT)):
                asked.put(newer)
                continue
        with contextlib.suppress(SupersededError):
            answer({"number": number, **edition.build(files)})


def _next(asked: "queue.Queue[Mapping[str, Any]]", seconds: float | None) -> Mapping[str, Any] | None:
    """What is asked, all of it as one; None where nothing is for so many seconds."""
    try:
        request = asked.get(timeout=seconds)
        changed = {*request["changed"]}
        while not asked.empty():
            request = asked.get_nowait()
            changed |= {*request["changed"]}
    except queue.Empty:
        return None
    return {**request, "changed": sorted(changed)}


def _own_lines() -> tuple[int, Answer]:
    """Where questions come in, and the way to answer; whatever else is printed goes to the terminal.

    Nothing is read from sys.stdin: a forked process closes that, and would wait for who is reading.
    """
    questions = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    line = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def answer(said: Mapping[str, Any]) -> None:
        line.write(json.dumps(said, ensure_ascii=False) + "\n")
        line.flush()

    return questions, answer


def _listen(questions: int, asked: "queue.Queue[Mapping[str, Any]]") -> None:
    """Hand on what is asked; at the end of the input, end this process and those it has forked."""
    with contextlib.suppress(ValueError, OSError):
        rest = b""
        while read := os.read(questions, 65536):
            *whole, rest = (rest + read).split(b"\n")
            for line in whole:
                asked.put(json.loads(line))
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)  # a build that is killed leaves the old site
    os._exit(0)


def _of_code(error: BaseException) -> Note:
    """Code that cannot be loaded."""
    where = ""
    if isinstance(error, SyntaxError) and error.filename:
        where = f"{Path(error.filename).name}, dòng {error.lineno}"
    elif frames := traceback.extract_tb(error.__traceback__):
        where = f"{Path(frames[-1].filename).name}, dòng {frames[-1].lineno}"
    what = f"Mã chương trình không chạy được. Python báo: {type(error).__name__}: {error}"
    return Note(where, what, "Sửa mã ấy rồi lưu lại: trang sẽ được dựng lại ngay.", "code")


if __name__ == "__main__":
    main(*sys.argv[1:])
