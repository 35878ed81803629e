"""Reading many lessons for the first time: told where it takes longer than a moment, left when one likes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication
from ui.conftest import faults

from anatomy_viewer.locale import LANGUAGES, translator
from anatomy_viewer.ui import first_reading
from anatomy_viewer.ui.first_reading import FirstReading, ReadingPage, ReadingStopped
from anatomy_viewer.ui.theme import Look, Theme


@pytest.fixture
def reading(qapp, request):
    """A reading that is followed in a language."""
    made = FirstReading(lambda: qapp, translator(getattr(request, "param", "en")), QSize(900, 600))
    yield made
    made.close()


@pytest.fixture
def slow(monkeypatch):
    """As if every pack took longer than a moment."""
    monkeypatch.setattr(first_reading, "MOMENT", -1.0)
    monkeypatch.setattr(first_reading, "BETWEEN", -1.0)


def test_what_is_quick_shows_nothing(qapp):
    asked = []
    reading = FirstReading(lambda: asked.append(1) or qapp, str, QSize(900, 600))
    for number in range(1000):
        reading(number, 1000)
    assert not asked
    assert reading.page is None


def test_what_is_slow_says_how_far_it_is(slow, reading):
    reading(250, 1000)
    assert reading.page.isVisible()
    assert reading.page._words.words == "250 of 1000 are read. Next time it takes a moment."
    assert reading.page._line.value() == 250
    reading(900, 1000)
    assert "900 of 1000" in reading.page._words.words


@pytest.mark.parametrize("leave", ["button", "close"])
def test_who_does_not_want_to_wait_leaves(slow, reading, leave):
    reading(1, 10)
    if leave == "button":
        reading.page.findChild(QAbstractButton).click()
    else:
        reading.page.close()
    with pytest.raises(ReadingStopped):
        reading(2, 10)


def test_afterwards_the_page_is_gone(slow, reading):
    reading(1, 10)
    page = reading.page
    reading.close()
    assert not page.isVisible()
    reading.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_it_is_clipped(qtbot, language, scale):
    page = ReadingPage(Theme(Look("light", scale, True)), translator(language))
    qtbot.addWidget(page)
    page.tell(730, 1000)
    page.resize(900, 600)
    page.show()
    QApplication.processEvents()
    assert faults(page) == []
