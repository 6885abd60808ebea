"""Intake under load: many submissions, kills at random moments, writers at work meanwhile.

python -m benchmarks.intake many [1000] | kills [200] | steps | writers [10]
"""

import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.intake.crash import bytes_of, check_whole, kill_after
from tests.intake.office import Office, article, picture
from tests.intake.test_crash import fill, run_until_step

_FOLDERS = ("bao-lac", "Bảo Lâm", "ha-quang", "thong-nong", "Hạ Lang")
_WORDS = (
    "cỏ bò nương xóm bản suối đường lớp sách rừng nước giống ngô lợn gà chợ phiên trẻ bạn thôn đoàn hội"
    " ngày mùa sáng chiều cùng làm đi về dựng trồng học góp chung vui khỏe xanh mới xa gần cao thấp nhỏ to"
).split()


def text(number: int, words: int = 300) -> str:
    """An invented text of that many words, another one for each number."""
    chance = random.Random(number)
    sentences = [" ".join(chance.choices(_WORDS, k=12)).capitalize() + "." for _ in range(words // 12)]
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def drop(office: Office, number: int) -> bool:
    """A submission, one in ten without a title, one in five with a photo; whether it is an article."""
    folder, good = _FOLDERS[number % len(_FOLDERS)], number % 10 != 7
    title = f"Bài mẫu số {number}" if good else ""
    photo = f'\n\n![Ảnh mẫu](anh-{number}.jpg "Ảnh mẫu. Ảnh: Người mẫu")\n' if number % 5 == 0 else ""
    if photo:
        office.drop(f"anh-{number}.jpg", picture(number, (1600, 1200)), folder)
    office.drop(f"bai-{number}.md", article(title, "co", f"\n{text(number)}{photo}"), folder)
    return good


def many(count: int = 1000) -> None:
    """Time and memory of one run over many submissions, and of one with nothing to do after it."""
    office = _office()
    good = sum(drop(office, n) for n in range(count))
    sent = bytes_of(office.inbox)
    seconds = _timed(office.run)
    check_whole(office, sent, good)
    again = _timed(office.run)
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{count} submissions: {seconds:.1f} s, {seconds / count * 1000:.1f} ms each;"
        f" nothing to do: {again:.2f} s; {own} MB, each worker {children} MB"
    )


def kills(count: int = 200) -> None:
    """Kill -9 at random moments over batches of 100 submissions; each batch ends with a run in peace."""
    killed, batch = 0, 0
    while killed < count:
        batch += 1
        office = _office()
        good = sum(drop(office, n) for n in range(100))
        sent = bytes_of(office.inbox)
        left = True
        while left and killed < count:
            left = kill_after(office, random.uniform(0.05, 3.0))
            killed += left
        office.run()
        check_whole(office, sent, good)
        shutil.rmtree(office.root)
    print(f"{killed} kills over {batch} batches of 100: nothing lost, nothing doubled, every register whole")


def steps() -> None:
    """A crash before, and one after, every single step of a run."""
    for after in (False, True):
        number, died = 0, True
        while died:
            number += 1
            office = _office()
            sent, articles = fill(office)
            died = run_until_step(office, number, after=after)
            office.run()
            check_whole(office, sent, articles)
            shutil.rmtree(office.root)
        print(f"a crash {'after' if after else 'before'} each of {number - 1} steps: nothing lost or doubled")


def writers(count: int = 10, each: int = 20) -> None:
    """Writers that drop files slowly, piece by piece, while intake runs again and again."""
    office = _office()
    good, sent = 0, Counter[str]()
    for number in range(count * each):
        good += drop(office, number)
    sent = bytes_of(office.inbox)
    waiting = {name: (office.inbox / name).read_bytes() for name in office.shared()}
    for name in waiting:
        (office.inbox / name).unlink()
    children = [_writer(office.inbox, list(waiting.items())[n::count]) for n in range(count)]
    started, runs = time.monotonic(), 0
    while children or office.run(settle=0.3).moving:
        children = [c for c in children if not os.waitpid(c, os.WNOHANG)[0]]
        office.run(settle=0.3, wait=False)
        runs += 1
    office.run(settle=0.3)
    check_whole(office, sent, good)
    seconds = time.monotonic() - started
    print(f"{count} writers, {count * each} submissions, {runs} runs meanwhile: {seconds:.1f} s")


def _writer(inbox: Path, files: list[tuple[str, bytes]]) -> int:
    child = os.fork()
    if child:
        return child
    for name, data in files:
        with (inbox / name).open("wb", buffering=0) as out:
            for start in range(0, len(data), max(1, len(data) // 4)):
                out.write(data[start : start + max(1, len(data) // 4)])
                time.sleep(random.uniform(0.0, 0.08))
    os._exit(0)


def _timed(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _office() -> Office:
    return Office(Path(tempfile.mkdtemp(prefix="intake-")), processes=None)


if __name__ == "__main__":
    name, *numbers = sys.argv[1:] or ["many"]
    {"many": many, "kills": kills, "steps": steps, "writers": writers}[name](*map(int, numbers))
