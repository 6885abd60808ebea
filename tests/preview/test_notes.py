"""What the page says of problems."""

import json
import os
from pathlib import Path

import jinja2
import pytest

from plugins.core.parallel import ordered_map
from plugins.core.problem import Problem, Severity
from plugins.output.templates import load_words, make_environment
from plugins.preview.notes import MOST, Group, Note, from_plain, of_error, of_problems, to_plain

FAULT = Problem("a.md", 3, "field-missing", "Thiếu “Ngày”.", "Thêm dòng “Ngày: …”.")
OTHER = Problem("b.md", 0, "encoding-broken", "Tệp hỏng.", "Lưu lại bằng UTF-8.")
DRAFT = Problem("c.md", 7, "state-draft", "Bài còn là nháp.", "Đổi trạng thái.", Severity.WAITING)
ADVICE = Problem("d.md", 1, "title-long", "Tít dài.", "Rút ngắn.", Severity.ADVICE)


def test_faults_and_what_keeps_back_the_source_in_hand() -> None:
    assert of_problems([FAULT, OTHER, DRAFT, ADVICE], ["b.md", "c.md"]) == (
        Group(
            "Phải sửa (2 lỗi trong 2 tệp)",
            (
                Note("b.md", "Tệp hỏng.", "Lưu lại bằng UTF-8.", "encoding-broken"),
                Note("a.md, dòng 3", "Thiếu “Ngày”.", "Thêm dòng “Ngày: …”.", "field-missing"),
            ),
        ),
        Group("Chưa đăng (1)", (Note("c.md, dòng 7", "Bài còn là nháp.", "Đổi trạng thái.", "state-draft"),)),
    )


def test_advice_and_drafts_of_others_are_no_alarm() -> None:
    assert of_problems([DRAFT, ADVICE], ["a.md"]) == ()


def test_many_are_cut_short() -> None:
    many = [Problem("a.md", n, "x", "Sai.", "Sửa.") for n in range(1, MOST + 4)]
    (group,) = of_problems(many, [])
    assert len(group.notes) == MOST + 1
    assert group.notes[-1] == Note("", "… và 3 lỗi nữa.", "Xem tất cả: python3 tasks.py check")


def test_groups_go_through_json() -> None:
    groups = of_problems([FAULT, DRAFT], ["c.md"])
    assert from_plain(json.loads(json.dumps(to_plain(groups)))) == groups


def told(theme: Path, error: Exception) -> Note:
    (group,) = of_error(error, theme)
    assert group.title == "Chưa dựng được trang; đang xem bản cũ"
    (note,) = group.notes
    return note


def broken(theme: Path, template: str) -> Exception:
    folder = theme / "components" / "card"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.html").write_text(template, encoding="utf-8")
    with pytest.raises(jinja2.TemplateError) as caught:
        make_environment(theme).get_template("components/card/card.html").render(page=1)
    return caught.value


@pytest.mark.parametrize(
    ("template", "note"),
    [
        (
            "<p>\n{% if page %}\n",
            Note(
                "theme/components/card/card.html, dòng 2",
                "Mẫu trang viết sai cú pháp. Jinja báo: Unexpected end of template. Jinja was looking for "
                "the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be "
                "closed is 'if'.",
                "Sửa tệp ấy rồi lưu lại.",
                "template-syntax",
            ),
        ),
        (
            "<p>\n\n{{ nobody }}\n",
            Note(
                "theme/components/card/card.html, dòng 3",
                "Mẫu trang gọi tên không có. Jinja báo: 'nobody' is undefined",
                "Sửa tệp ấy rồi lưu lại.",
                "template-name",
            ),
        ),
        (
            "{% include 'components/none.html' %}",
            Note(
                "theme/components/card/card.html, dòng 1",
                "Mẫu trang gọi tệp không có: theme/components/none.html",
                "Sửa tệp ấy rồi lưu lại.",
                "template-missing",
            ),
        ),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, template: str, note: Note) -> None:
    assert told(tmp_path, broken(tmp_path, template)) == note


def test_a_template_that_breaks_in_another_process_is_named_too(tmp_path: Path) -> None:
    broken(tmp_path, "\n{{ nobody }}")
    template = make_environment(tmp_path).get_template("components/card/card.html")
    with pytest.raises(jinja2.UndefinedError) as caught:
        list(ordered_map(lambda n: template.render(page=n), range(2), processes=2))
    assert told(tmp_path, caught.value).where == "theme/components/card/card.html, dòng 2"


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "budget.toml").write_text("a = 1\n")
    (tmp_path / "strings.toml").write_text("[site]\nskip = \n", encoding="utf-8")
    with pytest.raises(ValueError, match="Invalid value") as caught:
        load_words(tmp_path)
    note = told(tmp_path, caught.value)
    assert (note.where, note.code) == ("theme/strings.toml, dòng 2", "toml")
    assert note.what.startswith("Tệp viết sai cú pháp TOML. Máy báo: Invalid value (at line 2")


def test_the_disk_and_our_own_faults() -> None:
    full = told(Path("theme"), OSError(28, os.strerror(28)))
    assert full.what == "Máy báo: [Errno 28] No space left on device."
    assert full.cure == "Hãy xem ổ đĩa còn chỗ không và có quyền ghi không."
    ours = told(Path("theme"), ZeroDivisionError("division by zero"))
    assert ours.what == "Phần mềm gặp lỗi: ZeroDivisionError: division by zero"
