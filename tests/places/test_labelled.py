"""How well the tagger does on the labelled texts, in every way a text may be written."""

import pytest

from plugins.places.gazetteer import Gazetteer
from plugins.places.tag import Tagger
from tests.places.labels import VARIANTS, read_cases, score, titles

SETS = ("labelled.toml", "heldout.toml")

# What a way of writing takes away cannot be read back: with marks "Thánh Long" is no name of ours,
# without them it is Thanh Long.
LOST = {("no marks", "Xã Thánh Long chưa có đường nhựa.")}


@pytest.fixture(scope="module")
def tagger(gazetteer: Gazetteer) -> Tagger:
    return Tagger(gazetteer)


@pytest.mark.parametrize(("name", "texts", "traps"), [("labelled.toml", 246, 123), ("heldout.toml", 97, 40)])
def test_the_sets_are_large_and_nearly_half_traps(name: str, texts: int, traps: int) -> None:
    cases = read_cases(name)
    assert (len(cases), sum(case.trap for case in cases)) == (texts, traps)


@pytest.mark.parametrize("name", SETS)
def test_precision_and_recall(tagger: Tagger, name: str) -> None:
    print(f"\n{name:16} {'period':12} {'texts':>5} {'right':>6} {'wrong':>6} {'missed':>6}    P     R     F1")
    cases = read_cases(name)
    for day in (*sorted({case.day for case in cases}), None):
        chosen = [case for case in cases if day in {None, case.day}]
        found = score(tagger, chosen)
        print(
            f"{'':16} {day or 'all'!s:12} {len(chosen):5} {found.right:6} {found.wrong:6} {found.missed:6}"
            f" {found.precision:.3f} {found.recall:.3f} {found.f1:.3f}"
        )
        assert found.precision >= 0.99
        assert found.recall >= 0.97


@pytest.mark.parametrize("name", SETS)
def test_traps_yield_nothing_but_what_is_labelled(tagger: Tagger, name: str) -> None:
    for case in read_cases(name):
        if case.trap:
            assert titles(tagger.gazetteer, tagger.tag(case.text, case.day).places, case.day) <= case.wanted


@pytest.mark.parametrize("way", VARIANTS)
def test_each_text_gives_the_same_places_however_it_is_written(tagger: Tagger, way: str) -> None:
    for case in read_cases("labelled.toml") + read_cases("heldout.toml"):
        if (way, case.text) in LOST:
            continue
        written = VARIANTS[way](case.text)
        found = titles(tagger.gazetteer, tagger.tag(written, case.day).places, case.day)
        assert found == case.wanted, written
