"""The issue file: what it makes, and exact sentences for what is wrong with it."""

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.markup import make_converter
from plugins.issues.keys import KEYS, TABLES, header, manual
from plugins.issues.model import IssueState
from plugins.issues.read import IssueContext, read_issue
from plugins.library.library import Library
from tests.issues.desk import SOUND, make_library, read_text, told
from tests.site.conftest import ROOT


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("library"))


def test_a_sound_issue(library: Library, tmp_path: Path) -> None:
    reading = read_text(tmp_path, library, SOUND)
    assert reading.problems == ()
    issue = reading.issue
    assert issue is not None
    assert (issue.title, issue.path, issue.state) == (
        "Bản tin Thanh niên số 4, tháng 4/2014", "/ban-tin/2014-04/", IssueState.APPROVED,
    )  # fmt: skip
    assert [(part.title, [a.title for a in part.articles]) for part in issue.parts] == [
        ("Tin các huyện", ["Bài một", "Bài hai"]),
        ("Gương", ["Gương hai", "Gương ba"]),  # newest first, at most two
    ]
    assert issue.cover.headline == "Bài một"
    assert issue.imprint.publisher == "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng"


def test_documents_and_duties_of_the_time(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    text = SOUND.replace("2014-04-30", "2014-04-01").replace(
        "so = 4", 'so = 4\nvan_ban = ["70-KH/TĐTN-TCKT"]'
    )
    issue = read_text(tmp_path / "x", library, text.replace("2014-04-01", "2014-04-10")).issue
    assert issue is not None
    assert [d.number for d in issue.documents] == ["70-KH/TĐTN-TCKT"]
    assert [d.duty.due.isoformat() for d in issue.duties if d.duty.due] == ["2014-04-30"]


def test_a_letter_and_a_cover_of_type(library: Library, tmp_path: Path) -> None:
    letter = '[thu]\nloi = """\nĐoạn *một*.\n\nĐoạn hai.\n"""\nky_ten = "Ban biên tập"\n'
    text = SOUND.replace("\n[[phan]]", f'\n[bia]\ntit = "Một tháng ở xã"\n\n{letter}\n[[phan]]', 1)
    reading = read_text(tmp_path, library, text)
    assert reading.problems == () and reading.issue and reading.issue.letter
    assert reading.issue.letter.body_html == "<p>Đoạn <em>một</em>.</p>\n<p>Đoạn hai.</p>"
    assert reading.issue.cover.headline == "Một tháng ở xã"


CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "invalid" / "issues.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_bad_issue_files(case: dict[str, Any], library: Library, tmp_path: Path) -> None:
    reading = read_text(tmp_path, library, case["text"], case.get("file", "2014-04.toml"))
    assert sorted(told(reading.problems)) == case["expect"]


def test_an_issue_file_that_is_no_utf_8(library: Library, tmp_path: Path) -> None:
    assert told(read_text(tmp_path, library, SOUND.encode("utf-16")).problems) == [
        "1 issue-encoding: Tệp không phải là chữ UTF-8. → Lưu lại tệp với bảng mã UTF-8."
    ]


def test_a_link_and_a_giant(library: Library, tmp_path: Path) -> None:
    assert told(read_text(tmp_path, library, "#" * 200_001).problems) == [
        "1 issue-too-large: Tệp nặng 200001 byte, quá mức 200000."
        " → Tệp số báo chỉ ghi tên bài, không chép lời bài."
    ]
    (tmp_path / "ban-tin" / "2014-05.toml").symlink_to(tmp_path / "ban-tin" / "2014-04.toml")
    context = IssueContext(library, make_converter())
    assert told(read_issue(tmp_path / "ban-tin" / "2014-05.toml", tmp_path, context).problems) == [
        "0 file-not-plain: Không phải là một tệp thường. → Hãy chép chính tệp ấy vào đây."
    ]


def test_the_manual_has_every_key_and_every_key_is_known(library: Library, tmp_path: Path) -> None:
    """Its table is made of the keys (plugins/issues/keys.py), and an issue may have all of them."""
    page = (ROOT / "content/trang/lam-ban-tin.md").read_text(encoding="utf-8")
    assert "\n".join(manual()) in page
    unknown = "\n".join(
        line
        for table in ("", *TABLES)
        for line in (header(table) if table else "", *(k.example for k in KEYS if k.table == table))
    )
    codes = {p.code for p in read_text(tmp_path, library, unknown).problems}
    assert "issue-unknown" not in codes and "issue-unreadable" not in codes


def test_the_manual_s_example_is_a_sound_issue(library: Library, tmp_path: Path) -> None:
    page = (ROOT / "content/trang/lam-ban-tin.md").read_text(encoding="utf-8")
    block = page.partition("## Một tệp đủ để ra báo\n\n")[2].partition("\n\nTên bài là")[0]
    text = block.replace("\n    ", "\n").removeprefix("    ")
    text = text.replace("trong-co", "bai-mot").replace("hop-xom", "bai-hai")
    assert told(read_text(tmp_path, library, text).problems) == []


def test_every_wrong_line_of_the_manual_is_cured_as_it_says(library: Library, tmp_path: Path) -> None:
    page = (ROOT / "content/trang/lam-ban-tin.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)`[^|]*\| `([^`]+)` \|$", page.partition("## Hay sai")[2], re.MULTILINE)
    assert len(rows) == 8
    for wrong, right in rows:
        problems = read_text(tmp_path, library, f"\n{wrong}\n").problems
        assert [p.line for p in problems if p.cure.endswith(f" {right}")] == [2], problems


_SIGNS = (
    "",
    '"',
    '"""',
    "[",
    "]",
    "[[",
    "=",
    ",",
    "\\",
    "#",
    "\n",
    "“",
    "’",
    ":",
    "\x00",
    "\x1b",
    "ngày",
    "'''",
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), st.sampled_from(_SIGNS)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200)
def test_whatever_is_typed_is_an_issue_or_told(
    library: Library, tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, str]]
) -> None:
    """No fault of an editor's is ours: each is told on a line of the file, in words a terminal may show."""
    text = SOUND
    for at, gone, sign in changes:
        text = text[:at] + sign + text[at + gone :]
    reading = read_text(tmp_path_factory.getbasetemp(), library, text)
    assert reading.issue or reading.problems
    for problem in reading.problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.message and problem.cure
        assert f"{problem.message}{problem.cure}".isprintable(), problem


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 190_000,
        "[" + " " * 190_000,
        'a = "' + '\\"' * 90_000,
        "[[phan]]\n" * 20_000,
        "[[phan]]\nbai = [" + '"x",' * 40_000 + "]",
        "a = " + "[" * 90_000,
        "[a]\n" * 40_000,
    ],
    ids=["spaces", "bracket", "quotes", "parts", "names", "nested", "tables"],
)
def test_a_file_made_to_be_slow_is_not(library: Library, tmp_path: Path, text: str) -> None:
    began = time.process_time()
    assert read_text(tmp_path, library, text).problems
    assert time.process_time() - began < 2
