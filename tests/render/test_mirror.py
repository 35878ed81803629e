"""The mirror image of a model: drawn as a mirror would show it, cut and morphed alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from render.toy import FRONT, ball, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_models.kit.built import BuiltModel, BuiltPart
from anatomy_models.kit.glb import write_glb
from anatomy_viewer.content.mirroring import across, mirrored_id
from anatomy_viewer.render.glb import read_glb
from anatomy_viewer.render.morphs import Pose, Shape, blend
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.scene.state import CutState, PartState

SIZE = (260, 260)
WALL = PartState(morphs={"beat": 0.4}, tints={"left": (0.0, 0.2, 1.0, 0.8)})
TURNED = replace(FRONT, direction=(0.6, 0.8, 0.0))
"""So that nothing in the picture is alike on both sides."""
CUT = CutState((4.0, 0.0, 0.0), (0.8, 0.6, 0.0))
MIRROR = np.diag([-1.0, 1.0, 1.0])


def image_of(stage):
    """The stage's mirror image, seen by the mirrored camera."""
    camera, cut = stage.camera, stage.cut
    other = replace(camera, focal=across(camera.focal), direction=across(camera.direction))
    plane = cut and replace(cut, origin=across(cut.origin), normal=across(cut.normal))
    return replace(stage, models=(mirrored_id("toy"),), camera=other, cut=plane)


def picture(store, stage, lamps=None):
    """A picture without the fine relief, which has no sides; the lamps may be mirrored with the organ."""
    camera = Camera(store, SIZE, PictureStyle(level=1))
    camera.painter.set_detail(0.0)
    camera.painter.paint(stage)
    if lamps is not None:
        camera.painter.turn_studio(lamps)
    pixels = camera.take(stage).astype(int)
    camera.release()
    return pixels


@pytest.mark.parametrize("cut", [None, CUT], ids=["whole", "cut"])
def test_it_looks_like_the_picture_turned_over(store, cut):
    stage = toy_stage({"toy/wall": WALL}, TURNED, cut=cut)
    expected = picture(store, stage)[:, ::-1]
    found = picture(store, image_of(stage), lamps=MIRROR)
    off = np.abs(found - expected).max(axis=2)
    assert expected[..., :3].std() > 20
    assert (off > 24).mean() < 0.01
    assert (np.abs(expected[:, ::-1] - found).max(axis=2) > 24).mean() > 0.1


def test_its_surfaces_still_face_outwards(store):
    mesh = store.model(mirrored_id("toy")).parts["toy/wall"]
    points, triangles = mesh.glb.points, mesh.glb.triangles
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    outward = np.einsum("ij,ij->i", np.cross(b - a, c - a), (a + b + c))
    assert (outward > 0).mean() > 0.99


def test_its_lighter_mesh_and_its_labels_are_mirrored_too(store):
    plain, image = store.model("toy"), store.model(mirrored_id("toy"))
    for part, mesh in image.lighter.items():
        assert np.allclose(mesh.glb.points, plain.lighter[part].glb.points * (-1, 1, 1))
    places = np.array([[3.0, 20.0, 1.0], [-17.0, 2.0, 30.0]], np.float32)
    there = places * np.array([-1, 1, 1], np.float32)
    assert np.allclose(image.labels.distances(there), plain.labels.distances(places), atol=1e-4)


def test_a_painter_goes_from_one_side_to_the_other(store):
    painter = ScenePainter(vtkRenderer(), store)
    stage = toy_stage()
    painter.paint(stage)
    plain = painter.views["toy/vessel"].source
    painter.paint(image_of(stage))
    assert painter.views["toy/vessel"].source is not plain
    painter.paint(stage)
    assert painter.views["toy/vessel"].source is plain
    painter.release()


def test_a_part_that_moves_as_a_whole_goes_the_other_way(tmp_path):
    quarter = np.array([[0, -1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7]], float)
    points, faces = ball(10.0, 8)
    turned = points @ quarter[:, :3].T + quarter[:, 3]
    shin = BuiltPart("leg/shin", points, faces, points / 10.0, motions={"bend": {1.0: quarter}})
    write_glb(BuiltModel("leg", (shin,)), tmp_path / "leg.glb")
    (image,) = read_glb(tmp_path / "leg.glb", mirrored=True)
    shape = Shape(image.points.copy(), image.normals.copy())
    blend(Shape(image.points, image.normals), image.morphs, Pose({"bend": 1.0}), None, shape)
    assert np.allclose(shape.points, turned * (-1, 1, 1), atol=1e-4)
