"""Cutting parts open: clip planes on the graphics card, and lids where the plane went through.

A lid is the cut outline, triangulated. Parts whose tissue is in the model's label volume get a picture of
the tissue layers in that plane; others get their look's inside colour. A part that has moved is looked up
where it was at rest: its outline knows the way back, and the inside follows the outline.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anatomy_viewer.render.caps import Cap, CutPlane
from anatomy_viewer.render.meshes import ModelMesh
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.scene.state import CutState


def is_cut(part: str, cut: CutState) -> bool:
    """Whether a cut opens a part: it names it, or a path above it with `/*`, or nothing at all."""
    if not cut.parts:
        return True
    return any(part == name or (name.endswith("/*") and part.startswith(name[:-1])) for name in cut.parts)


class CutView:
    """The open state of all parts of one painter.

    Attributes:
        models: Every model shown, by id.
        caps: The lids, by part id.
    """

    def __init__(self, renderer: Any) -> None:
        self.models: Mapping[str, ModelMesh] = {}
        self.caps: dict[str, Cap] = {}
        self._renderer = renderer
        self._shown: tuple[CutState, float] | None = None
        self._mood = (0.0, False)

    def show(
        self,
        cut: CutState | None,
        views: Mapping[str, PartView],
        moved: frozenset[str],
        lidless: frozenset[str],
        pixel: float,
    ) -> None:
        """Open the parts along a plane, or close them all with None. Only what differs is done.

        Args:
            cut: The plane.
            views: Every part.
            moved: Parts whose state changed since the last call.
            lidless: Parts that stay open.
            pixel: Size of a pixel of a painted lid, mm.
        """
        if cut is None:
            self._close(views)
            return
        fresh = self._shown != (cut, pixel)
        self._shown = (cut, pixel)
        plane = CutPlane.of(cut)
        for key, view in views.items():
            opened = is_cut(key, cut)
            lidded = opened and key not in lidless and view.has_inside
            self._clip(view, plane.beside(view.offset) if opened else None)
            view.open(opened and not lidded)
            if not lidded:
                self.forget(key)
            elif fresh or key in moved or key not in self.caps:
                self._put_lid(key, view, plane.beside(view.offset), pixel)
            else:
                self.caps[key].place()

    def forget(self, key: str) -> None:
        """Take a part's lid away."""
        cap = self.caps.pop(key, None)
        if cap is not None:
            self._renderer.RemoveActor(cap.actor)
            cap.release()

    def set_mood(self, subdued: float, gentle: bool) -> None:
        """Let lids follow the palette and step back with the rest."""
        self._mood = (subdued, gentle)
        for cap in self.caps.values():
            cap.set_mood(subdued, gentle)

    def release(self) -> None:
        """Let go of all lids."""
        for key in tuple(self.caps):
            self.forget(key)
        self._shown = None

    def opens(self, part: str) -> bool:
        """Whether the cut shown now opens this part."""
        return self._shown is not None and is_cut(part, self._shown[0])

    def _close(self, views: Mapping[str, PartView]) -> None:
        if self._shown is None:
            return
        for view in views.values():
            self._clip(view, None)
            view.open(False)
        self.release()

    def _clip(self, view: PartView, plane: CutPlane | None) -> None:
        """Put a clip plane on a part's actors, or take it off."""
        if plane is not None:
            view.plane.SetOrigin(*plane.origin)
            view.plane.SetNormal(*(-plane.normal))
        for mapper in view.mappers():
            planes = mapper.GetClippingPlanes()
            clipped = planes is not None and planes.GetNumberOfItems() > 0
            if plane is not None and not clipped:
                mapper.AddClippingPlane(view.plane)
            elif clipped and plane is None:
                mapper.RemoveAllClippingPlanes()

    def _put_lid(self, key: str, view: PartView, plane: CutPlane, pixel: float) -> None:
        if not plane.crosses(view):
            self.forget(key)
            return
        if key not in self.caps:
            self.caps[key] = Cap(view)
            self._renderer.AddActor(self.caps[key].actor)
            self.caps[key].set_mood(*self._mood)
        model = self.models.get(key.split("/", 1)[0])
        self.caps[key].follow(plane, model.labels if model else None, pixel)
