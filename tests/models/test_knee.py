"""The knee: closed parts, true sizes, a joint space that is what it says, morphs that fold nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from anatomy_models.kit.built import BuiltModel
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges, overlap
from anatomy_models.kit.lod import lighten
from anatomy_models.knee import implants, motion, recipe, saw, shape
from anatomy_models.knee.measure import compare, joint_space
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import read_animation
from anatomy_viewer.scene.readings import reading_at

FOLDER = Path(__file__).parents[2] / "models" / "knee"
STEPS = [step / 20 for step in range(21)]
RIGID = ("bones/tibia", "bones/fibula", "bones/patella", "replacement/tibial_tray", "replacement/insert")


@pytest.fixture(scope="module")
def knee() -> BuiltModel:
    """The coarse model."""
    steps: list[float] = []
    model = recipe("coarse", lambda done, words: steps.append(done))
    assert steps == sorted(steps)
    return model


def test_the_pack_names_what_the_recipe_makes(knee):
    pack = Model.model_validate(tomllib.loads((FOLDER / "model.toml").read_text(encoding="utf-8")))
    assert {part.id for part in pack.parts} == {part.id for part in knee.parts}
    made = {name for part in knee.parts for name in (*part.morphs, *part.motions)}
    assert {morph.id for morph in pack.morphs} == made
    assert {mask.id for mask in pack.masks} == {name for part in knee.parts for name in part.masks}
    assert {part.id for part in pack.parts if part.hidden} == {
        "knee/needle",
        *(part.id for part in knee.parts if "replacement" in part.id),
    }


def test_every_part_is_closed_and_faces_outwards(knee):
    for part in knee.parts:
        assert open_edges(part.points, part.faces) == 0, part.id
        assert inspect(part).volume_mm3 > 0, part.id


def test_the_lighter_copy_faces_outwards_too(knee):
    for part in lighten(knee).parts:
        assert inspect(part).volume_mm3 > 0, part.id


def test_it_is_a_left_knee(knee):
    """The patient's left is at negative x: there the calf bone stands, on the outer side."""
    assert knee.part("knee/bones/fibula").points[:, 0].max() < -15
    assert knee.part("knee/cartilage/tibial_medial").points[:, 0].min() > 0


def test_sizes_and_places_are_those_of_the_reference(knee):
    missed = [finding.what for finding in compare(knee) if not finding.good]
    assert missed == []


def test_the_joint_space_narrows_as_the_grade_says_at_every_step(knee):
    measured = np.array([joint_space(knee, step) for step in STEPS])
    stated = np.interp(STEPS, motion.STAGES, motion.JOINT_SPACE)
    assert np.abs(measured - stated).max() < 0.3
    assert np.diff(measured).max() < 0.0


def test_the_figure_beside_the_slider_is_what_the_mesh_measures(knee):
    wear, _ = read_animation(FOLDER.parents[1] / "animations" / "knee_wear")
    (space,) = wear.readings
    said = [reading_at(space, 4.0 * step) for step in STEPS]
    assert np.abs(np.array(said) - [joint_space(knee, step) for step in STEPS]).max() < 0.3


@pytest.mark.parametrize("morph", ["kl", "flexion", "cut", "swelling"])
def test_no_part_folds_over_on_the_way(knee, morph):
    """The capsule, a thin wall that is squeezed in the hollow of the knee, may crease a little there."""
    for part in knee.parts:
        if morph in {*part.morphs, *part.motions}:
            folded = {step: flipped_triangles(part, {morph: step}) for step in STEPS}
            allowed = 0.025 if part.id == "knee/capsule" else 0.005
            assert max(folded.values()) <= allowed * len(part.faces), (part.id, folded)


