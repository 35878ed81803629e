"""The recipe of the knee: part after part."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Floats, LabelVolume, Report
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.surface import Surface, vertex_normals
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import bones, capsule, cartilage, ligaments, meniscus, motion, shape, wear
from anatomy_models.knee.assemble import Follow, bone_colors, fibre_colors, laid, made_anew, meshed, part

_FINE = {"full": (0.9, 0.6, 1.0), "coarse": (1.8, 1.0, 0.2)}
"""Detail -> step of the bones' grid, of the layers' grid (mm), share of the triangles."""
CORTEX_STEP = 1.0
"""Edge (mm) of a voxel of the volume that paints cut bone."""
_PAD = ((-32.0, -18.0, -32.0), (32.0, 18.0, 32.0))


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the knee."""
    step, fine, share = _FINE[detail]
    steps: list[tuple[str, Callable[[], list[BuiltPart]]]] = [
        ("shaping the bones", lambda: long_bones(step, share)),
        ("fitting the kneecap", lambda: kneecap_parts(fine, share)),
        ("laying the cartilage", lambda: cartilages(fine, share)),
        ("bending the menisci", menisci),
        ("stretching the ligaments", straps),
        ("closing the capsule", lambda: soft_parts(step, share)),
    ]
    parts: list[BuiltPart] = []
    for number, (words, make) in enumerate(steps):
        report(number / len(steps), words)
        parts += make()
    return BuiltModel("knee", tuple(parts), spongy_bone())


def long_bones(step: float, share: float) -> list[BuiltPart]:
    """Thigh, shin and calf bone."""
    grid = Grid(shape.LOW, shape.HIGH, step)
    follows = {
        "femur": (
            bones.femur,
            26000,
            Follow(None, lambda p, n, k: motion.leaning(wear.worn_femur(p, n, k), k)),
        ),
        "tibia": (bones.tibia, 20000, Follow(motion.with_shin, wear.worn_tibia)),
        "fibula": (bones.fibula, 5000, Follow(motion.with_shin)),
    }
    made = []
    for name, (field, triangles, follow) in follows.items():
        surface = meshed(grid, field(grid), int(triangles * share))
        made.append(part(name, surface, follow, bone_colors(surface.points)))
    return made


def spongy_bone() -> LabelVolume:
    """Where bone is spongy: within its hard shell, which is thin at the joint and thick along the shafts."""
    grid = Grid((-56.0, -46.0, -84.0), (56.0, 64.0, 90.0), CORTEX_STEP)
    shafts = np.abs(grid.axes[2]) - 22.0
    shell = 1.1 + 2.6 * rise(shafts, 0.0, 40.0)
    fields = (bones.femur(grid), bones.tibia(grid), bones.fibula(grid), placed_kneecap(grid))
    inside = np.minimum.reduce(fields) + shell
    channel = np.clip(np.rint(128 - 32 * inside), 0, 255).astype(np.uint8)
    return LabelVolume(
        channel[None, ::-1], ("spongiosa",), (-float(grid.axes[0].max()), *grid.low[1:]), CORTEX_STEP
    )


def kneecap_parts(step: float, share: float) -> list[BuiltPart]:
    """The kneecap and its cartilage."""
    grid = Grid(*_PAD, step)
    made = []
    for name, field, triangles, worn in (
        ("patella", bones.patella, 8000, wear.worn_patella),
        ("cartilage/patellar", cartilage.patellar, 7000, lambda p, n, k: cartilage.worn_patellar(p, k)),
    ):
        surface = meshed(grid, field(grid), int(triangles * share))
        colors = bone_colors(surface.points) if name == "patella" else None
        made.append(_on_kneecap(name, surface, worn, colors))
    return made


