"""The lungs' models: as narrow as they say, closed, nested, and nothing folded over on the way."""

from itertools import combinations, pairwise, product

import numpy as np
import pytest

from anatomy_models import airway, lungs
from anatomy_models.airway.measure import lumen_area
from anatomy_models.airway.shape import GAP, LENGTH, LOST, STARTS, THROAT, State, make_lattice, radii
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges, overlap
from anatomy_models.kit.glb import encode_glb
from anatomy_models.lungs import bones, bronchi, paint
from anatomy_models.lungs.measure import REFERENCE_SHARES, compare, lung_size, shares
from anatomy_models.lungs.shape import box
from anatomy_models.lungs.shape import lobes as lobe_fields
from anatomy_models.lungs.shape import lungs as lung_fields

STEPS = [step / 20 for step in range(21)]
ORDER = ("mucus", "mucosa", "muscle", "adventitia")
ATTACK = {"spasm": 1.0, "swelling": 1.0, "mucus": 1.0}
FLOPPY = {"narrowing": 0.8, "collapse": 1.0}


def quiet(done: float, words: str) -> None:
    """A report that nobody reads."""


@pytest.fixture(scope="module")
def small():
    """The coarse airway, part by short name."""
    return {part.id.split("/")[1]: part for part in airway.recipe("coarse", quiet).parts}


@pytest.mark.parametrize("morph", LOST)
def test_the_airway_has_the_area_it_is_said_to_have(small, morph):
    healthy = lumen_area(small["lumen"], {})
    assert healthy == pytest.approx(np.pi * 0.9**2, rel=0.02)
    stated = np.array([1.0 - LOST[morph] * step for step in STEPS])
    measured = np.array([lumen_area(small["lumen"], {morph: step}) / healthy for step in STEPS])
    assert np.abs(measured / stated - 1.0).max() < 0.03
    assert np.diff(measured).max() < 0.0


def test_the_airway_is_narrowest_at_the_throat(small):
    places = np.linspace(1.0, LENGTH - 0.5, 40)
    areas = [lumen_area(small["lumen"], {"narrowing": 0.8}, at=place) for place in places]
    assert places[int(np.argmin(areas))] == pytest.approx(THROAT, abs=0.4)


def test_an_attack_leaves_a_little_air_and_the_floppy_airway_too(small):
    healthy = lumen_area(small["lumen"], {})
    assert 0.05 < lumen_area(small["lumen"], ATTACK) / healthy < 0.13
    stiff = lumen_area(small["lumen"], {"narrowing": 0.8})
    assert 0.4 < lumen_area(small["lumen"], FLOPPY) / stiff < 0.85


def test_the_airway_widens_on_breathing_in_and_comes_back(small):
    areas = [lumen_area(small["lumen"], {"breath": phase}) for phase in (0.0, 0.5, 1.0)]
    assert areas[1] > 1.05 * areas[0]
    assert areas[2] == pytest.approx(areas[0])


@pytest.mark.parametrize(
    "weights", [{}, {"narrowing": 1.0}, ATTACK, FLOPPY, {"collapse": 1.0, "breath": 0.5}]
)
def test_layers_stay_nested_whatever_is_added_up(weights):
    lattice = make_lattice("adventitia", 60, 56)
    rest = radii(lattice, State())
    moved = {name: border.copy() for name, border in rest.items()}
    for morph, weight in weights.items():
        state = State(**{morph: 1.0 if morph == "breath" else weight})
        for name, border in radii(lattice, state).items():
            moved[name] += border - rest[name]
    borders = ["air", *(f"{layer}_{side}" for layer in ORDER for side in ("in", "out"))]
    assert moved["air"].min() > 0.0
    for inner, outer in pairwise(borders):
        assert (moved[outer] - moved[inner]).min() > 0.9 * GAP, (inner, outer)


@pytest.mark.parametrize("weights", [{}, {"narrowing": 1.0}, ATTACK, FLOPPY])
def test_no_layer_of_the_airway_runs_into_the_next(small, weights):
    for inner, outer in pairwise(("lumen", *ORDER)):
        assert overlap(small[inner], small[outer], weights) == 0, (inner, outer)
        assert overlap(small[outer], small[inner], weights) == 0, (inner, outer)


