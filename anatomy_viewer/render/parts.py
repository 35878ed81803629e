"""One part as one painter shows it: an actor, and what is done about every field of its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor

from anatomy_viewer.render import shaders
from anatomy_viewer.render.body import Body
from anatomy_viewer.render.casing import Casing
from anatomy_viewer.render.meshes import PartMesh
from anatomy_viewer.render.morphs import Shape
from anatomy_viewer.scene.state import PartState, Vector

Matrix = NDArray[np.float64]
SOLID = 0.995
"""Opacity from which a part is drawn as solid."""


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
        self.open(False)
        self._set_opacity(1.0)

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
    def is_seen(self) -> bool:
        """Whether anything of it is drawn."""
        return bool(self.actor.GetVisibility())

    @property
    def has_inside(self) -> bool:
        """Whether a cut through it shows an inside: it is drawn, and not as a veil."""
        dense = self.state.opacity * self.mesh.look.opacity * (1.0 - self.state.xray)
        return self.is_seen and dense > 0.5

    @property
    def is_solid(self) -> bool:
        """Whether it hides what lies behind it."""
        return self.state.opacity * self.mesh.look.opacity >= SOLID and self.state.xray == 0.0

    def actors(self) -> tuple[vtkActor, ...]:
        """Every actor of the part: itself and the lines round it."""
        return (self.actor, *(self.casing.actors if self.casing else ()))

    def apply(self, state: PartState) -> frozenset[str]:
        """Show a state. Only fields that differ from the last state do work; returns their names."""
        changed = frozenset(name for name in APPLY if getattr(state, name) != getattr(self.state, name))
        self.state = state
        for action in {APPLY[name]: None for name in APPLY if name in changed}:
            action(self)
        return changed

    def show(self) -> None:
        """Apply `visible`."""
        seen = self.state.visible and self.state.opacity > 0.004
        self.actor.SetVisibility(seen)
        if self.casing is not None:
            self.casing.show(seen)

    def fade(self) -> None:
        """Apply `opacity` and `xray`: the part becomes glass, or an x-ray of which the outline glows."""
        self._set_opacity(self.state.opacity, self.state.xray)
        self.show()

    def place(self) -> None:
        """Apply `translation`, `rotation` and `scale`."""
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
            self.show()
        if self.casing is not None:
            self.casing.strengthen(amount)

    def paint(self) -> None:
        """Apply `color` and `tints`."""
        self.body.paint(self.state)
        self._follow()

    def reshape(self) -> None:
        """Apply `morphs`, `amounts` and `stills`."""
        if self.body.reshape(self.state):
            self.version += 1

    def lighten(self, wanted: bool) -> bool:
        """Show the lighter mesh, where there is one, or the full one; returns whether that is a change."""
        if wanted and self._lighter is None:
            mesh = self._find_lighter()
            self._lighter = Body(mesh) if mesh is not None else None
        body = self._lighter if wanted and self._lighter is not None else self._full
        if body is self.body:
            return False
        self.body = body
        self.actor.SetMapper(body.mapper)
        self.version += 1
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

    def _set_opacity(self, opacity: float, xray: float = 0.0) -> None:
        dense = opacity * self.mesh.look.opacity
        solid = dense >= SOLID and xray == 0.0
        self.actor.GetProperty().SetOpacity(dense)
        self.actor.SetForceTranslucent(not solid)
        self.actor.SetForceOpaque(solid)
        shaders.steer(self.actor, ghostly=min(1.0, (1.0 - opacity) / 0.6), xrayed=xray)


APPLY: Mapping[str, Callable[[PartView], None]] = {
    "visible": PartView.show,
    "opacity": PartView.fade,
    "color": PartView.paint,
    "translation": PartView.place,
    "rotation": PartView.place,
    "scale": PartView.place,
    "emphasis": PartView.stress,
    "morphs": PartView.reshape,
    "amounts": PartView.reshape,
    "tints": PartView.paint,
    "stills": PartView.reshape,
    "xray": PartView.fade,
}
"""What is done about every field of `PartState`; a field without a row would never be seen."""
