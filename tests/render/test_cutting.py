"""A cut opens parts, and what it opens has a lid."""

import numpy as np
import pytest
from render.toy import NO_BALL, ball, toy_model, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.caps import CutPlane, facing, fill
from anatomy_viewer.render.cutting import is_cut
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.outline import cut_outline, weld
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.scene.state import CutState, PartState

WALL = "toy/wall"
OPEN = CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (WALL,))


@pytest.fixture
def painter(store):
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()


def area(points, corners):
    a, b, c = (points[corners[:, k]] for k in range(3))
    return np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2


def lid_of(cap):
    from vtkmodules.util.numpy_support import vtk_to_numpy

    points = vtk_to_numpy(cap.data.GetPoints().GetData())
    return points, vtk_to_numpy(cap.data.GetPolys().GetConnectivityArray()).reshape(-1, 3)


def test_an_outline_is_closed_even_where_points_are_split():
    points, faces = ball(10.0)
    split = points[faces].reshape(-1, 3).astype(np.float32)
    corners = np.arange(len(split)).reshape(-1, 3)
    outline = cut_outline(split, weld(split)[corners], np.array([0.3, 0, 0]), np.array([0, 1.0, 0]))
    assert np.array_equal(np.bincount(outline.lines.ravel()), np.full(len(outline.start), 2))
    assert np.abs(outline.values(split)[:, 1]).max() < 1e-5


def test_a_ring_is_filled_with_its_hole_left_open_and_faces_the_viewer():
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    circle = np.stack([np.cos(turn), np.sin(turn), 0 * turn], 1).astype(np.float32)
    points = np.concatenate([2 * circle, circle])
    ring = np.stack([np.arange(64), (np.arange(64) + 1) % 64], 1)
    corners = facing(points, fill(points, np.concatenate([ring, ring + 64])), np.array([0, 0, -1.0]))
    assert area(points, corners) == pytest.approx(3 * np.pi, rel=0.01)
    a, b, c = (points[corners[:, k]] for k in range(3))
    assert np.cross(b - a, c - a)[:, 2].max() <= 1e-9


def test_a_cut_names_parts_or_paths_or_everything():
    assert is_cut(WALL, OPEN) and not is_cut("toy/vessel", OPEN)
    assert is_cut(WALL, CutState((0, 0, 0), (0, 1, 0), ("toy/*",)))
    assert is_cut(WALL, CutState((0, 0, 0), (0, 1, 0)))


def test_a_plane_without_a_direction_is_refused():
    with pytest.raises(ValueError, match="a cut needs a direction"):
        CutPlane.of(CutState((0, 0, 0), (0, 0, 0)))


def test_the_lid_of_a_ball_is_a_disc(painter):
    painter.paint(toy_stage(cut=OPEN))
    assert set(painter.cut.caps) == {WALL}
    assert area(*lid_of(painter.cut.caps[WALL])) == pytest.approx(np.pi * 40**2, rel=0.01)


def test_a_lid_follows_the_beat_and_the_pose(painter):
    pose = PartState(morphs={"beat": 0.5}, translation=(0.0, 0.0, 30.0))
    painter.paint(toy_stage({WALL: pose}, cut=OPEN))
    points, corners = lid_of(painter.cut.caps[WALL])
    assert area(points, corners) == pytest.approx(np.pi * 32 * 36, rel=0.01)
    assert painter.cut.caps[WALL].actor.GetBounds()[4] == pytest.approx(-6.0, abs=0.3)


def test_lids_go_with_the_cut(painter):
    painter.paint(toy_stage(cut=OPEN))
    painter.paint(toy_stage({WALL: PartState(visible=False)}, cut=OPEN))
    assert not painter.cut.caps
    painter.paint(toy_stage(cut=OPEN))
    painter.paint(toy_stage())
    assert not painter.cut.caps
    assert painter.views[WALL].actor.GetMapper().GetClippingPlanes().GetNumberOfItems() == 0


def test_a_lid_shows_the_tissue_inside_and_its_tint(store):
    from anatomy_viewer.render.picture import PictureStyle, render_image

    style = PictureStyle(((0.5, 0.5, 0.5),) * 3, oversampling=1)
    wall_only = NO_BALL | {WALL: PartState()}
    pixels = render_image(toy_stage(wall_only, cut=OPEN), (96, 96), store, style)
    fat, muscle = pixels[47, 47, :3].astype(int), pixels[47, 70, :3].astype(int)
    assert fat[1] > muscle[1] + 40
    wall_only[WALL] = PartState(tints={"left": (0.2, 0.2, 0.9, 1.0)})
    tinted = render_image(toy_stage(wall_only, cut=OPEN), (96, 96), store, style)[47, :, :3].astype(int)
    assert tinted[70, 2] > tinted[70, 0] + 40  # the patient's left is on the right of the picture
    assert tinted[25, 0] > tinted[25, 2] + 20


def test_the_cut_surface_is_lit(store):
    from anatomy_viewer.render.picture import PictureStyle, render_image

    style = PictureStyle(((0.5, 0.5, 0.5),) * 3, oversampling=1)
    for normal in ((0.0, 1.0, 0.0), (0.3, 1.0, 0.3), (-0.3, 1.0, 0.1)):
        cut = CutState((0.0, 0.0, 0.0), normal, (WALL,))
        pixels = render_image(toy_stage(NO_BALL | {WALL: PartState()}, cut=cut), (64, 64), store, style)
        assert pixels[32, 44, :3].mean() > 80


def test_a_cut_vessel_shows_blood_inside_its_wall(painter):
    painter.paint(toy_stage(cut=CutState((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), ("toy/vessel",))))
    cap = painter.cut.caps["toy/vessel"]
    points, corners = lid_of(cap)
    inner = corners[(corners >= len(points) // 2).all(axis=1)]
    outer = corners[(corners < len(points) // 2).all(axis=1)]
    assert len(inner) + len(outer) == len(corners)
    assert 0.5 < area(points, inner) / area(points, outer) < 0.8
    assert cap.actor.GetTexture().GetInput().GetDimensions()[:2] == (2, 2)


def test_air_has_no_lid_though_nothing_streams_in_it(toy_path):
    parts = [
        part.model_copy(update={"tissue": "air"}) if part.id == WALL else part for part in toy_model().parts
    ]
    model = toy_model().model_copy(update={"parts": tuple(parts)})
    airy = MeshStore.of([model], lambda _: toy_path)
    held = ScenePainter(vtkRenderer(), airy)
    held.paint(toy_stage(cut=CutState((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))))
    assert WALL not in held.cut.caps
    assert "toy/vessel" in held.cut.caps
    held.release()
    airy.close()
