"""What Qt draws over the picture: labels with leaders, the lens and its ring, marks, a scale bar, corners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRadialGradient,
)
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.labels import LabelRequest, PlacedLabel, Surroundings, place_labels
from anatomy_viewer.ui.painting import (
    brush,
    paint_box,
    paint_floor_shadow,
    paint_focus,
    paint_shadow,
    paint_studio,
    rounded,
)
from anatomy_viewer.ui.theme import Theme

RING = 17.0
"""Radius of the ring on the place that the lens shows, px."""
TOUCHED = 26.0
HINT = 70.0
LENS_RADIUS = 22.0
_ROUND_MILLIMETRES = (1, 2, 5, 10, 20, 50, 100, 200, 500)

MarkKind = Literal["touched", "hint"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A ring on the picture: what was touched (amber), or where to look (dashed, larger than the answer)."""

    kind: MarkKind
    at: QPointF


@dataclass(frozen=True, slots=True)
class LensPicture:
    """The second, closer picture: its image, where it stands, the point it shows and its caption."""

    box: QRectF
    anchor: QPointF
    image: QImage
    caption: str
    short_caption: str
    hidden: bool = False
    """Whether the point lies behind something now."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn over the picture at one instant, in px of the stage."""

    labels: tuple[tuple[str, QPointF, bool], ...] = ()
    """(text, anchor, whether it is the patient's own)"""
    own: Mapping[str, QRectF] = field(default_factory=dict)
    """Where the parts lie that the patient's own labels name, by the label's text."""
    lens: LensPicture | None = None
    marks: tuple[Mark, ...] = ()
    millimetres: float = 0.0
    """How many millimetres a pixel shows; 0 where no scale is wanted."""
    organ: QRectF = field(default_factory=QRectF)
    obstacles: tuple[QRectF, ...] = ()
    floor: tuple[QPointF, float] | None = None
    """Middle and width of the shadow under the organ."""
    notice: str = ""
    """What is said at the picture's foot: what a tool waits for."""
    focused: bool = False


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
        """Paint everything from the floor up."""
        painter = brush(self)
        drawing = self.drawing
        if drawing.floor is not None:
            paint_floor_shadow(painter, self.theme, *drawing.floor)
        if drawing.lens is not None:
            paint_lens(painter, self.theme, drawing.lens)
        self._paint_names(painter)
        if drawing.millimetres:
            paint_scale_bar(painter, self.theme, QRectF(self.rect()), drawing.millimetres)
        if drawing.notice:
            paint_notice(painter, self.theme, QRectF(self.rect()), drawing.notice)
        self._paint_corners(painter)
        if drawing.focused:
            paint_focus(painter, self.theme, QRectF(self.rect()), self.theme.radius("stage"))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        for mark in self.drawing.marks:
            paint_mark(painter, self.theme, mark)
        for label in self.placed:
            paint_leader(painter, self.theme, label)
        for label in self.placed:
            paint_label(painter, self.theme, label)

    def _paint_corners(self, painter: QPainter) -> None:
        """Round the picture's corners by painting the page over them: no mask slows OpenGL down."""
        rect = QRectF(self.rect())
        outside = QPainterPath()
        outside.addRect(rect.adjusted(-1, -1, 1, 1))
        stage = rounded(rect, self.theme.radius("stage"))
        paint_box(painter, outside.subtracted(stage), self.theme.color("page"))
        if self.theme.name == "contrast":
            inner = rounded(rect.adjusted(1, 1, -1, -1), self.theme.radius("stage") - 1)
            paint_box(painter, inner, None, QPen(self.theme.color("line"), 2))


def label_size(theme: Theme, text: str, strong: bool) -> QSizeF:
    """Return the size of a label's pill."""
    metrics = QFontMetricsF(theme.font("small", strong))
    return QSizeF(metrics.horizontalAdvance(text) + 28, metrics.height() + 12)


def notice_box(theme: Theme, stage: QRectF, words: str) -> QRectF:
    """Return where a notice stands on the stage."""
    size = label_size(theme, words, strong=True)
    return QRectF(stage.center().x() - size.width() / 2, stage.top() + 80, size.width(), size.height())


