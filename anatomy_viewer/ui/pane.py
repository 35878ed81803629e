"""One picture in the viewport: who paints it, which part of the window it takes, what lies where in it."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import Pick, pick, pick_all
from anatomy_viewer.render.project import pixels_per_mm, project
from anatomy_viewer.render.quality import Quality
from anatomy_viewer.render.seeing import LabelPoint, label_point
from anatomy_viewer.render.silhouette import Silhouette, silhouette_of
from anatomy_viewer.scene.state import CameraState, Vector
from anatomy_viewer.ui.lens_camera import LensCamera

GLANCE = 0.3
"""Seconds for which what covers what, and how far the organ reaches, is taken as known while it moves."""


class Pane:
    """A picture of a stage in a part of the window. Places are px of the stage, points RAS mm.

    Attributes:
        frame: Where all of the picture would lie.
        seen: What is seen of it; less than the frame where another picture lies over it.
        rests: Whether the picture is still, so that there is time to look closely.
    """

    def __init__(self, window: vtkRenderWindow, store: MeshStore) -> None:
        self.renderer = vtkRenderer()
        self.window = window
        window.AddRenderer(self.renderer)
        self.painter = ScenePainter(self.renderer, store)
        self.quality = Quality(window, self.renderer, self.painter)
        self.lens = LensCamera(store)
        self.frame, self.seen = QRectF(), QRectF()
        self.rests = False
        self._glances: dict[object, tuple[float, bool, Any]] = {}
        """What was seen of a thing: when, whether the picture was still, and what."""

    # ---------------------------------------------------------------- its part of the window
    def take_place(self, frame: QRectF, seen: QRectF) -> None:
        """Lie here from now on; `frame` and `seen` are equally high."""
        if (frame, seen) != (self.frame, self.seen):
            self.frame, self.seen = frame, seen
            self.look_anew()

    def aim(self, stage: QRectF) -> None:
        """Draw into the seen part of the window, with a camera that looks past its middle.

        Every picture has its own slice, and none is drawn where it is not seen. Call it before painting:
        painters ask how large their picture is.
        """
        seen, frame = self.seen, self.frame
        width, height = stage.width(), stage.height()
        left, right = (seen.left() - stage.left()) / width, (seen.right() - stage.left()) / width
        top, bottom = (seen.top() - stage.top()) / height, (seen.bottom() - stage.top()) / height
        self.renderer.SetViewport(left, 1.0 - bottom, right, 1.0 - top)
        aside = 2.0 * (seen.center().x() - frame.center().x()) / seen.width()
        self.renderer.GetActiveCamera().SetWindowCenter(aside, 0.0)

    def show(self, shown: bool) -> None:
        """Draw this picture, or leave it out."""
        self.renderer.SetDraw(shown)

    def look_anew(self) -> None:
        """Forget what was seen a moment ago: something else shows."""
        self._glances.clear()

    def release(self) -> None:
        """Give everything back."""
        self.lens.release()
        self.quality.release()
        self.painter.release()
        self.window.RemoveRenderer(self.renderer)

    # ---------------------------------------------------------------- where things are
    @property
    def size(self) -> tuple[int, int]:
        """The size of the whole picture, px."""
        return max(1, round(self.frame.width())), max(1, round(self.frame.height()))

    def place_of(self, camera: CameraState, point: Vector) -> QPointF:
        """Return where a point lies on the stage."""
        x, y, _ = project(camera, self.size, [point])[0]
        return self.frame.topLeft() + QPointF(float(x), float(y))

    def millimetres(self, camera: CameraState) -> float:
        """Return how many millimetres a pixel shows where the camera looks at."""
        return 1.0 / pixels_per_mm(camera, self.size)

    def pick(self, at: QPointF) -> Pick | None:
        """Return what lies under a place of this picture."""
        if self.painter.stage is None:
            return None
        inside = at - self.frame.topLeft()
        return pick(self.painter, self.size, inside.x(), inside.y())

    def picks(self, at: QPointF) -> tuple[Pick, ...]:
        """Return everything under a place of this picture, nearest first."""
        inside = at - self.frame.topLeft()
        return pick_all(self.painter, self.size, inside.x(), inside.y())

    def growth(self) -> float:
        """Return how many times larger the model is for standing apart; 1 while it is whole."""
        stage, seen = self.painter.stage, list(self.painter.seen_views())
        if stage is None or not stage.explode or not seen:
            return 1.0
        boxes = np.array([view.actor.GetBounds() for view in seen]).reshape(-1, 3, 2)
        at_rest = boxes - np.array([view.offset for view in seen])[:, :, None]
        spans = [(each[:, :, 1].max(axis=0) - each[:, :, 0].min(axis=0)) for each in (boxes, at_rest)]
        return max(1.0, float((spans[0] / np.maximum(spans[1], 1e-6)).max()))

    def point_of(self, part: str) -> Vector | None:
        """Return a point in the middle of a part that is drawn; None where it is not."""
        view = self.painter.views.get(part)
        if view is None or not view.is_seen:
            return None
        x0, x1, y0, y1, z0, z1 = view.actor.GetBounds()
        return (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2

    def label_point(self, part: str, wish: Vector | None, free: QRectF) -> LabelPoint | None:
        """Return where a part's label points now, in the free part of the stage where it can be.

        None where there is nothing of the part to see.
        """
        inside = free.translated(-self.frame.topLeft())
        room = (inside.left(), inside.top(), inside.right(), inside.bottom())
        found: LabelPoint | None = self.glance(
            ("label", part, wish, room),
            lambda: label_point(self.painter, self.size, part, wish, room=room, moving=not self.rests),
        )
        return found

    def is_covered(self, camera: CameraState, point: Vector, part: str, slack: float = 5.0) -> bool:
        """Return whether something other than the part lies more than `slack` mm in front of a point."""
        return bool(self.glance((part, point), lambda: self._look_over(camera, point, part, slack)))

    def glance(self, key: object, look: Callable[[], Any]) -> Any:
        """Return what looking gave a moment ago, or once the picture rested; look anew otherwise."""
        now = perf_counter()
        known = self._glances.get(key)
        looked_closely = known is not None and known[1]
        if known is None or (not looked_closely if self.rests else now - known[0] > GLANCE):
            known = self._glances[key] = (now, self.rests, look())
        return known[2]

    def _look_over(self, camera: CameraState, point: Vector, part: str, slack: float) -> bool:
        found = self.pick(self.place_of(camera, point))
        if found is None or found.part == part:
            return False
        depths = project(camera, self.size, [point, found.point])[:, 2]
        return bool(depths[1] < depths[0] - slack)

    def organ_box(self, camera: CameraState) -> QRectF:
        """Return the rectangle of the stage that everything drawn fills; empty where nothing is."""
        bounds = self.glance("bounds", self.painter.bounds)
        return QRectF() if bounds is None else self._box(camera, *bounds)

    def silhouette(self, camera: CameraState) -> Silhouette:
        """Return where the organ is seen on the stage, cell by cell."""
        corner = self.frame.left(), self.frame.top()
        found: Silhouette = self.glance(
            "silhouette", lambda: silhouette_of(self.painter, camera, self.size, corner)
        )
        return found

    def part_box(self, camera: CameraState, part: str) -> QRectF:
        """Return the rectangle of the stage that a part lies in; empty where it is not seen."""
        view = self.painter.views.get(part)
        if view is None or not view.is_seen:
            return QRectF()
        bounds = np.array(view.actor.GetBounds()).reshape(3, 2)
        return self._box(camera, bounds[:, 0], bounds[:, 1])

    def _box(self, camera: CameraState, low: Any, high: Any) -> QRectF:
        corners = [(x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
        places = project(camera, self.size, corners)
        left, top = places[:, 0].min(), places[:, 1].min()
        box = QRectF(left, top, places[:, 0].max() - left, places[:, 1].max() - top)
        return box.translated(self.frame.topLeft())
