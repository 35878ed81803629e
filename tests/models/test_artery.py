"""The coronary artery: as narrow as it says, no layer torn, turned or run through by another."""

from itertools import pairwise

import numpy as np
import pytest

from anatomy_models.coronary_artery import recipe
from anatomy_models.coronary_artery.devices import STRUT, WIRE_RADIUS
from anatomy_models.coronary_artery.layers import lesion_rings, plaque_depths
from anatomy_models.coronary_artery.measure import lumen_diameter
from anatomy_models.coronary_artery.shape import LENGTH, THROAT, State, cross_sections, make_lattice
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges, overlap, section_area
from anatomy_models.kit.glb import encode_glb
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import make_part

WALL = ("adventitia", "media", "intima")
PLAQUE = ("plaque", "lipid_core", "calcium", "fibrous_cap")
STEPS = [step / 20 for step in range(21)]
NEIGHBOURS = (
    ("lumen", "fibrous_cap"),
    ("fibrous_cap", "lipid_core"),
    ("lipid_core", "plaque"),
    ("plaque", "calcium"),
    ("plaque", "intima"),
    ("intima", "media"),
    ("media", "adventitia"),
)


def quiet(done: float, words: str) -> None:
    """A report that nobody reads."""


@pytest.fixture(scope="module")
def artery():
    """The coarse model, part by short name."""
    return {part.id.split("/")[1]: part for part in recipe("coarse", quiet).parts}


@pytest.fixture(scope="module")
def lumen():
    """The blood column as the viewer gets it."""
    return next(part for part in recipe("full", quiet).parts if part.id.endswith("lumen"))


def test_the_lumen_is_as_narrow_as_the_slider_says_at_every_percent(lumen):
    healthy = lumen_diameter(lumen, 0.0)
    assert healthy == pytest.approx(3.0, abs=0.02)
    measured = np.array(
        [100 * (1 - lumen_diameter(lumen, percent / 100) / healthy) for percent in range(101)]
    )
    assert np.abs(measured - np.arange(101)).max() < 2.0
    assert np.diff(measured).min() > 0.0


def test_the_lumen_is_narrowest_at_the_throat(lumen):
    places = np.linspace(2.0, LENGTH - 2.0, 65)
    for stenosis in (0.2, 0.5, 0.8):
        widths = [lumen_diameter(lumen, stenosis, at=place) for place in places]
        assert places[int(np.argmin(widths))] == pytest.approx(THROAT, abs=0.6)


def test_at_100_percent_the_lumen_is_shut(lumen):
    assert lumen_diameter(lumen, 1.0) / 2 < 0.03


def test_a_stent_opens_the_lumen_to_its_healthy_width(lumen):
    assert lumen_diameter(lumen, 0.05, stented=1.0) == pytest.approx(3.0, rel=0.05)


@pytest.mark.parametrize("grid", [(120, 60), (62, 30)])
@pytest.mark.parametrize(
    "state", [State(0.0), State(0.05), State(0.5), State(1.0), State(0.05, 1.0), State(0.3, 0, 1)]
)
def test_no_layer_has_less_than_no_thickness(grid, state):
    lattice = make_lattice(*grid)
    section = cross_sections(lattice, state)
    depths = plaque_depths(lattice, section, state)
    lesion = lesion_rings(lattice)
    order = [*depths.cap, *depths.plaque]
    for inner, outer in pairwise(order):
        assert (outer - inner)[lesion].min() > 0.0
    assert (section.span - depths.plaque[1])[lesion].min() > 0.0
    assert (depths.plaque[0] - depths.core[1])[lesion].min() > 0.0


def test_the_vessel_bulges_before_the_lumen_narrows(artery):
    def outer(stenosis: float) -> float:
        points = artery["media"].displaced({"stenosis": stenosis})
        throat = np.abs(points[:, 2] - 4.5) < 1.0
        return np.ptp(points[throat, 1])

    early, late = outer(0.3) - outer(0.0), outer(1.0) - outer(0.7)
    assert early > 3 * late > 0


def _surface(part, weights):
    from anatomy_models.kit.surface import Surface

    return Surface(part.displaced(weights), part.faces)


def test_every_part_is_closed_at_rest_and_when_moved(artery):
    for name, part in artery.items():
        assert open_edges(part.points, part.faces) == 0, name
        if name not in ("clot", "lipid_core"):
            assert inspect(part).volume_mm3 > 0, name


def test_no_triangle_folds_over_on_the_way(artery):
    for name in (*WALL, *PLAQUE, "lumen"):
        folded = {step: flipped_triangles(artery[name], {"stenosis": step}) for step in STEPS}
        assert not any(folded.values()), (name, folded)


