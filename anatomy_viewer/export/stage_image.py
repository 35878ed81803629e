"""The picture part of a sheet: the organ on its ground, the lens tied to it, names and a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from anatomy_viewer.export.ground import paint_ground, paint_shadow, rounded
from anatomy_viewer.export.inset import inset_box, paint_inset
from anatomy_viewer.export.labels import Placed, Wanted, placed
from anatomy_viewer.export.markup import (
    Distance,
    Line,
    distances_in,
    lines_in,
    paint_distances,
    paint_lines,
    paint_pill,
)
from anatomy_viewer.export.paper import ACCENT, INK, LABEL, LEADER, SMALL, SURFACE, Column, Type
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.picking import pick, visible_anchor
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.render.project import axes_of, pixels_per_mm, project
from anatomy_viewer.scene.camera import magnified, widened
from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.state import BesideState, CameraState, LensState, SceneState, StageState, Vector
from anatomy_viewer.scene.vectors import dot, plus, scaled
from anatomy_viewer.scene.words import figure

Pixels = NDArray[np.uint8]
_LENGTHS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
"""The lengths that a scale bar may have, mm."""
_ON_THE_CUT = 0.03
"""How far off a cut an anchor may lie to be seen on it, against the height of the picture."""


@dataclass(frozen=True, slots=True)
class Studio:
    """Where pictures are taken: the meshes, and how many pixels are drawn for each one kept, a side."""

    store: MeshStore
    oversampling: int = 2


@dataclass(frozen=True, slots=True)
class Shot:
    """A stage as it was drawn: its pixels with alpha, its camera, and what lies where in it."""

    pixels: Pixels
    camera: CameraState
    points: Mapping[str, QPointF]
    """Where the named parts are seen."""
    away: Vector = (0.0, 0.0, 0.0)
    """How far the place that the lens shows has gone, where parts stand apart."""
    lines: tuple[Line, ...] = ()
    distances: tuple[Distance, ...] = ()

    @property
    def organ(self) -> NDArray[np.bool_]:
        """Where the organ is."""
        solid: NDArray[np.bool_] = self.pixels[:, :, 3] > 60
        return solid


def paint_stage(painter: QPainter, scene: SceneState, room: QRectF, unit: float, studio: Studio) -> None:
    """Paint a scene into a rectangle; `unit` is the size of a design pixel. Two pictures stand apart."""
    beside = scene.beside
    if beside is None:
        _paint_one(painter, scene, room, unit, studio)
        return
    other = _other(scene, beside)
    named = ((other, beside.name, False), (scene, beside.own_name, True))
    for (one, words, own), half in zip(named, halves_of(room, 12 * unit), strict=True):
        _paint_one(painter, one, half, unit, studio)
        paint_pill(painter, QPointF(half.center().x(), half.top() + 34 * unit), words, unit, own=own)


def _other(scene: SceneState, beside: BesideState) -> SceneState:
    """The picture that a scene is compared with, as a scene: nothing in it is called the patient's own."""
    labels = tuple(replace(label, strong=False) for label in beside.stage.labels)
    stage = replace(beside.stage, camera=scene.stage.camera, strokes=scene.stage.strokes, labels=labels)
    lens = beside.lens and replace(beside.lens, caption=f"×{beside.lens.magnification:g}")
    return replace(scene, stage=stage, lens=lens)


def halves_of(room: QRectF, gap: float) -> tuple[QRectF, QRectF]:
    """Two equal parts of a room: side by side in a wide one, one above the other in a tall one."""
    if room.width() >= room.height():
        size = QSizeF((room.width() - gap) / 2, room.height())
    else:
        size = QSizeF(room.width(), (room.height() - gap) / 2)
    last = room.bottomRight() - QPointF(size.width(), size.height())
    return QRectF(room.topLeft(), size), QRectF(last, size)


def _paint_one(painter: QPainter, scene: SceneState, room: QRectF, unit: float, studio: Studio) -> None:
    """Paint one picture with all that belongs to it."""
    box = lens_box(room, unit) if scene.lens else QRectF()
    inset = inset_box(scene, room, unit)
    aside = (box.width() + 20 * unit) / 2 if scene.lens else 0.0
    shot = _take(scene, scene.stage, room, studio, aside)
    painter.save()
    painter.setClipPath(rounded(room, 28 * unit))
    paint_ground(painter, room)
    paint_shadow(painter, room, shot.organ)
    painter.drawImage(room.topLeft(), image_of(shot.pixels))
    if scene.lens is not None:
        _paint_lens(painter, scene, scene.lens, (room, box), shot, studio)
    if scene.inset is not None and not inset.isNull():
        paint_inset(painter, scene.inset, inset, unit, partial(_still, scene, studio))
    paint_lines(painter, shot.lines, room.topLeft(), unit)
    _paint_labels(painter, scene.stage, room, (box, inset), shot, unit)
    paint_distances(painter, shot.distances, room.topLeft(), unit)
    scale = pixels_per_mm(shot.camera, (round(room.width()), round(room.height())))
    paint_scale(painter, scale, room, unit, scene.words.language)
    painter.restore()


