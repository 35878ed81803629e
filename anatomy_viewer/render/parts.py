"""One part as one painter shows it: an actor, and what is done about every field of its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter, ne
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor

from anatomy_viewer.render import shaders
from anatomy_viewer.render.body import Body
from anatomy_viewer.render.casing import Casing
from anatomy_viewer.render.colors import NO_WASH
from anatomy_viewer.render.meshes import PartMesh
from anatomy_viewer.render.morphs import Shape, spread_of
from anatomy_viewer.scene.state import UPRIGHT, PartState, Vector

Matrix = NDArray[np.float64]
SOLID = 0.995
"""Opacity from which a part is drawn as solid."""
_EVERY = 13
"""Of so many points one is asked how far a part reaches, about."""


def rotation_of(quaternion: tuple[float, float, float, float]) -> Matrix:
    """The (3, 3) rotation of a unit quaternion (w, x, y, z)."""
    w, x, y, z = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def placement(state: PartState, center: tuple[float, float, float]) -> Matrix:
    """The (4, 4) matrix of a part's pose: scale and rotation about its centre, then translation."""
    matrix = np.eye(4)
    if state.rotation == UPRIGHT and state.scale == 1.0:  # mostly
        matrix[:3, 3] = state.translation
        return matrix
    matrix[:3, :3] = rotation_of(state.rotation) * state.scale
    matrix[:3, 3] = np.array(center) + state.translation - matrix[:3, :3] @ np.array(center)
    return matrix


