"""What an article is about, as pairs of syllables."""

from plugins.articles.telling import MOST_PAIRS, telling_pairs


def test_the_same_words_give_the_same_pairs_whatever_their_case() -> None:
    assert telling_pairs("Trồng cỏ 06", "") == telling_pairs("TRỒNG CỎ", "")
    assert len(telling_pairs("Trồng cỏ", "")) == 1


def test_marks_tell_words_apart() -> None:
    assert telling_pairs("Trồng cỏ", "") != telling_pairs("Trống cổ", "")


def test_binding_words_numbers_and_marks_end_a_word() -> None:
    assert telling_pairs("Cỏ và bò, gà, 12 con", "") == ()


def test_a_long_standfirst_adds_no_more_than_there_is_room_for() -> None:
    pairs = telling_pairs("Trồng cỏ nuôi bò", " ".join(f"chữ{chr(97 + n)}" for n in range(26)))
    assert len(pairs) == MOST_PAIRS
    assert pairs[:3] == telling_pairs("Trồng cỏ nuôi bò", "")
