"""The commands, as people type them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.cli.main import NAMES
from tests.site.conftest import ROOT, run_task


@pytest.mark.parametrize("name", NAMES)
def test_every_task_has_help_in_vietnamese(name: str) -> None:
    done = run_task(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Cách dùng: tasks.py {name}")
    assert not re.search(r"\b(usage|options|positional|arguments|show this help)\b", done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_every_task_is_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["builld"], "Lệnh chưa đúng: LỆNH không thể là 'builld'"),
        (["new"], "Lệnh chưa đúng: thiếu tham số: --tit."),
        (["places"], "Lệnh chưa đúng: thiếu tham số: TỆP."),
        (["build", "--fast"], "Lệnh chưa đúng: không có tham số: --fast."),
        (
            ["serve", "--port", "tám"],
            "Lệnh chưa đúng: giá trị của --port phải là số nguyên, không phải 'tám'.",
        ),
        (["places", "x.md", "--date", "31/2/2014"], "Không có ngày 31/2/2014 trong lịch."),
        ([], "Lệnh chưa đúng: thiếu tham số: LỆNH."),
    ],
)
def test_a_wrong_command_line_is_explained_in_vietnamese(arguments: list[str], sentence: str) -> None:
    done = run_task(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Xem hướng dẫn: tasks.py" in done.stderr


def test_invoke_runs_the_same_tasks(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Tin từ xã Xuân Trường, huyện Bảo Lạc.", encoding="utf-8")
    second.write_text("Không có tên nơi nào.", encoding="utf-8")
    invoke = Path(sys.executable).with_name("invoke")
    by_invoke = subprocess.run(
        [invoke, "places", first, second, "--date", "2014-04-15", "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    ours = run_task("places", first, second, "--date", "2014-04-15", "--json")
    assert by_invoke.stdout == ours.stdout
    assert len(ours.stdout.splitlines()) == 2


def test_places_gives_one_object_a_line_in_the_order_given(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    texts = ("Xã Xuân Trường, huyện Bảo Lạc.", "Chẳng có gì.", "Lớp tập huấn tại xã Thị Hoa, huyện Hạ Lang.")
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    done = run_task("places", *files, "--date", "2014-04-15", "--json")
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [f["file"] for f in found] == [str(f) for f in files]
    assert {(p["name"], p["level"], p["district"], p["code"]) for p in found[0]["places"]} == {
        ("Xuân Trường", "commune", "Bảo Lạc", "01339"),
        ("Bảo Lạc", "district", "Bảo Lạc", "043"),
    }
    assert set(found[0]["places"][0]) == {"name", "level", "district", "code", "valid_from", "evidence"}
    assert found[1]["places"] == found[1]["doubtful"] == []


def test_an_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Huyện Bảo Lạc.", encoding="utf-8")
    done = run_task("places", tmp_path / "none.txt", good, "--json")
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(good)]
    assert "none.txt" in done.stderr


def test_new_makes_an_article_that_only_waits_to_be_filled(tmp_path: Path) -> None:
    arguments = ("new", "--content", tmp_path, "--huyen", "Bảo Lạc", "--xa", "Xuân Trường")
    first = run_task(*arguments, "--tit", "Đường mới về bản", "--ngay", "15/4/2014")
    second = run_task(*arguments, "--tit", "Đường mới về bản", "--ngay", "15/4/2014")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    made = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*.md"))
    assert made == [
        "bai-viet/2014/04/duong-moi-ve-ban-2/index.md",
        "bai-viet/2014/04/duong-moi-ve-ban/index.md",
    ]
    check = run_task("check", "--content", tmp_path, "--json")
    severities = {json.loads(line)["severity"] for line in check.stdout.splitlines()}
    assert severities == {"waiting"}
    first_made = tmp_path / made[1]
    sent = first_made.read_text(encoding="utf-8").replace("Trạng thái: nháp", "Trạng thái: chờ duyệt")
    first_made.write_text(sent, encoding="utf-8")
    check = run_task("check", "--content", tmp_path, "--json")
    found = [json.loads(line) for line in check.stdout.splitlines()]
    faults = [f for f in found if f["severity"] == "fault"]
    assert {f["code"]: f"{f['line']}: {f['message']} {f['cure']}" for f in faults} == {
        "template-standfirst": (
            "7: Tóm tắt vẫn là câu ví dụ của mẫu. Viết tóm tắt cho chính bài này: một, hai câu."
        ),
        "template-body": (
            "10: Dòng “Đoạn mở đầu trả lời sáu câu hỏi: ai, làm…” là lời hướng dẫn của mẫu."
            " Xóa mọi dòng hướng dẫn, chỉ giữ lời bài."
        ),
    }


def test_new_refuses_a_place_that_is_not_there(tmp_path: Path) -> None:
    done = run_task(
        "new", "--content", tmp_path, "--huyen", "Bảo Lâm", "--xa", "Xuân Trường", "--tit", "Thử",
        "--ngay", "15/4/2014",
    )  # fmt: skip
    assert done.returncode == 1
    assert "Xuân Trường" in done.stderr
    assert "Bảo Lạc" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_of_a_missing_file_says_so() -> None:
    done = run_task("check", "khong-co.md")
    assert (done.returncode, done.stderr) == (1, "Không có tệp hay thư mục khong-co.md.\n")


def test_build_of_a_missing_folder_says_so() -> None:
    done = run_task("build", "--content", "khong-co")
    assert (done.returncode, done.stderr) == (1, "Không có thư mục khong-co. Hãy xem lại --content.\n")


@pytest.mark.parametrize("name", [".", "output", "bai-viet/output"])
def test_build_never_writes_into_its_sources(tmp_path: Path, name: str) -> None:
    (tmp_path / "bai-viet").mkdir()
    done = run_task("build", "--content", tmp_path, "--output", tmp_path / name)
    assert (done.returncode, done.stderr) == (
        1,
        "Thư mục trang không được nằm trong thư mục bài viết. Hãy đổi --output.\n",
    )
    assert [p.name for p in tmp_path.iterdir()] == ["bai-viet"]


@pytest.mark.parametrize("title", ["", " ", "x" * 400, "<b>x</b>"])
def test_new_explains_a_title_it_cannot_take(tmp_path: Path, title: str) -> None:
    done = run_task("new", "--content", tmp_path, "--tit", title)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.rglob("*.md")) == []


def test_broken_site_data_is_named_by_every_command(tmp_path: Path) -> None:
    (tmp_path / "chuyen-muc.toml").write_text("[[chuyen_muc]]", encoding="utf-8")
    for command in (["check"], ["new", "--tit", "Thử"], ["build", "--output", tmp_path.parent / "o"]):
        done = run_task(*command, "--content", tmp_path)
        assert done.returncode == 1
        assert "chuyen-muc.toml: một mục thiếu “ten = …”." in done.stderr
        assert "Traceback" not in done.stderr


def test_new_writes_names_as_the_gazetteer_does(tmp_path: Path) -> None:
    done = run_task(
        "new", "--content", tmp_path, "--huyen", "huyen bao lac", "--xa", "xuan truong", "--tit", "Thử",
        "--ngay", "15/4/2014",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = next(tmp_path.rglob("index.md")).read_text(encoding="utf-8")
    assert "\nHuyện: Bảo Lạc\nXã: Xuân Trường\nTác giả: Huyện Đoàn Bảo Lạc\n" in text


def test_new_of_today_needs_no_district_and_says_how_to_write_for_an_earlier_day(tmp_path: Path) -> None:
    today = run_task("new", "--content", tmp_path, "--xa", "Xuân Trường", "--tit", "Thử")
    assert today.returncode == 0, today.stderr
    assert "Tác giả: Đoàn xã Xuân Trường\n" in next(tmp_path.rglob("index.md")).read_text(encoding="utf-8")
    old = run_task("new", "--content", tmp_path, "--huyen", "Bảo Lạc", "--tit", "Thử")
    assert old.returncode == 1
    assert "--ngay 15/04/2014" in old.stderr


@pytest.mark.parametrize(("now", "code"), [("15/04/2014", 0), ("2014-04-15", 0), ("hôm nào", 1)])
def test_another_moment_is_written_like_any_date(tmp_path: Path, now: str, code: int) -> None:
    done = run_task("build", "--content", tmp_path, "--output", tmp_path.parent / "site", now=now)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
