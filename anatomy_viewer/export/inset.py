"""The small picture of where one is, on paper and in films: the model around, with the place marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from anatomy_viewer.export.ground import paint_ground, rounded
from anatomy_viewer.export.paper import ACCENT, LABEL, LEADER, SURFACE
from anatomy_viewer.render.project import project
from anatomy_viewer.scene.camera import widened
from anatomy_viewer.scene.state import InsetState, SceneState, StageState

Take = Callable[[StageState, tuple[int, int]], QImage]
"""Takes a picture of a stage, of a size in px."""
_TALL = 0.86
"""Height to width of the picture above its words."""
_SHARE = 0.2
"""Its width against the room's, and a little more against the room's height."""


def inset_box(scene: SceneState, room: QRectF, unit: float) -> QRectF:
    """Where it stands in a room: in the upper right corner, in the left one beside a lens; or null."""
    inset = scene.inset
    if inset is None:
        return QRectF()
    words = QFontMetricsF(_type(unit)).horizontalAdvance(inset.caption) + 24 * unit
    width = max(min(_SHARE * room.width(), 1.5 * _SHARE * room.height()), words)
    size = QSizeF(width, _TALL * width + _words_height(unit))
    edge = 16 * unit
    left = room.left() + edge if scene.lens is not None else room.right() - edge - width
    return QRectF(QPointF(left, room.top() + edge), size)


def paint_inset(painter: QPainter, inset: InsetState, box: QRectF, unit: float, take: Take) -> None:
    """Paint it into its box, as far as it is shown."""
    window = box.adjusted(0, 0, 0, -_words_height(unit))
    size = (max(8, round(window.width())), max(8, round(window.height())))
    still = inset.stage.seen_by(widened(inset.stage.camera, size[0] / size[1]))
    x, y, _ = project(still.camera, size, [inset.anchor])[0]
    painter.save()
    painter.setOpacity(inset.shown)
    painter.save()
    painter.setClipPath(rounded(box, 18 * unit))
    painter.fillRect(box, QColor(SURFACE))
    painter.save()
    painter.setClipRect(window, Qt.ClipOperation.IntersectClip)
    paint_ground(painter, window)
    painter.drawImage(window.topLeft(), take(still, size))
    _paint_mark(painter, window.topLeft() + QPointF(float(x), float(y)), unit)
    painter.restore()
    painter.setPen(QColor(ACCENT))
    painter.setFont(_type(unit))
    words = QRectF(box.left(), window.bottom(), box.width(), _words_height(unit))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, inset.caption)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(LEADER), 1.6 * unit))
    painter.drawPath(rounded(box, 18 * unit))
    painter.restore()


def _paint_mark(painter: QPainter, spot: QPointF, unit: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((SURFACE, 5.5), (ACCENT, 3.0)):
        painter.setPen(QPen(QColor(color), width * unit))
        painter.drawEllipse(spot, 10 * unit, 10 * unit)


def _type(unit: float) -> QFont:
    return replace(LABEL.scaled(0.9 * unit), bold=True).font


def _words_height(unit: float) -> float:
    return QFontMetricsF(_type(unit)).height() + 12 * unit
