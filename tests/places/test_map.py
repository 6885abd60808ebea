"""The map: thirteen districts whose borders meet, links that can be reached, and a size that fits a page."""

import gzip
import json
import math
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from plugins.core.text import slug
from plugins.places.map import (
    SMALL_TOLERANCE,
    TOLERANCE,
    WIDTH,
    Point,
    district_map,
    draw,
    map_credit,
    province_map,
)

FILE = Path(__file__).parents[2] / "content" / "dia-ban" / "districts.geojson"
PROJECT = {"Bảo Lạc", "Bảo Lâm", "Thông Nông", "Hà Quảng", "Hạ Lang"}


@pytest.fixture(scope="module")
def geojson() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def svg(geojson: dict[str, Any]) -> str:
    names = {f["properties"]["code"]: f["properties"]["name"] for f in geojson["features"]}
    counts = dict.fromkeys(names, 1280) | {"043": 12, "046": 0}
    hrefs = {code: f"/dia-ban/{slug(name)}/" for code, name in names.items()}
    return province_map(geojson, counts, hrefs, current="043")


def links(svg: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(".//a")


def test_every_district_is_a_named_link(svg: str) -> None:
    found = links(svg)
    assert len(found) == 13
    for link in found:
        assert link.get("aria-label") == link.findtext("title")
    named = {link.get("href"): link.get("aria-label") for link in found}
    assert named["/dia-ban/bao-lac/"] == "Huyện Bảo Lạc: 12 bài"
    assert named["/dia-ban/tra-linh/"] == "Huyện Trà Lĩnh: chưa có bài"
    assert named["/dia-ban/cao-bang/"] == "Thành phố Cao Bằng: 1.280 bài"


def test_the_group_has_a_name_and_the_labels_are_not_read_twice(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "group"
    assert root.get("aria-label") == "Bản đồ 13 huyện, thành phố và số bài của mỗi nơi"
    labels = root.find("g[@class='map-labels']")
    assert labels is not None
    assert labels.get("aria-hidden") == "true"
    assert len(labels.findall("text[@class='map-label']")) == 13
    assert len(labels.findall(".//tspan[@class='map-count']")) == 12  # no 0 for Trà Lĩnh


def test_the_five_districts_of_the_project_have_their_class(svg: str) -> None:
    marked = {
        str(link.get("aria-label")).split(":")[0].removeprefix("Huyện ")
        for link in links(svg)
        if "map-project" in str(link.get("class")).split()
    }
    assert marked == PROJECT


def test_the_current_district_lies_on_top(svg: str) -> None:
    *others, last = links(svg)
    assert last.get("class") == "map-district map-project map-current"
    assert last.get("aria-current") == "page"
    assert not [link for link in others if "map-current" in str(link.get("class"))]


def test_a_district_without_a_page_is_no_link(geojson: dict[str, Any]) -> None:
    svg = province_map(geojson, {}, {"043": "/x/?a=1&b=2"})
    assert [link.get("href") for link in links(svg)] == ["/x/?a=1&b=2"]
    assert svg.count('<g class="map-district') == 12


@pytest.mark.parametrize("forbidden", ["style=", "<style", "<script", "xlink", "xmlns", "#", "id="])
def test_nothing_inline_and_nothing_that_clashes(svg: str, geojson: dict[str, Any], forbidden: str) -> None:
    assert forbidden not in svg
    assert forbidden not in district_map(draw(geojson, SMALL_TOLERANCE), "043")


def test_sizes(svg: str, geojson: dict[str, Any]) -> None:
    assert len(svg.encode()) <= 9_000
    assert len(gzip.compress(svg.encode())) <= 4_000
    assert len(gzip.compress(district_map(draw(geojson, SMALL_TOLERANCE), "043").encode())) <= 2_500


def test_the_small_map_is_silent_and_marks_one(geojson: dict[str, Any]) -> None:
    root = ElementTree.fromstring(district_map(draw(geojson, SMALL_TOLERANCE), "043"))
    assert root.get("aria-hidden") == "true"
    assert root.findall(".//a") == root.findall(".//text") == []
    others, marked = (str(path.get("d")) for path in root.findall("path"))
    assert (others.count("M"), marked.count("M")) == (12, 1)
    assert root.findall("path")[1].get("class") == "map-district map-current"


def edges(ring: tuple[Point, ...]) -> list[tuple[Point, Point]]:
    return [(min(a, b), max(a, b)) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]


def area(ring: tuple[Point, ...]) -> float:
    return (
        abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2
    )


@pytest.mark.parametrize("tolerance", [0.0, TOLERANCE, SMALL_TOLERANCE])
def test_neighbours_share_their_border_without_a_gap(geojson: dict[str, Any], tolerance: float) -> None:
    """Every edge belongs to one district (the outer border) or to two; the outer edges close one ring."""
    drawing = draw(geojson, tolerance)
    every = [edge for shape in drawing.shapes for ring in shape.rings for edge in edges(ring)]
    times = {edge: every.count(edge) for edge in set(every)}
    assert set(times.values()) == {1, 2}
    ends = [point for edge, n in times.items() if n == 1 for point in edge]
    assert {ends.count(point) for point in set(ends)} == {2}


def test_thinning_hardly_changes_a_district(geojson: dict[str, Any]) -> None:
    true, thin = draw(geojson, 0.0), draw(geojson, TOLERANCE)
    for before, after in zip(true.shapes, thin.shapes, strict=True):
        assert after.code == before.code
        assert area(after.rings[0]) == pytest.approx(area(before.rings[0]), rel=0.03)


def test_paths_say_the_rings_again(geojson: dict[str, Any]) -> None:
    for shape in draw(geojson, TOLERANCE).shapes:
        numbers = [int(n) for n in re.findall(r"-?\d+", shape.path)]
        x, y = numbers[:2]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        assert tuple(points) == shape.rings[0]


def test_all_lies_on_the_sheet_and_keeps_its_proportions(geojson: dict[str, Any]) -> None:
    drawing = draw(geojson, 0.0)
    xs, ys = zip(*(point for shape in drawing.shapes for point in shape.rings[0]), strict=True)
    assert (min(xs), max(xs)) == (4, WIDTH - 4)
    assert min(ys) == 4
    assert max(ys) <= drawing.height - 4
    every = [point for f in geojson["features"] for point in f["geometry"]["coordinates"][0]]
    lons, lats = zip(*every, strict=True)
    narrowing = math.cos(math.radians((min(lats) + max(lats)) / 2))
    ratio = (max(lats) - min(lats)) / ((max(lons) - min(lons)) * narrowing)
    assert max(ys) - 4 == pytest.approx((WIDTH - 8) * ratio, abs=1)


def test_other_geometries() -> None:
    """A district in two parts, one without any neighbour."""
    square = [[105.0, 22.0], [106.0, 22.0], [106.0, 23.0], [105.0, 23.0], [105.0, 22.0]]
    island = [[107.0, 22.0], [107.5, 22.0], [107.5, 22.5], [107.0, 22.0]]
    feature = {
        "properties": {"code": "1", "name": "Mẫu", "type": "huyện", "project_2014": False,
                       "label": [105.5, 22.5], "centroid": [105.5, 22.5]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[square], [island]]},
    }  # fmt: skip
    (shape,) = draw({"features": [feature]}, 1.0).shapes
    assert [len(ring) for ring in shape.rings] == [4, 3]


def test_credit_comes_from_the_file(geojson: dict[str, Any]) -> None:
    assert map_credit(geojson) == (
        "Bản đồ: dữ liệu ranh giới của"
        ' <a href="https://github.com/whosonfirst-data/whosonfirst-data/blob/master/LICENSE.md">'
        "Who’s On First</a> (giấy phép CC0), đã giản lược;"
        " ranh giới năm 2014, chỉ để minh họa, không có giá trị pháp lý."
    )
    assert "<a" not in map_credit({"license": "javascript:alert(1)"})
