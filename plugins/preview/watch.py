"""Changes of files as the system tells of them, at once and without looking round."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

from plugins.preview.changes import Watched

# An editor's save is several steps; so long (ms) nothing may happen before it is taken for one.
_STEP, _MOST = 15, 150
_SECONDS_TO_STOP = 500

Tell = Callable[[set[Path]], None]


def watch(watched: Watched, stop: Event, tell: Tell) -> tuple[Thread, ...]:
    """Call `tell` with what has changed, from threads of their own, until `stop` is set."""
    jobs = ((watched.folders, True), (watched.beside, False))
    threads = tuple(
        Thread(target=_run, args=(folders, stop, tell, below), daemon=True) for folders, below in jobs
    )
    for thread in threads:
        thread.start()
    return threads


def _run(folders: tuple[Path, ...], stop: Event, tell: Tell, below: bool) -> None:
    try:
        _tell_all(folders, stop, tell, below, polling=False)
    except OSError:  # no more folders may be watched (fs.inotify.max_user_watches), or a network share
        print(
            "Máy không báo được thay đổi của mọi thư mục: chương trình sẽ tự xem lại mỗi giây.",
            file=sys.stderr,
        )
        _tell_all(folders, stop, tell, below, polling=True)


def _tell_all(folders: tuple[Path, ...], stop: Event, tell: Tell, below: bool, *, polling: bool) -> None:
    for changes in _changes(folders, stop, below, polling=polling):
        tell(changes)


def _changes(folders: tuple[Path, ...], stop: Event, below: bool, *, polling: bool) -> Iterator[set[Path]]:
    from watchfiles import watch as files  # noqa: PLC0415 - asyncio takes 0.1 s; the first build needs it too

    for found in files(
        *folders,
        watch_filter=None,
        debounce=_MOST,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_SECONDS_TO_STOP,
        raise_interrupt=False,
        force_polling=polling,
        poll_delay_ms=1000,
        recursive=below,
        ignore_permission_denied=True,
    ):
        yield {Path(path) for _, path in found}