def test_no_triangle_folds_over_while_the_stent_opens(artery):
    for name in (*WALL, *PLAQUE, "lumen"):
        for step in STEPS:
            weights = {"stenosis": 0.7 + step * (0.05 - 0.7), "expand": step}
            assert flipped_triangles(artery[name], weights) == 0, (name, step)


def test_tear_and_statin_fold_nothing(artery):
    for stenosis in (0.3, 0.6, 0.9):
        for name, morph in (("fibrous_cap", "rupture"), ("lipid_core", "rupture"), ("plaque", "statin")):
            assert flipped_triangles(artery[name], {"stenosis": stenosis, morph: 1.0}) == 0, (name, stenosis)


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
@pytest.mark.parametrize(
    "weights", [{}, {"stenosis": 0.55}, {"stenosis": 1.0}, {"stenosis": 0.05, "expand": 1.0}]
)
def test_no_layer_runs_into_the_next(artery, one, other, weights):
    assert overlap(artery[one], artery[other], weights) == 0
    assert overlap(artery[other], artery[one], weights) == 0


def test_the_branch_is_open_to_the_vessel(artery):
    """A plane across the branch cuts its wall in a ring: the hole is the branch's lumen."""
    origin, along = np.array([-6.0, 0.0, -12.6]), np.array([-1.0, 0.0, -0.9])
    wall = artery["intima"]
    blood = artery["side_branch"]
    ring = section_area(wall.points, wall.faces, origin, along)
    stream = section_area(blood.points, blood.faces, origin, along)
    assert 0 < ring < stream
    assert overlap(blood, wall) == 0
    assert overlap(artery["lumen"], blood) == 0


def test_a_tear_opens_a_gap_in_the_cap(artery):
    cap = artery["fibrous_cap"]
    lips = np.abs(cap.morphs["rupture"][1.0][0]).max()
    assert 0.3 < lips < 1.0


def test_the_clot_stays_inside_the_lumen_and_nearly_fills_it(artery):
    clot, blood = artery["clot"], artery["lumen"]
    for stenosis in (0.3, 0.6, 0.8):
        weights = {"stenosis": stenosis, "grow": 1.0}
        full = inspect(make_part("clot", _surface(clot, weights)))
        assert full.volume_mm3 > 0
        ratio = overlap(clot, blood, weights) / len(clot.points)
        assert ratio > 0.85
    cut = np.array([0.1, 0, 4.5]), np.array([0.05, 0, 1])
    plug = section_area(clot.displaced({"stenosis": 0.6, "grow": 1.0}), clot.faces, *cut)
    stream = section_area(blood.displaced({"stenosis": 0.6}), blood.faces, *cut)
    assert 0.75 < plug / stream <= 1.0


def test_the_wire_and_the_folded_balloon_wait_outside(artery):
    for name in ("guide_wire", "balloon", "stent"):
        assert artery[name].points[:, 2].min() > 18.0, name


def test_the_open_stent_lies_against_the_open_lumen(artery):
    stent = artery["stent"].displaced({"advance": 1.0, "expand": 1.0})
    reach = np.abs(stent[:, 1]).max()
    assert reach == pytest.approx(1.47, abs=0.06)
    assert inspect(artery["stent"]).size_mm[1] < 1.1
    assert pytest.approx(0.08) == 2 * STRUT
    assert pytest.approx(0.014 * 25.4, abs=0.002) == 2 * WIRE_RADIUS


def test_only_the_blood_columns_carry_rings(artery):
    assert {name for name, part in artery.items() if part.rings} == {"lumen", "side_branch"}
    rings, sides = artery["lumen"].rings
    grid = artery["lumen"].points[: rings * sides].reshape(rings, sides, 3)
    assert np.all(np.diff(grid.mean(axis=1)[:, 2]) < 0), "the rings follow the flow, downwards"


def test_masks_and_colours_are_shares(artery):
    for part in artery.values():
        assert part.colors.min() >= 0
        assert part.colors.max() <= 1
    mask = artery["fibrous_cap"].masks["plaque"]
    assert mask.min() >= 0
    assert mask.max() == pytest.approx(1.0, abs=0.1)


def test_two_builds_give_the_same_bytes():
    assert encode_glb(recipe("coarse", quiet)) == encode_glb(recipe("coarse", quiet))


def test_a_column_is_what_it_measures():
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ring = np.stack([2 * np.cos(-turn), 2 * np.sin(-turn), 0 * turn], axis=1)
    rod = column(np.stack([ring - [0, 0, z] for z in range(5)]))
    assert section_area(
        rod.points, rod.faces, np.array([0, 0, -2.3]), np.array([0, 0, 1.0])
    ) == pytest.approx(4 * np.pi, rel=0.01)
