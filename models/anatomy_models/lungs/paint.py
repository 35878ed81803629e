"""Colours of the lungs and what lies with them; and where emphysema shows."""

from __future__ import annotations

from functools import cache

import numpy as np

from anatomy_models.kit.built import Floats, LabelVolume
from anatomy_models.kit.cells import Cells
from anatomy_models.kit.color import layered_noise, mixed, noise, shaded
from anatomy_models.kit.grid import Grid
from anatomy_models.lungs import mediastinum
from anatomy_models.lungs.bronchi import hind_wall
from anatomy_models.lungs.shape import HIGH, LOW, lungs

BONE = ("#f3ecdc", "#e3d7bf")
CARTILAGE = ("#e9ebe3", "#d3dbd7")
PLEURA = ("#e8d3cf", "#f3e6e2")
DISC = ("#dfe3df", "#c9d3d1")
ARTERY = ("#55658c", "#7484a8")
VEIN = ("#a8483f", "#c46c5f")
MIDDLE = {
    "heart": ("#a9574d", "#bd7266"),
    "aorta": ("#c4776b", "#d39284"),
    "great_veins": ("#5f7098", "#7c8bb0"),
    "gullet": ("#c99a86", "#d8b09c"),
}
FAT = "#e6cd93"
_SPACING = 1.6
"""Of the volume that paints cuts, mm."""


@cache
def lobules() -> Cells:
    """The lung's smallest pieces that can be seen, 1 to 2 cm across."""
    return Cells.scattered(LOW, HIGH, 13.0, seed=12)


def tinted(points: Floats, colors: tuple[str, str], grain: float, seed: int) -> Floats:
    """(n, 3) a quiet mixture of two colours."""
    return mixed(*colors, 0.5 + 0.6 * layered_noise(points, grain, seed=seed))


def lobe(points: Floats) -> Floats:
    """Rosy, in lobules with a breath of soot along their borders."""
    number, border = lobules().of(points + 1.6 * _wavy(points))
    colors = mixed(
        "#d8948c",
        "#ecc0b4",
        0.35 + 0.3 * lobules().chance(3)[number] + 0.3 * layered_noise(points, 26.0, seed=5),
    )
    dust = np.clip(0.55 + 0.8 * layered_noise(points, 30.0, seed=8), 0.15, 1.0)
    colors = mixed(colors, "#7d5560", 0.62 * dust * np.clip(1.0 - border / 1.9, 0.0, 1.0))
    return shaded(colors, 1.0 + 0.05 * noise(points, 3.0, seed=6))


def _wavy(points: Floats) -> Floats:
    return np.stack([noise(points, 9.0, seed) for seed in (41, 42, 43)], axis=-1)


def emphysema(points: Floats) -> Floats:
    """(n,) where emphysema shows first, 0 to 1: whole lobules, in crowds, more of them above."""
    number, border = lobules().of(points + 1.6 * _wavy(points))
    seeds = lobules().seeds
    crowd = layered_noise(seeds, 45.0, seed=23)
    above = np.clip((seeds[:, 2] + 150.0) / 230.0, 0.0, 1.0)
    lost = np.clip((0.10 + 0.68 * above + 0.5 * crowd - lobules().chance(7)) / 0.25, 0.0, 1.0)
    mask: Floats = (lost[number] * np.clip(border / 2.2, 0.0, 1.0)).astype(np.float32)
    return mask


def soot(points: Floats) -> Floats:
    """(n,) where soot gathers in a smoker's lung, 0 to 1: along the borders of its lobules, and in blots."""
    number, border = lobules().of(points + 1.6 * _wavy(points))
    blots = np.clip(0.45 + 1.1 * layered_noise(points, 34.0, seed=61), 0.0, 1.0)
    lines = np.clip(1.0 - border / 2.1, 0.0, 1.0) * (0.2 + 0.8 * blots)
    spots = np.clip((lobules().chance(13)[number] - 0.7) / 0.3, 0.0, 1.0) * np.clip(border / 3.0, 0.0, 1.0)
    mask: Floats = np.clip(lines + (0.16 + 0.5 * spots) * blots, 0.0, 1.0).astype(np.float32)
    return mask


def bronchi(points: Floats) -> Floats:
    """Pale pink; the hind wall of the windpipe, where no cartilage is, is muscle."""
    colors = tinted(points, ("#dfb3a2", "#eecdb9"), 5.0, 7)
    fibres = 0.5 + 0.7 * layered_noise(points * np.array([0.35, 1.0, 1.6]), 2.4, seed=11)
    return mixed(colors, mixed("#b9675c", "#d59486", fibres), 0.8 * hind_wall(points))


def cut_tissues() -> LabelVolume:
    """What a cut shows: the walls between a lung's lobules with little vessels; the blood in the heart."""
    grid = Grid(LOW, HIGH, _SPACING)
    flesh = np.minimum(*lungs(grid)) < 2.0
    places = grid.points()[flesh.ravel()].astype(np.float64)
    number, border = lobules().of(places + 1.6 * _wavy(places))
    fine = Cells.scattered(LOW, HIGH, 8.0, seed=31)
    dot, _ = fine.of(places)
    width = 0.35 + 0.45 * lobules().chance(9)[number]
    size = 0.4 + 1.4 * fine.chance(2) ** 3
    layers = {
        "lung_septum": border - width,
        "lung_vessel": np.linalg.norm(places - fine.seeds[dot], axis=1) - size[dot],
    }
    blood = mediastinum.blood(grid)
    channels = np.zeros((len(layers) + len(blood), *grid.shape), np.uint8)
    for channel, distance in zip(channels, layers.values(), strict=False):
        channel[flesh] = _encoded(distance)
    for channel, field in zip(channels[len(layers) :], blood.values(), strict=True):
        channel[:] = _encoded(field)
    return LabelVolume(channels, (*layers, *blood), LOW, _SPACING)


def _encoded(distance: Floats) -> Floats:
    """Signed distances (mm) as a label volume holds them."""
    return np.clip(np.rint(128 - 32 * distance), 0, 255)
