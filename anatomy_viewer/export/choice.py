"""A choice for paper and film: equal columns, level by rows; people as people, events as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from anatomy_viewer.export.paper import ACCENT, BODY, INK, LEADER, SMALL, SURFACE, Column, Type
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.facts import Fact, facts_of, said, sureness
from anatomy_viewer.session.session import Session

NAME = Type(26, 1.2, bold=True)
NUMBER = Type(26, 1.2, bold=True)
GAP, PADDING = 18.0, 20.0
PERSON = 13.0
"""Width of one person, design pixels."""
TALL = 1.16
"""Height of a person's cell over its width."""
BAR = 24.0
LEAST = 0.4
"""The smallest scale that is tried to fit a choice into its room."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a page of a choice says, row by row; every row has a cell for each option."""

    names: tuple[str, ...]
    what: tuple[str, ...]
    rows: tuple[tuple[Fact, ...], ...]
    words: tuple[tuple[str, ...], ...]
    """The sentences of each fact in `rows`, with how sure it is."""
    harms: tuple[str, ...]


def choice_of(session: Session) -> Choice | None:
    """The choice that a session's step holds; None where it holds none."""
    decision, text = session.step.decision, session.text
    if decision is None:
        return None
    say, rows = translator(session.words[0]), facts_of(decision, text)
    options = [text.options.get(option) for option in decision.options]
    sure = [sureness(outcome, say) for outcome in decision.outcomes]
    worse = say("What can go wrong")
    return Choice(
        names=tuple(fact.option for fact in rows[0]),
        what=tuple(option.what if option else "" for option in options),
        rows=rows,
        words=tuple(
            tuple(f"{said(fact, say)} {certain}" for fact in row)
            for row, certain in zip(rows, sure, strict=True)
        ),
        harms=tuple(
            f"{worse}: {' '.join(option.harms)}" if option and option.harms else "" for option in options
        ),
    )


def paint_choice(painter: QPainter, choice: Choice, room: QRectF, unit: float) -> None:
    """Paint a choice into a room, as large as it fits, at most at `unit` pixels for a design pixel."""
    scales = [unit * (1.0 - 0.06 * step) for step in range(11) if 1.0 - 0.06 * step >= LEAST]
    table = next((t for t in (Table(choice, room, s) for s in scales) if t.height <= room.height()), None)
    (table or Table(choice, room, scales[-1])).paint(painter)


class Table:
    """A choice set in columns at one scale, ready to be painted."""

    def __init__(self, choice: Choice, room: QRectF, unit: float) -> None:
        self.choice, self.room, self.unit = choice, room, unit
        count = len(choice.names)
        self.column = (room.width() - GAP * unit * (count - 1)) / count
        self.inner = self.column - 2 * PADDING * unit
        self.rows = [self._names(), *self._facts(), self._harms()]
        self.heights = [max(cell.height for cell in cells) + 2 * 9 * unit for cells in self.rows]

    @property
    def height(self) -> float:
        """How tall it is, px."""
        return sum(self.heights) + PADDING * self.unit

    def _names(self) -> list[Cell]:
        name_type, small = NAME.scaled(self.unit), SMALL.scaled(self.unit)
        return [
            Cell(self._text().add(name, name_type).add(what, small, 4 * self.unit))
            for name, what in zip(self.choice.names, self.choice.what, strict=True)
        ]

    def _facts(self) -> list[list[Cell]]:
        return [
            [
                FACTS[fact.counts](fact, words, self.inner, self.unit)
                for fact, words in zip(*pair, strict=True)
            ]
            for pair in zip(self.choice.rows, self.choice.words, strict=True)
        ]

    def _harms(self) -> list[Cell]:
        small = SMALL.scaled(self.unit)
        return [Cell(self._text().add(harms, small)) for harms in self.choice.harms]

    def _text(self) -> Column:
        return Column(max(self.inner, 10.0))

    def paint(self, painter: QPainter) -> None:
        """Paint the same ground under every option, and its rows with a line over each but the first."""
        unit = self.unit
        for number in range(len(self.choice.names)):
            left = self.room.left() + number * (self.column + GAP * unit)
            ground = QRectF(left, self.room.top(), self.column, min(self.height, self.room.height()))
            painter.setPen(QPen(QColor(LEADER), 1.4 * unit))
            painter.setBrush(QColor(SURFACE))
            painter.drawRoundedRect(ground, 20 * unit, 20 * unit)
            self._paint_column(painter, number, left + PADDING * unit)

    def _paint_column(self, painter: QPainter, number: int, left: float) -> None:
        top = self.room.top() + PADDING * self.unit / 2
        for row, (cells, height) in enumerate(zip(self.rows, self.heights, strict=True)):
            if row:
                painter.fillRect(QRectF(left, top, self.inner, 1.2 * self.unit), QColor("#DDD5C8"))
            cells[number].paint(painter, QPointF(left, top + 9 * self.unit))
            top += height


