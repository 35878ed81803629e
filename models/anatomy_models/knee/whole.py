"""The recipe of the knee: part after part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Floats, LabelVolume, Report
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.surface import Surface, vertex_normals
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import (
    bands,
    bones,
    capsule,
    cartilage,
    implants,
    ligaments,
    meniscus,
    motion,
    saw,
    shape,
    wear,
)
from anatomy_models.knee.assemble import Follow, bone_colors, fibre_colors, laid, made_anew, meshed, part
from anatomy_models.knee.creases import Sheet
from anatomy_models.knee.needle import needle

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
        ("laying the bands", lambda: lying_bands(step)),
        ("closing the capsule", lambda: soft_parts(step, share)),
        ("casting the components", lambda: components(fine, share)),
    ]
    parts: list[BuiltPart] = []
    for number, (words, make) in enumerate(steps):
        report(number / len(steps), words)
        parts += make()
    report(0.95, "finding the shadows")
    return BuiltModel("knee", tuple(shaded(part) for part in parts), spongy_bone())


_SHADED = ("bones/", "cartilage/", "menisci/", "replacement/")
_SKY = Sky(rays=40, far=16.0, lift=0.2)


def shaded(part: BuiltPart) -> BuiltPart:
    """A hard part with the shadows that it throws on itself; soft ones change too much for any to hold."""
    if not part.id.removeprefix("knee/").startswith(_SHADED):
        return part
    (sky,) = bake_open_sky([(part.points, part.faces, part.normals)], _SKY)
    return replace(part, ao=sky)


def long_bones(step: float, share: float) -> list[BuiltPart]:
    """Thigh, shin and calf bone."""
    grid = Grid(shape.LOW, shape.HIGH, step)
    thigh, thigh_colors = _long_bone(grid, "femur", int(26000 * share))
    shin, shin_colors = _long_bone(grid, "tibia", int(20000 * share))
    calf, calf_colors = _long_bone(grid, "fibula", int(5000 * share))
    follows = (
        (
            "femur",
            thigh,
            Follow(wear=_worn_femur, ends={"cut": saw.sawn_femur(thigh.points)}),
            saw.beyond_femur(thigh.points[:, 1], thigh.points[:, 2]),
            thigh_colors,
        ),
        (
            "tibia",
            shin,
            Follow(motion.with_shin, wear.worn_tibia, True, {"cut": saw.sawn_tibia(shin.points)}),
            shin.points[:, 2] - saw.tibial_level(shin.points[:, 0], shin.points[:, 1]),
            shin_colors,
        ),
        ("fibula", calf, Follow(motion.with_shin, rigid=True), None, calf_colors),
    )
    made = {
        name: _sawn(part(f"bones/{name}", surface, follow, colors), over)
        for name, surface, follow, over, colors in follows
    }
    return [made["femur"], _loaded_where_bare(made["tibia"]), made["fibula"]]


_UNSAWN = {"femur": bones.thigh, "tibia": bones.shin, "fibula": bones.calf}


def _long_bone(grid: Grid, name: str, triangles: int) -> tuple[Surface, Floats]:
    """A long bone with its colours: finer triangles where its shaft is sawn off, marrow within the shell."""
    whole = _UNSAWN[name](grid)
    end, way = (shape.SHAFT_TOP, 1.0) if name == "femur" else (shape.SHIN_END, -1.0)
    field = bones.shortened(whole, way * (grid.axes[2] - end), bones.CORTEX[name])

    def limit(places: Floats) -> Floats:
        return np.where(np.abs(places[:, 2] - end) < 3.5, 0.9, 99.0)

    surface = meshed(grid, field, triangles, limit)
    marrow = -grid.sample(whole, surface.points) - bones.CORTEX[name]
    at_end = np.abs(surface.points[:, 2] - end) < bones.RECESS + 1.5
    return surface, bone_colors(surface.points, np.where(at_end, marrow, -9.0))


def _worn_femur(points: Floats, normals: Floats, stage: float) -> Floats:
    return motion.leaning(wear.worn_femur(points, normals, stage), stage)


def _sawn(bone: BuiltPart, over: Floats | None) -> BuiltPart:
    """A bone with the mask of its cut faces, from how far its points lie beyond the cut."""
    if over is None:
        return bone
    return replace(bone, masks={"sawn": saw.sawn_face(over).astype(np.float32)})


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
    """The kneecap, its cartilage, and the button that takes its place."""
    grid = Grid(*_PAD, step)
    bone = meshed(grid, bones.patella(grid), int(8000 * share))
    layer = meshed(grid, cartilage.patellar(grid), int(7000 * share))
    button = meshed(grid, implants.patellar_button(grid), int(9000 * share))
    cut = {"cut": saw.sawn_patella(bone.points)}
    patella = _on_kneecap("bones/patella", bone, wear.worn_patella, cut, bone_colors(bone.points))
    smooth = _on_kneecap("cartilage/patellar", layer, lambda p, n, k: cartilage.worn_patellar(p, k), {})
    return [
        _sawn(patella, saw.PATELLAR - bone.points[:, 1]),
        _wearing(smooth, layer.points, cartilage.wear_of_patella(layer.points)),
        _on_kneecap("replacement/patellar_button", button, None, {}),
    ]


def _on_kneecap(
    name: str,
    surface: Surface,
    worn: Callable[[Floats, Floats, float], Floats] | None,
    ends: dict[str, Floats],
    colors: Floats | None = None,
) -> BuiltPart:
    """A part made about the kneecap's middle, put in its place and moved with it."""
    rest = motion.kneecap(0.0)
    local = surface.points
    normals = vertex_normals(local, surface.faces)

    def there(points: Floats, turned: Floats, stage: float) -> Floats:
        return motion.leaning(rest.place(worn(local, normals, stage)), stage) if worn else points

    placed = {morph: rest.place(points) for morph, points in ends.items()}
    follow = Follow(motion.with_kneecap, there if worn else None, True, placed)
    return part(name, Surface(rest.place(local), surface.faces), follow, colors)


