"""The knee: closed parts, true sizes, a joint space that is what it says, morphs that fold nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from anatomy_models.kit.built import BuiltModel
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges
from anatomy_models.knee import motion, recipe, shape
from anatomy_models.knee.measure import compare, joint_space
from anatomy_viewer.content.model import Model

FOLDER = Path(__file__).parents[2] / "models" / "knee"
STEPS = [step / 20 for step in range(21)]
RIGID = ("tibia", "fibula", "patella")


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
    assert {morph.id for morph in pack.morphs} == {name for part in knee.parts for name in part.morphs}


def test_every_part_is_closed_and_faces_outwards(knee):
    for part in knee.parts:
        assert open_edges(part.points, part.faces) == 0, part.id
        assert inspect(part).volume_mm3 > 0, part.id


def test_it_is_a_left_knee(knee):
    """The patient's left is at negative x: there the calf bone stands, on the outer side."""
    assert knee.part("knee/fibula").points[:, 0].max() < -15
    assert knee.part("knee/cartilage/tibial_medial").points[:, 0].min() > 0


def test_sizes_and_places_are_those_of_the_reference(knee):
    missed = [finding.what for finding in compare(knee) if not finding.good]
    assert missed == []


def test_the_joint_space_narrows_as_the_grade_says_at_every_step(knee):
    measured = np.array([joint_space(knee, step) for step in STEPS])
    stated = np.interp(STEPS, motion.STAGES, motion.JOINT_SPACE)
    assert np.abs(measured - stated).max() < 0.3
    assert np.diff(measured).max() < 0.0


@pytest.mark.parametrize("morph", ["kl", "flexion"])
def test_no_part_folds_over_on_the_way(knee, morph):
    """The capsule, a thin wall that is squeezed in the hollow of the knee, may crease a little there."""
    for part in knee.parts:
        if morph in part.morphs:
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
        back = motion.turned(rim - motion.glide(degrees), -degrees)
        return float((back[:, 2] - shape.plateau(back[:, 0], back[:, 1]))[np.abs(back[:, 1]) < 24].min())

    gaps = [gap(degrees) for degrees in range(0, 121, 12)]
    assert min(gaps) > 0.0
    assert gaps == pytest.approx([gap(0)] * len(gaps), abs=1.5)


def test_the_same_bytes_come_from_two_builds(knee):
    from anatomy_models.kit.glb import encode_glb

    assert encode_glb(recipe("coarse", lambda done, words: None)) == encode_glb(knee)
