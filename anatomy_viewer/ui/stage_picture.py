"""The 3D side of the stage: what is painted into viewport and lens, at which quality, and what lies where."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.ability import NO_DRAWING
from anatomy_viewer.render.lights import set_ground
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import Pick, pick
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.render.project import pixels_per_mm, project
from anatomy_viewer.render.quality import Quality
from anatomy_viewer.scene.state import CameraState, StageState, Vector
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.viewport import Viewport
from anatomy_viewer.ui.viewport_base import skip

REST_AFTER = 0.25
"""Seconds without a change after which the picture is drawn beautifully."""
LENS_LEVELS = (1, 2)
"""Quality of the lens in motion, and at rest."""
LENS_SHARE = 3.0
"""In motion the lens waits this many times as long as it took, so that it cannot hold up the picture."""
GLANCE = 0.3
"""Seconds for which what covers what, and how far the organ reaches, is taken as known while it moves."""
FAST_ENOUGH = 0.008
"""Seconds a moving frame takes where there is time for a better one."""
STEADY = 30


class StagePicture:
    """Paints stages into a viewport, and small closer ones into an image for the lens."""

    def __init__(self, viewport: Viewport, store: MeshStore, theme: Theme) -> None:
        self.viewport, self.store, self.theme = viewport, store, theme
        self.renderer = vtkRenderer()
        viewport.render_window.AddRenderer(self.renderer)
        self.painter = ScenePainter(self.renderer, store)
        self.quality = Quality(viewport.render_window, self.renderer, self.painter)
        self.wanted: StageState | None = None
        self.gentle = False
        self.time = 0.0
        self.fault = ""
        """Why the wanted stage cannot be painted; empty where it can."""
        self.on_fault: Callable[[str], object] = _say_nothing
        """Told once why something cannot be painted."""
        self._told_fault = ""
        self._changed_at = -np.inf
        self._fast = 0
        self._best_moving = 2
        self._lens: Camera | None = None
        self._lens_key: object = None
        self._lens_image = QImage()
        self._lens_again = 0.0
        self._glances: dict[object, tuple[float, Any]] = {}
        viewport.prepare = self._prepare
        viewport.frame_painted.connect(self._frame_took)

    # ---------------------------------------------------------------- showing
    def is_ready(self, models: tuple[str, ...]) -> bool:
        """Return whether the meshes of models are read; begin to read those that are not.

        Raises:
            KeyError, ValueError, OSError: a model cannot be read, or nothing can be drawn here.
        """
        if not self.viewport.works:
            raise OSError(NO_DRAWING)
        for model in models:
            future = self.store.request(model)
            if future.done():
                future.result()
        return all(self.store.is_ready(model) for model in models)

    def show(self, stage: StageState, *, time: float, gentle: bool) -> None:
        """Show a stage in the next frame."""
        if self.wanted is None or self.wanted.models != stage.models:
            self.fault = ""
        self.wanted, self.time, self.gentle = stage, time, gentle
        self._changed_at = perf_counter()
        self.quality.interacting()
        self.viewport.set_render_scale(self.quality.render_scale)

    @property
    def rests(self) -> bool:
        """Whether the beautiful picture is drawn."""
        return self._changed_at == -np.inf

    def settle(self) -> None:
        """Draw beautifully once nothing has changed for a moment."""
        if not self.rests and perf_counter() - self._changed_at > REST_AFTER:
            self.rest()

    def rest(self) -> None:
        """Draw beautifully now."""
        self._changed_at = -np.inf
        self.quality.resting()
        self.viewport.set_render_scale(self.quality.render_scale)

    def look_anew(self) -> None:
        """Forget what was seen a moment ago: something else shows."""
        self._glances.clear()

    def repaint(self) -> None:
        """Draw the same again: the colours behind it may be others."""
        self._lens_key = None
        self.viewport.update()

    def lens_image(self, stage: StageState, size: tuple[int, int], ratio: float) -> QImage:
        """Return a small picture of a stage; drawn anew only where something in it changed."""
        pixels = (max(8, round(size[0] * ratio)), max(8, round(size[1] * ratio)))
        time = self.time if stage.flows else 0.0
        key = (stage, pixels, time, self.gentle, self.theme.name, self.rests)
        start = perf_counter()
        same_size = self._lens_image.width() == pixels[0] and self._lens_image.height() == pixels[1]
        may_wait = not self.rests and same_size and start < self._lens_again
        if key != self._lens_key and not may_wait:
            self._lens_key = key
            self._lens_image = self._take(stage, pixels, time)
            self._lens_image.setDevicePixelRatio(ratio)
            self._lens_again = perf_counter() + LENS_SHARE * (perf_counter() - start)
        return self._lens_image

    def _take(self, stage: StageState, pixels: tuple[int, int], time: float) -> QImage:
        style = PictureStyle(self._ground(), LENS_LEVELS[self.rests], 1, self.gentle)
        if self._lens is None:
            self._lens = Camera(self.store, pixels, style)
        self._lens.style = style
        self._lens.window.SetSize(*pixels)
        try:
            colors = np.ascontiguousarray(self._lens.take(stage, time=time))
        except (LookupError, ValueError) as error:
            self._tell(str(error))
            empty = QImage(*pixels, QImage.Format.Format_ARGB32_Premultiplied)
            empty.fill(0)
            return empty
        height, width = colors.shape[:2]
        image = QImage(colors.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        return image.copy()

    def _ground(self) -> tuple[Vector, Vector, Vector]:
        return self.theme.rgb("stage_top"), self.theme.rgb("stage_mid"), self.theme.rgb("stage_bottom")

    def _prepare(self) -> None:
        if self.wanted is not None and not self.fault and self.is_ready(self.wanted.models):
            self._paint(self.wanted)
        set_ground(self.renderer, *self._ground())
        self.quality.use(self.quality.level)

    def _paint(self, stage: StageState) -> None:
        """Paint a stage; what a pack got wrong must not end the program in the middle of a paint event."""
        try:
            self.painter.paint(stage, time=self.time, gentle=self.gentle)
        except (LookupError, ValueError) as error:
            self.fault = str(error)
            self._tell(self.fault)

    def _tell(self, why: str) -> None:
        if why != self._told_fault:
            self._told_fault = why
            self.on_fault(why)

    def _frame_took(self, seconds: float) -> None:
        if self.rests:
            return
        before = self.quality.moving_level
        self.quality.frame_took(seconds)
        if self.quality.moving_level < before:
            self._best_moving = self.quality.moving_level
        self._fast = self._fast + 1 if seconds < FAST_ENOUGH else 0
        if self._fast > STEADY and self.quality.moving_level < self._best_moving:
            self._fast = 0
            self.quality.moving_level += 1

    # ---------------------------------------------------------------- where things are
    @property
    def size(self) -> tuple[int, int]:
        """The picture's size, device-independent px."""
        return max(1, self.viewport.width()), max(1, self.viewport.height())

    def place_of(self, camera: CameraState, point: Vector) -> QPointF:
        """Return where a point (RAS mm) lies in the picture, px."""
        x, y, _ = project(camera, self.size, [point])[0]
        return QPointF(float(x), float(y))

    def millimetres(self, camera: CameraState) -> float:
        """Return how many millimetres a pixel shows where the camera looks at."""
        return 1.0 / pixels_per_mm(camera, self.size)

    def pick(self, at: QPointF) -> Pick | None:
        """Return what lies under a point of the picture."""
        if self.wanted is None or self.painter.stage is None:
            return None
        return pick(self.painter, self.size, at.x(), at.y())

    def point_of(self, part: str) -> Vector | None:
        """Return a point (RAS mm) in the middle of a part that is drawn; None where it is not."""
        view = self.painter.views.get(part)
        if view is None or not view.is_seen:
            return None
        x0, x1, y0, y1, z0, z1 = view.actor.GetBounds()
        return (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2

    def is_covered(self, camera: CameraState, point: Vector, part: str, slack: float = 5.0) -> bool:
        """Return whether something other than the part lies more than `slack` mm in front of a point."""
        return bool(self._glance((part, point), lambda: self._look_over(camera, point, part, slack)))

    def _glance(self, key: object, look: Callable[[], Any]) -> Any:
        """Return what looking gave a moment ago, or look: shapes that beat are slow to search."""
        now = perf_counter()
        known = self._glances.get(key)
        if known is None or self.rests or now - known[0] > GLANCE:
            known = self._glances[key] = (now, look())
        return known[1]

    def _look_over(self, camera: CameraState, point: Vector, part: str, slack: float) -> bool:
        found = self.pick(self.place_of(camera, point))
        if found is None or found.part == part:
            return False
        depths = project(camera, self.size, [point, found.point])[:, 2]
        return bool(depths[1] < depths[0] - slack)

    def organ_box(self, camera: CameraState) -> QRectF:
        """Return the rectangle of the picture that everything drawn fills; empty where nothing is."""
        bounds = self._glance("bounds", self.painter.bounds)
        return QRectF() if bounds is None else self._box(camera, *bounds)

    def part_box(self, camera: CameraState, part: str) -> QRectF:
        """Return the rectangle of the picture that a part lies in; empty where it is not seen."""
        view = self.painter.views.get(part)
        if view is None or not view.is_seen:
            return QRectF()
        bounds = np.array(view.actor.GetBounds()).reshape(3, 2)
        return self._box(camera, bounds[:, 0], bounds[:, 1])

    def _box(self, camera: CameraState, low: Any, high: Any) -> QRectF:
        corners = [(x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
        places = project(camera, self.size, corners)
        left, top = places[:, 0].min(), places[:, 1].min()
        return QRectF(left, top, places[:, 0].max() - left, places[:, 1].max() - top)

    def release(self) -> None:
        """Give everything back; the viewport is disposed of by its owner afterwards."""
        self.viewport.prepare = skip
        if self._lens is not None:
            self._lens.release()
            self._lens = None
        self.quality.release()
        self.painter.release()
        self.viewport.render_window.RemoveRenderer(self.renderer)


def _say_nothing(_why: str) -> None:
    """Tell nobody."""
