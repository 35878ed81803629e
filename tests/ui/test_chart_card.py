"""The chart among the words: drawn in every look, told whole, following the slider, never clipped."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from scene.chart_lesson import chart_library
from ui.conftest import faults
from ui.room import Room

from anatomy_viewer.ui.chart_card import COLORS
from anatomy_viewer.ui.theme import THEMES, contrast_ratio


@pytest.fixture
def room(qtbot, request):
    """A page at the step with the chart; parameters: (size, audience)."""
    size, audience = getattr(request, "param", ((1280, 800), {}))
    made = Room(qtbot, "narrowing", size=size, packs=chart_library(), **audience)
    QApplication.processEvents()
    yield made
    made.close()


def shown(size=(1280, 800), **audience):
    return pytest.mark.parametrize("room", [(size, audience)], indirect=True, ids=["room"])


def test_it_says_what_it_tells_and_where_its_figures_come_from(room):
    card = room.words.chart
    assert card.isVisible()
    assert card.title.words == "A pump that is cared for gives more for longer"
    assert card.foot.words == "Made up for tests. Sources: Pipes 2001"


def test_who_cannot_see_it_hears_all_of_it_and_the_value_that_the_slider_gives(room):
    room.session.set_driver("narrow", 75)
    said = room.words.chart.plot.accessibleName().replace("\u00a0", " ")
    assert "Cared for: 100 litres at 0 years; 92 litres at 25 years; 80 litres at 50 years." in said
    assert "Your left pipe: 25 litres at 15 years." in said


def test_the_patients_dot_moves_with_the_slider(room):
    plot = room.words.chart.plot
    room.session.set_driver("narrow", 20)
    high = plot.drawing().dot
    picture = plot.grab().toImage()
    room.session.set_driver("narrow", 80)
    assert plot.drawing().dot[1] > high[1] + 50
    assert plot.grab().toImage() != picture


def test_a_step_without_one_shows_none(room):
    room.session.next()
    assert not room.words.chart.isVisible()


@pytest.mark.parametrize(
    "room",
    [
        ((1280, 800), {"text_scale": 2.0}),
        ((800, 1280), {"language": "fr"}),
        ((480, 800), {}),
        ((1280, 640), {}),
    ],
    indirect=True,
    ids=["large", "tall", "narrow", "low"],
)
def test_nothing_is_clipped_at_any_size(room):
    assert faults(room.page) == []
    plot = room.words.chart.plot
    for words in plot.drawing().words:
        assert words.box.left >= -1 and words.box.right <= plot.width() + 1


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_written_can_be_read_in_every_look(room, theme):
    room.theme.choose(name=theme)
    ground = room.theme.color("well")
    for tone, token in COLORS.items():
        if tone != "hairline":
            assert contrast_ratio(room.theme.color(token), ground) >= 4.5, tone


@shown(language="fr")
def test_it_speaks_the_language(room):
    assert room.words.chart.title.words == "Une pompe entretenue donne plus longtemps"
    assert room.words.chart.plot.accessibleName().startswith("Graphique\u00a0:")


# ------------------------------------------------------------------ on the second screen
def test_the_second_screen_shows_it_beside_the_picture_and_follows_the_slider(room):
    room.page.present()
    window = room.page.presenting.window
    QApplication.processEvents()
    assert window.chart.isVisible()
    assert window.chart.title.words == room.words.chart.title.words
    assert window.chart.geometry().left() > window.stage.geometry().right()
    assert window.chart.geometry().bottom() <= window.words.geometry().top()
    assert window.chart.plot.height() > 100
    high = window.chart.plot.drawing().dot
    room.session.set_driver("narrow", 90)
    assert window.chart.plot.drawing().dot[1] > high[1]
    wide = window.stage.width()
    room.session.next()
    assert not window.chart.isVisible()
    assert window.stage.width() > wide


def test_a_blank_second_screen_shows_no_chart_either(room):
    room.page.present()
    window = room.page.presenting.window
    window.blank(True)
    assert not window.chart.isVisible()
    window.blank(False)
    assert window.chart.isVisible()