def test_the_airway_is_closed_and_nothing_folds_on_the_way(small):
    for name, part in small.items():
        assert open_edges(part.points, part.faces) == 0, name
        assert inspect(part).volume_mm3 > 0, name
        for morph in part.morphs:
            folded = {step: flipped_triangles(part, {morph: step}) for step in STEPS}
            assert not any(folded.values()), (name, morph, folded)
        for weights in (ATTACK, FLOPPY):
            felt = {morph: weight for morph, weight in weights.items() if morph in part.morphs}
            assert flipped_triangles(part, felt) == 0, (name, weights)


def test_the_sleeves_begin_one_after_the_other(small):
    tops = [small[name].points[:, 2].max() for name in ("mucosa", "muscle", "adventitia")]
    assert tops == sorted(tops, reverse=True)
    assert STARTS["adventitia"] < THROAT


def test_only_the_air_carries_rings_and_they_follow_the_breath(small):
    rings, sides = small["lumen"].rings
    grid = small["lumen"].points[: rings * sides].reshape(rings, sides, 3)
    assert np.all(np.diff(grid.mean(axis=1)[:, 2]) < 0)


def test_two_builds_of_the_airway_give_the_same_bytes():
    assert encode_glb(airway.recipe("coarse", quiet)) == encode_glb(airway.recipe("coarse", quiet))


@pytest.fixture(scope="module")
def chest():
    """The coarse chest."""
    return lungs.recipe("coarse", quiet)


def test_every_part_of_the_chest_is_closed(chest):
    for part in chest.parts:
        assert open_edges(part.points, part.faces) == 0, part.id
        assert inspect(part).volume_mm3 > 0, part.id


@pytest.mark.parametrize("morph", ["breath", "hyperinflation"])
def test_nothing_in_the_chest_folds_on_the_way(chest, morph):
    for part in chest.parts:
        folded = {step: flipped_triangles(part, {morph: step}) for step in STEPS}
        assert not any(folded.values()), (part.id, folded)


def test_sizes_landmarks_and_movements_are_those_of_a_chest(chest):
    assert not [f"{f.what}: {f.ours}, not {f.reference}" for f in compare(chest) if f.good is False]


def test_the_lungs_are_as_large_as_lungs_and_the_right_one_is_larger(chest):
    (right, right_litres), (left, left_litres) = (lung_size(chest, side) for side in ("right", "left"))
    for size in (right, left):
        assert 230 < size[2] < 275
    assert left[0] < right[0] and left[2] > right[2]
    assert 0.52 < right_litres / (right_litres + left_litres) < 0.58


def test_each_lobe_has_the_share_of_the_lungs_that_ct_finds(chest):
    held = shares(chest)
    for name, (mean, deviation) in REFERENCE_SHARES.items():
        assert abs(held[name] - mean) < 2 * deviation, (name, held[name])


def test_the_heart_lies_mostly_on_the_left_and_the_left_lung_makes_room_for_it(chest):
    heart = chest.part("lungs/mediastinum/heart").points
    assert 0.6 < (heart[:, 0] < 0.0).mean() < 0.85
    front = [part.points for part in chest.parts if part.id.endswith(("upper_lobe", "middle_lobe"))]
    fore = np.concatenate(front)
    fore = fore[(fore[:, 1] > 70.0) & (np.abs(fore[:, 2] + 80.0) < 12.0)]
    assert -fore[fore[:, 0] < 0.0][:, 0].max() > fore[fore[:, 0] > 0.0][:, 0].min() + 25.0


@pytest.mark.parametrize("weights", [{}, {"breath": 0.5}, {"hyperinflation": 1.0}])
def test_what_lies_between_the_lungs_runs_into_neither_them_nor_the_diaphragm(chest, weights):
    around = [part for part in chest.parts if "lobe" in part.id or part.id.endswith("diaphragm")]
    for part in chest.parts:
        if "mediastinum" in part.id:
            for other in around:
                assert overlap(part, other, weights) == 0, (part.id, other.id)


def test_what_lies_between_the_lungs_keeps_clear_of_itself_and_of_airways_and_vessels(chest):
    inner = [part for part in chest.parts if "mediastinum" in part.id]
    tubes = [part for part in chest.parts if part.id.startswith(("lungs/bronchi/", "lungs/vessels/"))]
    for one, other in [*combinations(inner, 2), *product(inner, tubes)]:
        assert overlap(one, other) <= 0.006 * len(one.points), (one.id, other.id)


