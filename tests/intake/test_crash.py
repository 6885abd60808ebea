"""Whatever breaks off anywhere: run again, and nothing is lost and nothing doubled."""

import errno
import itertools
import os
import random
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.intake.register import Register, RegisterError
from plugins.intake.room import Room
from tests.intake.crash import bytes_of, check_whole, kill_after
from tests.intake.office import Office, article, picture, zipped


def fill(office: Office) -> tuple[Counter[str], int]:
    """One of each kind of submission; what was sent, and how many articles are in it."""
    office.drop("co.md", article("Bài mẫu một", "co"))
    office.drop("co (1).md", article("Bài mẫu một", "co", "Thêm một câu."))
    office.drop("hong.md", article("", "duong"))
    photo = '![Hai người làm đường](anh.jpg "Làm đường. Ảnh: Người mẫu")'
    office.drop("Sách/bai.txt", article("Bài mẫu hai", "sach", f"\n{photo}"))
    office.drop("Sách/anh.jpg", picture())
    office.drop("lon.zip", zipped(lon__bai_md=article("Bài mẫu ba", "lon")), "Bảo Lâm")
    return bytes_of(office.inbox), 3


# Everything that a run changes on the disk goes through one of these.
STEPS = [(os, "replace"), (os, "rename"), (os, "fsync"), (os, "mkdir"), (Room, "move"), (Room, "write"),
         (Path, "rename"), (Path, "replace"), (Path, "write_text"), (Register, "record")]  # fmt: skip


def run_until_step(office: Office, number: int, *, after: bool) -> bool:
    """Run in a process that dies before (or after) its step of that number; False where it has fewer."""
    child = os.fork()
    if child:
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, 9), "the run itself failed"
        return ended == 9
    steps = itertools.count(1)
    for owner, name in STEPS:
        done: Callable[..., object] = getattr(owner, name)

        def dying(*args: object, _done: Callable[..., object] = done, **options: object) -> object:
            this = next(steps) == number
            if this and not after:
                os._exit(9)
            try:
                return _done(*args, **options)
            finally:
                if this:
                    os._exit(9)

        setattr(owner, name, dying)
    try:
        office.run()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def test_a_crash_at_any_step_loses_and_doubles_nothing(tmp_path: Path) -> None:
    number, died = 0, True
    while died:
        number += 11  # every step: benchmarks/intake.py
        office = Office(tmp_path / str(number))
        sent, articles = fill(office)
        died = run_until_step(office, number, after=number % 2 == 0)
        office.run()
        check_whole(office, sent, articles)
    assert number > 150  # a run has about 200 steps


def test_kill_9_at_random_moments(tmp_path: Path) -> None:
    random.seed(4)
    office = Office(tmp_path, processes=2)
    sent, articles = fill(office)
    killed = 0
    for _ in range(8):
        killed += kill_after(office, random.uniform(0.02, 0.25))
    office.run()
    check_whole(office, sent, articles)
    assert killed >= 2


def test_a_run_killed_again_and_again_ends_like_one_that_was_not(tmp_path: Path) -> None:
    plain, hit = Office(tmp_path / "a"), Office(tmp_path / "b")
    for one in (plain, hit):
        fill(one)
    plain.run()
    for number in (30, 20, 25, 12, 40):
        run_until_step(hit, number, after=False)
    hit.run()
    assert hit.shared() == plain.shared()
    assert hit.drafts() == plain.drafts()
    assert hit.states() == plain.states()


def full_disk(*args: object, **options: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (Path, "write_text"), (os, "write")])
def test_a_full_disk_changes_nothing_that_cannot_be_gone_on_from(
    office: Office, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    sent, articles = fill(office)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, full_disk)
        with pytest.raises((RegisterError, OSError)):
            office.run()
        assert bytes_of(office.inbox) == sent
    office.run()
    check_whole(office, sent, articles)


def test_of_half_a_line_nothing_stays_in_the_register(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("co.md", article())
    office.run()
    before = (office.own / "so.jsonl").read_bytes()
    office.drop("duong.md", article("Bài mẫu hai", "duong"))
    write = os.write

    def half(descriptor: int, data: bytes) -> int:
        if data.startswith(b"{"):
            write(descriptor, data[: len(data) // 2])
            full_disk()
        return write(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(RegisterError, match="Không ghi được sổ tiếp nhận"):
            office.run()
    assert (office.own / "so.jsonl").read_bytes() == before
    office.run()
    assert office.states() == {"BL-2014-0001": "chờ duyệt", "BL-2014-0002": "chờ duyệt"}
