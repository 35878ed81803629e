"""The part of the modelling kit that sculpts: fields, paths, solids cut into parts, valves, baked light."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("manifold3d")
pytest.importorskip("scipy")

from anatomy_models.kit.axis import LongAxis
from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltPart
from anatomy_models.kit.check import inspect, open_edges, volume
from anatomy_models.kit.field import Tube, as_distance, ellipsoid, intersect, keep_wall, tube, unite
from anatomy_models.kit.grid import Grid
from anatomy_models.kit.isosurface import (
    extract,
    field_normals,
    is_manifold,
    refine,
    settle,
    smooth,
    thin_out,
)
from anatomy_models.kit.parts import GAP, Block
from anatomy_models.kit.path import Bed, Course, clear, follow, lift_over, nearest, snap
from anatomy_models.kit.surface import Surface, vertex_normals
from anatomy_models.kit.tissue import belonging, grain, linear, tangent
from anatomy_models.kit.valve import InflowValve, Leaflet, OutflowValve, Seat, sheet

GRID = Grid((-12, -12, -12), (12, 12, 12), 0.8)
BALL = ellipsoid(GRID, (0, 0, 0), (8, 8, 8))


@pytest.fixture(scope="module")
def ball() -> Surface:
    return settle(GRID, BALL, smooth(extract(GRID, BALL)))


def test_sampling_gives_the_value_at_a_point():
    plane = GRID.project(np.zeros(3), np.array([0, 0, 1.0]))
    points = np.array([[1.3, -2, 3.7], [0, 0, -5.2]])
    assert GRID.sample(plane, points) == pytest.approx([3.7, -5.2], abs=1e-4)
    assert GRID.gradient(plane, points) == pytest.approx(np.array([[0, 0, 1], [0, 0, 1]]), abs=1e-4)


def test_a_crop_holds_the_same_points():
    box = GRID.slices(np.array([-3, -3, -3]), np.array([4, 4, 4]))
    part = GRID.crop(box)
    assert part.shape == BALL[box].shape
    assert part.points()[0] == pytest.approx(
        [axis.ravel()[s.start] for axis, s in zip(GRID.axes, box, strict=True)]
    )


def test_noise_is_the_same_pattern_at_every_step():
    coarse = Grid(GRID.low, GRID.high, 1.6)
    points = np.random.default_rng(0).uniform(-8, 8, (200, 3))
    one, two = (grid.sample(grid.noise(4.0, 3), points) for grid in (GRID, coarse))
    assert np.corrcoef(one, two)[0, 1] > 0.98


def test_union_is_rounded_only_near_the_seam():
    other = ellipsoid(GRID, (9, 0, 0), (5, 5, 5))
    both = unite(BALL, other, 3)
    assert (both <= np.minimum(BALL, other) + 1e-5).all()
    assert (both >= np.minimum(BALL, other) - 3 / 4 - 1e-5).all()
    assert intersect(BALL, other, 3)[GRID.shape[0] // 2].max() > 0


def test_keep_wall_leaves_the_gap():
    kept = keep_wall(BALL, ellipsoid(GRID, (6, 0, 0), (4, 4, 4)), gap=0.5)
    inside = ellipsoid(GRID, (6, 0, 0), (4, 4, 4)) < 0.4
    assert (kept[inside] > 0).all()


def test_a_tube_has_its_radius():
    field = tube(GRID, Tube([(-8, 0, 0), (8, 0, 0)], [2, 4]))
    assert GRID.sample(field, np.array([[-8, 0, 2.0], [8, 0, 4.0], [0, 3.0, 0]])) == pytest.approx(
        [0, 0, 0], abs=0.12
    )


def test_as_distance_has_slope_one():
    x, y, z = GRID.axes
    raw = (x**2 + y**2 + z**2 - 49).astype(np.float32)
    assert GRID.sample(as_distance(raw, GRID.step), np.array([[8.0, 0, 0], [0, 6.5, 0]])) == pytest.approx(
        [0.95, -0.5], abs=0.12
    )


def test_axis_coordinates_return_to_the_point():
    axis = LongAxis((1, 2, 3), (10, -4, 8))
    points = np.random.default_rng(1).uniform(-20, 20, (30, 3))
    s, rho, angle = axis.coordinates(points)
    assert axis.at(s / axis.length, angle, rho) == pytest.approx(points, abs=1e-9)


def test_a_surface_lies_on_its_field_and_is_closed(ball: Surface):
    assert is_manifold(ball)
    assert np.linalg.norm(ball.points, axis=1) == pytest.approx(8, abs=0.06)
    assert volume(ball.points, ball.faces) == pytest.approx(4 / 3 * np.pi * 512, rel=0.02)
    outwards = ball.points / np.linalg.norm(ball.points, axis=1, keepdims=True)
    assert (np.einsum("ij,ij->i", field_normals(GRID, BALL, ball.points), outwards) > 0.99).all()


def test_thinning_and_refining_keep_it_closed(ball: Surface):
    few = thin_out(ball, 500)
    assert len(few.faces) <= 520
    assert is_manifold(few)
    fine = refine(few, lambda middle: np.full(len(middle), 1.5))
    edges = fine.points[fine.faces] - fine.points[fine.faces[:, [1, 2, 0]]]
    assert is_manifold(fine)
    assert np.linalg.norm(edges, axis=2).max() <= 1.5


def test_parts_are_closed_and_meet_within_a_hair(ball: Surface):
    knife = extract(GRID, GRID.project(np.array([1.0, 0, 0]), np.array([1.0, 0, 0])))
    inside, rest = Block.of(ball).split(Block.of(knife, 1))
    one, two = inside.piece(), rest.piece()
    for piece in (one, two):
        assert open_edges(piece.surface.points, piece.surface.faces) == 0
        assert set(np.unique(piece.origin)) == {0, 1}
        apart = piece.surface.points - piece.surface.points[piece.twin]
        assert np.linalg.norm(apart, axis=1).max() < 1e-6
    total = sum(volume(p.surface.points, p.surface.faces) for p in (one, two))
    assert total == pytest.approx(volume(ball.points, ball.faces), rel=5 * GAP / 8)


def test_an_open_surface_is_no_block(ball: Surface):
    with pytest.raises(ValueError, match="not a closed surface"):
        Block.of(Surface(ball.points, ball.faces[1:]))


def test_crumbs_are_told_apart(ball: Surface):
    crumb = ball.points * 0.1 + 20
    both = Surface(np.vstack([ball.points, crumb]), np.vstack([ball.faces, ball.faces + len(ball.points)]))
    kept, crumbs = Block.of(both).largest()
    assert len(crumbs) == 1
    assert kept.manifold.volume() == pytest.approx(volume(ball.points, ball.faces), rel=1e-3)


def test_paths_lie_on_their_bed_and_in_their_groove():
    groove = GRID.project(np.zeros(3), np.array([0, 0, 1.0]))
    snapped = snap(Bed(GRID, BALL, groove), np.array([[6.0, 1, 3], [0.5, 9, 1]]))
    assert np.linalg.norm(snapped, axis=1) == pytest.approx(8, abs=0.1)
    assert snapped[:, 2] == pytest.approx(0, abs=0.3)
    path = follow(Bed(GRID, BALL), [(8, 0, 0), (5, 5, 3), (0, 8, 0)], Course(2, 1, 0.5, 40, 1))
    assert np.linalg.norm(path[:, :3], axis=1) == pytest.approx(8, abs=0.5)
    assert path[0, 3] == pytest.approx(2)
    assert (np.diff(path[:, 3]) < 0).all()


def test_nearest_measures_to_the_surface_of_a_path():
    path = np.array([[0, 0, 0, 1.0], [10, 0, 0, 1.0]])
    gap, where, middle = nearest(path, np.array([[5, 4.0, 0]]))
    assert (gap[0], where[0]) == pytest.approx((3, 0.5))
    assert middle[0] == pytest.approx([5, 0, 0])


def test_a_vein_bridges_an_artery():
    line = np.linspace(-6, 6, 41)
    artery = np.c_[line, 0 * line, np.sqrt(64 - line**2), np.full(41, 1.0)]
    vein = artery[:, [1, 0, 2, 3]]
    over = lift_over(GRID, BALL, vein, [artery])
    assert nearest(artery, over[:, :3])[0].min() > 0.9
    assert over[0] == pytest.approx(vein[0], abs=0.05)


def test_a_graft_stays_clear_of_the_body():
    line = np.linspace([-10, 0, 5], [10, 0, 5], 50)
    assert GRID.sample(BALL, clear(GRID, BALL, line, 1.5)[5:-5]).min() > 0.8


def test_colours_are_linear_and_shares_sum_to_one():
    assert linear(255, 0, 188)[[0, 1]] == pytest.approx([1, 0])
    assert linear(188, 188, 188) == pytest.approx(0.503, abs=0.002)
    assert belonging(np.array([[0, 5.0], [1, 1]]), 0.5) == pytest.approx(
        np.array([[1, 0], [0.5, 0.5]]), abs=1e-3
    )


def test_grain_runs_along_its_direction(ball: Surface):
    along = tangent(np.tile([0.0, 0, 1], (len(ball.points), 1)), vertex_normals(ball.points, ball.faces))
    assert np.abs(np.einsum("ij,ij->i", along, vertex_normals(ball.points, ball.faces))).max() < 1e-6
    streaks = grain(GRID, GRID.noise(0.8, 2), ball.points, along, 4.0)
    assert np.isfinite(streaks).all()


def test_a_hollow_is_darker_than_a_ball(ball: Surface):
    normals = vertex_normals(ball.points, ball.faces)
    (free,) = bake_open_sky([(ball.points, ball.faces, normals)], Sky(rays=12))
    (shut,) = bake_open_sky([(ball.points, ball.faces[:, ::-1], -normals)], Sky(rays=12))
    assert free.mean() > 0.98
    assert shut.mean() < 0.6


SEAT = Seat((0, 0, 0), (0, 0, 1), (1, 0, 0), 15.0)
MITRAL = InflowValve(SEAT, (Leaflet(0, 70, 23), Leaflet(180, 110, 14)), (-0.28, 0.0))


@pytest.mark.parametrize("opening", [0.0, 0.5, 1.0])
def test_leaflets_are_closed_sheets_in_every_state(opening: float):
    for surface in (sheet(MITRAL.grid(opening), 0.9, True), OutflowValve(SEAT, 20).surface(opening)):
        part = BuiltPart(
            "valve", surface.points, surface.faces, vertex_normals(surface.points, surface.faces)
        )
        assert inspect(part).watertight


def test_a_valve_opens_and_shuts():
    for valve in (MITRAL.grid(0.0)[:, -1], MITRAL.grid(1.0)[:, -1]):
        assert np.isfinite(valve).all()
    shut, wide = (hole(MITRAL.grid(opening)[:, -1]) for opening in (0.0, 1.0))
    assert wide > 250
    assert shut < 0.15 * wide


def hole(edge: np.ndarray) -> float:
    """Area (mm2) inside a free edge, seen along the flow."""
    x, y = edge[:, 0], edge[:, 1]
    return abs(0.5 * float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))))
