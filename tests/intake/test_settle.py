"""Files that are still being copied are left alone."""

import os
import threading
import time
from pathlib import Path

import pytest

from plugins.intake import finish, staging
from tests.intake.crash import bytes_of, check_whole
from tests.intake.office import Office, article, picture, zipped


def age(file: Path, seconds: float) -> None:
    """The file says it was written so long ago; when it came into the folder the system knows itself."""
    then = time.time() - seconds
    os.utime(file, (then, then))


def test_one_look_is_never_enough(office: Office) -> None:
    age(office.drop("co.md", article()), 3600)
    report = office.run(settle=30.0, wait=False)
    assert [u.path for u in report.moving] == ["bao-lac/co.md"]
    assert [left.message for left in report.left] == ["“co.md” đang được chép vào."]
    assert "“co.md” đang được chép vào.\n  → Không phải làm gì: chép xong máy sẽ tự nhận." in office.status()
    assert not report.all_taken


def test_an_old_time_of_writing_that_a_copy_keeps_proves_nothing(office: Office) -> None:
    age(office.drop("co.md", article()), 3600)
    for _ in range(2):
        assert office.run(settle=30.0, wait=False).moving  # it came into the folder just now


def test_a_file_that_grows_is_taken_when_it_stands_still(office: Office) -> None:
    text = article(more="Câu cuối.").encode()
    file = office.drop("co.md", text[:60])

    def go_on() -> None:
        for end in range(100, len(text) + 40, 40):
            time.sleep(0.04)
            file.write_bytes(text[:end])

    writer = threading.Thread(target=go_on)
    writer.start()
    report = office.run(settle=0.3)
    writer.join()
    assert report.all_taken
    assert "Câu cuối." in (office.content / "bai-viet/2014/04/bai-mau-trong-co/index.md").read_text("utf-8")


def test_a_run_without_patience_is_followed_by_one_that_remembers(office: Office) -> None:
    office.drop("co.md", article())
    assert office.run(settle=0.6, wait=False).moving
    time.sleep(0.4)
    assert office.run(settle=0.6, wait=False).all_taken


def test_a_file_from_the_future_is_taken_once_it_was_seen_long_enough(office: Office) -> None:
    age(office.drop("co.md", article()), -86_400)
    assert office.run(settle=0.2).all_taken


def test_a_zip_without_its_end_is_still_being_copied_unless_it_is_old(office: Office) -> None:
    whole = zipped(bai_md=article())
    file = office.drop("goi.zip", whole[:-30])
    assert [u.name for u in office.run().moving] == ["goi.zip"]
    age(file, 3600)
    assert office.run().moving == ()
    assert "Tệp nén bị hỏng hoặc chép chưa hết." in office.receipt("BL-2014-0001")


def test_a_folder_is_taken_when_all_of_it_stands_still(office: Office) -> None:
    office.drop("Bài/bai.md", article(more='\n![Hai người](a.jpg "Làm. Ảnh: Người Mẫu")'))
    office.run(settle=0.3, wait=False)
    time.sleep(0.35)
    office.drop("Bài/a.jpg", picture())
    assert office.run(settle=0.3, wait=False).moving, "a photo came: it does not stand still yet"
    time.sleep(0.35)
    assert office.run(settle=0.3, wait=False).all_taken
    assert office.drafts() == ["2014/04/bai-mau-trong-co/a.jpg", "2014/04/bai-mau-trong-co/index.md"]


def test_what_was_remembered_may_be_lost_or_broken(office: Office) -> None:
    office.drop("co.md", article())
    office.run(settle=9.0, wait=False)
    for rubbish in (b"", b"{", b"[1]", b'{"bao-lac/co.md": 3}'):
        (office.own / "nhin.json").write_bytes(rubbish)
        assert office.run(settle=9.0, wait=False).moving


def test_writers_at_work_while_intake_runs(tmp_path: Path) -> None:
    office = Office(tmp_path)
    topics = ("co", "duong", "sach", "lon", "rung", "nuoc")
    files = {f"bai-{n}.md": article(f"Bài mẫu số {n}", topic).encode() for n, topic in enumerate(topics)}

    def write(name: str, data: bytes) -> None:
        with (office.inbox / "bao-lac" / name).open("wb", buffering=0) as out:
            for start in range(0, len(data), 50):
                out.write(data[start : start + 50])
                time.sleep(0.02)

    writers = [threading.Thread(target=write, args=item) for item in files.items()]
    for writer in writers:
        writer.start()
    while any(w.is_alive() for w in writers):
        office.run(settle=0.15, wait=False)
    office.run(settle=0.15)
    sent = Office(tmp_path / "b")
    for name, data in files.items():
        sent.drop(name, data)
    check_whole(office, bytes_of(sent.inbox), len(files))


@pytest.mark.parametrize("changed_at", ["copy", "move"])
def test_a_file_that_changes_under_our_hands_is_read_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch, changed_at: str
) -> None:
    office.drop("co.md", article())
    owner, name = (staging, "_copy") if changed_at == "copy" else (finish.Finisher, "_move")
    real = getattr(owner, name)

    def then_change(*args: object) -> object:
        office.drop("co.md", article(more="Câu thêm vào lúc chót."))
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, then_change)
        office.run()
    office.run()
    assert len(office.states()) == 1
    kept = "".join((office.inbox / p).read_text("utf-8") for p in office.shared())
    assert "Câu thêm vào lúc chót." in kept
    assert not [p for p in office.shared() if p.count("/") == 1], "nothing lies about"
