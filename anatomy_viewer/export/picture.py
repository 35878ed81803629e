"""A picture of a lesson's step for print, slides or a leaflet: the organ, its lens and the words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPainter

from anatomy_viewer.content.writing import write_whole
from anatomy_viewer.export.chart import paint_chart, rooms_of
from anatomy_viewer.export.choice import paint_choice
from anatomy_viewer.export.paper import (
    BODY,
    CARE,
    CARE_SOFT,
    LEAD,
    PAGE,
    SMALL,
    TITLE,
    Column,
    Type,
    painting_application,
)
from anatomy_viewer.export.sheet import Sheet
from anatomy_viewer.export.stage_image import Studio, paint_stage

Size = tuple[int, int]
_LEAST_STAGE = 0.5
"""Share of the height that the picture keeps, however long the words are."""
_TEXT_SCALES = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55)


def picture(sheet: Sheet, size: Size, studio: Studio) -> QImage:
    """A sheet as an image of `size` pixels: the scene, or the choice, above its caption."""
    painting_application()
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(PAGE))
    unit = min(size[0] / (1280 if size[0] >= size[1] else 800), size[1] / 900)
    caption = _fitting_caption(sheet, size, unit)
    margin = 24 * unit
    tall = size[1] - caption.height - 3 * margin
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        _paint_above(painter, sheet, QRectF(margin, margin, size[0] - 2 * margin, tall), unit, studio)
        caption.paint(painter, margin, tall + 2 * margin)
    finally:
        painter.end()
    return image


def _paint_above(painter: QPainter, sheet: Sheet, room: QRectF, unit: float, studio: Studio) -> None:
    """Paint what stands above the words: the organ, with a chart where there is one, or a choice."""
    if sheet.choice is not None:
        paint_choice(painter, sheet.choice, room, unit)
        return
    chart = sheet.scene.chart
    stage, box = rooms_of(room, chart, unit)
    paint_stage(painter, sheet.scene, stage, unit, studio)
    if chart is not None:
        paint_chart(painter, chart, box, unit)


def png(image: QImage) -> bytes:
    """An image as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def save_picture(sheet: Sheet, size: Size, studio: Studio, path: Path) -> None:
    """Write a sheet as a PNG file, whole or not at all; raises OSError where it cannot be written.

    The file holds its title and its description as texts, where programs look for an alternative text.
    """
    image = picture(sheet, size, studio)
    image.setText("Title", sheet.scene.words.title)
    image.setText("Description", sheet.description)
    data = png(image)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, set and measured: what it is, what it says, and where that comes from."""

    heading: Column
    body: Column
    foot: Column
    standing: str
    width: float
    unit: float
    is_wide: bool

    @property
    def height(self) -> float:
        """How tall it is in pixels."""
        return self._words_height + self._foot_gap + max(self.foot.height, self._pill_height)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it with its top left corner at a point."""
        self.heading.paint(painter, x, y)
        if self.is_wide:
            self.body.paint(painter, x + 0.4 * self.width, y + 6 * self.unit)
        else:
            self.body.paint(painter, x, y + self.heading.height + 10 * self.unit)
        foot = y + self._words_height + self._foot_gap
        self.foot.paint(painter, x, foot)
        if self.standing:
            self._paint_standing(painter, x + self.width, foot)

    @property
    def _words_height(self) -> float:
        if self.is_wide:
            return max(self.heading.height, self.body.height + 6 * self.unit)
        return self.heading.height + 10 * self.unit + self.body.height

    @property
    def _foot_gap(self) -> float:
        return 14 * self.unit

    @property
    def _pill_height(self) -> float:
        return 34 * self.unit if self.standing else 0.0

    def _paint_standing(self, painter: QPainter, right: float, top: float) -> None:
        font = _standing_type(self.unit).font
        width = QFontMetricsF(font).horizontalAdvance(self.standing) + 28 * self.unit
        box = QRectF(right - width, top, width, self._pill_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(CARE_SOFT))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(CARE))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.standing)


def _standing_type(unit: float) -> Type:
    return Type(16 * unit, 1.3, True, CARE)


def _fitting_caption(sheet: Sheet, size: Size, unit: float) -> Caption:
    """The caption in the largest type that leaves the picture its room."""
    captions = (_caption(sheet, size, unit * scale, unit) for scale in _TEXT_SCALES)
    for caption in captions:
        if caption.height <= size[1] * (1 - _LEAST_STAGE):
            return caption
    return caption


def _caption(sheet: Sheet, size: Size, text_unit: float, unit: float) -> Caption:
    words = sheet.scene.words
    width = size[0] - 48 * unit
    is_wide = size[0] >= size[1]
    heading = Column(0.37 * width if is_wide else width).add(words.title, TITLE.scaled(text_unit))
    heading.add(sheet.value, LEAD.scaled(text_unit), 8 * text_unit)
    heading.add(words.caption, BODY.scaled(text_unit), 8 * text_unit)
    body = Column(0.6 * width if is_wide else width).add_body(words.body, BODY.scaled(text_unit))
    pill = QFontMetricsF(_standing_type(text_unit).font).horizontalAdvance(sheet.standing) + 60 * unit
    foot = Column(width - (pill if sheet.standing else 0.0))
    foot.add(" ".join(words.notes), SMALL.scaled(text_unit)).add(
        sheet.sources, SMALL.scaled(text_unit), 2 * unit
    )
    return Caption(heading, body, foot, sheet.standing, width, text_unit, is_wide)
