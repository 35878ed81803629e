"""Labels and the leader lines from them to what they name."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.labels import ROUND, PlacedLabel, in_two
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded, written
from anatomy_viewer.ui.theme import Theme

DASHES = (2.0, 2.4)
"""Dashes and gaps of what lies behind something, in widths of the line."""


def label_size(theme: Theme, text: str, strong: bool) -> QSizeF:
    """Return the size of a label's pill."""
    metrics = QFontMetricsF(theme.font("small", strong))
    return QSizeF(metrics.horizontalAdvance(text) + 28, metrics.height() + 12)


def folded_size(theme: Theme, text: str, strong: bool) -> QSizeF:
    """Return the size of a label in two lines; empty where its words cannot be parted."""
    lines = in_two(text).split("\n")
    if len(lines) == 1:
        return QSizeF()
    metrics = QFontMetricsF(theme.font("small", strong))
    return QSizeF(max(metrics.horizontalAdvance(line) for line in lines) + 28, 2 * metrics.height() + 14)


def paint_names(painter: QPainter, sheet: Sheet) -> None:
    """Draw every label that has a place, the leaders under the pills."""
    for label in sheet.placed:
        paint_leader(painter, sheet.theme, label)
    for label in sheet.placed:
        paint_label(painter, sheet.theme, label)


def paint_leader(painter: QPainter, theme: Theme, label: PlacedLabel) -> None:
    """Draw the line from a label to its point, with a light casing so that it is seen on any tissue.

    Dashed, and with a hollow end, where the part lies behind something.
    """
    anchor, dim = label.request.anchor, label.request.dim
    ink = theme.color("leader")
    painter.setPen(QPen(theme.color("surface", 0.9), 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(label.end, anchor)
    painter.setPen(_line(theme, dim))
    painter.drawLine(label.end, anchor)
    painter.setBrush(theme.color("surface") if dim else ink)
    painter.setPen(QPen(ink if dim else theme.color("surface"), 2))
    painter.drawEllipse(anchor, 5.5, 5.5)


def paint_label(painter: QPainter, theme: Theme, label: PlacedLabel) -> None:
    """Draw a label's pill; the patient's own is outlined and bold, a hidden part's name softer."""
    box, strong, dim = label.box, label.request.strong, label.request.dim
    radius = min(box.height() / 2, ROUND)
    paint_shadow(painter, theme, box, radius)
    edge = QPen(theme.color("accent"), 2.2) if strong else None
    if edge is None and theme.name == "contrast":
        edge = QPen(theme.color("line"), 1.4)
    if edge is not None and dim:
        edge.setDashPattern(DASHES)
    paint_box(painter, rounded(box, radius), theme.color("surface"), edge)
    painter.setPen(theme.color("text_soft" if dim else "text"))
    painter.setFont(theme.font("small", strong))
    painter.drawText(
        box,
        Qt.AlignmentFlag.AlignCenter,
        "\n".join(written(painter, line) for line in label.text.split("\n")),
    )


def _line(theme: Theme, dim: bool) -> QPen:
    pen = QPen(theme.color("leader"), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if dim:
        pen.setDashPattern(DASHES)
    return pen
