"""The pictures of a film: the organ on its ground from edge to edge, its lens, names and footnotes.

The windows that VTK draws into are made once for a film. Names find their place once and keep it: a name that
jumps with every heartbeat cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from anatomy_viewer.export.chart import paint_chart, rooms_of
from anatomy_viewer.export.choice import Choice, paint_choice
from anatomy_viewer.export.film_journey import paint_way
from anatomy_viewer.export.film_wish import Finish
from anatomy_viewer.export.ground import paint_shadow
from anatomy_viewer.export.inset import inset_box, paint_inset
from anatomy_viewer.export.labels import Placed, Wanted, placed
from anatomy_viewer.export.paper import GROUND, LABEL, LEAD, PAGE, SMALL, Column, Type
from anatomy_viewer.export.sheet import Sheet
from anatomy_viewer.export.stage_image import (
    Pixels,
    fitted,
    image_of,
    label_points,
    lens_box,
    lens_window,
    paint_label,
    paint_lens,
    paint_scale,
)
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.picture import Camera, Ground, PictureStyle
from anatomy_viewer.render.project import axes_of, pixels_per_mm, project
from anatomy_viewer.scene.camera import magnified
from anatomy_viewer.scene.state import CameraState, JourneyState, SceneState, StageState, Vector
from anatomy_viewer.scene.vectors import plus

Size = tuple[int, int]
COARSE = 4
"""The shadow needs to know where the organ is to this many px only."""
LIKE_GROUND = 20
"""How far a pixel may be from the ground's colour to be taken for it; the sum of three channels, 0-765."""
FILLING = 1.22
"""How much larger the organ is drawn than in a window: nothing needs the room around it."""
CAPTION = Type(34, 1.3)
CAPTION_LINES = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a frame; `unit` is the size of a design pixel, `free` the organ's place."""

    size: Size
    unit: float
    free: QRectF
    foot: float
    """Where the picture ends and the footnotes begin, px from the top."""

    @property
    def frame(self) -> QRectF:
        """The whole frame."""
        return QRectF(0, 0, *self.size)


def layout_for(size: Size, *, captions: bool) -> Layout:
    """The layout of a film; with captions their band is kept free of the organ."""
    width, height = size
    unit = min(width / 900, height / 620, sqrt(width * height) / 960)
    band = CAPTION_LINES * CAPTION.px * CAPTION.line + 34 if captions else 14.0
    foot = height - (band + 44) * unit
    free = QRectF(24 * unit, 80 * unit, width - 48 * unit, foot - 86 * unit)
    return Layout(size, unit, free, foot)