def image_of(pixels: Pixels) -> QImage:
    """An image of (h, w, 4) bytes with straight alpha."""
    data = np.ascontiguousarray(pixels)
    height, width = data.shape[:2]
    return QImage(data.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def fitted(camera: CameraState, room: QRectF, aside: float) -> CameraState:
    """The camera for a room: the whole model fits, and stands `aside` pixels left of the middle."""
    aspect = (room.width() - 2 * aside) / room.height()
    wide = widened(camera, aspect)
    right = axes_of(camera)[0] * aside * wide.height / room.height()
    x, y, z = (float(a + b) for a, b in zip(camera.focal, right, strict=True))
    return replace(wide, focal=(x, y, z))


def _take(scene: SceneState, stage: StageState, room: QRectF, studio: Studio, aside: float | None) -> Shot:
    size = (round(room.width()), round(room.height()))
    view = stage if aside is None else replace(stage, camera=fitted(stage.camera, room, aside))
    style = PictureStyle(oversampling=studio.oversampling, gentle=scene.gentle)
    camera = Camera(studio.store, size, style)
    try:
        pixels = camera.take(view, time=scene.time)
        strokes = shown_strokes(stage.strokes, stage.camera)
        shown = scene.lens.anchor_part if scene.lens else ""
        return Shot(
            pixels,
            view.camera,
            label_points(camera, view, size),
            camera.painter.offset_of(shown),
            lines_in(camera.painter, size, strokes),
            distances_in(camera.painter, size, stage.measures, scene.words.language),
        )
    finally:
        camera.release()


def label_points(camera: Camera, stage: StageState, size: tuple[int, int]) -> dict[str, QPointF]:
    """Where each label points: its anchor where that is seen, a place of it that is seen, else nowhere."""
    found = {}
    for label in stage.labels:
        point = label.anchor
        if point is None or not (label.strong or _is_seen(camera, stage, size, label.part, point)):
            point = visible_anchor(camera.painter, size, label.part)
        if point is not None:
            x, y, _ = project(stage.camera, size, [point])[0]
            found[label.part] = QPointF(float(x), float(y))
    return found


def _is_seen(camera: Camera, stage: StageState, size: tuple[int, int], part: str, point: Vector) -> bool:
    """Whether a point of a part is seen: on its surface, or on the face of the cut."""
    if stage.cut is not None:
        height = dot(plus(point, scaled(stage.cut.origin, -1.0)), stage.cut.normal)
        return abs(height) < _ON_THE_CUT * stage.camera.height
    x, y, _ = project(stage.camera, size, [point])[0]
    hit = pick(camera.painter, size, float(x), float(y))
    return hit is not None and hit.part == part


def lens_box(room: QRectF, unit: float) -> QRectF:
    """Where the lens stands in a room: at the right, half way up."""
    width = min(0.29 * room.width(), 0.46 * room.height())
    height = min(0.86 * room.height(), 1.75 * width)
    return QRectF(room.right() - width - 20 * unit, room.center().y() - height / 2, width, height)


def _paint_lens(
    painter: QPainter,
    scene: SceneState,
    lens: LensState,
    boxes: tuple[QRectF, QRectF],
    shot: Shot,
    studio: Studio,
) -> None:
    """The closer picture in its frame, its caption under it, tied to a ring on the organ by a wedge."""
    room, box = boxes
    size = (round(room.width()), round(room.height()))
    x, y, _ = project(shot.camera, size, [plus(lens.anchor, shot.away)])[0]
    spot = room.topLeft() + QPointF(float(x), float(y))
    words, window = lens_window(lens, box)
    camera = magnified(
        lens.stage.camera, pixels_per_mm(shot.camera, size), window.height(), lens.magnification
    )
    close_up = _take(scene, replace(lens.stage, camera=camera), window, studio, None)
    paint_lens(painter, box, words, image_of(close_up.pixels), spot)


def lens_window(lens: LensState, box: QRectF) -> tuple[Column, QRectF]:
    """The words under a lens, and the window above them in which its picture is seen."""
    unit = box.width() / 186.0
    words = Column(box.width() - 20 * unit).add(lens.caption, Type(max(13.0, 14 * unit), 1.25))
    return words, box.adjusted(0, 0, 0, -(words.height + 16 * unit))


def paint_lens(painter: QPainter, box: QRectF, words: Column, picture: QImage, spot: QPointF) -> None:
    """Paint a lens in its box over its words, and tie it to a spot on the organ by a wedge and a ring."""
    unit = box.width() / 186.0
    window = box.adjusted(0, 0, 0, -(words.height + 16 * unit))
    paint_wedge(painter, spot, box, unit)
    painter.save()
    painter.setClipPath(rounded(box, 20 * unit))
    painter.fillRect(box, QColor(SURFACE))
    painter.save()
    painter.setClipRect(window, Qt.ClipOperation.IntersectClip)
    paint_ground(painter, window)
    painter.drawImage(window.topLeft(), picture)
    painter.restore()
    words.paint(painter, box.left() + 10 * unit, window.bottom() + 8 * unit)
    painter.restore()
    painter.setPen(QPen(QColor(ACCENT), 3 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(rounded(box, 20 * unit))
    paint_ring(painter, spot, unit)


def paint_wedge(painter: QPainter, spot: QPointF, box: QRectF, unit: float) -> None:
    """Paint the wedge of light from the place that the lens shows to the lens."""
    veil = QColor(ACCENT)
    veil.setAlphaF(0.12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawPolygon(
        QPolygonF([spot, box.topLeft() + QPointF(2, 24 * unit), box.bottomLeft() + QPointF(2, -24 * unit)])
    )


def paint_ring(painter: QPainter, spot: QPointF, unit: float) -> None:
    """A ring with a light casing: it is seen on dark muscle, on fat, and in grey."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((SURFACE, 7.0), (ACCENT, 3.5)):
        painter.setPen(QPen(QColor(color), width * unit))
        painter.drawEllipse(spot, 15 * unit, 15 * unit)


def _still(scene: SceneState, studio: Studio, stage: StageState, size: tuple[int, int]) -> QImage:
    """A picture of a stage by itself."""
    style = PictureStyle(oversampling=studio.oversampling, gentle=scene.gentle)
    camera = Camera(studio.store, size, style)
    try:
        return image_of(camera.take(stage))
    finally:
        camera.release()


def _paint_labels(
    painter: QPainter,
    stage: StageState,
    room: QRectF,
    others: Sequence[QRectF],
    shot: Shot,
    unit: float,
) -> None:
    """Paint the names; they keep off the `others` that lie over the picture."""
    wanted = []
    for label in stage.labels:
        if label.part in shot.points:
            font = replace(LABEL.scaled(unit), bold=label.strong).font
            metrics = QFontMetricsF(font)
            width, height = metrics.horizontalAdvance(label.text) + 28 * unit, metrics.height() + 14 * unit
            wanted.append(Wanted(label.text, shot.points[label.part], width, height, label.strong))
    margin = 14 * unit
    inside = QRectF(QPointF(0, 0), room.size()).adjusted(margin, margin, -margin, -margin)
    taken = [other.translated(-room.topLeft()) for other in others if not other.isNull()]
    for name in placed(wanted, inside, taken, shot.organ, unit):
        paint_label(painter, name, room.topLeft(), unit)


def paint_label(painter: QPainter, label: Placed, corner: QPointF, unit: float) -> None:
    """Paint a label in its place, measured from a corner, with the line to what it names."""
    box, spot = label.box.translated(corner), label.wanted.point + corner
    edge = QColor(ACCENT if label.wanted.strong else LEADER)
    end = QPointF(min(max(spot.x(), box.left()), box.right()), min(max(spot.y(), box.top()), box.bottom()))
    for color, width in ((QColor(SURFACE), 5.0), (edge, 2.0)):
        painter.setPen(QPen(color, width * unit))
        painter.drawLine(spot, end)
    painter.setPen(QPen(QColor(SURFACE), 2 * unit))
    painter.setBrush(edge)
    painter.drawEllipse(spot, 5 * unit, 5 * unit)
    painter.setPen(QPen(edge, 2.5 * unit) if label.wanted.strong else QPen(QColor("#DDD5C8"), unit))
    painter.setBrush(QColor(SURFACE))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(INK))
    painter.setFont(replace(LABEL.scaled(unit), bold=label.wanted.strong).font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.wanted.text)


def paint_scale(painter: QPainter, scale: float, room: QRectF, unit: float, language: str) -> None:
    """Paint a bar of a round length at the foot of a picture of so many pixels a millimetre."""
    length = next((mm for mm in _LENGTHS if mm * scale > 52 * unit), _LENGTHS[-1])
    left = QPointF(room.left() + 24 * unit, room.bottom() - 20 * unit)
    right = left + QPointF(length * scale, 0)
    painter.setPen(QPen(QColor(LEADER), 2 * unit))
    painter.drawLine(left, right)
    for end in (left, right):
        painter.drawLine(end - QPointF(0, 5 * unit), end + QPointF(0, 5 * unit))
    said = f"{figure(length / 10, language)} cm" if length >= 10 else f"{figure(length, language)} mm"
    painter.setFont(SMALL.scaled(unit).font)
    painter.drawText(left + QPointF(0, -10 * unit), said)
