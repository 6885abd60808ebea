"""Taking in submissions as they come, on a machine that stays on, until it is asked to stop."""

import logging
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from plugins.intake.lock import Busy
from plugins.intake.names import TAKEN, is_litter, is_ours
from plugins.intake.register import RegisterError
from plugins.intake.run import Report

# A share tells nothing of what others do on it: it is looked at this often, whatever the system reports.
EVERY = 20.0
LOG = "nhat-ky.log"


@dataclass(frozen=True, slots=True)
class Watch:
    """How to watch: `run` takes in what is there; a file must stand still for `settle` seconds."""

    inbox: Path
    run: Callable[[], Report]
    stop: Event
    log: logging.Logger
    settle: float
    every: float = EVERY

    def go(self) -> None:
        """Run now, then whenever something changes and every so often, until `stop` is set."""
        self.log.info("Bắt đầu trông thư mục %s.", self.inbox)
        while not self.stop.is_set():
            # no watching here (too many watches, or the share went away): then only every so often
            with suppress(OSError, RuntimeError):
                self._go_by_changes()
            if not self.stop.is_set():
                self.stop.wait(self._once())
        self.log.info("Dừng theo yêu cầu; không có bài nào dở dang.")

    def _go_by_changes(self) -> None:
        """As long as the system tells of changes. The watch goes on during a run, so that none is missed."""
        with closing(
            watch(
                self.inbox,
                watch_filter=_is_theirs,
                stop_event=self.stop,
                rust_timeout=round(max(self.settle, 0.2) * 1000),
                yield_on_timeout=True,
                raise_interrupt=False,
            )
        ) as ticks:
            due = 0.0
            for changes in ticks:
                if (changes or time.monotonic() >= due) and not self.stop.is_set():
                    due = time.monotonic() + self._once()

    def _once(self) -> float:
        """One run; how long to wait at most for the next. Nothing that happens ends the watch."""
        if not self.inbox.is_dir():
            self.log.warning("Không thấy thư mục %s; đợi nó được nối lại.", self.inbox)
            return self.every
        try:
            report = self.run()
        except Busy as error:
            self.log.info("%s", error)
            return self.settle
        except (RegisterError, OSError) as error:
            self.log.error("Chưa nhận được bài, sẽ thử lại: %s", error)  # noqa: TRY400  # for people
            return self.every
        except Exception:  # a fault of ours, seen in the log; the next submission may do
            self.log.exception("Lỗi phần mềm, sẽ thử lại.")
            return self.every
        for one in report.changed:
            self.log.info("%s %s", one.code, one.state)
        for fault in report.faults:
            self.log.error("%s", fault)
        return min(self.every, max(self.settle, 0.2)) if report.moving else self.every


def _is_theirs(change: Change, path: str) -> bool:
    """Whether somebody else than intake changed something that may be a submission."""
    name = Path(path).name
    return not (is_ours(name) or is_litter(name) or TAKEN in Path(path).parts)