class FilmStage:
    """Draws the pictures of a film of one size; `release` gives its windows back."""

    def __init__(self, store: MeshStore, layout: Layout, finish: Finish, gentle: bool) -> None:
        self.layout = layout
        self._store, self._finish, self._gentle = store, finish, gentle
        self._cameras: dict[tuple[Size, bool], Camera] = {}
        self._eye: Camera | None = None
        self._names: tuple[object, tuple[Placed, ...]] = (None, ())
        self._still: tuple[object, QImage] = (None, QImage())
        self._around: tuple[object, QImage] = (None, QImage())
        self._choice: tuple[Choice | None, QImage] = (None, QImage())

    def picture(self, sheet: Sheet, *, named: bool, moving: bool) -> QImage:
        """A picture of a sheet, all but title and caption; without names while the camera flies.

        `moving` is for pictures that are seen but once.
        """
        if sheet.choice is not None:
            return self._page(sheet, sheet.choice)
        scene, layout = sheet.scene, self.layout
        if scene.journey is not None:
            return self._way(scene, scene.journey)
        box = self._lens_box(scene)
        shot, camera = self.shot(scene, self._room(scene, box), moving=moving)
        image = image_of(shot)
        with painting_on(image) as painter:
            shade = _organ(shot, COARSE)
            if _stands_free(shade):
                paint_shadow(painter, layout.frame, shade.repeat(COARSE, axis=0).repeat(COARSE, axis=1))
            if scene.lens is not None:
                self._paint_lens(painter, scene, (box, camera), moving=moving)
            self._paint_inset(painter, scene)
            if scene.chart is not None:
                paint_chart(painter, scene.chart, self._rooms(scene)[1], layout.unit)
            if named:
                self._paint_names(painter, scene, (camera, shot, box))
            above = QRectF(0, 0, layout.size[0], layout.foot)
            scale = pixels_per_mm(camera, layout.size)
            paint_scale(painter, scale, above, layout.unit, scene.words.language)
            self._paint_words(painter, sheet)
        return image

    def _way(self, scene: SceneState, journey: JourneyState) -> QImage:
        """A picture on the way into another model, without words; what lies inside stands still."""
        layout = self.layout
        room = self._room(scene, self._lens_box(scene))
        shot, camera = self.shot(replace(scene, stage=journey.outer), room, moving=True)
        image = image_of(shot)
        x, y, _ = project(camera, layout.size, [journey.anchor])[0]
        inner = replace(scene, stage=journey.inner, time=journey.time)
        with painting_on(image) as painter:
            place = (layout.frame, QPointF(float(x), float(y)))
            paint_way(painter, journey, self._inside(inner, room), place, layout.unit)
            self._paint_inset(painter, scene)
        return image

    def _inside(self, inner: SceneState, room: QRectF) -> QImage:
        """What lies inside, as it will be seen there; taken once a way."""
        key = (inner.stage, inner.time)
        if key != self._still[0]:
            self._still = (key, image_of(self.shot(inner, room, moving=True)[0]))
        return self._still[1]

    def _page(self, sheet: Sheet, choice: Choice) -> QImage:
        """A choice instead of the organ; the same image for as long as it is the same choice."""
        if choice != self._choice[0]:
            image = QImage(*self.layout.size, QImage.Format.Format_RGB32)
            image.fill(QColor(PAGE))
            with painting_on(image) as painter:
                paint_choice(painter, choice, self.layout.free, self.layout.unit)
                self._paint_words(painter, sheet)
            self._choice = (choice, image)
        return self._choice[1]

    def shot(self, scene: SceneState, room: QRectF, *, moving: bool = False) -> tuple[Pixels, CameraState]:
        """The organ alone, standing in a room of the frame, and the camera that took it."""
        camera = framed(scene.stage.camera, self.layout.frame, room)
        taken = self._take(replace(scene.stage, camera=camera), self.layout.size, scene.time, moving=moving)
        self._eye = self._cameras[self.layout.size, moving]
        return taken, camera

    def _take(self, stage: StageState, size: Size, time: float, *, moving: bool) -> Pixels:
        """A picture of a stage, drawn with fewer or more pixels and brought to the size."""
        finish = self._finish
        scale = finish.moving_scale if moving else 1.0
        drawn = (round(size[0] * scale), round(size[1] * scale))
        if (size, moving) not in self._cameras:
            level = finish.moving_level if moving else finish.level
            style = PictureStyle(_ground(), level, 1 if moving else finish.oversampling, self._gentle)
            self._cameras[size, moving] = Camera(self._store, drawn, style)
        taken = self._cameras[size, moving].take(stage, time=time)
        return taken if drawn == size else _brought_to(taken, size)

    def release(self) -> None:
        """Give the windows back."""
        for camera in self._cameras.values():
            camera.release()
        self._cameras.clear()
        self._eye = None

    def _lens_box(self, scene: SceneState) -> QRectF:
        return lens_box(self._rooms(scene)[0], self.layout.unit) if scene.lens else QRectF()

    def _rooms(self, scene: SceneState) -> tuple[QRectF, QRectF]:
        """Where organ and lens may stand, and the chart."""
        return rooms_of(self.layout.free, scene.chart, self.layout.unit)

    def _room(self, scene: SceneState, box: QRectF) -> QRectF:
        room = QRectF(self._rooms(scene)[0])
        if not box.isNull():
            room.setRight(box.left() - 12 * self.layout.unit)
        return room

    # ---------------------------------------------------------------- what lies over the organ
    def _paint_lens(
        self, painter: QPainter, scene: SceneState, place: tuple[QRectF, CameraState], *, moving: bool
    ) -> None:
        box, camera = place
        lens = scene.lens
        if lens is None:
            return
        words, window = lens_window(lens, box)
        size = (round(window.width()), round(window.height()))
        away = self._eye.painter.offset_of(lens.anchor_part) if self._eye else (0.0, 0.0, 0.0)
        x, y, _ = project(camera, self.layout.size, [plus(lens.anchor, away)])[0]
        scale = pixels_per_mm(camera, self.layout.size)
        near = magnified(lens.stage.camera, scale, window.height(), lens.magnification)
        taken = self._take(replace(lens.stage, camera=near), size, scene.time, moving=moving)
        paint_lens(painter, box, words, image_of(taken), QPointF(float(x), float(y)))

    def _paint_inset(self, painter: QPainter, scene: SceneState) -> None:
        """Paint the small picture of where one is, taken once for as long as it is the same."""
        box = inset_box(scene, self._rooms(scene)[0], self.layout.unit)
        if scene.inset is not None and not box.isNull():
            paint_inset(painter, scene.inset, box, self.layout.unit, self._taken_once)

    def _taken_once(self, stage: StageState, size: Size) -> QImage:
        if (stage, size) != self._around[0]:
            self._around = ((stage, size), image_of(self._take(stage, size, 0.0, moving=False)))
        return self._around[1]

    def _paint_names(
        self, painter: QPainter, scene: SceneState, seen: tuple[CameraState, Pixels, QRectF]
    ) -> None:
        """Paint the names where they stood; they look for places where other names or another view show."""
        camera, shot, box = seen
        inset = inset_box(scene, self._rooms(scene)[0], self.layout.unit)
        key = (camera, box, tuple((label.part, label.text) for label in scene.stage.labels))
        if key != self._names[0] and self._eye is not None:
            points = label_points(self._eye, replace(scene.stage, camera=camera), self.layout.size)
            self._names = (key, self._placed(scene, points, _organ(shot, 1), (box, inset)))
        for name in self._names[1]:
            paint_label(painter, name, QPointF(0, 0), self._label_unit)

    def _placed(
        self,
        scene: SceneState,
        points: dict[str, QPointF],
        organ: NDArray[np.bool_],
        others: Sequence[QRectF],
    ) -> tuple[Placed, ...]:
        unit = self._label_unit
        wanted = []
        for label in scene.stage.labels:
            if label.part in points:
                metrics = QFontMetricsF(replace(LABEL.scaled(unit), bold=label.strong).font)
                width = metrics.horizontalAdvance(label.text) + 28 * unit
                height = metrics.height() + 14 * unit
                wanted.append(Wanted(label.text, points[label.part], width, height, label.strong))
        taken = [box for box in others if not box.isNull()]
        return placed(wanted, self._rooms(scene)[0], taken, organ, unit)

    @property
    def _label_unit(self) -> float:
        """Names in a film are larger than in a window: it is watched from further away."""
        return 1.2 * self.layout.unit

    def _paint_words(self, painter: QPainter, sheet: Sheet) -> None:
        """Paint the value under the title's place; below, what is exaggerated and whence the figures are."""
        layout, words = self.layout, sheet.scene.words
        unit, left = layout.unit, 28 * layout.unit
        width = layout.size[0] - 2 * left
        Column(width).add(sheet.value, LEAD.scaled(unit)).paint(painter, left, 62 * unit)
        notes = " ".join((*words.notes, words.caption, sheet.sources)).strip()
        small = SMALL.scaled(unit)
        while small.px > 11 * unit and Column(width).add(notes, small).height > 42 * unit:
            small = small.scaled(0.94)
        Column(width).add(notes, small).paint(painter, left, layout.foot + 2 * unit)