def cartilages(step: float, share: float) -> list[BuiltPart]:
    """The layers on the thigh bone and on both plateaus."""
    grid = Grid((-46.0, -38.0, -1.0), (46.0, 40.0, 52.0), step)
    surface = meshed(grid, cartilage.femoral(grid), int(34000 * share))
    worn = Follow(wear=lambda p, n, k: motion.leaning(cartilage.worn_femoral(p, k), k))
    layer = _loaded(part("cartilage/femoral", surface, worn))
    made = [_wearing(layer, surface.points, wear.wear_of_femur(surface.points))]
    low = Grid((-46.0, -34.0, -9.0), (46.0, 28.0, 9.0), step)
    for side in ("medial", "lateral"):
        surface = meshed(low, cartilage.tibial(low, side), int(9000 * share))

        def thinned(points: Floats, normals: Floats, stage: float, side: str = side) -> Floats:
            return cartilage.worn_tibial(points, side, stage)

        layer = part(f"cartilage/tibial_{side}", surface, Follow(motion.with_shin, thinned, True))
        made.append(_wearing(_loaded(layer), surface.points, wear.wear_of_tibia(surface.points)))
    return made


def _wearing(layer: BuiltPart, local: Floats, where: Floats) -> BuiltPart:
    """A layer with the mask of where it wears, from how much (0 to 1) its points do."""
    worn = wear.spread(local, where).astype(np.float32)
    return replace(layer, masks={**layer.masks, "worn": worn})


def _loaded(layer: BuiltPart) -> BuiltPart:
    """A layer with the masks of where the straight leg loads it, on the inner and the outer side."""
    x, y, z = layer.points.T.astype(np.float64)
    low = 1 - rise(z, 6.0, 14.0)
    masks = {}
    for name, middle in (("contact_medial", shape.CONDYLE), ("contact_lateral", -shape.CONDYLE)):
        away = np.hypot((x - middle) / 13.0, (y - shape.CONTACT) / 17.0)
        masks[name] = ((1 - rise(away, 0.35, 1.0)) * low).astype(np.float32)
    return replace(layer, masks=masks)


def _loaded_where_bare(shin: BuiltPart) -> BuiltPart:
    """The shin bone with the masks of where it is loaded once its cartilage is gone: on its top only."""
    upwards = rise(shin.normals[:, 2], 0.3, 0.7).astype(np.float32)
    masks = {name: mask * upwards for name, mask in _loaded(shin).masks.items()}
    return replace(shin, masks={**masks, **shin.masks})


def menisci() -> list[BuiltPart]:
    """Both menisci."""
    made = []
    for crescent in meniscus.CRESCENTS:

        def worn(
            points: Floats, normals: Floats, stage: float, crescent: meniscus.Crescent = crescent
        ) -> Floats:
            return meniscus.meniscus(crescent, stage).points

        def drawn(points: Floats, degrees: float, side: str = crescent.side) -> Floats:
            return meniscus.carried(points, degrees, side)

        follow = Follow(drawn, worn, True)
        surface = meniscus.meniscus(crescent, 0.0)
        made.append(_loaded(part(f"menisci/{crescent.side}", surface, follow, meniscus.colors(surface))))
    return made


