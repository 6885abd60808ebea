"""What names of files tell, and the forms that are safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.intake.names import (
    MAX_NAME_BYTES,
    is_copy,
    is_litter,
    is_ours,
    safe_name,
    same_name,
    shown,
    stem,
)

LITTER = (
    "~$bai.docx", ".DS_Store", "Thumbs.db", "desktop.ini", ".~lock.bai.odt#", "bai.docx.tmp", "bai.part",
    "bai.docx.crdownload", ".stfolder", ".stversions", ".syncthing.bai.md.tmp", "~WRL0001.tmp", "bai.docx~",
    "bai.filepart", "._bai.docx", "__MACOSX", "Bài.lnk",
)  # fmt: skip


@pytest.mark.parametrize("name", LITTER)
def test_what_no_person_meant_to_send(name: str) -> None:
    assert is_litter(name)


@pytest.mark.parametrize("name", ["bai.docx", "Bài viết.md", "tmp.docx", "part 1.docx", "lock.txt", "a~b.md"])
def test_what_is_a_submission(name: str) -> None:
    assert not is_litter(name)


COPIES = (
    "bai viet (1).docx", "Bài viết - Copy.docx", "Bài viết - Copy (2).docx", "bai_viet copy 2.md",
    "Copy of Bai viet.docx", "Bản sao Bài viết.docx", "Bản sao của Bài viết.docx", "Bài viết - sao chép.docx",
    "Bài viết (bản sao).docx", "bai viet (An's conflicted copy 2014-04-15).docx",
    "bai viet (conflicted copy 2014-04-15 073000).md", "bai viet.sync-conflict-20140415-073000-ABCDEF1.docx",
    "Bản sao Bài viết (1) - Copy.docx", "Bài viết bản sửa.docx", "Bài viết sửa lần 2.docx",
    "Bài viết - bản cuối.docx",
)  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_has_the_stem_of_its_original(name: str) -> None:
    assert stem(name) == "bai viet"
    assert is_copy(name)
    assert stem(unicodedata.normalize("NFD", name)) == "bai viet"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bài viết.docx", "bai viet"),
        ("bai viet.md", "bai viet"),
        ("Hội nghị 31-3-2014.docx", "hoi nghi 31-3-2014"),
        ("Copy.docx", "copy"),
        ("(1).docx", "(1)"),
        ("Bài 1.docx", "bai 1"),
        ("v1.2 dự thảo", "v1.2 du thao"),
    ],
)
def test_what_is_no_copy(name: str, expected: str) -> None:
    assert (stem(name), is_copy(name)) == (expected, False)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("bài.docx", "bài.docx"),
        (unicodedata.normalize("NFD", "bài.docx"), "bài.docx"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\bai.docx", "C bai.docx"),
        ("con.md", "tep-con.md"),
        ("COM1", "tep-COM1"),
        ("aux.tar.md", "tep-aux.tar.md"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("a\x07b\nc.md", "a b c.md"),
        ("...", "tep"),
        ("  .md", "md"),
        ("-rf.md", "tep-rf.md"),
        ("bai. ", "bai"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ầ" * 200 + ".docx")
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name.endswith("ầ.docx")


@given(st.text(max_size=80))
def test_a_safe_name_is_safe_whatever_was_there(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('<>:"/\\|?*\0\n\r')
    assert len(safe.encode()) <= MAX_NAME_BYTES
    assert unicodedata.is_normalized("NFC", safe)


def test_names_that_some_system_takes_for_one_are_one() -> None:
    assert same_name("Bài.MD") == same_name(unicodedata.normalize("NFD", "bài.md"))
    assert same_name("bai.md") != same_name("bài.md")


def test_a_name_that_is_no_text_can_be_shown() -> None:
    broken = b"b\xe0i\x07.md".decode("utf-8", "surrogateescape")
    assert shown(broken) == "b\ufffdi\ufffd.md"


def test_our_own_answers() -> None:
    assert is_ours("bai.md.giay-bao.html")
    assert is_ours("tinh-trang.txt")
    assert not is_ours("tinh-trang.md")
    assert not is_ours("giay-bao.txt")
