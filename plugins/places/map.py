"""The province as a static inline SVG: thirteen districts, each a link with its name and count.

The map is drawn from `districts.geojson` (borders of 2014). Borders are cut into arcs where districts
meet; every arc is thinned once, so two neighbours always share one line and no gap opens. All looks
come from classes; the presentation attributes are what a reader sees before the style sheet is there.
"""

import html
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from plugins.core.typography import number

# Units of the drawing: on the narrowest phone (320 px) one unit is 0.4 px, on a desktop about one.
WIDTH = 800
MARGIN = 4
# Farthest that a thinned border may run from the true one, in units, on the big and the small map.
TOLERANCE = 1.7
SMALL_TOLERANCE = 3.0
FONT_SIZE = 24  # 10 px on a phone of 360 px, larger would not fit the small districts
LETTER_WIDTH = 0.56  # of an average letter with its gap, as a part of the font size

Point = tuple[int, int]
LonLat = tuple[float, float]
GeoJson = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """One district on the map: its rings in units, where its label stands, and what it is."""

    code: str
    name: str
    kind: str
    project: bool
    label: Point
    rings: tuple[tuple[Point, ...], ...]

    @property
    def title(self) -> str:
        """The name with its type word: 'Huyện Bảo Lạc'."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"

    @property
    def path(self) -> str:
        """The outline as compact path data: whole numbers, each point relative to the one before."""
        return "".join(_path(ring) for ring in self.rings)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All districts of a file, projected onto one sheet of WIDTH by `height` units."""

    height: int
    shapes: tuple[Shape, ...]


def province_map(
    geojson: GeoJson,
    counts: Mapping[str, int],
    hrefs: Mapping[str, str],
    *,
    current: str | None = None,
) -> str:
    """The map of all districts by code: `counts` articles each, linked to `hrefs`; no count means none.

    Labels lie above all districts and are hidden from screen readers: the links carry the words.
    """
    drawing = draw(geojson, TOLERANCE)
    shapes = sorted(drawing.shapes, key=lambda shape: shape.code == current)  # the marked outline on top
    links = (
        _link(shape, counts.get(shape.code, 0), hrefs.get(shape.code, ""), marked=shape.code == current)
        for shape in shapes
    )
    labels = (_label(shape, counts.get(shape.code, 0)) for shape in shapes)
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {drawing.height}" role="group"'
        f' aria-label="Bản đồ {len(shapes)} huyện, thành phố và số bài của mỗi nơi">'
        f"<g {_LOOKS}>{''.join(links)}</g>"
        f'<g class="map-labels" aria-hidden="true" fill="currentColor" font-size="{FONT_SIZE}"'
        f' text-anchor="middle" pointer-events="none">{"".join(labels)}</g></svg>'
    )


def district_map(drawing: Drawing, code: str) -> str:
    """The same map, small and silent, with one district marked: a decoration of its page.

    `drawing` is `draw(geojson, SMALL_TOLERANCE)`, made once for all districts.
    """
    others = "".join(shape.path for shape in drawing.shapes if shape.code != code)
    marked = "".join(shape.path for shape in drawing.shapes if shape.code == code)
    return (
        f'<svg class="map map-small" viewBox="0 0 {WIDTH} {drawing.height}" aria-hidden="true" {_LOOKS}>'
        f'<path class="map-district" d="{others}"/>'
        f'<path class="map-district map-current" fill-opacity=".6" d="{marked}"/></svg>'
    )


def map_credit(geojson: GeoJson) -> str:
    """The sentence of credit that has to stand where the map stands, as HTML."""
    licence = str(geojson.get("license", ""))
    found = re.search(r"https://[^\s\"'<>]+", licence)
    owner = "Who’s On First"
    link = f'<a href="{html.escape(found[0].rstrip(".,;"))}">{owner}</a>' if found else owner
    terms = "CC0" if "CC0" in licence else "xem giấy phép"
    return (
        f"Bản đồ: dữ liệu ranh giới của {link} (giấy phép {terms}), đã giản lược;"
        " ranh giới năm 2014, chỉ để minh họa, không có giá trị pháp lý."
    )


_LOOKS = (
    'fill="currentColor" fill-opacity=".08" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"'
)


def _link(shape: Shape, count: int, href: str, *, marked: bool) -> str:
    classes = "map-district" + " map-project" * shape.project + " map-current" * marked
    title = html.escape(f"{shape.title}: {f'{number(count)} bài' if count else 'chưa có bài'}")
    inside = f'<title>{title}</title><path d="{shape.path}"/>'
    if not href:
        return f'<g class="{classes}">{inside}</g>'
    here = ' aria-current="page"' if marked else ""
    return f'<a class="{classes}" href="{html.escape(href)}" aria-label="{title}"{here}>{inside}</a>'


def _label(shape: Shape, count: int) -> str:
    """The name, on one line where the district is wide enough there, and the count below it."""
    x, y = shape.label
    fits = _width(shape.name) <= _room(shape.rings, x, y)
    lines = [shape.name] if fits else shape.name.split()
    # the block of lines, count included, is centred on the label's point
    top = round(y + FONT_SIZE * (0.35 - len(lines) / 2))
    spans = [html.escape(lines[0])]
    spans += [f'<tspan x="{x}" dy="{FONT_SIZE}">{html.escape(line)}</tspan>' for line in lines[1:]]
    if count:
        spans.append(f'<tspan class="map-count" x="{x}" dy="{FONT_SIZE}">{number(count)}</tspan>')
    return f'<text class="map-label" x="{x}" y="{top}">{"".join(spans)}</text>'


