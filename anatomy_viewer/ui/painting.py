"""Strokes that controls and pages share: shadows, the focus ring, rounded grounds and the studio."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.icons import LINE, icon
from anatomy_viewer.ui.theme import Theme, tokens

FOCUS_WIDTH = 3.0
FOCUS_GAP = 2.0


def brush(widget: QWidget) -> QPainter:
    """Return a smooth painter on a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def written(painter: QPainter, words: str) -> str:
    """Return words that keep their own order where one reads from right to left: "70 %" stays "70 %".

    There they stand between the marks of an isolate (U+2068, U+2069; Unicode Annex 9), whose direction
    follows from the first letter.
    """
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return f"\u2068{words}\u2069" if mirrored and words else words


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """Return a rounded rectangle; a radius above half the height gives a pill."""
    path = QPainterPath()
    radius = min(radius, rect.height() / 2, rect.width() / 2)
    path.addRoundedRect(rect, radius, radius)
    return path


def paint_box(painter: QPainter, path: QPainterPath, fill: QColor | None, edge: QPen | None = None) -> None:
    """Fill a shape and draw its edge; either may be missing."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(edge if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.drawPath(path)


def paint_shadow(painter: QPainter, theme: Theme, rect: QRectF, radius: float, kind: str = "card") -> None:
    """Paint a soft shadow under a rounded box; high contrast has edges instead of shadows."""
    if theme.name == "contrast":
        return
    token = tokens()["shadow"][kind]
    blur, drop = token["blur"], token["dy"]
    strength = token["alpha"] * (2.2 if theme.name == "dark" else 1.0) * 3.5 / blur
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(blur, 0, -2):
        painter.setBrush(theme.color("shadow", min(1.0, strength * (1 - step / blur))))
        grow = step * 0.55
        painter.drawPath(rounded(rect.adjusted(-grow, drop - grow, grow, drop + grow), radius + grow))


def paint_focus(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """Paint the focus ring inside a box: 3 px of ink, then 2 px of surface, seen on any ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = FOCUS_WIDTH / 2
    gap = FOCUS_WIDTH + FOCUS_GAP / 2
    painter.setPen(QPen(theme.color("surface"), FOCUS_GAP))
    painter.drawPath(rounded(rect.adjusted(gap, gap, -gap, -gap), radius - gap))
    painter.setPen(QPen(theme.color("text"), FOCUS_WIDTH))
    painter.drawPath(rounded(rect.adjusted(middle, middle, -middle, -middle), radius - middle))


def paint_icon(
    painter: QPainter, name: str, at: QPointF, color: QColor, size: float, line: float = LINE
) -> None:
    """Paint an icon with its upper left corner at a point, crisp at the painter's pixel ratio."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(at, icon(name, color, size, ratio, line))


def paint_studio(painter: QPainter, theme: Theme, rect: QRectF, radius: float, lower: bool = True) -> None:
    """Paint the ground that organs stand on: the same gradient as the 3D view, with light behind the organ.

    `lower` false leaves the lower corners square, for a picture that continues below.
    """
    painter.save()
    shape = rounded(rect if lower else rect.adjusted(0, 0, 0, radius), radius)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ground = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    ground.setColorAt(0, theme.color("stage_top"))
    ground.setColorAt(1, theme.color("stage_bottom"))
    painter.fillRect(rect, ground)
    if theme.name != "contrast":
        centre = QPointF(rect.center().x(), rect.top() + rect.height() * 0.42)
        glow = QRadialGradient(centre, max(rect.width(), rect.height()) * 0.52)
        glow.setColorAt(0, QColor.fromRgbF(1, 1, 1, 0.55 if theme.name == "light" else 0.07))
        glow.setColorAt(1, QColor.fromRgbF(1, 1, 1, 0.0))
        painter.fillRect(rect, glow)
    painter.restore()


def paint_floor_shadow(painter: QPainter, theme: Theme, centre: QPointF, width: float) -> None:
    """Paint the flat shadow that an organ throws on the studio's floor."""
    painter.save()
    painter.translate(centre)
    painter.scale(1, 0.16)
    shade = QRadialGradient(QPointF(0, 0), width / 2)
    shade.setColorAt(0, theme.color("shadow", 0.30 if theme.name == "light" else 0.55))
    shade.setColorAt(1, theme.color("shadow", 0.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0, 0), width / 2, width / 2)
    painter.restore()


def fitted(pixmap: QPixmap, rect: QRectF) -> QRectF:
    """Return the largest place inside a rectangle that keeps a picture's proportions."""
    scale = min(rect.width() / max(1, pixmap.width()), rect.height() / max(1, pixmap.height()))
    width, height = pixmap.width() * scale, pixmap.height() * scale
    return QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)