@contextmanager
def painting_on(image: QImage) -> Iterator[QPainter]:
    """A smooth painter on an image."""
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        yield painter
    finally:
        painter.end()


def framed(camera: CameraState, frame: QRectF, room: QRectF) -> CameraState:
    """The camera that fills a whole frame, with what it looks at standing in a room of it."""
    inside = fitted(camera, room, 0.0)
    scale = FILLING * room.height() / inside.height
    right, up = axes_of(camera)[:2]
    aside = (frame.center().x() - room.center().x()) / scale
    above = (room.center().y() - frame.center().y()) / scale
    x, y, z = (float(at) for at in np.array(camera.focal) + right * aside + up * above)
    return replace(inside, height=frame.height() / scale, focal=(x, y, z))


def _ground() -> Ground:
    top, middle, bottom = (_rgb(color) for color in GROUND)
    return top, middle, bottom


def _rgb(color: str) -> Vector:
    seen = QColor(color)
    return seen.redF(), seen.greenF(), seen.blueF()


def _organ(shot: Pixels, step: int) -> NDArray[np.bool_]:
    """Where the organ is, every so many px: where the ground, the same along every row, is not seen."""
    colors = shot[::step, ::step, :3].astype(np.int16)
    differs: NDArray[np.bool_] = np.abs(colors - colors[:, :1]).sum(axis=2) > LIKE_GROUND
    return differs


def _brought_to(pixels: Pixels, size: Size) -> Pixels:
    """Pixels brought to another size, smoothly."""
    smooth = Qt.TransformationMode.SmoothTransformation
    image = image_of(pixels).scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    brought: Pixels = np.frombuffer(flat.constBits(), np.uint8).reshape(size[1], size[0], 4).copy()
    return brought


def _stands_free(organ: NDArray[np.bool_]) -> bool:
    """Whether the organ stands in the frame, and does not run out of it."""
    edges = (organ[:, -1], organ[0], organ[-1])
    return bool(organ.any()) and not any(edge.any() for edge in edges)
