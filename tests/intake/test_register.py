"""The register: append-only, chained, mended after a crash, and what it tells of a submission."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.intake.model import Kind, State
from plugins.intake.register import Register
from tests.intake.office import NOW


def arrive(register: Register, code: str, sha256: str = "a1", **about: object) -> None:
    register.record(
        code,
        State.RECEIVED,
        time=NOW,
        who="bao-lac",
        kind=Kind.ARRIVAL,
        revision=1,
        sha256=sha256,
        file="bao-lac/bai.md",
        **{"goal": "chờ duyệt", "folder": "bao-lac", "title": "Tít", "originals": [], **about},
    )


@pytest.fixture
def register(tmp_path: Path) -> Register:
    register = Register(tmp_path)
    arrive(register, "BL-2014-0001")
    register.record("BL-2014-0001", State.WAITING, time=NOW + timedelta(minutes=1), who="bao-lac", of=1)
    register.seal()
    return register


def test_every_event_is_one_line_of_json(register: Register) -> None:
    first, second = (register.folder / "so.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first) == {
        "n": 1,
        "time": "2014-04-15T07:30:00+07:00",
        "code": "BL-2014-0001",
        "kind": "arrival",
        "state": "nhận",
        "revision": 1,
        "sha256": "a1",
        "file": "bao-lac/bai.md",
        "who": "bao-lac",
        "about": {"goal": "chờ duyệt", "folder": "bao-lac", "title": "Tít", "originals": []},
        "chain": json.loads(first)["chain"],
    }
    assert json.loads(second)["state"] == "chờ duyệt"
    assert len({json.loads(first)["chain"], json.loads(second)["chain"]}) == 2


def test_a_register_read_again_says_the_same(register: Register) -> None:
    again = Register(register.folder)
    assert again.submissions() == register.submissions()
    assert again.faults == ()
    one = again.get("BL-2014-0001")
    assert (one.state, one.title, one.received, one.since) == (
        State.WAITING, "Tít", NOW, NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert again.with_content("a1") == one
    assert again.with_content("b2") is None


@pytest.mark.parametrize("torn", [b'{"n":3,"time":"2014', b"x", b'{"n":3}'])
def test_a_line_torn_by_a_crash_is_taken_off_and_kept(register: Register, torn: bytes) -> None:
    file = register.folder / "so.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole + torn)
    mended = Register(register.folder)
    assert mended.faults == ()
    assert file.read_bytes() == whole
    assert (register.folder / "so.rach").read_bytes() == torn + b"\n"
    mended.record("BL-2014-0001", State.APPROVED, time=NOW, who="biên tập")
    assert Register(register.folder).get("BL-2014-0001").state is State.APPROVED


def edited(lines: list[str]) -> list[str]:
    return [lines[0].replace("Tít", "Tật"), *lines[1:]]


def forged(lines: list[str]) -> list[str]:
    row = json.loads(lines[1])
    row["state"] = "đã duyệt"
    return [lines[0], json.dumps(row, ensure_ascii=False)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edited, "Sổ tiếp nhận: dòng 1 không phải là dòng đã ghi lúc trước."),
        (forged, "Sổ tiếp nhận: dòng 2 không phải là dòng đã ghi lúc trước."),
        (lambda lines: lines[1:], "Sổ tiếp nhận: dòng 1 không phải là dòng đã ghi lúc trước."),
        (lambda lines: [lines[1], lines[0]], "Sổ tiếp nhận: dòng 1 không phải là dòng đã ghi lúc trước."),
        (lambda lines: lines[:1], "Sổ tiếp nhận: trước có 2 dòng, nay chỉ còn 1."),
        (lambda lines: [*lines, "rác"], "Sổ tiếp nhận: dòng 3 không đọc được."),
    ],
)
def test_a_changed_register_shows(register: Register, change: object, said: str) -> None:
    file = register.folder / "so.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    assert callable(change)
    file.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")
    assert said in Register(register.folder).faults


def test_a_register_written_anew_from_the_start_shows_too(register: Register) -> None:
    (register.folder / "so.jsonl").unlink()
    arrive(Register(register.folder), "BL-2014-0001", sha256="b2")
    arrive(Register(register.folder), "BL-2014-0002")
    assert Register(register.folder).faults == (
        "Sổ tiếp nhận: 2 dòng đầu không phải là những dòng đã ghi lúc trước.",
    )


def test_a_note_is_of_its_state(register: Register) -> None:
    register.record("BL-2014-0001", State.HELD, time=NOW, who="Người Mẫu", note="Thiếu tên xóm.")
    one = register.get("BL-2014-0001")
    assert [(n.text, n.who, n.state) for n in one.notes] == [("Thiếu tên xóm.", "Người Mẫu", State.HELD)]


@given(
    st.lists(st.sampled_from(list(State)), max_size=12),
    st.datetimes(datetime(2014, 1, 1), datetime(2030, 1, 1)),
)
def test_any_run_of_states_reads_back(
    tmp_path_factory: pytest.TempPathFactory, states: list[State], day: datetime
) -> None:
    register = Register(tmp_path_factory.mktemp("so"))
    for state in states:
        register.record("BL-2014-0001", state, time=day.replace(tzinfo=NOW.tzinfo), who="x")
    again = Register(register.folder)
    assert again.faults == ()
    assert [s.state for s in again.submissions()] == states[-1:]