def _on_kneecap(
    name: str,
    surface: Surface,
    worn: Callable[[Floats, Floats, float], Floats],
    colors: Floats | None,
) -> BuiltPart:
    """A part made about the kneecap's middle, put in its place and moved with it."""
    rest = motion.kneecap(0.0)
    local = surface.points
    normals = vertex_normals(local, surface.faces)
    shapes = {
        "flexion": {key: motion.kneecap(key * motion.MOST).place(local) for key in motion.KEYS},
        "kl": {key: motion.leaning(rest.place(worn(local, normals, key)), key) for key in motion.STAGES[1:]},
    }
    return laid(name, Surface(rest.place(local), surface.faces), shapes, colors)


def cartilages(step: float, share: float) -> list[BuiltPart]:
    """The layers on the thigh bone and on both plateaus."""
    grid = Grid((-46.0, -38.0, -1.0), (46.0, 40.0, 52.0), step)
    surface = meshed(grid, cartilage.femoral(grid), int(34000 * share))
    worn = Follow(None, lambda p, n, k: motion.leaning(cartilage.worn_femoral(p, k), k))
    made = [part("cartilage/femoral", surface, worn)]
    low = Grid((-46.0, -34.0, -9.0), (46.0, 28.0, 9.0), step)
    for side in ("medial", "lateral"):
        surface = meshed(low, cartilage.tibial(low, side), int(9000 * share))

        def thinned(points: Floats, normals: Floats, stage: float, side: str = side) -> Floats:
            return cartilage.worn_tibial(points, side, stage)

        made.append(part(f"cartilage/tibial_{side}", surface, Follow(motion.with_shin, thinned)))
    return made


def menisci() -> list[BuiltPart]:
    """Both menisci."""
    made = []
    for crescent in meniscus.CRESCENTS:
        surface = meniscus.meniscus(crescent, 0.0)
        shapes = {
            "flexion": {key: meniscus.carried(surface.points, key * motion.MOST) for key in motion.KEYS},
            "kl": {key: meniscus.meniscus(crescent, key).points for key in motion.STAGES[1:]},
        }
        made.append(laid(f"menisci/{crescent.side}", surface, shapes))
    return made


def straps() -> list[BuiltPart]:
    """The ligaments and the tendons."""
    made = []
    for name in ligaments.STRAPS:

        def make(degrees: float, stage: float, name: str = name) -> Surface:
            return ligaments.strap_surface(name, degrees, stage)

        made.append(made_anew(f"ligaments/{name}", make, fibre_colors(make(0.0, 0.0))))
    for name, tendon in (
        ("patellar_tendon", ligaments.patellar_tendon),
        ("quadriceps_tendon", ligaments.quadriceps_tendon),
    ):
        made.append(made_anew(f"tendons/{name}", tendon, fibre_colors(tendon())))
    return made


def soft_parts(step: float, share: float) -> list[BuiltPart]:
    """Capsule, fluid, fat pad."""
    grid = Grid((-56.0, -46.0, -40.0), (56.0, 64.0, 92.0), step)
    kneecap = placed_kneecap(grid)
    wall = meshed(grid, capsule.capsule(grid, kneecap), int(30000 * share))
    pad = meshed(grid, capsule.fat_pad(grid, kneecap), int(7000 * share))
    fluid = capsule.fluid(0.0)
    shapes = {"kl": {key: capsule.fluid(key).points for key in motion.STAGES[1:]}}
    lean = Follow(motion.with_soft_parts, lambda p, n, k: motion.leaning(p, k, 0.6))
    return [
        part("capsule", wall, Follow(motion.with_soft_parts, lambda p, n, k: capsule.swollen(p, k))),
        laid("fluid", fluid, shapes),
        part("fat_pad", pad, lean),
    ]


def placed_kneecap(grid: Grid) -> Array:
    """The field of the kneecap in its place when the leg is straight."""
    pose = motion.kneecap(0.0)
    small = Grid(*_PAD, grid.step)
    values = bones.patella(small)
    local = (grid.points() - pose.middle) @ pose.axes.T
    found = small.sample(values, local)
    beyond = np.linalg.norm(np.maximum(np.abs(local) - np.array(_PAD[1]) + 1.0, 0.0), axis=1)
    return np.asarray((found + beyond).reshape(grid.shape), np.float32)
