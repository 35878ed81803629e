"""Labels and the leader lines from them to what they name."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.labels import PlacedLabel
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded
from anatomy_viewer.ui.theme import Theme


def label_size(theme: Theme, text: str, strong: bool) -> QSizeF:
    """Return the size of a label's pill."""
    metrics = QFontMetricsF(theme.font("small", strong))
    return QSizeF(metrics.horizontalAdvance(text) + 28, metrics.height() + 12)


def paint_names(painter: QPainter, sheet: Sheet) -> None:
    """Draw every label that has a place, the leaders under the pills."""
    for label in sheet.placed:
        paint_leader(painter, sheet.theme, label)
    for label in sheet.placed:
        paint_label(painter, sheet.theme, label)


def paint_leader(painter: QPainter, theme: Theme, label: PlacedLabel) -> None:
    """Draw the line from a label to its point, with a light casing so that it is seen on any tissue."""
    anchor = label.request.anchor
    for color, width in ((theme.color("surface", 0.9), 5.0), (theme.color("leader"), 2.0)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(label.end, anchor)
    painter.setBrush(theme.color("leader"))
    painter.setPen(QPen(theme.color("surface"), 2))
    painter.drawEllipse(anchor, 5.5, 5.5)


def paint_label(painter: QPainter, theme: Theme, label: PlacedLabel) -> None:
    """Draw a label's pill; the patient's own is outlined and bold."""
    box, strong = label.box, label.request.strong
    paint_shadow(painter, theme, box, box.height() / 2)
    edge = QPen(theme.color("accent"), 2.2) if strong else None
    if edge is None and theme.name == "contrast":
        edge = QPen(theme.color("line"), 1.4)
    paint_box(painter, rounded(box, box.height() / 2), theme.color("surface"), edge)
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("small", strong))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.request.text)
