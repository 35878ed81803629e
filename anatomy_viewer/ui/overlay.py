"""The sheet over the 3D picture, drawn by Qt in layers: labels with leaders, lens, marks, scale, corners."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.drawn.frame import paint_corners, paint_floor, paint_ring
from anatomy_viewer.ui.drawn.lens import paint_lens
from anatomy_viewer.ui.drawn.marks import mark_box, paint_marks
from anatomy_viewer.ui.drawn.names import label_size, paint_names
from anatomy_viewer.ui.drawn.notice import paint_notice
from anatomy_viewer.ui.drawn.scale import paint_scale_bar, scale_bar_box
from anatomy_viewer.ui.drawn.values import Drawing, Sheet
from anatomy_viewer.ui.labels import LabelRequest, PlacedLabel, Surroundings, place_labels
from anatomy_viewer.ui.painting import brush
from anatomy_viewer.ui.theme import Theme

Layer = Callable[[QPainter, Sheet], None]

LAYERS: tuple[Layer, ...] = (
    paint_floor,
    paint_lens,
    paint_marks,
    paint_names,
    paint_scale_bar,
    paint_notice,
    paint_corners,
    paint_ring,
)
"""What is drawn over the picture, from the floor up: one row a kind of drawing."""


class Overlay(Themed, QWidget):
    """The sheet over the 3D picture. It takes no clicks; the stage below does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = Drawing()
        self.placed: tuple[PlacedLabel, ...] = ()
        self._offsets: dict[str, QPointF] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.wear(theme)

    def draw(self, drawing: Drawing) -> None:
        """Show another drawing; labels stay where they stood while they can."""
        if drawing == self.drawing and self.placed:
            return
        self.drawing = drawing
        self._place()
        self.update()

    def restyle(self) -> None:
        """Measure the labels anew: their words may be larger now."""
        super().restyle()
        self._place()

    def forget_places(self) -> None:
        """Let labels find new places: another step shows."""
        self._offsets = {}

    def _place(self) -> None:
        own = self.drawing.own
        requests = [
            LabelRequest(text, anchor, label_size(self.theme, text, strong), strong, own.get(text, QRectF()))
            for text, anchor, strong in self.drawing.labels
        ]
        self.placed = place_labels(requests, self._surroundings(), self._offsets)
        self._offsets = {each.request.text: each.box.center() - each.request.anchor for each in self.placed}

    def _surroundings(self) -> Surroundings:
        drawing, room = self.drawing, QRectF(self.rect()).adjusted(14, 12, -14, -12)
        obstacles = list(drawing.obstacles)
        if drawing.lens is not None:
            obstacles.append(drawing.lens.box)
        obstacles += [mark_box(mark) for mark in drawing.marks if mark.kind == "hint"]
        if drawing.millimetres:
            obstacles.append(scale_bar_box(QRectF(self.rect()), self.theme))
        return Surroundings(room, tuple(obstacles), drawing.organ)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every layer from the floor up."""
        painter = brush(self)
        sheet = Sheet(self.theme, QRectF(self.rect()), self.drawing, self.placed)
        for paint in LAYERS:
            painter.save()
            paint(painter, sheet)
            painter.restore()
        painter.end()
