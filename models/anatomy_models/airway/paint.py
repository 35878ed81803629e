"""Colours of the layers of an airway: quiet, and apart in lightness."""

from __future__ import annotations

import numpy as np

from anatomy_models.airway.shape import Lattice, bundles
from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise, mixed, noise, shaded


def painted(layer: str, points: Floats, lattice: Lattice) -> Floats:
    """(n, 3) linear colours of a layer's points; the lattice is that of its rings."""
    return _PAINTERS[layer](points, lattice)


def _adventitia(points: Floats, lattice: Lattice) -> Floats:
    """Loose tissue with fine vessels, fastened to the air sacs around."""
    colors = mixed("#d9ae9b", "#efd6bf", 0.5 + 0.6 * layered_noise(points, 0.9, seed=5))
    warp = 0.4 * np.stack([noise(points, 1.2, seed) for seed in (31, 32, 33)], axis=-1)
    vessel = 1.0 - np.abs(noise(points * np.array([1.0, 1.0, 0.5]) + warp, 1.3, seed=12)) / 0.06
    colors = mixed(colors, "#a9504a", 0.55 * np.clip(vessel, 0.0, 1.0))
    return shaded(colors, 1.0 + 0.07 * noise(points, 0.25, seed=2))


def _muscle(points: Floats, lattice: Lattice) -> Floats:
    """Red bundles on a paler sheet."""
    crest = bundles(lattice).ravel()
    # After the outer rings come the inner ones and the two rims: these show no bundle.
    share = np.concatenate([crest, np.full(len(points) - len(crest), 0.6)])
    strands = layered_noise(points * np.array([1.0, 1.0, 2.5]), 0.35, seed=4)
    colors = mixed(mixed("#dcae9c", "#e8c4b2", 0.5 + 0.5 * strands), "#a8473f", share)
    return shaded(colors, 1.0 + 0.10 * strands)


def _mucosa(points: Floats, lattice: Lattice) -> Floats:
    """The lining: pink, moist."""
    colors = mixed("#d98f86", "#edb9ad", 0.5 + 0.6 * layered_noise(points, 0.5, seed=14))
    return shaded(colors, 1.0 + 0.05 * noise(points, 0.12, seed=25))


def _mucus(points: Floats, lattice: Lattice) -> Floats:
    """Slime: pale, a little green and yellow."""
    return mixed("#dedfae", "#f3f2d8", 0.5 + 0.6 * layered_noise(points, 0.4, seed=17))


def _air(points: Floats, lattice: Lattice) -> Floats:
    return mixed("#b9d8e6", "#cfe6ef", 0.5 + 0.5 * layered_noise(points, 0.8, seed=22))


_PAINTERS = {
    "adventitia": _adventitia,
    "muscle": _muscle,
    "mucosa": _mucosa,
    "mucus": _mucus,
    "lumen": _air,
}
