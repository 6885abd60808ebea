"""The golden items: what is written and what is heard."""

import tomllib
from pathlib import Path

import pytest

from plugins.speech.read import Spoken, speak
from plugins.speech.words import SpeechWords

GROUPS = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))
ITEMS = [
    pytest.param(written, [heard] if isinstance(heard, str) else heard, id=f"{group}-{number}")
    for group, items in GROUPS.items()
    for number, (written, heard) in enumerate(items.items(), 1)
]


def test_there_are_300_items() -> None:
    assert len(ITEMS) >= 300


@pytest.mark.parametrize(("written", "heard"), ITEMS)
def test_golden(words: SpeechWords, written: str, heard: list[str]) -> None:
    assert speak(written, words) == Spoken(heard[0], tuple(heard[1:]))
