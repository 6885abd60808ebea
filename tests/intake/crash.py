"""Killing intake, and what must hold afterwards; the benchmark uses it too."""

import os
import signal
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from plugins.intake.model import Kind, State
from tests.intake.office import Office


def kill_after(office: Office, seconds: float) -> bool:
    """Take in submissions in a process that is killed (-9) after so long; False where it was done by then."""
    child = os.fork()
    if child == 0:
        os.setsid()
        try:
            office.run()
        finally:
            os._exit(0)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, _ = os.waitpid(child, os.WNOHANG)
        if done:
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def bytes_of(folder: Path) -> Counter[str]:
    """How often each content lies below a folder, answers and drafts of ours left out."""
    return Counter(
        sha256((folder / name).read_bytes()).hexdigest()
        for name in Office.everything(folder)
        if ".giay-bao." not in name and "tinh-trang" not in name and _is_plain(folder / name)
    )


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def check_whole(office: Office, sent: Counter[str], articles: int) -> None:
    """Nothing is lost, nothing is doubled, the register is whole and says what is there."""
    register = office.register()
    assert register.faults == ()
    submissions = register.submissions()
    assert [s.code for s in submissions if s.open_arrivals] == []
    assert bytes_of(office.inbox) == sent, "every original is there, once"
    accepted = [s for s in submissions if s.state is State.WAITING]
    drafts = office.drafts()
    assert len(accepted) == articles
    assert sorted(s.draft for s in accepted) == [f"bai-viet/{d}" for d in drafts if d.endswith("index.md")]
    assert not [d for d in drafts if "/." in d or d.startswith(".")], "no draft is left half done"
    assert all((office.inbox / s.place).exists() for s in submissions)
    assert all((office.inbox / f"{s.place}.giay-bao.html").is_file() for s in submissions)
    hashes = [a.sha256 for s in submissions for a in s.arrivals if a.kind is not Kind.AGAIN]
    assert len(hashes) == len(set(hashes))
    assert list((office.own / "tam").glob("*")) == []
