"""The cards of the library: a lesson with its picture, its name and one line about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from anatomy_viewer.scene.typography import unbroken
from anatomy_viewer.ui.controls import Card, Themed
from anatomy_viewer.ui.painting import (
    brush,
    fitted,
    paint_box,
    paint_floor_shadow,
    paint_focus,
    paint_icon,
    paint_shadow,
    paint_studio,
    rounded,
)
from anatomy_viewer.ui.theme import Theme

WRAP = int(Qt.TextFlag.TextWordWrap)
BETWEEN = " · "
"""What stands between two things that a line says of a lesson."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """What is written on a lesson's card; `waiting` is said while its picture is made."""

    name: str
    line: str
    badge: str = ""
    begin: str = ""
    waiting: str = ""


class LessonCard(Themed, QAbstractButton):
    """A lesson to open: its picture on the studio ground, its name and a line. The whole card is the target.

    A `featured` card is wide, with the words beside the picture: for a library with one lesson.
    """

    def __init__(self, theme: Theme, lesson: str, words: CardWords, featured: bool = False) -> None:
        super().__init__()
        self.lesson, self.words, self.featured = lesson, words, featured
        self.picture: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        self.wear(theme)

    def set_words(self, words: CardWords) -> None:
        """Write other words."""
        self.words = words
        said = ". ".join(part for part in (words.name, words.line, words.badge) if part)
        self.setAccessibleName(said)
        self.update()

    def set_picture(self, picture: QPixmap) -> None:
        """Show the lesson's picture."""
        self.picture = picture
        self.update()

    # ---------------------------------------------------------------- size
    def hasHeightForWidth(self) -> bool:
        """Say that the words decide the height."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size as designed."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least width a card takes."""
        return QSize(220, 200)

    def heightForWidth(self, width: int) -> int:
        """Return the height: the picture, and as many lines as the words need."""
        margin = Card.MARGIN * 2
        if self.featured:
            picture = min(460, max(300, round(width * 0.37)))
            return margin + max(picture, self._words_height(self._words_width(width - margin)) + 48)
        return margin + self._picture_height(width) + self._words_height(width - margin - 36) + 28

    @staticmethod
    def _picture_height(width: int) -> int:
        """Return how high the picture over the words is: as high in every card of a row."""
        return min(300, max(168, round(width * 0.36)))

    def _words_width(self, sheet: float) -> float:
        """Return how wide the words are set beside the picture of a featured card."""
        return sheet * 0.46 - 48

    def _words_height(self, width: float) -> int:
        return sum(height + gap for _, _, _, height, gap in self._lines(width))

    def _lines(self, width: float) -> list[tuple[str, str, bool, int, int]]:
        """Return each text with its kind, weight, height and the gap after it."""
        words = [(self.words.name, "lead" if self.featured else "body", True, 4)]
        line = BETWEEN.join(unbroken(part) for part in self.words.line.split(BETWEEN))
        words.append((line, "small" if self.featured else "label", False, 0))
        if self.words.begin:
            words[-1] = (*words[-1][:3], 20)
            words.append((self.words.begin, "button", True, 0))
        room = QRect(0, 0, max(40, int(width)), 4000)
        lines = []
        for text, kind, bold, gap in words:
            metrics = QFontMetrics(self.theme.font(kind, bold))
            long = metrics.horizontalAdvance(text) > room.width()
            set_ = text.replace(BETWEEN, "\n") if long else text  # no line begins with the dot
            lines.append((set_, kind, bold, metrics.boundingRect(room, WRAP, set_).height(), gap))
        return lines

    # ---------------------------------------------------------------- paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sheet, picture, words and ring."""
        painter = brush(self)
        theme, margin = self.theme, Card.MARGIN
        sheet = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        radius = float(theme.radius("card"))
        lifted = self.underMouse() and not self.isDown()
        paint_shadow(painter, theme, sheet, radius, "float" if lifted else "card")
        paint_box(painter, rounded(sheet, radius), theme.color("surface"))
        picture, words = self._split(sheet)
        self._paint_picture(painter, picture, sheet, radius)
        self._paint_words(painter, words)
        if theme.name == "contrast":
            paint_box(painter, rounded(sheet, radius), None, QPen(theme.color("line"), 1.6))
        if self.rings:
            paint_focus(painter, theme, sheet, radius)
        painter.end()

    def _split(self, sheet: QRectF) -> tuple[QRectF, QRectF]:
        """Return where the picture and the words go."""
        if not self.featured:
            picture = QRectF(sheet.left(), sheet.top(), sheet.width(), self._picture_height(self.width()))
            below = sheet.height() - picture.height() - 12
            return picture, QRectF(sheet.left() + 18, picture.bottom() + 12, sheet.width() - 36, below)
        width = sheet.width() * 0.54
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        picture = QRectF(
            sheet.right() - width if mirrored else sheet.left(), sheet.top(), width, sheet.height()
        )
        tall, room = self._words_height(self._words_width(sheet.width())), self._words_width(sheet.width())
        x = sheet.left() + 20 if mirrored else picture.right() + 28
        return picture, QRectF(x, sheet.center().y() - tall / 2, room, tall)

    def _paint_picture(self, painter: QPainter, place: QRectF, sheet: QRectF, radius: float) -> None:
        painter.save()
        painter.setClipPath(rounded(sheet, radius))
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        paint_studio(painter, self.theme, place, 0.0)
        inner = place.adjusted(20, 14, -20, -20)
        if self.picture is None:
            self._paint_waiting(painter, place)
        else:
            at = fitted(self.picture, inner)
            floor = QPointF(place.center().x(), place.bottom() - 18)
            paint_floor_shadow(painter, self.theme, floor, at.width() * 0.5)
            painter.drawPixmap(at, self.picture, QRectF(self.picture.rect()))
        painter.restore()
        if self.words.badge:
            self._paint_badge(painter, place)

    def _paint_waiting(self, painter: QPainter, place: QRectF) -> None:
        """Say that the picture is being made: words, not a spinner."""
        side = self.theme.grown(48)
        ink = self.theme.color("control")
        at = place.center() - QRectF(0, 0, side, side).center()
        at.setY(at.y() - 14)
        paint_icon(painter, "app", at, ink, side, 1.4)
        painter.setPen(self.theme.color("text_soft"))
        painter.setFont(self.theme.font("label"))
        below = QRectF(place.left() + 12, at.y() + side + 4, place.width() - 24, 60)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags) | WRAP, self.words.waiting)

    def _paint_badge(self, painter: QPainter, place: QRectF) -> None:
        font = self.theme.font("label", True)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(self.words.badge) + 24, metrics.height() + 8
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = place.right() - width - 12 if mirrored else place.left() + 12
        pill = QRectF(x, place.top() + 12, width, height)
        paint_box(painter, rounded(pill, height), self.theme.color("care_soft"))
        painter.setPen(self.theme.color("care"))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.words.badge)

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        y = place.top()
        for index, (text, kind, bold, height, gap) in enumerate(self._lines(place.width())):
            tone = ("text", "text_soft", "accent")[index]
            painter.setPen(self.theme.color(tone))
            painter.setFont(self.theme.font(kind, bold))
            painter.drawText(QRectF(place.left(), y, place.width(), height + 2), WRAP, text)
            if tone == "accent":
                self._paint_arrow(painter, place, y, text, height)
            y += height + gap

    def _paint_arrow(self, painter: QPainter, place: QRectF, y: float, text: str, height: int) -> None:
        size = self.theme.grown(22)
        width = QFontMetrics(self.theme.font("button", True)).horizontalAdvance(text)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = place.right() - width - 6 - size if mirrored else place.left() + width + 6
        at = QPointF(x, y + (height - size) / 2)
        paint_icon(painter, "back" if mirrored else "next", at, painter.pen().color(), size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Return too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
