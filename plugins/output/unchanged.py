"""Whether anything has changed since the last build: one look at the files, before anything is loaded.

Beside the output lies a note (".output-dau") of everything the last build was made of, as the system
tells of it without opening a file, and of what it said. While that holds, and the site stands as it was
written, a build would do nothing and say the same.
"""

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.core.onestep import write_in_one_step
from plugins.core.sealed import seal
from plugins.core.stamps import TICK_NS, FileStamp, code_digest, digest, files_below
from plugins.library.folders import Sources
from plugins.output.swap import prefix
from plugins.output.tree import Look


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made of: the content folder and the other files as they were seen at a moment, and
    the digest of code and kind of build.
    """

    content: Sources
    others: tuple[tuple[str, FileStamp], ...]
    code: bytes
    seen_ns: int

    def digest(self, but: Collection[str] = ()) -> bytes | None:
        """Changes with the size, time or name of any file, of some sources only with the name.

        None where a later change might not show: something was changed within a tick of the look.
        """
        known = [(name, *stamp) for name, stamp in self.content.files.items() if name not in but]
        known += [(name, *stamp) for name, stamp in self.others]
        newest = max((max(mtime, ctime) for _, _, mtime, ctime, _ in known), default=0)
        if newest >= self.seen_ns - TICK_NS:
            return None
        names = [name for name in self.content.files if name in but] if but else []
        return digest(self.code + seal((known, names, self.content.folders)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a build came to: exit code and words."""

    code: int
    said: str


def look(
    content: Sources, folders: Iterable[Path], files: Iterable[Path], seen_ns: int, *, public: bool
) -> Inputs:
    """Look at what there is beside the content: theme, settings, code."""
    others = [(str(file), FileStamp.of(file.stat())) for file in files]
    for folder in folders:
        others += files_below(folder.absolute())
    return Inputs(content, tuple(others), code_digest() + bytes([public]), seen_ns)


def known_verdict(
    output: Path, inputs: bytes | None, now: datetime, seen: Callable[[], Look]
) -> Verdict | None:
    """What the last build came to, if one would come to that again; else None.

    `inputs` is the digest of what it would be made of; `seen` looks at the site.
    """
    if inputs is None:
        return None
    try:
        note = json.loads(_note(output).read_text(encoding="utf-8"))
        same = note["inputs"] == inputs.hex()
        holds = note["since"] <= now.timestamp() < note["until"]
        verdict = Verdict(int(note["code"]), str(note["said"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    reported = (output.absolute().parent / ".reports" / "held.json").is_file()
    return verdict if same and holds and reported and seen().untouched else None


def remember(output: Path, inputs: bytes | None, verdict: Verdict, now: datetime, until: float) -> None:
    """Note what a build was made of and came to, good until a moment (seconds since 1970)."""
    note = {
        "inputs": inputs.hex() if inputs else "",
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
