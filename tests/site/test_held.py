"""A bad source never stops the site and never vanishes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.conftest import NOW, ROOT, Built, build, run_task
from tests.site.corpus import BAD, article, write_bad, write_good


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_good_articles_alone_are_all_published(good_site: Built) -> None:
    assert good_site.code == 0, good_site.err
    assert good_site.report["received"] == good_site.report["published"] == 200
    assert len(list(good_site.output.glob("tin/2014/*/*/index.html"))) == 200


def test_bad_ones_among_them_change_no_byte(good_site: Built, mixed_site: Built) -> None:
    assert mixed_site.code == 3
    assert files(mixed_site.output) == files(good_site.output)


def test_published_and_held_are_all_that_was_received(mixed_site: Built) -> None:
    report = mixed_site.report
    assert (report["received"], report["published"], len(report["held"])) == (210, 200, 10)


@pytest.mark.parametrize("name", BAD)
def test_each_bad_source_is_named_with_its_reason(mixed_site: Built, name: str) -> None:
    source = f"bai-viet/2014/05/{name}.md"
    held = {h["source"]: h["reasons"] for h in mixed_site.report["held"]}
    assert source in held
    assert all(reason["message"] and reason["cure"] for reason in held[source])
    assert BAD[name][1] in {reason["code"] for reason in held[source]} | {""}
    assert source in mixed_site.out


def test_nothing_of_a_held_article_is_in_the_output(mixed_site: Built) -> None:
    for file, data in files(mixed_site.output).items():
        text = data.decode("utf-8", errors="ignore")
        for title in ("Ngày chưa tới", "Bài nháp", "Đầu bài độc", "Chuyên mục lạ"):
            assert title not in text, file


def test_a_future_article_comes_out_at_its_hour(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "bai-viet"
    folder.mkdir(parents=True)
    (folder / "hen-gio.md").write_text(article("Bài hẹn giờ", "02/06/2014 07:30"), encoding="utf-8")
    before = build(tmp_path / "content", tmp_path / "output", now="2014-06-02T07:29:00+07:00")
    assert (before.code, before.report["published"]) == (3, 0)
    assert not any(b"hen-gio" in data for data in files(before.output).values())
    after = build(tmp_path / "content", tmp_path / "output", now="2014-06-02T07:30:00+07:00")
    assert (after.code, after.report["published"]) == (0, 1)
    assert "Bài hẹn giờ" in after.page("/tin/2014/06/hen-gio/")


def test_two_articles_with_one_title_get_two_addresses(tmp_path: Path) -> None:
    for folder, body in (("2014/04/mot", "Lời bài thứ nhất."), ("2014/04/hai", "Lời bài thứ hai.")):
        target = tmp_path / "content" / "bai-viet" / folder
        target.mkdir(parents=True)
        (target / "index.md").write_text(article("Cùng một tít", body=body), encoding="utf-8")
    built = build(tmp_path / "content", tmp_path / "output")
    assert built.code == 0
    assert "Lời bài thứ nhất." in built.page("/tin/2014/04/mot/")
    assert "Lời bài thứ hai." in built.page("/tin/2014/04/hai/")
    assert {a["code"] for a in built.report["advice"]} == {"title-repeated"}


def test_two_articles_with_one_file_name_get_two_addresses(tmp_path: Path) -> None:
    for folder in ("bao-lac", "ha-lang"):
        target = tmp_path / "content" / "bai-viet" / folder
        target.mkdir(parents=True)
        (target / "tin.md").write_text(article(f"Tin {folder}"), encoding="utf-8")
    built = build(tmp_path / "content", tmp_path / "output")
    assert built.code == 0
    assert "Tin bao-lac" in built.page("/tin/2014/04/tin/")
    assert "Tin ha-lang" in built.page("/tin/2014/04/tin-2/")


def test_a_broken_section_list_replaces_nothing(tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    write_good(content, 2)
    assert build(content, output).code == 0
    before = files(output)
    (content / "chuyen-muc.toml").write_text("[[chuyen_muc]]\nten = ", encoding="utf-8")
    built = build(content, output)
    assert built.code == 1
    assert "chuyen-muc.toml: không đọc được" in built.err
    assert files(output) == before


def test_two_builds_give_the_same_bytes(good_site: Built, tmp_path: Path) -> None:
    write_good(tmp_path / "content", 200)
    again = build(tmp_path / "content", tmp_path / "output")
    assert files(again.output) == files(good_site.output)


def test_check_names_the_faults_and_says_how_many(mixed_site: Built) -> None:
    content = mixed_site.output.parent / "content"
    done = run_task("check", "--content", content)
    assert done.returncode == 1
    assert "bai-viet/2014/05/utf-16.md" in done.stdout
    as_json = run_task("check", "--content", content, "--json")
    found = [json.loads(line) for line in as_json.stdout.splitlines()]
    assert {f["file"] for f in found} >= {f"bai-viet/2014/05/{name}.md" for name in BAD}


def test_check_of_one_file_speaks_of_that_file_only(mixed_site: Built) -> None:
    file = mixed_site.output.parent / "content/bai-viet/2014/05/khong-ngay.md"
    done: subprocess.CompletedProcess[str] = run_task("check", file, "--json")
    assert done.returncode == 1
    assert [json.loads(line)["code"] for line in done.stdout.splitlines()] == ["field-missing"]


def test_one_process_and_two_give_the_same_bytes(tmp_path: Path) -> None:
    """500 articles are enough to share; a machine that lets one core be used does the work alone."""
    for name in ("many", "one"):  # a content folder each: no build knows what the other has read
        write_good(tmp_path / name / "content", 500)
        write_bad(tmp_path / name / "content")
    shared = build(tmp_path / "many" / "content", tmp_path / "many" / "output")
    alone = subprocess.run(
        ["taskset", "-c", "0", sys.executable, "-m", "plugins.cli", "build", "--content",
         str(tmp_path / "one" / "content"), "--output", str(tmp_path / "one" / "output")],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_NOW": NOW},
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert (shared.code, alone.returncode) == (3, 3)
    for made in ("output", ".reports"):
        assert files(tmp_path / "many" / made) == files(tmp_path / "one" / made)


def test_an_article_without_author_and_summary_is_published_and_the_editor_told(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "bai-viet"
    folder.mkdir(parents=True)
    text = article("Thiếu hai trường", body="Đoạn **đầu** của bài, nói việc chính.\n\nĐoạn sau.")
    text = text.replace("Tác giả: Người viết thử\n", "").replace("Tóm tắt: Bài thử số một.\n", "")
    (folder / "thieu.md").write_text(text, encoding="utf-8")
    built = build(tmp_path / "content", tmp_path / "output")
    assert built.code == 0
    assert [a["message"] for a in built.report["advice"]] == [
        "Nên có trường “Tác giả”.",
        "Nên có trường “Tóm tắt”.",
    ]
    page = built.page("/tin/2014/04/thieu/")
    assert 'content="Đoạn đầu của bài, nói việc chính."' in page
    assert "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng" in page
