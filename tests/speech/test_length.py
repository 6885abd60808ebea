"""How long a script takes, and what to leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.speech.length import SYLLABLES_PER_MINUTE, Cut, reading_seconds, what_to_cut

PROSE = "Sáng nay, đoàn viên trong xóm cùng nhau sửa đường vào trường, rồi trồng cỏ cho đàn bò của bản.\n"


def test_ordinary_text_is_read_at_the_pace() -> None:
    syllables = len(PROSE.replace(",", "").split())
    pace = syllables * 20 / reading_seconds(PROSE * 20) * 60
    assert pace == pytest.approx(SYLLABLES_PER_MINUTE, rel=0.1)


def test_every_mark_and_line_is_a_pause() -> None:
    plain = reading_seconds("một hai ba bốn")
    pauses = [reading_seconds(f"một hai{mark} ba bốn") - plain for mark in (",", " -", ";", ":", ".", "?")]
    assert pauses == sorted(pauses)
    assert pauses[0] == pytest.approx(0.187, abs=0.001)
    assert pauses[-1] == pytest.approx(0.448, abs=0.001)
    assert reading_seconds("một hai\nba bốn") - plain == pytest.approx(0.597, abs=0.001)


def test_half_the_pace_takes_twice_as_long() -> None:
    assert reading_seconds(PROSE, 90) == pytest.approx(2 * reading_seconds(PROSE, 180))
    assert reading_seconds("") == 0
    with pytest.raises(ValueError, match="pace"):
        reading_seconds(PROSE, 0)


ITEMS = [("lời chào", 20.0), ("tin một", 60.0), ("tin hai", 90.0), ("tin ba", 40.0), ("lời kết", 10.0)]


def test_the_last_items_go_first() -> None:
    assert what_to_cut(ITEMS, 220) == Cut((0, 1, 2, 3, 4), (), 220, 220)
    assert what_to_cut(ITEMS, 185) == Cut((0, 1, 2, 4), (3,), 220, 180)


def test_priorities_say_what_stays() -> None:
    assert what_to_cut(ITEMS, 130, [1, 3, 2, 3, 1]) == Cut((0, 2, 4), (1, 3), 220, 120)
    assert what_to_cut(ITEMS, 30, [1, 3, 2, 3, 1]).kept == (0, 4)
    assert what_to_cut(ITEMS, 0).kept == ()
    with pytest.raises(ValueError, match="priorities"):
        what_to_cut(ITEMS, 30, [1])


@given(st.lists(st.floats(0.5, 300), max_size=12), st.floats(0, 900))
def test_what_stays_fits_and_nothing_left_out_would(seconds: list[float], slot: float) -> None:
    cut = what_to_cut([("tin", s) for s in seconds], slot)
    assert cut.seconds_kept <= slot
    assert all(cut.seconds_kept + seconds[i] > slot for i in cut.left_out)
    assert sorted((*cut.kept, *cut.left_out)) == list(range(len(seconds)))