def paint_notice(painter: QPainter, theme: Theme, stage: QRectF, words: str) -> None:
    """Say something near the head of the picture, in a pill."""
    box = notice_box(theme, stage, words)
    paint_shadow(painter, theme, box, box.height() / 2)
    paint_box(painter, rounded(box, box.height() / 2), theme.color("accent"))
    painter.setPen(theme.color("on_accent"))
    painter.setFont(theme.font("small", True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


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


def paint_lens(painter: QPainter, theme: Theme, lens: LensPicture) -> None:
    """Draw the ring on the place, the wedge of light from it, and the lens with its caption."""
    _paint_ring(painter, theme, lens)
    paint_box(painter, wedge(lens.anchor, lens.box), theme.color("accent", 0.13))
    paint_shadow(painter, theme, lens.box, LENS_RADIUS, "float")
    painter.save()
    painter.setClipPath(rounded(lens.box, LENS_RADIUS), Qt.ClipOperation.IntersectClip)
    paint_studio(painter, theme, lens.box, LENS_RADIUS)
    words, height = caption_of(theme, lens)
    picture = lens.box.adjusted(0, 0, 0, -height)
    painter.drawImage(picture, lens.image)
    caption = QRectF(lens.box.left(), picture.bottom(), lens.box.width(), height)
    painter.fillRect(caption, theme.color("surface"))
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("label"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(caption.adjusted(8, 0, -8, 0), int(flags), words)
    painter.restore()
    paint_box(painter, rounded(lens.box, LENS_RADIUS), None, QPen(theme.color("accent"), 3))


def caption_of(theme: Theme, lens: LensPicture) -> tuple[str, float]:
    """Return the words under the lens and their height; the short ones where the long take too much."""
    metrics = QFontMetricsF(theme.font("label"))
    room = QRectF(0, 0, lens.box.width() - 16, 2000)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    height = metrics.boundingRect(room, flags, lens.caption).height() + 14
    if height <= lens.box.height() * 0.4:
        return lens.caption, height
    return lens.short_caption, metrics.height() + 14


def wedge(anchor: QPointF, box: QRectF) -> QPainterPath:
    """Return the wedge of light from a point to the near side of a box."""
    side = box.left() if box.center().x() > anchor.x() else box.right()
    inset = min(26.0, box.height() / 4)
    path = QPainterPath(QPointF(anchor.x(), anchor.y() - RING + 2))
    path.lineTo(side, box.top() + inset)
    path.lineTo(side, box.bottom() - inset)
    path.lineTo(anchor.x(), anchor.y() + RING - 2)
    path.closeSubpath()
    return path


def _paint_ring(painter: QPainter, theme: Theme, lens: LensPicture) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.color("accent"), 3.5)
    if lens.hidden:
        pen.setDashPattern([1.6, 1.4])
    for each in (QPen(theme.color("surface"), 7), pen):
        painter.setPen(each)
        painter.drawEllipse(lens.anchor, RING, RING)


def mark_box(mark: Mark) -> QRectF:
    """Return the square that a mark covers."""
    radius = HINT if mark.kind == "hint" else TOUCHED
    return QRectF(mark.at.x() - radius, mark.at.y() - radius, 2 * radius, 2 * radius)


def paint_mark(painter: QPainter, theme: Theme, mark: Mark) -> None:
    """Draw a mark with a light casing, so that it is seen on any tissue."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.kind == "hint":
        _paint_hint(painter, theme, mark.at)
        return
    for color, width in ((theme.color("surface"), 9.0), (theme.color("care_mark"), 5.0)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(mark.at, TOUCHED, TOUCHED)


def _paint_hint(painter: QPainter, theme: Theme, at: QPointF) -> None:
    glow = QRadialGradient(at, HINT + 22)
    clear = QColor(theme.color("accent", 0.0))
    glow.setColorAt(0, clear)
    glow.setColorAt(0.75, theme.color("accent", 0.16))
    glow.setColorAt(1, clear)
    painter.setBrush(glow)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(at, HINT + 22, HINT + 22)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("surface"), 7))
    painter.drawEllipse(at, HINT, HINT)
    dashes = QPen(theme.color("accent"), 4)
    dashes.setDashPattern([3, 2.2])
    painter.setPen(dashes)
    painter.drawEllipse(at, HINT, HINT)


# ------------------------------------------------------------------ scale
def scale_of(millimetres: float, longest: float) -> tuple[int, float]:
    """Return the roundest length (mm) that fits into `longest` px, and its width in px."""
    fitting = [length for length in _ROUND_MILLIMETRES if length / millimetres <= longest]
    length = max(fitting, default=_ROUND_MILLIMETRES[0])
    return length, length / millimetres


def length_words(millimetres: int) -> str:
    """Return a length as people say it: "5 mm", "2 cm"."""
    return f"{millimetres // 10}\u00a0cm" if millimetres >= 10 else f"{millimetres}\u00a0mm"


def scale_bar_box(stage: QRectF, theme: Theme) -> QRectF:
    """Return the lower right corner of the stage, where the scale bar stands."""
    height = QFontMetricsF(theme.font("label")).height() + 24
    return QRectF(stage.right() - 150, stage.bottom() - 16 - height, 136, height)


def paint_scale_bar(painter: QPainter, theme: Theme, stage: QRectF, millimetres: float) -> None:
    """Draw a round length at the depth of what the camera looks at."""
    box = scale_bar_box(stage, theme)
    length, width = scale_of(millimetres, 90.0)
    x, y = box.right() - 26 - width, box.bottom() - 6
    for color, line in ((theme.color("stage_mid", 0.8), 5.0), (theme.color("leader"), 2.0)):
        painter.setPen(QPen(color, line))
        painter.drawLine(QPointF(x, y), QPointF(x + width, y))
        for end in (x, x + width):
            painter.drawLine(QPointF(end, y - 5), QPointF(end, y + 5))
    painter.setPen(theme.color("leader"))
    painter.setFont(theme.font("label"))
    words = QRectF(x + width / 2 - 60, box.top(), 120, box.height() - 14)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, length_words(length))