def draw(geojson: GeoJson, tolerance: float) -> Drawing:
    """The districts of a file on a sheet: equirectangular, true to scale at the middle latitude."""
    rings = {f["properties"]["code"]: tuple(_rings(f["geometry"])) for f in geojson["features"]}
    every = [point for polygon in rings.values() for ring in polygon for point in ring]
    project = _projection(every)
    arcs = _Arcs((ring for polygon in rings.values() for ring in polygon), project, tolerance)
    shapes = tuple(_shape(feature["properties"], rings, arcs, project) for feature in geojson["features"])
    height = math.ceil(max(project(point)[1] for point in every)) + MARGIN
    return Drawing(height, shapes)


def _shape(
    about: Mapping[str, Any],
    rings: Mapping[str, tuple[tuple[LonLat, ...], ...]],
    arcs: "_Arcs",
    project: "_Projection",
) -> Shape:
    """A district with its name at the file's label point, or at its middle if the name is too wide there."""
    outline = tuple(arcs.thinned(ring) for ring in rings[about["code"]])
    label, middle = (_whole(project(tuple(about[key]))) for key in ("label", "centroid"))
    if _room(outline, *label) < _width(about["name"]) and _room(outline, *middle):
        label = middle
    return Shape(about["code"], about["name"], about["type"], bool(about["project_2014"]), label, outline)


def _whole(point: tuple[float, float]) -> Point:
    return round(point[0]), round(point[1])


def _width(name: str) -> float:
    return len(name) * FONT_SIZE * LETTER_WIDTH


def _room(rings: Iterable[tuple[Point, ...]], x: int, y: int) -> int:
    """The length of the level stretch inside the rings that the point (x, y) stands in, 0 outside."""
    crossings = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for ring in rings
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0]))
        if (ay <= y) != (by <= y)
    )
    inside = zip(crossings[::2], crossings[1::2], strict=True)
    return round(next((right - left for left, right in inside if left <= x <= right), 0.0))


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[LonLat, ...]]:
    """The rings of a Polygon or MultiPolygon, without the repeated last point."""
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        for ring in polygon:
            yield tuple((float(lon), float(lat)) for lon, lat, *_ in ring[:-1])


@dataclass(frozen=True, slots=True)
class _Projection:
    west: float
    north: float
    scale: float  # units a degree of latitude
    narrowing: float  # how much shorter a degree of longitude is

    def __call__(self, point: LonLat) -> tuple[float, float]:
        lon, lat = point
        return (
            MARGIN + (lon - self.west) * self.narrowing * self.scale,
            MARGIN + (self.north - lat) * self.scale,
        )


def _projection(points: Sequence[LonLat]) -> _Projection:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    narrowing = math.cos(math.radians((min(lats) + max(lats)) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((max(lons) - min(lons)) * narrowing)
    return _Projection(min(lons), max(lats), scale, narrowing)


class _Arcs:
    """Thins borders arc by arc; an arc runs between two points where three lines meet."""

    def __init__(self, rings: Iterable[tuple[LonLat, ...]], project: _Projection, tolerance: float) -> None:
        self.project = project
        self.tolerance = tolerance
        neighbours: defaultdict[LonLat, set[LonLat]] = defaultdict(set)
        for ring in rings:
            for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
                neighbours[here].add(there)
                neighbours[there].add(here)
        self.nodes = {point for point, around in neighbours.items() if len(around) > 2}

    def thinned(self, ring: tuple[LonLat, ...]) -> tuple[Point, ...]:
        """A ring as whole units, every arc as its neighbour has it too."""
        starts = [i for i, point in enumerate(ring) if point in self.nodes] or [ring.index(min(ring))]
        ring = ring[starts[0] :] + ring[: starts[0] + 1]
        cuts = [i - starts[0] for i in starts] + [len(ring) - 1]
        points = [point for start, end in pairwise(cuts) for point in self._arc(ring[start : end + 1])[:-1]]
        return tuple(p for i, p in enumerate(points) if p != points[i - 1])

    def _arc(self, arc: tuple[LonLat, ...]) -> list[Point]:
        """The thinned arc; always worked out in one direction, so that both sides agree."""
        backward = arc[::-1] < arc
        line = [self.project(point) for point in (arc[::-1] if backward else arc)]
        points = [_whole(point) for point in _thin(line, self.tolerance)]
        return points[::-1] if backward else points


def _thin(line: Sequence[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """Douglas-Peucker: the fewest points from which no point of the line is farther than the tolerance."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        far = max(range(start + 1, end), key=lambda i: _distance(line[i], line[start], line[end]), default=0)
        if far and _distance(line[far], line[start], line[end]) > tolerance:
            keep.add(far)
            spans += [(start, far), (far, end)]
    return [line[i] for i in sorted(keep)]


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the segment a-b."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return math.hypot(px - ax - t * dx, py - ay - t * dy)


def _path(ring: Sequence[Point]) -> str:
    (x, y), *rest = ring
    numbers: list[int] = []
    for to_x, to_y in rest:
        numbers += [to_x - x, to_y - y]
        x, y = to_x, to_y
    # a minus sign parts two numbers as well as a space does
    steps = "".join(f" {n}" if n >= 0 else str(n) for n in numbers).lstrip()
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z"
