"""The first and the last picture of a film: what it is about, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from anatomy_viewer.export.film_letters import paint_standing
from anatomy_viewer.export.film_stage import FilmStage, Layout, painting_on
from anatomy_viewer.export.paper import BODY, LEAD, PAGE, SMALL, TITLE, Column, Type
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.export.stage_image import image_of
from anatomy_viewer.locale import LANGUAGES, translator
from anatomy_viewer.scene.words import short
from anatomy_viewer.session.session import Session

DISPLAY = Type(56, 1.12, bold=True)
LEVEL_NAMES = {"plain": "Plain words", "standard": "Everyday words", "detailed": "Medical words"}


def title_card(session: Session, stage: FilmStage) -> QImage:
    """The lesson's name, its language and standing, beside the first organ of it."""
    layout = stage.layout
    frame, unit = layout.frame, layout.unit
    words, organ = _split(frame)
    shot, _ = stage.shot(session.scene, organ.adjusted(0, 60 * unit, -24 * unit, -60 * unit))
    image = image_of(shot)
    say = translator(session.words[0])
    with painting_on(image) as painter:
        paint_standing(painter, layout, sheet_of(session).standing)
        column = Column(words.width() - 56 * unit)
        column.add(session.title, DISPLAY.scaled(unit))
        column.add(session.text.subtitle, LEAD.scaled(unit), 14 * unit)
        column.add(_spoken(session), BODY.scaled(unit), 26 * unit)
        column.add(say("Made with Anatomy Viewer"), SMALL.scaled(unit), 26 * unit)
        column.paint(painter, words.left() + 56 * unit, words.center().y() - column.height / 2)
    return image


def _split(frame: QRectF) -> tuple[QRectF, QRectF]:
    """Where words and organ stand: side by side in a wide frame, the organ above in a tall one."""
    if frame.width() >= frame.height():
        half = frame.width() / 2
        return QRectF(0, 0, half, frame.height()), QRectF(half, 0, half, frame.height())
    middle = 0.56 * frame.height()
    words = QRectF(0, middle, frame.width(), frame.height() - middle)
    return words, QRectF(24, 0, frame.width() - 24, middle)


def _spoken(session: Session) -> str:
    language, level, _ = session.words
    name = LANGUAGES.get(language.partition("-")[0], language)
    return f"{name} · {translator(language)(LEVEL_NAMES[level])}"


def end_card(session: Session, layout: Layout) -> QImage:
    """What a film cannot do, its sources, its licence and its standing."""
    image = QImage(*layout.size, QImage.Format.Format_RGB32)
    image.fill(QColor(PAGE))
    unit, margin = layout.unit, 72 * layout.unit
    say, info = translator(session.words[0]), session.pack.info
    who = say("Words and pictures: {who}, {licence}")
    cited = "; ".join(dict.fromkeys(short(source) for source in session.lesson.sources))
    room = layout.size[0] - 2 * margin
    column = Column(room).add(session.title, TITLE.scaled(unit))
    column.add(say("This film cannot replace a talk with those who treat you."), LEAD.scaled(unit), 18 * unit)
    column.add(say("Sources: {names}").format(names=cited) if cited else "", BODY.scaled(unit), 26 * unit)
    maker = who.format(who=info.licence.attribution, licence=info.licence.spdx)
    column.add(maker, SMALL.scaled(unit), 26 * unit)
    column.add(say("Made with Anatomy Viewer"), SMALL.scaled(unit), 4 * unit)
    with painting_on(image) as painter:
        paint_standing(painter, layout, sheet_of(session).standing)
        column.paint(painter, margin, max(70 * unit, (layout.size[1] - column.height) / 2))
    return image
