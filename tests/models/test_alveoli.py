"""The air sacs: as large as they are said to be, closed, and nothing folded when their walls are lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from anatomy_models.alveoli import recipe
from anatomy_models.alveoli.change import HILUM, emptied, rays
from anatomy_models.alveoli.measure import compare, sac_volumes
from anatomy_models.alveoli.net import make_net, oxygen
from anatomy_models.alveoli.shape import PASSAGE, STEPS, Shape, middle_line, shape
from anatomy_models.alveoli.vessels import ARTERIOLE, VENULE
from anatomy_models.kit.built import BuiltModel
from anatomy_models.kit.check import flipped_triangles, inspect, open_edges, volume
from anatomy_viewer.content.model import Model

FOLDER = Path(__file__).parents[2] / "models" / "alveoli"
STEPS_OF_LOSS = [step / 20 for step in range(21)]


@pytest.fixture(scope="module")
def form() -> Shape:
    """The fields, coarse."""
    return shape(STEPS["coarse"])


@pytest.fixture(scope="module")
def piece() -> BuiltModel:
    """The coarse model."""
    steps: list[float] = []
    model = recipe("coarse", lambda done, words: steps.append(done))
    assert steps == sorted(steps)
    return model


def test_the_pack_names_what_the_recipe_makes(piece):
    pack = Model.model_validate(tomllib.loads((FOLDER / "model.toml").read_text(encoding="utf-8")))
    assert {part.id for part in pack.parts} == {part.id for part in piece.parts}
    assert {morph.id for morph in pack.morphs} == {name for part in piece.parts for name in part.morphs}


def test_every_part_is_closed_and_faces_outwards(piece):
    for part in piece.parts:
        assert open_edges(part.points, part.faces) == 0, part.id
        assert inspect(part).volume_mm3 > 0, part.id


def test_sizes_are_those_that_are_published(piece, form):
    missed = [finding.what for finding in compare(piece, form) if not finding.good]
    assert missed == []


def test_the_sacs_are_alike_as_in_life(form):
    """Of one lung the sacs differ little; none of ours is a sliver."""
    volumes = sac_volumes(form)
    assert 30 <= len(volumes) <= 60
    assert volumes.min() > 0.6 * volumes.mean()
    assert volumes.max() < 1.5 * volumes.mean()


def test_every_sac_opens_into_its_passage(form):
    """From the middle of each sac one comes to the middle line without meeting a wall."""
    grid = form.grid
    for centre in form.centres:
        steps = np.linspace(0, 1, 30)[:, None]
        lines = [
            grid.gradient(reach, centre[None])[0] * grid.sample(reach, centre[None]) for reach in form.reach
        ]
        nearest = min(lines, key=lambda way: float(np.linalg.norm(way)))
        assert grid.sample(form.air, centre - steps * nearest).max() < 0.004


@pytest.mark.parametrize("morph", ["breath", "emphysema"])
def test_no_part_folds_over_on_the_way(piece, morph):
    """Where a wall becomes a low ridge, or a fine vessel withers to a hair, a few edges turn sharp."""
    for part in piece.parts:
        folded = {step: flipped_triangles(part, {morph: step}) for step in STEPS_OF_LOSS[::2]}
        allowed = 0.06 if part.id == "alveoli/capillaries" else 0.02
        assert max(folded.values()) <= allowed * len(part.faces), (part.id, folded)


def test_the_order_along_a_ray_stays_when_walls_are_lost(form):
    """So walls cannot run through each other."""
    line = middle_line(0)
    along = line[8] - line[6]
    for angle in np.linspace(0, 2 * np.pi, 60):
        side = np.cross(along, [0.0, 1.0, 0.0])
        way = np.cos(angle) * side / np.linalg.norm(side) + np.sin(angle) * np.array([0.0, 1.0, 0.0])
        way -= along * (way @ along) / (along @ along)
        points = line[7] + np.linspace(0.05, 0.40, 36)[:, None] * way
        laid = rays(form, points)
        own = laid.length < laid.skin
        for loss in (0.3, 0.6, 1.0):
            apart = np.linalg.norm(emptied(laid, points, loss) - laid.foot, axis=1)
            assert np.all(np.diff(apart[own]) > -1e-3), angle


def test_lost_walls_leave_large_sacs(piece):
    walls = piece.part("alveoli/walls")
    from_below = walls.points[:, 2] < 0
    edge = np.linalg.norm(walls.points - HILUM, axis=1)
    assert edge[from_below].max() > 3 * PASSAGE
    grown = np.ptp(walls.displaced({"emphysema": 1.0}), axis=0)
    assert np.all(grown > 1.05 * np.ptp(walls.points, axis=0))


def test_a_breath_gives_a_fifth_more_room(piece):
    walls = piece.part("alveoli/walls")
    out, into, back = (np.ptp(walls.displaced({"breath": at}), axis=0) for at in (0.0, 0.5, 1.0))
    assert np.prod(into / out) == pytest.approx(1.2, abs=0.05)
    assert back == pytest.approx(out)


def test_the_net_thins_where_walls_are_lost(piece):
    net = piece.part("alveoli/capillaries")
    thinner = inspect(net).volume_mm3
    lost = net.displaced({"emphysema": 1.0})
    assert volume(lost, net.faces) < 0.5 * thinner


def test_blood_turns_from_dark_to_bright_between_artery_and_vein(form):
    net = make_net(form)
    ends = [int(np.argmin(np.linalg.norm(net.nodes - way[-1], axis=1))) for way in (*ARTERIOLE, *VENULE)]
    share = oxygen(net, ends[:2], ends[2:])
    assert share[ends[:2]].max() < 0.1
    assert share[ends[2:]].min() > 0.9
    assert np.median(share) == pytest.approx(0.5, abs=0.2)


def test_the_air_runs_inwards_ring_by_ring(piece):
    for name in ("long", "short"):
        part = piece.part(f"alveoli/air/{name}")
        rings, sides = part.rings
        middles = part.points[: rings * sides].reshape(rings, sides, 3).mean(axis=1)
        assert np.all(np.diff(middles[:, 2]) < 0.001)
