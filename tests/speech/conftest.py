import pytest

from plugins.speech.words import DEFAULT_WORDS, SpeechWords, load_words


@pytest.fixture(scope="session")
def words() -> SpeechWords:
    return load_words(DEFAULT_WORDS)
