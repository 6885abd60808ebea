"""The command, as people and services start it."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.cli.main import main
from tests.intake.office import ROOT, Office, article


def intake(office: Office, *more: str) -> subprocess.CompletedProcess[str]:
    return said_by(command(office, *more))


def said_by(line: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, cwd=ROOT, env=env(), capture_output=True, text=True, check=False)


def command(office: Office, *more: str) -> list[str]:
    folders = ("--inbox", str(office.inbox), "--content", str(office.content))
    return [sys.executable, "-m", "plugins.cli", "intake", *folders, "--cho", "0.2", *more]


def env() -> dict[str, str]:
    return os.environ | {"NEWSROOM_NOW": "2014-04-15T07:30", "PYTHONUNBUFFERED": "1"}


def test_all_taken_is_0_and_something_held_is_3(office: Office) -> None:
    office.drop("co.md", article(Huyện="Bảo Lạc"))
    done = intake(office)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Nhận 1 bài: 1 chờ duyệt, 0 chờ sửa.\n"
        "  BL-2014-0001 Bài mẫu trồng cỏ: chờ duyệt (bai-viet/2014/04/bai-mau-trong-co/index.md)\n"
    )
    office.drop("hong.md", article("Bài mẫu hai", "duong", Ngày="31/02/2014"))
    done = intake(office)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout == (
        "Nhận 1 bài: 0 chờ duyệt, 1 chờ sửa.\n"
        "  BL-2014-0002 Bài mẫu hai: chờ sửa\n"
        "\nĐang chờ người gửi sửa 1 bài:\n"
        "  BL-2014-0002 Bài mẫu hai: bao-lac/cho-sua/hong.md\n"
    )
    assert intake(office).returncode == 3  # it still waits


def test_what_makes_no_sense_is_said(office: Office, tmp_path: Path) -> None:
    done = said_by([*command(office)[:5], str(tmp_path / "khong-co")])
    assert (done.returncode, done.stderr) == (
        1, f"Không có thư mục {tmp_path / 'khong-co'}. Hãy xem lại --inbox.\n",
    )  # fmt: skip
    inside = said_by([*command(office)[:5], str(office.content), "--content", str(tmp_path)])
    assert (inside.returncode, inside.stderr) == (
        1, "Thư mục nhận bài và thư mục bài viết không được nằm trong nhau.\n",
    )  # fmt: skip


def test_a_register_that_was_changed_is_said(office: Office) -> None:
    office.drop("co.md", article(Huyện="Bảo Lạc"))
    intake(office)
    file = office.own / "so.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("trồng cỏ", "trồng rau"), encoding="utf-8")
    done = intake(office)
    assert done.returncode == 3
    assert done.stderr == (
        "Sổ tiếp nhận: dòng 1 không phải là dòng đã ghi lúc trước. Hãy so với bản sao lưu.\n"
    )


def test_a_full_disk_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.drop("co.md", article())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main([*command(office)[3:]]) == 1
    assert capsys.readouterr().err == ("Ổ đĩa đã đầy. Chưa có gì bị mất: hãy giải phóng chỗ rồi chạy lại.\n")
    assert office.shared() == ["bao-lac/co.md"]


def test_watching_takes_what_comes_and_stops_cleanly(office: Office) -> None:
    watching = subprocess.Popen(
        command(office, "--watch"),
        cwd=ROOT,
        env=env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        office.drop("co.md", article(Huyện="Bảo Lạc"))
        wait_for(office, "BL-2014-0001")
        office.drop("duong.md", article("Bài mẫu hai", "duong"))
        wait_for(office, "BL-2014-0002")
        watching.send_signal(signal.SIGTERM)
        out, error = watching.communicate(timeout=20)
    finally:
        watching.kill()
    assert (watching.returncode, error) == (0, "")
    said = [line.partition(" ")[2].partition(" ")[2] for line in out.splitlines()]
    assert said == [
        f"Bắt đầu trông thư mục {office.inbox}.",
        "BL-2014-0001 chờ duyệt: bao-lac/co.md",
        "BL-2014-0002 chờ duyệt: bao-lac/duong.md",
        "Dừng theo yêu cầu; không có bài nào dở dang.",
    ]
    assert (office.own / "nhat-ky.log").read_text(encoding="utf-8") == out


def wait_for(office: Office, code: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        file = office.own / "so.jsonl"
        if file.exists() and f'"{code}","kind":"moved"' in file.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{code} was not taken")
