"""Colours of the layers, as a pathologist sees them in a fresh vessel: quiet, and apart in lightness."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from anatomy_models.coronary_artery.shape import LENGTH, LESION, THROAT, axis, narrowing
from anatomy_models.coronary_artery.window import bump, plateau, smooth
from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise, linear, mixed, noise, shaded

Painter = Callable[[Floats, Floats, Floats], Floats]
"""Takes points (n, 3), places along the vessel (n,) and angles (n,); returns (n, 3) linear colours."""


def painted(name: str, points: Floats) -> tuple[Floats, dict[str, Floats]]:
    """Colours of a part's points, and its mask `plaque` (how much disease lies under the surface)."""
    along, angle = along_and_around(points)
    colors = PAINTERS[name](points, along, angle)
    if name not in ("fibrous_cap", "intima"):
        return colors, {}
    diseased = narrowing(along) ** 0.6 * smooth(0.72 + 0.5 * np.cos(angle))
    grain = 1.0 + 0.25 * layered_noise(points, 0.9, seed=21)
    return colors, {"plaque": np.clip(diseased * grain, 0.0, 1.0).astype(np.float32)}


def along_and_around(points: Floats) -> tuple[Floats, Floats]:
    """Place along the vessel and angle round it of points near it."""
    along = np.clip(LENGTH / 2.0 - points[:, 2], 0.0, LENGTH)
    across = points - axis(along)
    return along, np.arctan2(-across[:, 1], across[:, 0])


def _adventitia(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Loose connective tissue: fat lobules, pale fibres, fine feeding vessels (vasa vasorum)."""
    fat = smooth(0.5 + 1.3 * layered_noise(points * np.array([1, 1, 0.55]), 1.5, seed=5))
    colors = mixed("#d7a58d", "#e8cc95", 0.75 * fat)
    fibres = layered_noise(_unrolled(5.5, angle, 0.45 * along), 1.0, seed=9)
    colors = mixed(colors, "#f0dfcb", 0.5 * smooth(fibres * 1.6))
    warp = 0.9 * np.stack([noise(points, 2.3, seed) for seed in (31, 32, 33)], axis=-1)
    vein = 1.0 - np.abs(noise(points * np.array([1, 1, 0.5]) + warp, 2.1, seed=12)) / 0.07
    colors = mixed(colors, "#a4483f", 0.6 * smooth(vein))
    return shaded(colors, 1.0 + 0.06 * noise(points, 0.4, seed=2))


def _unrolled(fineness: float, angle: Floats, along: Floats) -> Floats:
    """Places for a grain that runs along the vessel and has no seam: fine round it, slow along it."""
    return np.stack([fineness * np.cos(angle), fineness * np.sin(angle), along], axis=-1)


def _media(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Smooth muscle: fine grain round the vessel."""
    strands = layered_noise(_unrolled(0.7, angle, 9.0 * along), 1.0, seed=4)
    colors = mixed("#a8473f", "#c7736a", 0.5 + 0.5 * strands)
    return shaded(colors, 1.0 + 0.05 * noise(points, 0.5, seed=6))


def _intima(points: Floats, along: Floats, angle: Floats) -> Floats:
    """The lining: pale, moist, with faint folds along the flow."""
    folds = layered_noise(_unrolled(3.2, angle, 0.25 * along), 1.0, seed=14)
    colors = mixed("#d99887", "#ebb9a9", 0.5 + 0.6 * folds)
    return shaded(colors, 1.0 + 0.05 * noise(points, 1.3, seed=25))


def _plaque(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Fat and fibres mixed: yellow, mottled."""
    mottle = layered_noise(points, 0.9, seed=15)
    colors = mixed("#d9a94e", "#edcf8b", 0.5 + 0.6 * mottle)
    colors = mixed(colors, "#f2e3c6", 0.35 * smooth(1.8 * noise(points, 1.9, seed=16)))
    ends = 1.0 - plateau(along, LESION[0] + 0.9, LESION[1] - 0.9, 0.7)
    return mixed(colors, _intima(points, along, angle), ends)


def _lipid_core(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Soft cholesterol: pale yellow with light crystals."""
    colors = mixed("#f0d98a", "#fbf1c4", 0.5 + 0.5 * layered_noise(points, 0.5, seed=17))
    return mixed(colors, "#fffbe6", 0.8 * smooth((noise(points, 0.22, seed=18) - 0.45) / 0.2))


def _fibrous_cap(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Scar-like cover: the lining's colour at its edge, whitish with a hint of yellow over the core."""
    lining = _intima(points, along, angle)
    over = narrowing(along) ** 0.5 * smooth(0.75 + 0.5 * np.cos(angle))
    fibres = layered_noise(_unrolled(4.0, angle, 0.8 * along), 1.0, seed=19)
    cover = mixed("#e3bd85", "#f1dbb4", 0.5 + 0.6 * fibres)
    return mixed(lining, cover, 0.85 * over)


def _calcium(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Chalk: off-white, grainy."""
    return shaded(
        mixed("#e6e0cf", "#fbf8ee", 0.5 + 0.6 * layered_noise(points, 0.3, seed=20)), 1.0 + 0.0 * along
    )


def _blood(points: Floats, along: Floats, angle: Floats) -> Floats:
    return mixed("#7d0f12", "#931a1a", 0.5 + 0.5 * layered_noise(points, 0.8, seed=22))


def _clot(points: Floats, along: Floats, angle: Floats) -> Floats:
    """Trapped red cells with pale threads of fibrin; paler where it sits on the tear."""
    colors = mixed("#470a0e", "#761418", 0.5 + 0.6 * layered_noise(points, 0.45, seed=23))
    warp = 0.4 * np.stack([noise(points, 0.6, seed) for seed in (41, 42, 43)], axis=-1)
    threads = smooth(1.0 - np.abs(noise(points + warp, 0.7, seed=24)) / 0.07)
    pale = 0.3 * bump(along, THROAT - 2.3, 2.0) * smooth(0.3 + np.cos(angle))
    return mixed(colors, "#c9a08f", np.clip(0.3 * threads + pale, 0.0, 0.6))


def _plain(color: str) -> Painter:
    def paint(points: Floats, along: Floats, angle: Floats) -> Floats:
        return np.broadcast_to(linear(color), points.shape).copy()

    return paint


PAINTERS: dict[str, Painter] = {
    "adventitia": _adventitia,
    "media": _media,
    "intima": _intima,
    "plaque": _plaque,
    "lipid_core": _lipid_core,
    "fibrous_cap": _fibrous_cap,
    "calcium": _calcium,
    "lumen": _blood,
    "side_branch": _blood,
    "clot": _clot,
    "guide_wire": _plain("#b9bec4"),
    "stent": _plain("#ccd1d6"),
    "balloon": _plain("#a9cfe6"),
}