class Cell:
    """What one option says in one row: words alone."""

    def __init__(self, words: Column) -> None:
        self.words = words

    @property
    def height(self) -> float:
        """How tall it is, px."""
        return self.words.height

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Paint it with its upper left corner at a point."""
        self.words.paint(painter, corner.x(), corner.y())


class PeopleCell(Cell):
    """A hundred people with the words beside them."""

    def __init__(self, fact: Fact, words: str, width: float, unit: float) -> None:
        self.fact, self.person = fact, PERSON * unit
        self.aside = 10 * self.person + 16 * unit
        super().__init__(Column(max(width - self.aside, 10.0)).add(words, BODY.scaled(0.86 * unit)))

    @property
    def height(self) -> float:
        """How tall it is, px."""
        return max(10 * TALL * self.person, self.words.height)

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Paint the people, filled from the lower left, and the words level with their middle."""
        hit = round(100 * self.fact.share)
        for index in range(100):
            at = corner + QPointF(index % 10, (9 - index // 10) * TALL) * self.person
            color = QColor(ACCENT if index < hit else LEADER)
            painter.setPen(QPen(color, 0.06 * self.person))
            painter.setBrush(color if index < hit else Qt.BrushStyle.NoBrush)
            painter.drawPath(_person(at, self.person))
        middle = corner.y() + max(0.0, self.height - self.words.height) / 2
        self.words.paint(painter, corner.x() + self.aside, middle)


class BarCell(Cell):
    """A bar from nought with its number, and the words under it."""

    def __init__(self, fact: Fact, words: str, width: float, unit: float) -> None:
        self.fact, self.unit, self.room = fact, unit, width - 64 * unit
        super().__init__(Column(max(width, 10.0)).add(words, BODY.scaled(0.86 * unit)))

    @property
    def height(self) -> float:
        """How tall it is, px."""
        return (BAR + 16) * self.unit + self.words.height

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Paint baseline, bar and number, and the words."""
        unit = self.unit
        bar = QRectF(corner, corner + QPointF(self.room * self.fact.share, BAR * unit))
        painter.fillRect(bar, QColor(ACCENT))
        edge = QRectF(bar.left(), bar.top() - 4 * unit, 2 * unit, bar.height() + 8 * unit)
        painter.fillRect(edge, QColor(INK))
        number = Column(120 * unit).add(str(self.fact.count), NUMBER.scaled(unit))
        number.paint(painter, bar.right() + 8 * unit, bar.center().y() - number.height / 2)
        self.words.paint(painter, corner.x(), corner.y() + (BAR + 12) * unit)


FACTS: Mapping[str, Callable[[Fact, str, float, float], Cell]] = {
    "people": PeopleCell,
    "events": BarCell,
    "points": BarCell,
}
"""How what is counted is drawn."""


def _person(at: QPointF, width: float) -> QPainterPath:
    """The outline of a person in a cell of a width."""
    path = QPainterPath()
    path.addEllipse(at + QPointF(0.5, 0.24) * width, 0.17 * width, 0.17 * width)
    body = QRectF(at.x() + 0.22 * width, at.y() + 0.47 * width, 0.56 * width, 0.55 * width)
    path.addRoundedRect(body, 0.23 * width, 0.23 * width)
    return path
