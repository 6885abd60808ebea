"""Two equal values have one digest, two different ones never, in every process."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.stamps import (
    TICK_NS,
    Digester,
    FileStamp,
    code_digest,
    files_below,
    folder_contents,
    folder_digest,
)
from plugins.places.model import Level

PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.sampled_from(Level)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner))


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    inner: object = None


@dataclass(frozen=True, slots=True)
class Marked:
    words: str
    stamp: bytes = b""


@given(VALUES, VALUES)
def test_digests_are_equal_where_values_are(one: object, other: object) -> None:
    same = repr(one) == repr(other)  # True == 1, but they are not shown alike
    assert (Digester()(one) == Digester()(other)) == same
    assert (Digester()(Thing("a", one)) == Digester()(Thing("a", other))) == same


def test_what_stands_where_counts() -> None:
    digest = Digester()
    values = [("ab", "c"), ("a", "bc"), ("abc",), "abc", ("a", ("b", "c")), Thing("abc"), ()]
    assert len({digest(v) for v in values}) == len(values)


def test_a_stamp_stands_for_its_thing() -> None:
    digest = Digester()
    assert digest(Marked("one", b"x" * 16)) == digest(Marked("two", b"x" * 16)) == b"x" * 16
    assert digest(Marked("one")) != digest(Marked("two"))
    assert digest((Marked("one", b"x" * 16),)) != digest((Marked("one", b"y" * 16),))


def test_a_thing_without_a_value_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no value"):
        Digester()(("a", object()))


def test_another_process_finds_the_same() -> None:
    value = (Thing("Bảo Lạc", date(2014, 3, 31)), Level.COMMUNE, {"b": 1, "a": (None, True)})
    code = (
        "import sys, datetime\n"
        "from tests.core.test_stamps import *\n"
        "value = (Thing('Bảo Lạc', date(2014, 3, 31)), Level.COMMUNE, {'a': (None, True), 'b': 1})\n"
        "print(Digester()(value).hex())\n"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == Digester()(value).hex()


def test_an_object_that_is_gone_lends_its_digest_to_no_other() -> None:
    digest = Digester()
    found = {digest(Thing("x" * n, replace(Thing("inner"), name=str(n)))) for n in range(500)}
    assert len(found) == 500


def test_files_are_told_by_name_size_and_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "b.txt"
    file.write_text("one")
    before, contents = folder_digest(tmp_path), folder_contents(tmp_path)
    assert [path for path, _ in files_below(tmp_path)] == [str(file)]
    assert folder_digest(tmp_path) == before
    file.write_text("two!")
    assert folder_digest(tmp_path) != before
    assert folder_contents(tmp_path) != contents
    file.write_text("one")
    assert folder_contents(tmp_path) == contents
    os.utime(file, ns=(1, 1))
    changed = folder_digest(tmp_path)
    file.rename(tmp_path / "a" / "c.txt")
    assert folder_digest(tmp_path) != changed


def test_a_file_just_written_is_not_settled(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    os.utime(file, ns=(1, 1))  # cp -p and git restore old times: the system's own remains
    stamp = FileStamp.of(file.stat())
    assert not stamp.settled_before(time.time_ns())
    assert stamp.settled_before(time.time_ns() + 2 * TICK_NS)


def test_the_code_is_what_it_is() -> None:
    assert code_digest() == code_digest()
