"""The sheet over the 3D picture, drawn by Qt in layers: labels with leaders, lens, marks, scale, corners."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.drawn.beside import paint_divider, paint_titles
from anatomy_viewer.ui.drawn.frame import paint_corners, paint_floor, paint_ring
from anatomy_viewer.ui.drawn.handles import paint_handle
from anatomy_viewer.ui.drawn.journey import paint_inset, paint_journey
from anatomy_viewer.ui.drawn.lens import paint_lens
from anatomy_viewer.ui.drawn.marks import mark_box, paint_marks
from anatomy_viewer.ui.drawn.measures import paint_measures
from anatomy_viewer.ui.drawn.names import folded_size, label_size, paint_names
from anatomy_viewer.ui.drawn.notice import paint_notice
from anatomy_viewer.ui.drawn.scale import paint_scale_bar, scale_bar_box
from anatomy_viewer.ui.drawn.strokes import paint_cursor, paint_strokes
from anatomy_viewer.ui.drawn.values import Drawing, Sheet
from anatomy_viewer.ui.labels import LabelRequest, PlacedLabel, Stood, Surroundings, place_labels
from anatomy_viewer.ui.painting import brush
from anatomy_viewer.ui.theme import Theme

Layer = Callable[[QPainter, Sheet], None]

PICTURE_LAYERS: tuple[Layer, ...] = (
    paint_floor,
    paint_journey,
    paint_lens,
    paint_inset,
    paint_strokes,
    paint_measures,
    paint_marks,
    paint_names,
    paint_scale_bar,
)
"""What is drawn over a picture, from the floor up: one row a kind of drawing. Two pictures get it each."""

STAGE_LAYERS: tuple[Layer, ...] = (
    paint_divider,
    paint_titles,
    paint_notice,
    paint_handle,
    paint_cursor,
    paint_corners,
    paint_ring,
)
"""What is drawn over the whole stage, above all pictures."""


class Overlay(Themed, QWidget):
    """The sheet over the 3D picture. It takes no clicks; the stage below does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = Drawing()
        self.placed: tuple[PlacedLabel, ...] = ()
        self.second_placed: tuple[PlacedLabel, ...] = ()
        self._offsets: dict[str, Stood] = {}
        self._second_offsets: dict[str, Stood] = {}
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
        self._offsets, self._second_offsets = {}, {}

    def _place(self) -> None:
        self.placed, self._offsets = self._placed(self.drawing, self._offsets)
        second = self.drawing.second or Drawing()
        self.second_placed, self._second_offsets = self._placed(second, self._second_offsets)

    def _placed(
        self, drawing: Drawing, before: dict[str, Stood]
    ) -> tuple[tuple[PlacedLabel, ...], dict[str, Stood]]:
        """Return the labels of a drawing that found a place, and how far from their points they stand."""
        own = drawing.own
        requests = [
            LabelRequest(
                text,
                anchor,
                label_size(self.theme, text, strong),
                strong,
                own.get(text, QRectF()),
                text in drawing.dim,
                folded_size(self.theme, text, strong),
            )
            for text, anchor, strong in drawing.labels
        ]
        placed = place_labels(requests, self._surroundings(drawing), before)
        stood = {
            each.request.text: (each.box.center() - each.request.anchor, each.box.size()) for each in placed
        }
        return placed, stood

    def _frame(self, drawing: Drawing) -> QRectF:
        return QRectF(self.rect()) if drawing.frame.isEmpty() else drawing.frame

    def _surroundings(self, drawing: Drawing) -> Surroundings:
        frame = self._frame(drawing)
        room = (frame if drawing.seen.isEmpty() else drawing.seen).adjusted(14, 12, -14, -12)
        obstacles = [*drawing.obstacles, *(title.box for title in self.drawing.titles)]
        if drawing.lens is not None:
            obstacles.append(drawing.lens.box)
        obstacles += [mark_box(mark) for mark in drawing.marks if mark.kind == "hint"]
        if drawing.millimetres:
            obstacles.append(scale_bar_box(frame, self.theme, mirrored=is_mirrored(self)))
        return Surroundings(
            room, tuple(obstacles), drawing.organ, drawing.silhouette, not drawing.seen.isEmpty()
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every layer from the floor up: over each picture, then over the whole stage."""
        painter = brush(self)
        drawing, theme = self.drawing, self.theme
        for each, placed in ((drawing, self.placed), (drawing.second, self.second_placed)):
            if each is not None:
                painter.save()
                if not each.seen.isEmpty():
                    painter.setClipRect(each.seen)
                _paint(painter, PICTURE_LAYERS, Sheet(theme, self._frame(each), each, placed))
                painter.restore()
        _paint(painter, STAGE_LAYERS, Sheet(theme, QRectF(self.rect()), drawing))
        painter.end()


def _paint(painter: QPainter, layers: Iterable[Layer], sheet: Sheet) -> None:
    for paint in layers:
        painter.save()
        paint(painter, sheet)
        painter.restore()
