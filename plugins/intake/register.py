"""The register of submissions: an append-only file, one JSON object a line, each fsynced.

Every line carries a digest of itself and of the chain before it, so that a changed line shows; `so.dau`
holds how far the register once went, so that a line cut off at its end shows too. A line torn by a crash
is taken off (and kept in `so.rach`): what it said had not happened yet, for everything is written down
before it is done, or can be seen to be done.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from plugins.intake.model import Event, Kind, State, Submission, after

FILE, HEAD, TORN = "so.jsonl", "so.dau", "so.rach"


class RegisterError(Exception):
    """The register cannot be written or is not one; the text is a Vietnamese sentence."""


class Register:
    """The register of one folder; whoever records must hold the folder's lock (see lock.py).

    `faults` says, in Vietnamese, where the file is not what was once written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / FILE
        self._submissions: dict[str, Submission] = {}
        self._by_hash: dict[str, str] = {}
        self._chain, self._count, self._size = "", 0, 0
        self.faults: tuple[str, ...] = ()
        folder.mkdir(parents=True, exist_ok=True)
        self._load()

    # -- asked

    def submissions(self) -> tuple[Submission, ...]:
        """All submissions, in the order in which they came."""
        return tuple(self._submissions.values())

    def get(self, code: str) -> Submission:
        """The submission of a code. Raises KeyError."""
        return self._submissions[code]

    def with_content(self, sha256: str) -> Submission | None:
        """The submission one version of which had exactly this content."""
        code = self._by_hash.get(sha256)
        return self._submissions[code] if code else None

    @property
    def count(self) -> int:
        """How many events there are."""
        return self._count

    # -- written

    def record(
        self,
        code: str,
        state: State,
        *,
        time: datetime,
        who: str,
        kind: Kind = Kind.STATE,
        revision: int = 0,
        sha256: str = "",
        file: str = "",
        **about: object,
    ) -> Event:
        """Write one event down, for good, and return it. `note` (a sentence) reaches the receipt.

        Revision, hash and file of the submission's last version are taken where none are given.
        Raises RegisterError where it cannot be written; then nothing has changed.
        """
        known = self._submissions.get(code)
        last = known.arrivals[-1] if known and known.arrivals else None
        row: dict[str, object] = {
            "n": self._count + 1,
            "time": time.isoformat(timespec="seconds"),
            "code": code,
            "kind": str(kind),
            "state": str(state),
            "revision": revision or (last.revision if last else 1),
            "sha256": sha256 or (last.sha256 if last else ""),
            "file": file or (last.file if last else ""),
            "who": who,
        }
        if about:
            row["about"] = about
        row["chain"] = _link(self._chain, row)
        self._append(_line(row))
        event = _event(row)
        self._take(event)
        return event

    def _append(self, line: bytes) -> None:
        """The line at the end of the file, on the disk; of half a line nothing stays."""
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                self._write_all(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise RegisterError(
                f"Không ghi được sổ tiếp nhận ({error.strerror}). Hãy xem ổ đĩa còn chỗ không."
            ) from error
        self._size += len(line)

    def _write_all(self, descriptor: int, line: bytes) -> None:
        os.lseek(descriptor, self._size, os.SEEK_SET)
        try:
            written = 0
            while written < len(line):
                written += os.write(descriptor, line[written:])
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, self._size)
            raise

    def seal(self) -> None:
        """Write down how far the register goes, for the next reader to compare."""
        beside = self.folder / f"{HEAD}.tmp"
        beside.write_text(f"{self._count} {self._chain}\n", encoding="ascii")
        beside.replace(self.folder / HEAD)

    # -- read

    def _load(self) -> None:
        data = self._file.read_bytes() if self._file.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            self._mend(data[len(whole) :], len(whole))
        self._size = len(whole)
        faults = []
        chains = [""]
        for number, line in enumerate(whole.split(b"\n")[:-1], 1):
            try:
                row = json.loads(line)
                event = _event(row)
                good = row["chain"] == _link(self._chain, row) and row["n"] == number
            except (ValueError, KeyError, TypeError, AttributeError):
                faults.append(f"Sổ tiếp nhận: dòng {number} không đọc được.")
                self._count += 1
                chains.append(self._chain)
                continue
            if not good:
                faults.append(f"Sổ tiếp nhận: dòng {number} không phải là dòng đã ghi lúc trước.")
            self._take(event)
            chains.append(event.chain)
        faults += self._cut_off(chains)
        self.faults = tuple(faults)

    def _mend(self, torn: bytes, size: int) -> None:
        with (self.folder / TORN).open("ab") as kept:
            kept.write(torn + b"\n")
            kept.flush()
            os.fsync(kept.fileno())
        with self._file.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def _cut_off(self, chains: Sequence[str]) -> Iterator[str]:
        try:
            count, chain = (self.folder / HEAD).read_text(encoding="ascii").split()
            at = int(count)
        except (OSError, ValueError):
            return
        if at >= len(chains):
            yield f"Sổ tiếp nhận: trước có {at} dòng, nay chỉ còn {len(chains) - 1}."
        elif chains[at] != chain:
            yield f"Sổ tiếp nhận: {at} dòng đầu không phải là những dòng đã ghi lúc trước."

    def _take(self, event: Event) -> None:
        self._count += 1
        self._chain = event.chain
        self._submissions[event.code] = after(self._submissions.get(event.code), event)
        if event.sha256:
            self._by_hash.setdefault(event.sha256, event.code)


def _link(chain: str, row: Mapping[str, object]) -> str:
    """The chain after a line: its digest with the chain before."""
    said = {key: value for key, value in row.items() if key != "chain"}
    return hashlib.sha256(chain.encode() + _line(said)).hexdigest()


def _line(row: Mapping[str, object]) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:  # the name of a file that is no text
        return json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _event(row: Mapping[str, object]) -> Event:
    about = row.get("about", {})
    if not isinstance(about, dict):
        raise TypeError
    return Event(
        number=int(str(row["n"])),
        time=datetime.fromisoformat(str(row["time"])),
        code=str(row["code"]),
        kind=Kind(str(row["kind"])),
        state=State(str(row["state"])),
        revision=int(str(row["revision"])),
        sha256=str(row["sha256"]),
        file=str(row["file"]),
        who=str(row["who"]),
        about=about,
        chain=str(row["chain"]),
    )
