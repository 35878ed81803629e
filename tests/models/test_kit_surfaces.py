"""Rings, sweeps and curves: closed, well turned, of the right size."""

import numpy as np
import pytest

from anatomy_models.kit.built import bracket
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges, overlap, volume, weld
from anatomy_models.kit.ring import column, patch, shell
from anatomy_models.kit.spline import arc_lengths, catmull_rom, frames, natural_spline, resample, sample_at
from anatomy_models.kit.surface import make_part, merge, vertex_normals
from anatomy_models.kit.sweep import loop, tube, tube_grid

BEND = natural_spline(np.array([[0, 0, 0], [1, 0, 5], [0, 1, 10], [0, 0, 15.0]]), 60)
TURN = np.linspace(0, 2 * np.pi, 60, endpoint=False)
CIRCLE = np.stack([np.cos(TURN), np.sin(TURN), 0.2 * np.sin(3 * TURN)], 1)

SOLIDS = {
    "tube": tube(BEND, 1.0, 20),
    "rounded tube": tube(BEND, 1.0, 20, rounded=True),
    "tapering tube": tube(BEND, np.linspace(1.0, 0.2, 60), 12),
    "loop": loop(4 * CIRCLE, 0.3, 8),
    "shell": shell(tube_grid(BEND, 1.4, 24), tube_grid(BEND, 1.1, 24)),
    "patch": patch(tube_grid(BEND, 1.4, 24)[5:20, 3:9], tube_grid(BEND, 1.1, 24)[5:20, 3:9]),
}


@pytest.mark.parametrize("name", SOLIDS)
def test_a_solid_is_closed_and_turned_outward(name):
    solid = SOLIDS[name]
    assert open_edges(solid.points, solid.faces) == 0
    assert volume(solid.points, solid.faces) > 0


def test_a_missing_triangle_is_noticed():
    solid = SOLIDS["tube"]
    assert open_edges(solid.points, solid.faces[1:]) == 3


def test_a_tube_has_the_volume_of_its_path_and_radius():
    long = arc_lengths(BEND)[-1]
    solid = SOLIDS["shell"]
    assert volume(solid.points, solid.faces) == pytest.approx(np.pi * (1.4**2 - 1.1**2) * long, rel=0.02)


def test_the_first_points_of_a_tube_are_its_rings():
    rings, sides = SOLIDS["tube"].rings
    grid = SOLIDS["tube"].points[: rings * sides].reshape(rings, sides, 3)
    assert np.allclose(grid.mean(axis=1), BEND, atol=1e-9)
    assert np.allclose(np.linalg.norm(grid - BEND[:, None], axis=2), 1.0)


def test_frames_do_not_twist_and_stay_perpendicular():
    frame = frames(BEND)
    for one, other in (("tangent", "normal"), ("normal", "binormal"), ("tangent", "binormal")):
        assert np.allclose(np.sum(getattr(frame, one) * getattr(frame, other), axis=1), 0.0, atol=1e-9)
    assert np.sum(frame.normal[1:] * frame.normal[:-1], axis=1).min() > 0.99


def test_a_closed_path_meets_itself_without_a_twist():
    frame = frames(CIRCLE, closed=True)
    assert np.dot(frame.normal[0], frame.normal[-1]) > 0.98


@pytest.mark.parametrize("curve", [catmull_rom, natural_spline])
def test_a_curve_passes_through_its_control_points(curve):
    controls = np.array([[0, 0, 0], [2, 1, 0], [3, 3, 1], [6, 3, 2.0]])
    path = curve(controls, 400)
    gaps = np.linalg.norm(path[:, None] - controls, axis=2).min(axis=0)
    assert gaps.max() < 0.02
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert steps.std() < 0.01 * steps.mean()


def test_a_path_goes_straight_on_beyond_its_ends():
    path = resample(np.array([[0, 0, 0], [0, 0, 10.0]]), 11)
    assert np.allclose(sample_at(path, np.array([-2.0, 4.5, 12.0])), [[0, 0, -2], [0, 0, 4.5], [0, 0, 12]])


def test_normals_of_a_tube_point_outward():
    solid = SOLIDS["tube"]
    normals = vertex_normals(solid.points, solid.faces)[: 60 * 20].reshape(60, 20, 3)
    outward = solid.points[: 60 * 20].reshape(60, 20, 3) - BEND[:, None]
    assert np.sum(normals * outward, axis=2).min() > 0.9


def test_welding_joins_creases_and_drops_collapsed_triangles():
    points = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 0, 0], [1, 0, 1e-6]])
    faces = np.array([[0, 1, 2], [3, 4, 5]])
    assert weld(points, faces).tolist() == [[0, 1, 2]]


def test_an_inverted_morph_is_noticed_and_a_swelling_is_not():
    solid = SOLIDS["tube"]
    swollen = solid.points * 1.2
    folded = solid.points.copy()
    folded[20 * 30 : 20 * 31, 2] += 1.5
    part = make_part("x", solid, {"swell": {1.0: swollen}, "fold": {1.0: folded}})
    assert flipped_triangles(part, {"swell": 1.0}) == 0
    assert flipped_triangles(part, {"fold": 1.0}) > 0


def test_parts_that_run_into_each_other_are_noticed():
    one = make_part("a", tube(BEND, 1.0, 12))
    beside = make_part("b", SOLIDS["shell"])
    across = make_part("c", tube(BEND + np.array([1.0, 0, 0]), 1.0, 12))
    assert overlap(one, beside) == 0
    assert overlap(one, across) > 0


def test_an_inspection_tells_size_and_volume():
    part = make_part("rod", column(tube_grid(np.array([[0, 0, z] for z in range(11)], float), 2.0, 64)))
    seen = inspect(part)
    assert seen.watertight
    assert seen.size_mm == pytest.approx((4.0, 4.0, 10.0))
    assert seen.volume_mm3 == pytest.approx(40 * np.pi, rel=0.01)
    assert seen.triangles == 10 * 64 * 2 + 2 * 64


def test_merged_surfaces_keep_their_triangles():
    both = merge([SOLIDS["tube"], SOLIDS["loop"]])
    assert open_edges(both.points, both.faces) == 0
    assert both.rings == SOLIDS["tube"].rings


def test_a_morph_blends_the_two_keys_around_its_weight():
    assert bracket([0.5, 1.0], 0.25) == [(0.5, 0.5)]
    assert bracket([0.5, 1.0], 0.75) == [(0.5, 0.5), (1.0, 0.5)]
    assert bracket([0.5, 1.0], 1.0) == [(1.0, 1.0)]
    assert bracket([0.25, 0.5], 0.75, cyclic=True) == [(0.5, 0.5)]
    assert bracket([0.5], 0.0) == []
