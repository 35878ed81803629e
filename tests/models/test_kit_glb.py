"""The GLB writer: what was written can be read again, always in the same bytes."""

import json
import shutil
import struct
import subprocess

import numpy as np
import pytest

from anatomy_models.kit.built import BuiltModel, BuiltPart
from anatomy_models.kit.glb import encode_glb, read_glb, write_glb
from anatomy_models.kit.surface import make_part
from anatomy_models.kit.sweep import tube
from anatomy_viewer.render.glb import read_glb as read_for_viewing
from anatomy_viewer.render.morphs import Pose, Shape, blend

PATH = np.array([[0, 0, 0], [0, 0, 5], [1, 0, 10.0]])


def _part() -> BuiltPart:
    solid = tube(PATH, 1.0, 8)
    narrow = {0.5: solid.points * 0.9, 1.0: solid.points * 0.8}
    shapes = {"stenosis": narrow, "beat": {0.5: solid.points * 1.1}}
    grey = np.full((len(solid.points), 3), 0.5)
    part = make_part("organ/vessel", solid, shapes, colors=grey, cyclic=("beat",))
    ramp = np.linspace(0, 1, len(solid.points), dtype=np.float32)
    return BuiltPart(**(vars(part) | {"ao": ramp, "masks": {"lad": ramp[::-1]}}))


@pytest.fixture
def model() -> BuiltModel:
    return BuiltModel("organ", (_part(), make_part("organ/plain", tube(PATH, 0.5, 6))))


def test_a_model_survives_the_round_trip(model, tmp_path):
    write_glb(model, tmp_path / "organ.glb")
    back = read_glb(tmp_path / "organ.glb")
    one, other = model.parts[0], back.parts[0]
    assert [part.id for part in back.parts] == ["organ/vessel", "organ/plain"]
    assert np.allclose(one.points, other.points, atol=1e-5)
    assert np.allclose(one.normals, other.normals, atol=1e-6)
    assert np.allclose(one.colors, other.colors, atol=1 / 255)
    assert np.array_equal(one.faces, other.faces)
    assert np.array_equal(one.ao, other.ao)
    assert np.array_equal(one.masks["lad"], other.masks["lad"])
    assert sorted(other.morphs["stenosis"]) == [0.5, 1.0]
    assert np.allclose(one.displaced({"stenosis": 0.75}), other.displaced({"stenosis": 0.75}), atol=1e-5)
    assert other.cyclic == ("beat",)
    assert other.rings == (3, 8)
    assert back.parts[1].colors is None


QUARTER = np.array([[0, -1, 0, 5], [1, 0, 0, 0], [0, 0, 1, 0.0]])


def test_a_part_that_is_moved_as_a_whole_survives_the_round_trip_and_the_viewer_reads_the_same(tmp_path):
    part = BuiltPart(
        **(
            vars(make_part("organ/bone", tube(PATH, 1.0, 8)))
            | {"motions": {"bend": {0.5: 0.5 * (QUARTER + np.eye(3, 4)), 1.0: QUARTER}}}
        )
    )
    write_glb(BuiltModel("organ", (part,)), tmp_path / "organ.glb")
    (back,), (shown,) = read_glb(tmp_path / "organ.glb").parts, read_for_viewing(tmp_path / "organ.glb")
    turned = part.points @ QUARTER[:, :3].T + QUARTER[:, 3]
    out = Shape(np.empty_like(shown.points), np.empty_like(shown.normals))
    blend(Shape(shown.points, shown.normals), shown.morphs, Pose({"bend": 1.0}), None, out)
    assert np.allclose(back.displaced({"bend": 1.0}), turned, atol=1e-4)
    assert np.allclose(out.points, turned, atol=1e-4)


def test_two_builds_give_the_same_bytes(model):
    assert encode_glb(model) == encode_glb(BuiltModel("organ", (_part(), model.parts[1])))


def test_positions_are_in_metres_with_y_up(model):
    data = encode_glb(model)
    document = json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])
    position = document["accessors"][document["meshes"][1]["primitives"][0]["attributes"]["POSITION"]]
    assert position["max"][1] == pytest.approx(0.010, abs=1e-3)
    assert document["meshes"][0]["extras"]["targetNames"] == ["beat@0.5", "stenosis@0.5", "stenosis@1"]
    assert document["nodes"][0]["extras"] == {"part": "organ/vessel", "rings": [3, 8], "cyclic": ["beat"]}


def test_a_file_that_is_no_glb_is_refused(tmp_path):
    (tmp_path / "x.glb").write_bytes(b"not a model, and long enough to look like one")
    with pytest.raises(ValueError, match=r"x\.glb is not a GLB file"):
        read_glb(tmp_path / "x.glb")


VALIDATE = """
const {validateBytes} = require('gltf-validator');
const bytes = new Uint8Array(require('fs').readFileSync(process.argv[1]));
validateBytes(bytes).then(report => console.log(JSON.stringify(report.issues)));
"""


def test_the_khronos_validator_finds_nothing(model, tmp_path):
    """Needs `npm install gltf-validator` where Node looks for modules (NODE_PATH)."""
    node = shutil.which("node")
    ask = [node or "node", "-e", "require('gltf-validator')"]
    if node is None or subprocess.run(ask, capture_output=True, check=False).returncode:
        pytest.skip("the npm package gltf-validator is not installed")
    write_glb(model, tmp_path / "organ.glb")
    done = subprocess.run([node, "-e", VALIDATE, tmp_path / "organ.glb"], capture_output=True, check=True)
    issues = json.loads(done.stdout)
    assert issues["messages"] == []