class PartView:
    """What one painter holds of a part.

    Attributes:
        actor: The VTK actor, to be put into the painter's renderer.
        body: The surface shown now: the full one, or the lighter one while a slow machine is busy.
        state: What was applied last.
        offset: How far it stands apart from its place, RAS mm.
        plane: The plane that cuts it, where a cut does; it goes where the part goes.
        version: Grows with every change of shape.
    """

    _realm: Matrix | None = None

    def __init__(self, mesh: PartMesh, lighter: Callable[[], PartMesh | None] = lambda: None) -> None:
        self.state = PartState()
        self.version = 0
        self.offset: Vector = (0.0, 0.0, 0.0)
        self.plane = vtkPlane()
        self.actor = vtkActor()
        self.casing: Casing | None = None
        self.body = Body(mesh)
        self._full = self.body
        self._find_lighter = lighter
        self._lighter: Body | None = None
        self.actor.SetMapper(self.body.mapper)
        shaders.dress_surface(self.actor, mesh.look, has_rest=bool(mesh.glb.morphs))
        self._uniforms = shaders.uniforms_of(self.actor)
        self._surface = self.actor.GetProperty()
        self._density = mesh.look.opacity
        self.is_solid = False
        """Whether it hides what lies behind it."""
        self._was_xray = 0.0
        self._box: tuple[float, ...] | None = None
        self._reach: Matrix | None = None
        self._values = _VALUES(self.state)
        self._mood = (0.0, 0.0)
        self._wash = NO_WASH
        self.is_light = False
        """Whether the lighter mesh is asked for."""
        self.is_seen = True
        """Whether anything of it is drawn."""
        self.actor.SetForceTranslucent(True)
        self.open(False)
        self.fade()

    @property
    def mesh(self) -> PartMesh:
        """The mesh shown now."""
        return self.body.mesh

    @property
    def source(self) -> PartMesh:
        """The full mesh."""
        return self._full.mesh

    @property
    def data(self) -> vtkPolyData:
        """The surface shown now, in the part's own frame."""
        return self.body.data

    @property
    def shape(self) -> Shape:
        """Points and normals shown now, in the part's own frame."""
        return self.body.shape

    @property
    def matrix(self) -> Matrix:
        """The (4, 4) pose of the part in the world."""
        matrix = placement(self.state, self.mesh.center)
        matrix[:3, 3] += self.offset
        return matrix

    @property
    def box(self) -> tuple[float, ...]:
        """What it fills, RAS mm: the lowest and highest x, y and z."""
        if self._box is None:
            self._box = self.actor.GetBounds()
        return self._box

    @property
    def reach(self) -> Matrix:
        """About what it fills, (2, 3) RAS mm, from some of its points: quick enough for every frame."""
        if self._reach is None:
            matrix = self.matrix
            points = self.shape.points[::_EVERY] @ matrix[:3, :3].T + matrix[:3, 3]
            self._reach = np.stack([points.min(axis=0), points.max(axis=0)])
        return self._reach

    @property
    def realm(self) -> Matrix:
        """A box (2, 3) that holds it, RAS mm: one that no beat leaves, so that it is worked out seldom.

        A part that a morph turns as a whole ranges too far for that: there it is what it fills now.
        """
        morphs = self.mesh.glb.morphs
        if any(morph.motions for morph in morphs.values()):
            return np.array(self.box).reshape(3, 2).T
        if self._realm is None:
            low, high = self.mesh.glb.points.min(axis=0), self.mesh.glb.points.max(axis=0)
            matrix = self.matrix
            middle = matrix[:3, :3] @ ((low + high) / 2.0) + matrix[:3, 3]
            half = np.abs(matrix[:3, :3]) @ ((high - low) / 2.0 + spread_of(morphs, self.state.amounts))
            self._realm = np.stack([middle - half, middle + half])
        return self._realm

    @property
    def has_inside(self) -> bool:
        """Whether a cut through it shows an inside: it is drawn, and not as a veil."""
        dense = self.state.opacity * self.mesh.look.opacity * (1.0 - self.state.xray)
        return self.is_seen and dense > 0.5

    def actors(self) -> tuple[vtkActor, ...]:
        """Every actor of the part: itself and the lines round it."""
        return (self.actor, *(self.casing.actors if self.casing else ()))

    def apply(self, state: PartState) -> frozenset[str]:
        """Show a state. Only fields that differ from the last state do work; returns their names."""
        before, self.state, self._values = self._values, state, _VALUES(state)
        names, actions = _work_for(bytes(map(ne, before, self._values)))
        for action in actions:
            action(self)
        return names

    def set_mood(self, subdued: float, gentleness: float) -> None:
        """Step back from what is highlighted, and take on the palette, each as far as 0-1 says."""
        if (subdued, gentleness) != self._mood:
            self._mood = (subdued, gentleness)
            self._uniforms.SetUniformf("subdued", subdued)
            self._uniforms.SetUniformf("gentleness", gentleness)

    def show(self) -> None:
        """Apply `visible`."""
        seen = self.state.visible and self.state.opacity > 0.004
        if seen != self.is_seen:
            self.is_seen = seen
            self.actor.SetVisibility(seen)
            if self.casing is not None:
                self.casing.show(seen)

    def fade(self) -> None:
        """Apply `opacity` and `xray`: the part becomes glass, or an x-ray of which the outline glows."""
        opacity, xray = self.state.opacity * self._density, self.state.xray
        self._surface.SetOpacity(opacity)
        if xray != self._was_xray:
            self._was_xray = xray
            self._uniforms.SetUniformf("xrayed", xray)
        self._stand_solid(opacity >= SOLID and xray == 0.0)
        self.show()

    def _stand_solid(self, solid: bool) -> None:
        """Let VTK draw it with what hides, or with what lets light through."""
        if solid != self.is_solid:
            self.is_solid = solid
            self.actor.SetForceTranslucent(not solid)
            self.actor.SetForceOpaque(solid)

    def place(self) -> None:
        """Apply `translation`, `rotation` and `scale`."""
        self._box = self._reach = self._realm = None
        matrix = vtkMatrix4x4()
        matrix.DeepCopy(tuple(self.matrix.ravel()))
        self.actor.SetUserMatrix(matrix)
        if self.casing is not None:
            self.casing.place(matrix)

    def stand(self, offset: Vector) -> None:
        """Stand `offset` mm away from the place that the state says."""
        if offset != self.offset:
            self.offset = offset
            self.place()

    def stress(self) -> None:
        """Apply `emphasis`: lifted out of its bed, brighter, with a light casing."""
        amount = self.state.emphasis
        shaders.steer(self.actor, emphasized=amount)
        shaders.lift(self.actor, self.mesh.look.sunk * min(1.0, 2.0 * amount))
        if amount > 0.0 and self.casing is None:
            self.casing = Casing(self.data, self.mesh.look)
            self.casing.place(self.actor.GetUserMatrix())
        if self.casing is not None:
            self.casing.strengthen(amount)
            self.casing.show(self.is_seen)

    def paint(self) -> None:
        """Apply `color` and `tints`."""
        wash = self.body.paint(self.state)
        if wash != self._wash:
            self._wash = wash
            self._uniforms.SetUniform3f("wash", wash)
        self._follow()

    def reshape(self) -> None:
        """Apply `morphs` and `stills`."""
        if self.body.reshape(self.state):
            self.version += 1
            self._box = self._reach = None

    def rescale(self) -> None:
        """Apply `amounts`."""
        self._realm = None
        self.reshape()

    def lighten(self, wanted: bool) -> bool:
        """Show the lighter mesh, where there is one, or the full one; returns whether that is a change."""
        self.is_light = wanted
        if wanted and self._lighter is None:
            mesh = self._find_lighter()
            self._lighter = Body(mesh) if mesh is not None else None
        body = self._lighter if wanted and self._lighter is not None else self._full
        if body is self.body:
            return False
        self.body = body
        self.actor.SetMapper(body.mapper)
        self.version += 1
        self._box = self._reach = self._realm = None
        self.reshape()
        self.paint()
        return True

    def open(self, opened: bool) -> None:
        """Show the inner side too, because a cut lets one look in.

        Closed solids need not, nor do cut ones under a lid: half the work.
        """
        self.actor.GetProperty().SetBackfaceCulling(not opened)

    def mappers(self) -> tuple[Any, ...]:
        """Every mapper of the part, in use or not."""
        bodies = (self._full, self._lighter) if self._lighter else (self._full,)
        lines = self.casing.actors if self.casing else ()
        return (*(body.mapper for body in bodies), *(actor.GetMapper() for actor in lines))

    def release(self) -> None:
        """Let go of the meshes and of all VTK objects."""
        for body in (self._full, self._lighter):
            if body is not None:
                body.release()
        self.casing = None

    def _follow(self) -> None:
        """Let the lines follow the surface shown now."""
        if self.casing is not None:
            self.casing.follow(self.data)


APPLY: Mapping[str, Callable[[PartView], None]] = {
    "visible": PartView.show,
    "opacity": PartView.fade,
    "color": PartView.paint,
    "translation": PartView.place,
    "rotation": PartView.place,
    "scale": PartView.place,
    "emphasis": PartView.stress,
    "morphs": PartView.reshape,
    "amounts": PartView.rescale,
    "tints": PartView.paint,
    "stills": PartView.reshape,
    "xray": PartView.fade,
}
"""What is done about every field of `PartState`; a field without a row would never be seen."""

_VALUES = attrgetter(*APPLY)
"""The fields of a state, in the order of the table."""


@cache
def _work_for(differs: bytes) -> tuple[frozenset[str], tuple[Callable[[PartView], None], ...]]:
    """The names of the fields that differ (1, else 0), and what is done about them, each thing once."""
    names = [name for name, differing in zip(APPLY, differs, strict=True) if differing]
    return frozenset(names), tuple(dict.fromkeys(APPLY[name] for name in names))
