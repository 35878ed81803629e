"""Controls that go on below where the place is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.controls import Flow
from anatomy_viewer.ui.tools.panel import ToolPanel


class Block(QWidget):
    """A widget of a size."""

    def __init__(self, width: int, height: int = 40) -> None:
        super().__init__()
        self.wanted = QSize(width, height)

    def sizeHint(self) -> QSize:
        """Return the size."""
        return self.wanted


@pytest.fixture
def flow(qtbot):
    made = Flow(*(Block(100) for _ in range(5)), gap=10)
    qtbot.addWidget(made)
    return made


def places(flow: Flow, width: int):
    flow.resize(width, 300)
    flow.show()
    return [each.geometry() for each in flow.widgets if not each.isHidden()]


def test_in_a_wide_place_everything_stands_in_one_line(flow):
    assert flow.heightForWidth(600) == 40
    assert {place.y() for place in places(flow, 600)} == {0}


def test_in_a_narrow_place_lines_are_about_equally_long(flow):
    found = places(flow, 520)
    assert [place.y() for place in found] == [0, 0, 0, 50, 50], "not four and one"
    assert flow.heightForWidth(520) == 90


def test_what_is_hidden_takes_no_place(flow):
    flow.widgets[0].hide()
    assert places(flow, 450)[0].x() == 0
    assert flow.heightForWidth(450) == 40


def test_lower_things_stand_in_the_middle_of_their_line(qtbot):
    flow = Flow(Block(50, 20), Block(50, 60))
    qtbot.addWidget(flow)
    assert [place.y() for place in places(flow, 300)] == [20, 0]


def test_it_is_turned_round_from_right_to_left(flow):
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(flow, 600)[0].right() == 599


def test_a_card_is_high_enough_at_once_when_words_grow(qtbot, theme):
    blocks = [Block(100), Block(100)]
    flow = Flow(*blocks, gap=10)
    card = ToolPanel(theme, (flow, 1))
    qtbot.addWidget(card)
    card.resize(360, 100)
    card.show()
    before = card.heightForWidth(360)
    blocks[0].wanted = QSize(220, 40)
    flow.arrange()
    assert card.heightForWidth(360) >= before + 40
