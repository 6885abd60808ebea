"""The real gazetteer, read once: it is data of the project, not a fixture to invent."""

from pathlib import Path

import pytest

from plugins.places.gazetteer import Gazetteer, load_gazetteer

FOLDER = Path(__file__).parents[2] / "content" / "dia-ban"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(FOLDER)
