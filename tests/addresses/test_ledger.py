"""The ledger is a text that people and git can handle, and says again what it has read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.addresses.ledger import load_ledger, parse, written
from plugins.addresses.model import Entry, Ledger
from plugins.core.site import SiteDataError

SLUG = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)
PATH = st.lists(SLUG, max_size=3).map(lambda parts: "/" + "".join(f"{p}/" for p in parts))
SOURCE = st.sampled_from(["bai-viet/a.md", "bai-viet/có dấu cách/index.md", "trang/→ lạ.md"])
ENTRY = st.one_of(
    st.builds(Entry, PATH),
    st.builds(Entry, PATH, SOURCE, st.just("0123456789abcdef")),
    st.builds(lambda path, to: Entry(path, moved_to=to), PATH, PATH),
    st.builds(lambda path: Entry(path, gone=True), PATH),
)


def entries(ledger: Ledger) -> list[tuple[str, str, str, str, bool]]:
    return [(e.path, e.source, e.mark, e.moved_to, e.gone) for e in ledger.entries.values()]


@given(st.lists(ENTRY, unique_by=lambda e: e.path))
def test_what_is_written_is_read_again(made: list[Entry]) -> None:
    ledger = parse(written(made))
    assert ledger.faults == ()
    assert entries(ledger) == [
        (e.path, e.source, e.mark, e.moved_to, e.gone) for e in sorted(made, key=lambda e: e.path)
    ]


def test_it_is_one_sorted_line_an_address() -> None:
    made = [
        Entry("/tin/2014/04/b/", gone=True),
        Entry("/tin/2014/04/a/", moved_to="/tin/2014/05/a/"),
        Entry("/", ""),
        Entry("/tin/2014/05/a/", "bai-viet/2014/05/a/index.md", "0123456789abcdef"),
    ]
    assert [line for line in written(made).splitlines() if not line.startswith("#")] == [
        "/",
        "/tin/2014/04/a/ → /tin/2014/05/a/",
        "/tin/2014/04/b/ đã gỡ",
        "/tin/2014/05/a/ = 0123456789abcdef bai-viet/2014/05/a/index.md",
    ]


@pytest.mark.parametrize(
    "line", ["/a/ → /b/", "/a/ -> /b/", "/a/->/b/", "  /a/  →  /b/  ", "\ufeff/a/ → /b/\r"]
)
def test_an_editor_may_write_it_by_hand(tmp_path: Path, line: str) -> None:
    file = tmp_path / "dia-chi.txt"
    file.write_bytes(line.encode())
    ledger = load_ledger(file)
    assert ledger is not None
    assert entries(ledger) == [("/a/", "", "", "/b/", False)]


def test_marks_in_their_other_form_are_the_same() -> None:
    assert entries(parse("/a/ đa\u0303 gơ\u0303\n")) == [("/a/", "", "", "", True)]


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "=======", "a/", "/a/ →", "/A/", "/a", "/a/ gỡ", "/../"])
def test_a_line_that_is_no_address_is_a_fault_with_its_number(line: str) -> None:
    ledger = parse(f"/x/\n{line}\n/y/\n")
    assert [(f.line, f.code) for f in ledger.faults] == [(2, "ledger-line")]
    assert ledger.faults[0].message == f"Không hiểu dòng “{line}” trong sổ địa chỉ."
    assert [*ledger.entries] == ["/x/", "/y/"]


def test_of_two_lines_that_a_merge_has_left_the_decision_counts() -> None:
    both = "/a/ = 0123456789abcdef x.md\n/a/ → /b/\n/a/ = 1123456789abcdef x.md\n"
    assert entries(parse(both)) == [("/a/", "", "", "/b/", False)]
    faults = parse("/a/ → /b/\n/a/ → /c/\n").faults
    assert [(f.line, f.code, f.message) for f in faults] == [
        (2, "ledger-contradiction", "Địa chỉ /a/ đã có ở dòng 1, và hai dòng nói khác nhau.")
    ]


def test_no_file_is_no_ledger_and_a_strange_one_an_error(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "dia-chi.txt") is None
    (tmp_path / "dia-chi.txt").write_bytes("/a/ đã gỡ".encode("utf-16"))
    with pytest.raises(SiteDataError, match="Hãy lưu tệp bằng UTF-8"):
        load_ledger(tmp_path / "dia-chi.txt")
    (tmp_path / "so").symlink_to(tmp_path / "dia-chi.txt")
    with pytest.raises(SiteDataError, match="không phải là một tệp thường"):
        load_ledger(tmp_path / "so")