@pytest.mark.parametrize("name", RIGID)
def test_bones_keep_their_size_while_the_knee_bends(knee, name):
    part = knee.part(f"knee/{name}")
    spread = np.linalg.norm(part.points - part.points.mean(axis=0), axis=1).mean()
    for step in STEPS:
        bent = part.displaced({"flexion": step})
        assert np.linalg.norm(bent - bent.mean(axis=0), axis=1).mean() == pytest.approx(spread, rel=0.01)


FITTED = {
    "replacement/femoral_component": ("replacement/insert",),
    "replacement/insert": ("replacement/femoral_component", "bones/tibia"),
    "replacement/patellar_button": ("replacement/femoral_component", "bones/femur"),
    "replacement/tibial_tray": ("replacement/insert",),
    "ligaments/medial_collateral": ("replacement/femoral_component", "replacement/insert"),
}
"""Parts of a replaced knee, and those that they must not run into."""


@pytest.mark.parametrize("bend", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_the_components_of_a_replaced_knee_glide_without_running_into_one_another(knee, bend):
    for name, others in FITTED.items():
        for other in others:
            part, against = knee.part(f"knee/{name}"), knee.part(f"knee/{other}")
            assert overlap(part, against, {"flexion": bend, "cut": 1.0}) == 0, (name, other)


def test_the_cap_sits_flush_on_the_sawn_thigh_bone(knee):
    """Between the cut faces and the inside of the cap there is cement: a gap of 0 to 0.5 mm."""
    from scipy.spatial import cKDTree

    bone, cap = knee.part("knee/bones/femur"), knee.part("knee/replacement/femoral_component")
    under = cKDTree(cap.points).query(bone.points)[0] < 12
    sawn = bone.displaced({"cut": 1.0})[(bone.masks["sawn"] > 0.99) & under]
    local = sawn * [-1, 1, 1]
    over = saw.beyond_femur(local[:, 1], local[:, 2])
    assert len(sawn) > 300
    assert over.min() > -0.05
    assert over.max() < implants.FIT


def test_a_sawn_shin_bone_is_flat_but_for_the_block_of_its_ligament(knee):
    bone = knee.part("knee/bones/tibia")
    sawn = bone.displaced({"cut": 1.0})[bone.masks["sawn"] > 0.99]
    x, y, z = sawn.T
    open_ = (np.abs(x) > 9) | (y > -14)
    assert np.abs(z - saw.TIBIAL - saw.SLOPE * (y - shape.CONTACT))[open_].max() < 0.45


def test_bare_bone_is_loaded_where_its_cartilage_was(knee):
    """The glow of the load must not go out at grade 4, where bone lies bare; below its top there is none."""
    bone = knee.part("knee/bones/tibia")
    for name, side in (("contact_medial", 1.0), ("contact_lateral", -1.0)):
        loaded = bone.masks[name]
        x, _, z = bone.points[loaded > 0.3].T
        assert len(x) >= 8
        assert (x * side).min() > 0
        assert z.min() > -8.0


def test_wear_turns_with_the_shin_bone(knee):
    """The layer on the shin is as thin at a right angle as when the leg is straight."""
    layer = knee.part("knee/cartilage/tibial_medial")
    worn = np.linalg.norm(layer.displaced({"kl": 1.0}) - layer.points, axis=1)
    bent = layer.displaced({"kl": 1.0, "flexion": 0.75}) - layer.displaced({"flexion": 0.75})
    assert worn.max() > 2.0
    assert np.linalg.norm(bent, axis=1) == pytest.approx(worn, abs=0.05)


def test_the_patellar_tendon_keeps_its_length():
    def length(degrees: float) -> float:
        end = motion.with_shin(motion.TUBEROSITY[None], degrees)[0]
        return float(np.linalg.norm(motion.kneecap(degrees).place(motion.APEX) - end))

    assert [length(d) for d in (30, 60, 90, 120)] == pytest.approx([length(0)] * 4, rel=0.04)


def test_the_condyles_stay_on_the_shin_bone_while_the_knee_bends(knee):
    """The gap from the thigh bone's rim to the plateau stays that of a straight leg within 1.5 mm."""
    angle = np.linspace(-60, 150, 211)
    radius = shape.wheel(angle, np.full_like(angle, -shape.CONDYLE))
    rim = np.stack([np.full_like(angle, -shape.CONDYLE), *shape.from_polar(radius, angle)], axis=1)

    def gap(degrees: float) -> float:
        back = motion.from_shin(rim, degrees)
        return float((back[:, 2] - shape.plateau(back[:, 0], back[:, 1]))[np.abs(back[:, 1]) < 24].min())

    gaps = [gap(degrees) for degrees in range(0, 121, 12)]
    assert min(gaps) > 0.0
    assert gaps == pytest.approx([gap(0)] * len(gaps), abs=1.5)


def test_the_shin_twists_inwards_in_the_first_part_of_bending():
    """The screw home: 11.5 degrees within 40 of bending, none after; its front goes to the inner side."""
    degrees = (0, 10, 20, 30, 40, 80, 120)
    assert np.diff([motion.twist(each) for each in degrees[:5]]).min() > 0.0
    assert [motion.twist(each) for each in degrees[4:]] == [motion.TWIST] * 3
    there = motion.with_shin(np.array([motion.TUBEROSITY, shape.AXLE]), 40.0)
    front = (there[0] - there[1])[0] - (motion.TUBEROSITY - shape.AXLE)[0]
    assert front == pytest.approx(-6.0, abs=1.5)


def test_what_follows_the_shin_can_be_seen_from_it():
    points = np.random.default_rng(3).uniform(-60, 60, (40, 3))
    for degrees in (0.0, 25.0, 70.0, 120.0):
        back = motion.from_shin(motion.with_shin(points, degrees), degrees)
        assert back == pytest.approx(points, abs=1e-9)


def test_the_outer_condyle_rolls_back_further_than_the_inner_one():
    """The lowest point of each wheel, as seen from the shin, at 90 degrees and straight."""
    angle = np.linspace(-60, 150, 841)

    def lowest(side: float, degrees: float) -> float:
        across = np.full_like(angle, side * shape.CONDYLE)
        rim = np.stack([across, *shape.from_polar(shape.wheel(angle, across), angle)], axis=1)
        seen = motion.from_shin(rim, degrees)
        return float(seen[seen[:, 2].argmin(), 1])

    inner, outer = (lowest(side, 0.0) - lowest(side, 90.0) for side in (-1.0, 1.0))
    assert 0.0 < inner < 6.0
    assert outer > inner + 6.0


@pytest.mark.parametrize("bend", [0.0, 0.15, 0.3, 0.6, 1.0])
def test_the_crossed_ligaments_do_not_run_into_one_another(knee, bend):
    front, back = (knee.part(f"knee/ligaments/{name}_cruciate") for name in ("anterior", "posterior"))
    assert overlap(front, back, {"flexion": bend}) == 0


@pytest.mark.parametrize("name", ["retinaculum_medial", "retinaculum_lateral", "iliotibial_band"])
def test_bands_lie_on_the_thigh_bone_and_not_in_it(knee, name):
    """All but where they hold on, at every bend."""
    band, bone = knee.part(f"knee/tendons/{name}"), knee.part("knee/bones/femur")
    for bend in (0.0, 0.25, 0.5, 0.75, 1.0):
        assert overlap(band, bone, {"flexion": bend}) < 0.02 * len(band.points), bend


def test_the_calf_bone_meets_the_shin_bone_and_leaves_it_whole(knee):
    from scipy.spatial import cKDTree

    calf, shin = knee.part("knee/bones/fibula"), knee.part("knee/bones/tibia")
    assert overlap(calf, shin) == 0
    assert cKDTree(shin.points).query(calf.points)[0].min() < 2.5


def test_the_same_bytes_come_from_two_builds(knee):
    from anatomy_models.kit.glb import encode_glb

    assert encode_glb(recipe("coarse", lambda done, words: None)) == encode_glb(knee)
