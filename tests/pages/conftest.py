"""A small library of invented articles, and its pages by address."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from plugins.core.dates import HANOI
from plugins.library.folders import PLACES, ContentFolder
from plugins.library.read import read_content
from plugins.pages.desk import Desk
from plugins.pages.maps import Maps
from plugins.pages.page import Page
from plugins.pages.site import all_pages
from tests.site.conftest import ROOT

Pages = Callable[..., Mapping[str, Page]]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """pages({file below bai-viet: text}, now="2026-11-24") gives the site's pages by address."""

    def make(articles: Mapping[str, str], now: str = "2026-11-24") -> Mapping[str, Page]:
        for name, text in articles.items():
            file = tmp_path / "content" / "bai-viet" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        folder = ContentFolder(tmp_path / "content", ROOT / "content")
        moment = datetime.fromisoformat(now).replace(tzinfo=HANOI)
        reading = read_content(folder, moment, tmp_path / "cache")
        assert reading.held == (), reading.problems
        desk = Desk(reading.library, "https://thu.example")
        maps = Maps(folder.part(PLACES) / "districts.geojson")
        return {page.path: page for page in all_pages(desk, reading.library, maps)}

    return make
