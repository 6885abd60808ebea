"""The maps of the place pages, drawn once for an edition."""

import json
from functools import cached_property
from pathlib import Path

from plugins.core.site import SiteDataError
from plugins.library.library import Library
from plugins.places.gazetteer import PROJECT_DAY
from plugins.places.map import (
    SMALL_TOLERANCE,
    Drawing,
    GeoJson,
    district_map,
    draw,
    map_credit,
    province_map,
)
from plugins.places.model import Level


class Maps:
    """The maps made from a districts.geojson; districts the file lacks have none."""

    def __init__(self, file: Path) -> None:
        try:
            self._geojson: GeoJson = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise SiteDataError(f"{file.name}: không đọc được bản đồ ({error}).") from None
        self._codes = {feature["properties"]["code"] for feature in self._geojson["features"]}
        self._districts: dict[str, str] = {}

    @cached_property
    def _small(self) -> Drawing:
        return draw(self._geojson, SMALL_TOLERANCE)

    @cached_property
    def credit(self) -> str:
        """The credit line, HTML."""
        return map_credit(self._geojson)

    def district(self, code: str) -> str:
        """The small map with one district marked, '' where the file does not know it."""
        if code not in self._codes:
            return ""
        if code not in self._districts:
            self._districts[code] = district_map(self._small, code)
        return self._districts[code]

    def province(self, library: Library) -> str:
        """The map of all districts of 2014 with their numbers of articles."""
        paths = {u.code: library.page_of(u).path for u in library.gazetteer.on(PROJECT_DAY, Level.DISTRICT)}
        counts = {code: len(library.at_place(path)) for code, path in paths.items()}
        return province_map(self._geojson, counts, paths)
