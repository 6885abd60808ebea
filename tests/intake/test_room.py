"""Folders entered without following a link."""

import os
from pathlib import Path

import pytest

from plugins.intake.room import NotPlain, enter, enter_path


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "chia-se"
    (share / "bao-lac").mkdir(parents=True)
    (share / "bao-lac/bai.md").write_text("bài", encoding="utf-8")
    (tmp_path / "rieng").mkdir()
    (tmp_path / "rieng/mat.md").write_text("mật", encoding="utf-8")
    return share


def test_a_plain_file_is_read(share: Path) -> None:
    with enter_path(share, "bao-lac") as room:
        assert room.read("bai.md") == "bài".encode()
        assert [(x.name, x.is_file, x.size) for x in room.looks()] == [("bai.md", True, 4)]


def test_neither_a_link_nor_what_is_behind_one_is_opened(share: Path, tmp_path: Path) -> None:
    (share / "bao-lac/lien-ket.md").symlink_to(tmp_path / "rieng/mat.md")
    (share / "ngoai").symlink_to(tmp_path / "rieng")
    with enter_path(share, "bao-lac") as room:
        with pytest.raises(NotPlain), room.open("lien-ket.md"):
            pass
        assert room.read("lien-ket.md") is None
        look = room.look("lien-ket.md")
        assert look and not look.is_file and not look.is_folder
    with pytest.raises(OSError), enter_path(share, "ngoai"):
        pass


@pytest.mark.parametrize("name", ["../rieng", "..", ".", "", "a/b", "a\0b"])
def test_no_name_leads_elsewhere(share: Path, name: str) -> None:
    with enter(share) as room, pytest.raises(OSError), room.enter(name):
        pass


def test_a_fifo_does_not_stop_us(share: Path) -> None:
    os.mkfifo(share / "ong.md")
    with enter(share) as room:
        with pytest.raises(NotPlain), room.open("ong.md"):
            pass
        assert room.read("ong.md") is None


def test_a_file_is_moved_and_never_over_another(share: Path) -> None:
    with enter_path(share, "bao-lac") as here, enter_path(share, "bao-lac/da-nhan", make=True) as there:
        here.move("bai.md", there, "bai.md")
        (share / "bao-lac/bai.md").write_text("mới", encoding="utf-8")
        with pytest.raises(FileExistsError):
            here.move("bai.md", there, "bai.md")
    assert (share / "bao-lac/da-nhan/bai.md").read_text(encoding="utf-8") == "bài"
    assert (share / "bao-lac/bai.md").read_text(encoding="utf-8") == "mới"


def test_a_folder_of_ours_that_became_a_link_is_not_written_through(share: Path, tmp_path: Path) -> None:
    (share / "bao-lac/da-nhan").symlink_to(tmp_path / "rieng")
    with pytest.raises(OSError), enter_path(share, "bao-lac/da-nhan/BL-2014-0001", make=True):
        pass
    assert [f.name for f in (tmp_path / "rieng").iterdir()] == ["mat.md"]


def test_writing_goes_over_a_link_and_not_through_it(share: Path, tmp_path: Path) -> None:
    (share / "giay.txt").symlink_to(tmp_path / "rieng/mat.md")
    (share / ".giay-bao.tmp").write_text("dở", encoding="utf-8")
    with enter(share) as room:
        room.write("giay.txt", b"giay bao")
    assert (share / "giay.txt").read_bytes() == b"giay bao"
    assert not (share / "giay.txt").is_symlink()
    assert (tmp_path / "rieng/mat.md").read_text(encoding="utf-8") == "mật"
    assert not (share / ".giay-bao.tmp").exists()