def test_soot_follows_the_borders_of_the_lobules(chest):
    lobe = chest.part("lungs/left/upper_lobe")
    _, border = paint.lobules().of(lobe.points.astype(np.float64))
    soot = lobe.masks["soot"]
    assert soot[border < 1.0].mean() > 1.5 * soot[border > 4.0].mean()


def test_a_breath_takes_the_domes_down_15_mm_and_comes_back(chest):
    diaphragm = chest.part("lungs/diaphragm")
    top = int(np.argmax(diaphragm.points[:, 2]))
    heights = [diaphragm.displaced({"breath": phase})[top, 2] for phase in (0.0, 0.5, 1.0)]
    assert heights[0] - heights[1] == pytest.approx(15.0, abs=1.5)
    assert heights[2] == pytest.approx(heights[0])


@pytest.mark.parametrize("weights", [{}, {"breath": 0.5}, {"hyperinflation": 1.0}])
def test_the_lungs_rest_on_the_diaphragm_and_do_not_enter_it(chest, weights):
    diaphragm = chest.part("lungs/diaphragm")
    for part in chest.parts:
        if "lobe" in part.id:
            assert overlap(part, diaphragm, weights) == 0, part.id


def test_the_ribs_lie_outside_the_lungs_also_beside_the_spine():
    grid = box(4.0)
    for sign, lung in zip((1.0, -1.0), lung_fields(grid), strict=True):
        for number in range(12):
            clear = grid.sample(lung, bones.rib_line(number, sign)).min()
            assert clear > 2.0, (sign, number, clear)


def test_every_segment_has_its_bronchus_and_no_twig_leaves_its_lobe():
    names = [name.partition("/")[2] for name in bronchi.SEGMENTS if name.startswith("right")]
    assert names == [f"b{number}" for number in range(1, 11)]
    grid = box(4.0)
    fields = lobe_fields(grid)
    for name, twigs in bronchi.twigs().items():
        lobe = f"{name.partition('/')[0]}/{bronchi.SEGMENTS[name][0]}_lobe"
        assert len(twigs) > 10, name
        ends = np.array([twig.points[-1] for twig in twigs])
        assert grid.sample(fields[lobe], ends).max() < -1.0, name


def test_bronchi_arteries_and_veins_keep_clear_of_each_other(chest):
    parts = [chest.part(f"lungs/{name}") for name in ("bronchi/right", "bronchi/left")]
    parts += [chest.part(f"lungs/vessels/{name}") for name in ("arteries", "veins")]
    for one, other in combinations(parts, 2):
        assert overlap(one, other) <= 0.002 * len(one.points), (one.id, other.id)


def test_the_wind_pipe_is_open_behind_and_flat():
    hoops = bronchi.rings(8).points
    high = hoops[hoops[:, 2] > 30.0]
    assert bronchi.hind_wall(high).max() < 0.5


def test_emphysema_takes_more_of_the_upper_lobes(chest):
    lost = {part.id: float(part.masks["emphysema"].mean()) for part in chest.parts if "_lobe" in part.id}
    for side in ("right", "left"):
        assert lost[f"lungs/{side}/upper_lobe"] > 1.3 * lost[f"lungs/{side}/lower_lobe"]


def test_the_cut_lung_is_painted_in_lobules():
    volume = paint.cut_tissues()
    septa = volume.channels[volume.names.index("lung_septum")]
    flesh = septa > 0
    assert 0.05 < (septa[flesh] > 128).mean() < 0.35


def test_the_cut_heart_shows_both_kinds_of_blood_apart():
    volume = paint.cut_tissues()
    rich, poor = (volume.channels[volume.names.index(name)] > 128 for name in ("blood_rich", "blood_poor"))
    for blood in (rich, poor):
        assert 30.0 < blood.sum() * volume.spacing**3 / 1000.0 < 250.0
    assert not (rich & poor).any()


def test_lobes_of_one_lung_do_not_run_into_each_other(chest):
    lobes = [part for part in chest.parts if "right/" in part.id and "lobe" in part.id]
    for one, other in pairwise(lobes):
        assert overlap(one, other) == 0
