"""GLB files become meshes in the body's own frame, read once and shared."""

import tomllib
from pathlib import Path

import numpy as np
import pytest
from render.toy import PARTS, ball, toy_model

from anatomy_viewer.render.colors import mixed, shade
from anatomy_viewer.render.glb import read_glb
from anatomy_viewer.render.labels import read_labels
from anatomy_viewer.render.looks import LOOKS, PLAIN, look_of
from anatomy_viewer.render.meshes import MeshStore, read_model
from anatomy_viewer.scene.state import NO_TINT


@pytest.fixture(scope="module")
def parts(toy_path):
    return {part.id: part for part in read_glb(toy_path)}


def test_every_part_is_read_in_ras_millimetres(parts):
    assert list(parts) == list(PARTS)
    points, faces = ball(40.0)
    wall = parts["toy/wall"]
    assert np.allclose(wall.points, points, atol=1e-4)
    assert np.array_equal(wall.triangles, faces)
    assert np.allclose(np.linalg.norm(wall.normals, axis=1), 1.0, atol=1e-5)
    assert np.einsum("ij,ij->i", wall.normals, wall.points).min() > 0.0


def test_masks_colours_occlusion_rings_and_morphs_are_read(parts):
    wall, lumen = parts["toy/wall"], parts["toy/lumen"]
    assert wall.masks["left"].min() == 0.0 and wall.masks["left"].max() == 1.0
    assert wall.masks["left"][np.argmin(wall.points[:, 0])] == 1.0
    assert wall.colors.shape == (len(wall.points), 3)
    assert wall.openness.max() == 1.0
    assert wall.rings is None and lumen.rings == (73, 24)
    assert wall.morphs["beat"].cyclic and not lumen.morphs["stenosis"].cyclic
    assert lumen.morphs["stenosis"].weights == tuple(k / 10 for k in range(1, 11))


def test_a_file_of_another_kind_is_refused_by_name(tmp_path):
    path = tmp_path / "notes.glb"
    path.write_text("just some words, and long enough to be looked at")
    with pytest.raises(ValueError, match=r"notes\.glb is not a GLB file"):
        read_glb(path)


def test_a_store_reads_once_and_knows_the_tissues(store):
    mesh = store.model("toy")
    assert store.is_ready("toy")
    assert store.model("toy") is mesh
    assert store.request("toy").result() is mesh
    assert mesh.parts["toy/vessel"].tissue == "artery"
    assert mesh.parts["toy/vessel"].look is LOOKS["artery"]
    assert mesh.parts["toy/spare"].hidden
    assert mesh.labels.names == ("muscle", "fat")


def test_a_store_finds_the_file_in_a_folder_and_names_what_it_knows(toy_path):
    store = MeshStore({"toy": toy_path.parent})
    assert len(store.model("toy").parts) == len(PARTS)
    with pytest.raises(KeyError, match=r"known are \['toy'\]"):
        store.model("toi")
    store.close()


def test_a_model_without_a_pack_is_plain_flesh(toy_path):
    assert read_model(toy_path).parts["toy/vessel"].look is PLAIN
    assert look_of("nothing we know") is PLAIN


def test_every_look_is_within_bounds_and_lighter_inside_than_black():
    for name, look in LOOKS.items():
        shares = (*look.color, *look.cap, look.roughness, look.coat, look.depth, look.opacity, look.metallic)
        assert all(0.0 <= share <= 1.0 for share in shares), name
        assert look.grain > 0.0 and look.coat_roughness >= 0.25, name


def test_vertex_colours_are_srgb_and_darkened_by_occlusion(store):
    mesh = store.model("toy").parts["toy/wall"]
    top = mesh.plain_colors[np.argmax(mesh.glb.points[:, 2])]
    bottom = mesh.plain_colors[np.argmin(mesh.glb.points[:, 2])]
    expected = (np.array([0.38, 0.08, 0.06]) ** (1 / 2.2) * 255).round()
    assert np.allclose(top, expected, atol=3)
    assert (bottom < top).all()
    assert bottom[0] / top[0] > bottom[2] / top[2]  # grooves are warm


def test_occlusion_leaves_open_sky_alone():
    assert np.allclose(shade(np.ones(3), 0.6), 1.0)
    assert np.all(shade(np.zeros(3), 0.6) < 0.7)


def test_tints_mix_by_weight_and_mask(store):
    mesh = store.model("toy").parts["toy/wall"]
    blue = mesh.pigment.colors((0.0, 0.0, 0.0, 0.0), {"left": (0.0, 0.0, 1.0, 1.0)})
    left, right = np.argmin(mesh.glb.points[:, 0]), np.argmax(mesh.glb.points[:, 0])
    assert blue[left, 0] == 0 and blue[left, 2] > 100
    assert np.array_equal(blue[right], mesh.plain_colors[right])
    assert np.allclose(mixed(np.zeros((1, 3), np.float32), (1.0, 1.0, 1.0, 0.25)), 0.25)


def test_labels_tell_the_distance_to_a_border(toy_path):
    labels = read_labels(toy_path.with_name("toy.labels.npz"))
    points = np.array([[9.0, 0, 0], [11.0, 0, 0], [0, 39.0, 0], [0, 0, 41.5]], np.float32)
    muscle, fat = labels.distances(points)
    assert np.allclose(fat[:2], (-1.0, 1.0), atol=0.15)
    assert np.allclose(muscle[2:], (-1.0, 1.5), atol=0.15)
    assert read_labels(toy_path.with_name("none.labels.npz")) is None


def test_what_went_wrong_is_told_to_who_asks_and_a_new_file_mends_it(tmp_path, toy_path):
    broken = tmp_path / "toy.glb"
    broken.write_text("just some words, and long enough to be looked at")
    store = MeshStore({"toy": broken})
    with pytest.raises(ValueError, match="not a GLB file"):
        store.model("toy")
    assert not store.is_ready("toy")
    store.add(toy_model(), toy_path)
    assert store.model("toy").parts["toy/wall"].tissue == "muscle"
    store.settle()
    assert store.model("toy").lighter_of("toy/wall") is not None
    assert store.model("toy").lighter_of("toy/pipe") is None


def test_every_tissue_of_the_shipped_models_has_a_look():
    root = Path(__file__).parents[2] / "models"
    tissues = {
        part["tissue"]
        for path in root.glob("*/model.toml")
        for part in tomllib.loads(path.read_text(encoding="utf-8"))["parts"]
    }
    assert tissues and tissues <= LOOKS.keys()


def test_a_wash_gives_the_colours_that_mixing_gives(store):
    vessel = store.model("toy").parts["toy/vessel"]
    tint = (0.7, 0.35, 0.2, 0.6)
    wash = vessel.pigment.wash(tint, {})
    washed = np.minimum(vessel.plain_colors / 255.0 * wash, 1.0)
    assert np.abs(washed - vessel.pigment.colors(tint, {}) / 255.0).max() < 2.5 / 255.0


def test_what_no_factor_can_say_is_mixed(store):
    wall = store.model("toy").parts["toy/wall"]
    assert wall.pigment.wash(NO_TINT, {}) == (1.0, 1.0, 1.0)
    assert wall.pigment.wash((1.0, 0.0, 0.0, 0.5), {}) is None  # it has colours of its own
