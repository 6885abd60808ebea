"""Whether anything has changed since the last build: one look at the files, before anything is loaded.

Beside the output lies a note (".output-dau") of everything the last build was made of, as the system
tells of it without opening a file, and of what it said. While that holds, and the site stands as it was
written, a build would do nothing and say the same.
"""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core.onestep import write_in_one_step
from plugins.core.stamps import TICK_NS, FileStamp, code_digest, digest, files_below
from plugins.output.swap import prefix
from plugins.output.tree import Look


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made of: its digest, when it was looked at, and the time of the last change in it."""

    digest: str
    seen_ns: int
    newest_ns: int

    @property
    def settled(self) -> bool:
        """Whether a change after the look would show: nothing was changed within a tick of it."""
        return self.newest_ns < self.seen_ns - TICK_NS


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a build came to: exit code and words."""

    code: int
    said: str


def look(folders: Iterable[Path], files: Iterable[Path], *, public: bool) -> Inputs:
    """Look at content, theme, settings and code. A change of any file's size, time or name changes it."""
    seen = time.time_ns()
    stamps = [(str(file), FileStamp.of(file.stat())) for file in files]
    for folder in folders:
        stamps += files_below(folder.absolute())
    newest = max((max(stamp.mtime_ns, stamp.ctime_ns) for _, stamp in stamps), default=0)
    said = digest(code_digest() + ascii((stamps, public)).encode())
    return Inputs(said.hex(), seen, newest)


def known_verdict(
    output: Path, inputs: Inputs, now: datetime, seen: Callable[[], Look]
) -> Verdict | None:
    """What the last build came to, if one would come to that again; else None. `seen` looks at the site."""
    try:
        note = json.loads(_note(output).read_text(encoding="utf-8"))
        same = note["inputs"] == inputs.digest and note["settled"] and inputs.settled
        holds = note["since"] <= now.timestamp() < note["until"]
        verdict = Verdict(int(note["code"]), str(note["said"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    reported = (output.absolute().parent / ".reports" / "held.json").is_file()
    return verdict if same and holds and reported and seen().untouched else None


def remember(output: Path, inputs: Inputs, verdict: Verdict, now: datetime, until: float) -> None:
    """Note what a build was made of and came to, good until a moment (seconds since 1970)."""
    note = {
        "inputs": inputs.digest,
        "settled": inputs.settled,
        "since": now.timestamp(),
        "until": until,
        "code": verdict.code,
        "said": verdict.said,
    }
    with suppress(OSError):  # then the next build looks more closely
        write_in_one_step(_note(output), json.dumps(note).encode())


def _note(output: Path) -> Path:
    output = output.absolute()
    return output.with_name(f"{prefix(output)}dau")
