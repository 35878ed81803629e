"""The window for the second screen: picture and words in 16:9, with nothing to touch and nobody's name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from anatomy_viewer.locale import translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.chart_card import ChartCard
from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.direction import put
from anatomy_viewer.ui.present_pointer import PointerRing
from anatomy_viewer.ui.present_stage import PresentStage
from anatomy_viewer.ui.present_words import EDGE, PresentWords
from anatomy_viewer.ui.theme import Look, Theme
from anatomy_viewer.ui.viewport import Viewport

DESIGNED = 1080.0
"""Height of the picture for which sizes are given, px."""
TEXT = 1.65
"""How much larger than in a window words are there: captions of 35 px."""
CHART = 0.38
"""Share of the width that a step's chart takes beside the picture."""
WINDOWED = QSize(960, 540)


class PresentWindow(Themed, QWidget):
    """What others see; it never takes the focus.

    Signals:
        closed: somebody closed it.
    """

    closed = Signal()

    def __init__(self, session: Session, look: Look, viewport: Viewport, store: MeshStore) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Anatomy Viewer")
        self.session = session
        own = Theme(look, self)
        self.stage = PresentStage(session, own, viewport, store)
        self.words = PresentWords(session, own)
        self.chart = ChartCard(own)
        for widget in (self.stage, self.words, self.chart):
            widget.setParent(self)
        self.pointer = PointerRing(own, self.stage, lambda: self.unit)
        self._look = look
        self.is_blank = False
        self.setMinimumSize(480, 270)
        self.wear(own)

    # ---------------------------------------------------------------- what it shows
    @property
    def unit(self) -> float:
        """The size of a design pixel of a 1080 px high picture."""
        return self.sheet.height() / DESIGNED

    @property
    def sheet(self) -> QRect:
        """The largest 16:9 place in the window."""
        width = min(self.width(), self.height() * 16 // 9)
        height = width * 9 // 16
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def show_step(self) -> None:
        """Say the session's step."""
        self.words.show_step()
        self.show_value()
        self.lay_out()

    def show_value(self) -> None:
        """Say where the slider stands, in words and in the step's chart."""
        self.words.show_value()
        scene = self.session.scene
        charted = self.chart.isVisibleTo(self)
        self.chart.show_chart(None if self.is_blank else scene.chart, translator(scene.words.language))
        if self.chart.isVisibleTo(self) != charted:
            self.lay_out()

    def blank(self, blank: bool) -> None:
        """Show nothing but the name of the application: another page is open on the first screen."""
        if blank != self.is_blank:
            self.is_blank = blank
            self.stage.setVisible(not blank)
            self.words.setVisible(not blank)
            self.show_value()
            self.update()

    def look_like(self, look: Look) -> None:
        """Take over colours and movement; how large the words are follows from the window alone."""
        self._look = look
        scaled = Look(look.name, TEXT * self.unit, look.less_movement)
        if self.theme.look != scaled:
            self.theme.look = scaled  # past the bounds that keep a window's own words in its pages
            self.theme.changed.emit()

    def lay_out(self) -> None:
        """Put picture and words into the sheet."""
        sheet, edge = self.sheet, round(EDGE * self.unit)
        foot = round(self.words.share * sheet.height())
        place = sheet.adjusted(edge, edge, -edge, -foot)
        if self.chart.isVisibleTo(self):
            wide = round(CHART * place.width())
            tall = min(self.chart.heightForWidth(wide), place.height())
            middle = place.center().y() - tall // 2
            put(self.chart, QRect(place.right() + 1 - wide, middle, wide, tall))
            place.setWidth(place.width() - wide - edge)
        put(self.stage, place)
        self.words.setGeometry(sheet.left(), sheet.bottom() - foot + 1, sheet.width(), foot)
        self.words.scale(self.unit)
        self.pointer.setGeometry(self.stage.rect())
        self.pointer.raise_()

    def point(self, at: QPointF) -> None:
        """Point at a place of the picture, px of the stage."""
        self.pointer.point(at)

    # ---------------------------------------------------------------- where it stands
    def fill(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def stand(self) -> None:
        """Stand as a window among others, to be shared or moved."""
        self.showNormal()
        self.resize(WINDOWED)
        self.show()

    # ---------------------------------------------------------------- Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep 16:9, and words in proportion."""
        super().resizeEvent(event)
        self.look_like(self._look)
        self.lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, and around it what is not part of the picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        if self.is_blank:
            painter.setFont(self.theme.font("title"))
            painter.setPen(self.theme.color("text_soft"))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "Anatomy Viewer")
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give back what is on the graphics card, and tell."""
        self.pointer.stop()
        self.stage.close_stage()
        super().closeEvent(event)
        self.closed.emit()
