"""The heart as its recipe makes it: closed parts, true sizes and walls, a beat that keeps muscle, masks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("manifold3d")
pytest.importorskip("embreex")

from anatomy_models.heart import lighter, recipe, shape
from anatomy_models.heart.assemble import Tissues, build_tissues
from anatomy_models.heart.beat import MOMENTS, REST, Moment, displace
from anatomy_models.heart.coronaries import build_arteries, build_veins
from anatomy_models.heart.lesion import PLACES, pinch
from anatomy_models.heart.measure import RANGES, compare, ejection_fraction, wall_thickness
from anatomy_models.heart.territory import GROUPS
from anatomy_models.heart.twigs import APART, build_twigs, shortened, submerge
from anatomy_models.heart.valves import MITRAL, spread_chords
from anatomy_models.heart.ventricles import PAPILLARIES
from anatomy_models.kit.built import BuiltModel
from anatomy_models.kit.check import flipped_triangles, inspect, volume
from anatomy_models.kit.grid import Grid
from anatomy_models.kit.path import Bed
from anatomy_models.kit.surface import merge
from anatomy_models.kit.sweep import tube
from anatomy_viewer.content.model import Model

FOLDER = Path(__file__).parents[2] / "models" / "heart"
MUSCLE = ("left_ventricle", "septum", "right_ventricle")


@pytest.fixture(scope="module")
def heart() -> BuiltModel:
    steps: list[float] = []
    model = recipe("coarse", lambda done, words: steps.append(done))
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    return model


@pytest.fixture(scope="module")
def tissues() -> Tissues:
    return build_tissues(Grid(shape.LOW, shape.HIGH, 1.6))


@pytest.fixture(scope="module")
def described() -> Model:
    return Model.model_validate(tomllib.loads((FOLDER / "model.toml").read_text(encoding="utf-8")))


def test_every_part_is_watertight_and_turned_outwards(heart: BuiltModel):
    found = {part.id: inspect(part) for part in heart.parts}
    assert not [name for name, each in found.items() if not each.watertight]
    assert not [name for name, each in found.items() if each.volume_mm3 <= 0]


def test_the_parts_are_those_that_the_model_names(heart: BuiltModel, described: Model):
    assert {part.id for part in heart.parts} == {part.id for part in described.parts}


def test_names_are_there_in_three_languages_and_levels(described: Model):
    for part in described.parts:
        assert set(part.names) == {"en", "fr", "sv"}
        assert all(set(words) == {"plain", "standard", "detailed"} for words in part.names.values())


def test_anchors_lie_at_their_parts(heart: BuiltModel, described: Model):
    for anchor in described.anchors:
        part = heart.part(str(anchor.part))
        gap = np.linalg.norm(part.points - np.array(anchor.point), axis=1).min()
        assert gap < (14 if "valves" in part.id else 6), (anchor.id, gap)


def test_sizes_landmarks_walls_and_volumes_are_those_of_a_heart(heart: BuiltModel, tissues: Tissues):
    findings = compare(heart, tissues)
    assert not [f"{f.what}: {f.ours}, not {f.reference}" for f in findings if not f.good]


def test_walls_have_the_thickness_of_walls(tissues: Tissues):
    for name, thick in wall_thickness(tissues).items():
        assert RANGES[name][0] <= thick <= RANGES[name][1]


def test_both_ventricles_pump(tissues: Tissues):
    assert 0.50 <= ejection_fraction(tissues) <= 0.65
    assert 0.40 <= ejection_fraction(tissues, "right_ventricle") <= 0.65


@pytest.mark.parametrize("phase", sorted(MOMENTS))
def test_muscle_keeps_its_volume_through_the_beat(heart: BuiltModel, phase: float):
    parts = [heart.part(f"heart/{name}") for name in ("left_ventricle", "septum")]
    rest = sum(volume(p.points, p.faces) for p in parts)
    now = sum(volume(p.displaced({"beat": phase}), p.faces) for p in parts)
    assert now == pytest.approx(rest, rel=0.03)


def test_the_beat_is_still_at_rest_and_moves_every_part(heart: BuiltModel):
    points = np.random.default_rng(0).uniform(-50, 50, (50, 3))
    assert np.abs(displace(points, Moment(0, 0, 1, 1))).max() < 1e-9
    assert REST.outflow == 0
    for part in heart.parts:
        assert part.cyclic == ("beat",)
        assert sorted(part.morphs["beat"]) == sorted(MOMENTS)


@pytest.mark.parametrize("name", MUSCLE)
def test_squeezing_folds_next_to_nothing(heart: BuiltModel, name: str):
    part = heart.part(f"heart/{name}")
    assert flipped_triangles(part, {"beat": 0.43}) < 0.005 * len(part.faces)


def test_masks_are_shares(heart: BuiltModel):
    for part in heart.parts:
        for values in part.masks.values():
            assert values.shape == (len(part.points),)
            assert values.min() >= 0
            assert values.max() <= 1


@pytest.mark.parametrize(
    ("group", "place"),
    [
        ("lad", shape.AXIS.at(0.7, 105, 25)),
        ("circumflex", shape.AXIS.at(0.4, 5, 31)),
        ("rca", shape.AXIS.at(0.3, 252, 31)),
    ],
)
def test_each_artery_feeds_its_own_wall(heart: BuiltModel, group: str, place: np.ndarray):
    part = heart.part("heart/left_ventricle")
    near = np.argsort(np.linalg.norm(part.points - place, axis=1))[:20]
    shares = {name: float(part.masks[name][near].mean()) for name in GROUPS}
    assert max(shares, key=shares.__getitem__) == group


def test_the_main_arteries_can_narrow(heart: BuiltModel):
    for name in PLACES:
        part = heart.part(f"heart/coronaries/{name}")
        assert np.linalg.norm(part.morphs["stenosis"][1.0][0], axis=1).max() > 0.3
        assert part.masks["plaque"].max() > 0.9


def test_a_narrowing_leaves_the_branches_beside_it_alone():
    way = np.linspace([-20.0, 0, 0], [20.0, 0, 0], 41)
    branch = np.linspace([0.0, 1.0, 0], [0.0, 12.0, 0], 12)
    both = merge([tube(way, 1.5, 12), tube(branch, 0.6, 8)])
    keys, plaque = pinch(both, np.c_[way, np.full(len(way), 1.5)], 0.5)
    moved = np.linalg.norm(keys[1.0][0], axis=1)
    off = np.linalg.norm(both.points[:, 1:], axis=1)
    assert moved[off < 1.6].max() == pytest.approx(0.75, abs=0.02)
    assert moved[off > 3.5].max() == 0
    assert plaque[off > 3.5].max() == 0


def test_twigs_keep_clear_of_other_vessels(tissues: Tissues):
    arteries, veins = build_arteries(tissues), build_veins(tissues)
    twigs = build_twigs(Bed(tissues.grid, tissues.fat_bed), arteries, veins)
    assert sum(map(len, twigs.values())) > 25
    for name, those in twigs.items():
        others = np.vstack([path[:, :3] for key, path in {**arteries, **veins}.items() if key != name])
        for twig in those:
            own = np.linalg.norm(twig[:, None, :3] - arteries[name][None, :, :3], axis=2).min(1)
            assert own[0] < 0.1
            assert own[-1] > 2
            assert np.linalg.norm(twig[5:, None, :3] - others[None], axis=2).min() > APART, name


def test_thin_ends_dip_under_the_surface_and_out_of_the_fat():
    grid = Grid((-5.0, -5.0, -5.0), (45.0, 5.0, 5.0), 1.0)
    height = np.broadcast_to(grid.axes[2], grid.shape).astype(np.float32)
    path = np.c_[np.linspace(0, 40, 41), np.zeros((41, 2)), np.full(41, 1.0)]
    sunk = submerge(grid, height, path)
    assert sunk[-1, 2] < -1.0
    assert np.abs(sunk[:25] - path[:25]).max() < 1e-3
    assert (np.diff(sunk[:, 2]) <= 1e-6).all()
    assert shortened(path)[-1, 0] == pytest.approx(32, abs=1)
    assert len(shortened(path[:5])) >= 3


def test_chords_spring_from_the_heads_and_divide():
    muscles = ("anterolateral", "posteromedial")
    chords = spread_chords(MITRAL, muscles, 9, 4)
    heads = np.vstack([PAPILLARIES[name].heads for name in muscles])
    assert len(chords) == 18
    for chord in chords:
        assert np.linalg.norm(heads - chord.foot, axis=1).min() < 2
        assert len({column for column, _ in chord.reaches}) == 3
        assert {row for _, row in chord.reaches} == {-1, -4}


def test_grafts_grow_from_a_bud_to_their_target(heart: BuiltModel):
    for part in heart.parts:
        if not part.id.startswith("heart/grafts/"):
            continue
        lengths = [
            np.ptp(part.displaced({"grow": share}), axis=0).max() for share in (0, 0.2, 0.4, 0.6, 0.8, 1)
        ]
        assert lengths[0] < 5
        assert lengths[-1] > 40
        assert (np.diff(lengths) > -1).all()


def test_labels_tell_the_tissues_apart(heart: BuiltModel):
    labels = heart.labels
    assert labels is not None
    assert labels.names == ("muscle", "fat", "artery", "vein", "endocardium")

    def at(point: np.ndarray) -> dict[str, int]:
        index = tuple(np.rint((point - np.array(labels.origin)) / labels.spacing).astype(int))
        return dict(zip(labels.names, labels.channels[(slice(None), *index)].tolist(), strict=True))

    middle = at(shape.AXIS.at(0.45, 20, 28.5)[0])
    assert middle["muscle"] > 128
    assert middle["fat"] < 128
    assert middle["endocardium"] < 128


def test_two_builds_are_the_same(heart: BuiltModel):
    again = build_tissues(Grid(shape.LOW, shape.HIGH, 4.0)), build_tissues(Grid(shape.LOW, shape.HIGH, 4.0))
    assert (again[0].tight == again[1].tight).all()
    assert all((again[0].cavities[name] == again[1].cavities[name]).all() for name in again[0].cavities)
    assert len({part.id for part in heart.parts}) == len(heart.parts)


def test_the_lighter_heart_is_smaller_and_still_closed(heart: BuiltModel):
    light = lighter(heart)
    assert sum(len(p.faces) for p in light.parts) < 0.8 * sum(len(p.faces) for p in heart.parts)
    for full, fewer in zip(heart.parts, light.parts, strict=True):
        assert inspect(fewer).watertight
        assert np.ptp(fewer.points, axis=0) == pytest.approx(np.ptp(full.points, axis=0), abs=1.0)
        assert all(len(values) == len(fewer.points) for values in fewer.masks.values())
