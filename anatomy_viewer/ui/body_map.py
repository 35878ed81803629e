"""The body as a map: a figure with a dot for every region that has a lesson, and the same choice in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import get_args

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.content.condition import Region
from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Text, Themed
from anatomy_viewer.ui.painting import brush, paint_box
from anatomy_viewer.ui.theme import Theme

REGIONS: tuple[str, ...] = get_args(Region)
EVERYWHERE = ""
"""The choice of no region in particular."""

SPOTS = (
    (0.0, 0.06),
    (0.034, 0.262),
    (-0.046, 0.238),
    (0.0, 0.395),
    (-0.055, 0.73),
    (0.05, 0.355),
    (0.143, 0.40),
)
"""Where the dots lie, in the order of `REGIONS`, in heights of the figure from its middle and its top."""

# fmt: off
HALF = (
    (0.024, 0.110), (0.026, 0.150), (0.062, 0.170), (0.108, 0.186), (0.129, 0.220), (0.139, 0.300),
    (0.151, 0.380), (0.162, 0.455), (0.168, 0.505), (0.180, 0.545), (0.168, 0.588), (0.153, 0.575),
    (0.147, 0.535), (0.144, 0.505), (0.129, 0.430), (0.117, 0.380), (0.106, 0.310), (0.096, 0.262),
    (0.088, 0.320), (0.080, 0.380), (0.085, 0.430), (0.096, 0.480), (0.101, 0.530), (0.096, 0.620),
    (0.080, 0.720), (0.081, 0.780), (0.066, 0.880), (0.056, 0.935), (0.071, 0.966), (0.058, 0.986),
    (0.030, 0.983), (0.025, 0.950), (0.028, 0.880), (0.020, 0.790), (0.027, 0.720), (0.018, 0.620),
    (0.004, 0.540),
)
# fmt: on
"""The outline of one side, from the neck over arm and leg to the groin, in heights of the figure."""


def region_names(say: Translator) -> dict[str, str]:
    """Return what people call the regions of the body, and all of it together."""
    names = (
        say("Brain and nerves"),
        say("Heart and vessels"),
        say("Lungs"),
        say("Belly"),
        say("Bones and joints"),
        say("Kidneys"),
        say("Skin"),
        say("Whole body"),
    )
    return {EVERYWHERE: say("All lessons"), **dict(zip(REGIONS, names, strict=True))}


TALL = 1000.0
"""Qt flattens curves to whole units when it unites shapes, so the figure is drawn large and scaled down."""


@cache
def figure() -> QPainterPath:
    """Return the outline of a person, `TALL` units high, with x = 0 in the middle."""
    outline = [*HALF, *((-x, y) for x, y in reversed(HALF))]
    path = _smooth([QPointF(x, y) * TALL for x, y in outline])
    head = QPainterPath()
    head.addEllipse(QPointF(0, 0.066) * TALL, 0.047 * TALL, 0.062 * TALL)
    return path.united(head)


def _smooth(points: Sequence[QPointF]) -> QPainterPath:
    """Return a closed curve through points (Catmull-Rom, as cubic Bézier pieces)."""
    path, count = QPainterPath(points[0]), len(points)
    for index, start in enumerate(points):
        before, end, after = points[index - 1], points[(index + 1) % count], points[(index + 2) % count]
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    return path


class BodyFigure(Themed, QWidget):
    """The figure with its dots.

    Signals:
        picked: A dot was chosen, with the id of its region.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.dots: dict[str, Dot] = {}
        self.setMinimumSize(110, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return the size as designed."""
        return QSize(200, 330)

    def set_regions(self, regions: Iterable[str], names: dict[str, str]) -> None:
        """Show a dot for each of these regions that has a place on the figure."""
        for dot in self.dots.values():
            dot.hide()
            dot.deleteLater()
        wanted = [region for region in regions if region in REGIONS[: len(SPOTS)]]
        self.dots = {region: Dot(self, region, names[region]) for region in wanted}
        self._place()

    def choose(self, region: str) -> None:
        """Fill the dot of a region."""
        for name, dot in self.dots.items():
            dot.setChecked(name == region)

    def _scale(self) -> tuple[float, QPointF]:
        """Return how many pixels high the figure is, and where the middle of its top lies."""
        tall = min(self.height() - 8.0, self.width() / 0.40)
        return tall, QPointF(self.width() / 2, (self.height() - tall) / 2)

    def _place(self) -> None:
        tall, top = self._scale()
        for region, dot in self.dots.items():
            x, y = SPOTS[REGIONS.index(region)]
            dot.move(
                round(top.x() + x * tall - dot.width() / 2), round(top.y() + y * tall - dot.height() / 2)
            )
            dot.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the dots on the figure."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = brush(self)
        tall, top = self._scale()
        shape = QTransform.fromTranslate(top.x(), top.y()).scale(tall / TALL, tall / TALL).map(figure())
        edge = QPen(self.theme.color("line"), 1.5) if self.theme.name == "contrast" else None
        fill = "well" if self.theme.name == "contrast" else "line"
        paint_box(painter, shape, self.theme.color(fill), edge)
        painter.end()


class Dot(Themed, QAbstractButton):
    """A region on the figure: a dot of 24 pixels in a target of 48."""

    def __init__(self, parent: BodyFigure, region: str, name: str) -> None:
        super().__init__(parent)
        self.region = region
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(48, 48)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: parent.picked.emit(region))
        self.wear(parent.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Return too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot; a chosen one is filled and has a halo."""
        painter = brush(self)
        theme, centre = self.theme, QPointF(24, 24)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent", 0.18))
            painter.drawEllipse(centre, 23, 23)
        painter.setPen(QPen(theme.color("accent"), 3))
        painter.setBrush(theme.color("accent" if self.isChecked() else "surface"))
        painter.drawEllipse(centre, 11.5, 11.5)
        if self.rings:
            painter.setPen(QPen(theme.color("text"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 19, 19)
        painter.end()


class RegionCard(Card):
    """Figure and list together: the same choice twice, once to see and once to read.

    Signals:
        picked: A region was chosen, with its id; empty for everything.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "surface", "card", 18)
        self.region = EVERYWHERE
        self.title = Text(theme, "", "small").bold()
        self.figure = BodyFigure(theme)
        self.figure.picked.connect(self.choose)
        self.rows: dict[str, Button] = {}
        self.list = QWidget()
        self.list_box = QVBoxLayout(self.list)
        self.list_box.setContentsMargins(0, 0, 0, 0)
        self.list_box.setSpacing(4)
        self.list_box.addStretch(1)
        self.both = QWidget()
        self.both_box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.both)
        self.both_box.setContentsMargins(0, 0, 0, 0)
        self.both_box.addWidget(self.figure, 3)
        self.both_box.addWidget(self.list, 2)
        self.body.setSpacing(4)
        self.body.addWidget(self.title)
        self.body.addWidget(self.both, 1)

    def set_regions(self, regions: Iterable[str], say: Translator) -> None:
        """Offer these regions, in the language of `say`."""
        names, wanted = region_names(say), [EVERYWHERE, *regions]
        self.title.set_words(say("Part of the body"))
        for row in self.rows.values():
            row.hide()
            self.list_box.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        for region in wanted:
            row = Button(self.theme, names[region], "quiet").small().tall(46).left().wrapping()
            row.setCheckable(True)
            row.setAutoExclusive(True)
            row.clicked.connect(lambda _checked=False, region=region: self.choose(region))
            self.list_box.insertWidget(len(self.rows), row)
            self.rows[region] = row
        self.figure.set_regions(wanted, names)
        self._show_choice(self.region if self.region in self.rows else EVERYWHERE)

    def choose(self, region: str) -> None:
        """Choose a region; empty for everything."""
        changed = region != self.region
        self._show_choice(region)
        if changed:
            self.picked.emit(region)

    def lay(self, wide: bool) -> None:
        """Put the list beside the figure (`wide`), or under it."""
        directions = QBoxLayout.Direction
        self.both_box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _show_choice(self, region: str) -> None:
        self.region = region
        self.figure.choose(region)
        if region in self.rows:  # the one that is chosen lets go of the other by itself
            self.rows[region].setChecked(True)
        for row in self.rows.values():
            row.restyle()