def straps() -> list[BuiltPart]:
    """The ligaments and the tendons."""
    made = []
    for name in ligaments.STRAPS:

        def make(degrees: float, stage: float, name: str = name) -> Surface:
            return ligaments.strap_surface(name, degrees, stage)

        made.append(made_anew(f"ligaments/{name}", make, fibre_colors(make(0.0, 0.0))))
    for name, tendon in (
        ("patellar", ligaments.patellar_tendon),
        ("quadriceps", ligaments.quadriceps_tendon),
    ):
        made.append(made_anew(f"tendons/{name}", tendon, fibre_colors(tendon())))
    return made


def lying_bands(step: float) -> list[BuiltPart]:
    """The bands that lie on the bones, and the popliteus muscle."""
    grid = Grid(shape.LOW, shape.HIGH, max(step, 1.4))
    ground = bands.Ground(grid, bones.femur(grid), bones.tibia(grid))
    made = []
    for name, several in bands.BANDS.items():
        make = bands.maker(several, ground)
        each = [bands.laid(band, ground, 0.0, 0.0) for band in several]
        colors = np.concatenate([fibre_colors(surface) for surface in each])
        made.append(made_anew(f"tendons/{name}", make, colors))
    make = bands.maker((bands.POPLITEUS,), ground)
    return [*made, made_anew("muscles/popliteus", make, bands.muscle_colors(make(0.0, 0.0)))]


def soft_parts(step: float, share: float) -> list[BuiltPart]:
    """Capsule, fluid, fat pad, and the needle that may reach the fluid."""
    grid = Grid((-56.0, -46.0, -40.0), (56.0, 64.0, 92.0), step)
    kneecap = placed_kneecap(grid)
    wall = meshed(grid, capsule.capsule(grid, kneecap), int(24000 * share))
    pad = meshed(grid, capsule.fat_pad(grid, kneecap), int(7000 * share))
    fluid = capsule.fluid(0.0)
    shapes = {"kl": {key: capsule.fluid(key).points for key in motion.STAGES[1:]}}
    shapes["swelling"] = {1.0: capsule.fluid(0.0, 1.0).points}
    swollen = {"swelling": capsule.bulging(wall.points, 1.2, 3.0)}
    keeper = capsule.Keeper(grid, bones.femur(grid))
    sheet = Sheet(wall)

    def bent(points: Floats, degrees: float) -> Floats:
        return keeper.bent_wall(wall, sheet, degrees)

    worn = Follow(bent, lambda p, n, k: capsule.worn_capsule(p, k), ends=swollen)
    lean = Follow(keeper.bent, lambda p, n, k: motion.leaning(p, k, 0.6))
    level = np.abs(wall.points[:, 2] - 20.0)
    lining = {"lining": (1 - rise(level, 40.0, 62.0)).astype(np.float32)}
    return [
        replace(part("capsule", wall, worn), masks=lining),
        laid("fluid", fluid, shapes),
        part("fat_pad", pad, lean),
        laid("needle", needle(), {}),
    ]


def components(step: float, share: float) -> list[BuiltPart]:
    """What a total replacement puts on thigh and shin bone."""
    high = Grid((-44.0, -38.0, -4.0), (44.0, 38.0, 50.0), step)
    cap = meshed(high, implants.femoral_component(high), int(30000 * share))
    low = Grid((-44.0, -36.0, -48.0), (44.0, 32.0, -3.0), step)
    tray = meshed(low, implants.tibial_tray(low), int(16000 * share))
    middle = Grid((-44.0, -36.0, -12.0), (44.0, 32.0, 8.0), step)
    plastic = meshed(middle, implants.insert(middle), int(14000 * share))
    shin = Follow(motion.with_shin, rigid=True)
    return [
        part("replacement/femoral_component", cap, Follow()),
        part("replacement/tibial_tray", tray, shin),
        part("replacement/insert", plastic, shin),
    ]


def placed_kneecap(grid: Grid) -> Array:
    """The field of the kneecap in its place when the leg is straight."""
    pose = motion.kneecap(0.0)
    small = Grid(*_PAD, grid.step)
    values = bones.patella(small)
    local = pose.local(grid.points())
    found = small.sample(values, local)
    beyond = np.linalg.norm(np.maximum(np.abs(local) - np.array(_PAD[1]) + 1.0, 0.0), axis=1)
    return np.asarray((found + beyond).reshape(grid.shape), np.float32)
