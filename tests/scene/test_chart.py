"""A chart in real units: the patient follows the slider, names lie on their lines, words say it all."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from scene.chart_lesson import chart_library

from anatomy_viewer.locale import translator
from anatomy_viewer.scene.chart_layout import Box, Drawing, drawn
from anatomy_viewer.scene.charting import height_at, round_values, told
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session


def opened(language: str = "en", **changes) -> Session:
    session = Session(chart_library(**changes), clock=ManualClock())
    session.set_audience(language=language, less_movement=True)
    session.open("tight_pipe", "narrowing")
    return session


def measure(text: str, bold: bool) -> tuple[float, float]:
    return len(text) * (9.0 if bold else 8.0), 20.0


def laid(session: Session, size: tuple[float, float] = (392, 260)) -> Drawing:
    assert session.scene.chart is not None
    return drawn(session.scene.chart, size, measure)


# ------------------------------------------------------------------ what it holds
def test_only_a_step_with_a_chart_has_one():
    session = opened()
    assert session.scene.chart is not None
    session.next()
    assert session.scene.chart is None


def test_the_patients_place_follows_findings_and_slider():
    session = opened()
    session.set_finding("narrow", 40)
    assert session.scene.chart.mark.place[1] == 60
    session.set_driver("narrow", 75)
    assert session.scene.chart.mark.place[1] == 25
    assert session.scene.chart.mark.y_words == "25\u00a0litres"


def test_it_may_lie_on_a_line():
    session = opened(marker={"x": "12.5", "line": "left"})
    assert session.scene.chart.mark.place == (12.5, 85.0)


@pytest.mark.parametrize("marker", [{"x": 70, "y": 10}, {"x": 10, "y": 130}, {"x": 10, "line": "gone"}])
def test_off_the_chart_there_is_no_place(marker):
    assert opened(marker=marker).scene.chart.mark is None


def test_axes_that_go_nowhere_are_no_chart():
    assert opened(x={"minimum": 5, "maximum": 5}).scene.chart is None


def test_sources_are_cited_once():
    assert opened().scene.chart.sources == ("Pipes 2001",)


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (0, 100, (0, 25, 50, 75, 100)),
        (25, 75, (25, 50, 75)),
        (0, 1, (0, 0.25, 0.5, 0.75, 1)),
        (0, 50, (0, 25, 50)),
        (15, 120, (25, 50, 75, 100)),
        (0.3, 0.7, (0.3, 0.4, 0.5, 0.6, 0.7)),
        (1980, 2020, (1980, 1990, 2000, 2010, 2020)),
    ],
)
def test_ticks_are_few_and_round(low, high, values):
    assert round_values(low, high) == pytest.approx(values)


def test_a_line_has_no_height_beyond_its_ends():
    assert height_at(((0.0, 1.0), (2.0, 3.0)), 1.0) == 2.0
    assert height_at(((0.0, 1.0), (2.0, 3.0)), 2.1) is None


# ------------------------------------------------------------------ in words
def test_it_is_told_whole():
    session = opened()
    session.set_finding("narrow", 40)
    words = " ".join(told(session.scene.chart, str)).replace("\u00a0", " ")
    assert words.startswith(
        "Chart: A pump that is cared for gives more for longer. Across: Age, years, from 0 to 50."
    )
    assert "Left alone: 100 litres at 0 years; 70 litres at 25 years; 25 litres at 50 years." in words
    assert "Your left pipe: 60 litres at 15 years." in words
    assert words.endswith("Made up for tests.")


def test_it_is_told_in_the_language():
    words = " ".join(told(opened("fr").scene.chart, translator("fr")))
    assert words.startswith("Graphique\u00a0: Une pompe entretenue")


# ------------------------------------------------------------------ where it is drawn
def test_names_lie_on_the_plot_and_cover_neither_each_other_nor_another_line():
    session = opened()
    drawing = laid(session)
    names = [words for words in drawing.words if words.bold]
    assert {words.text for words in names} >= {"Cared for", "Left alone"}
    for first, second in combinations(names, 2):
        assert not first.box.meets(second.box)
    lines = {stroke.tone: stroke.places for stroke in drawing.strokes if stroke.tone in ("first", "second")}
    for words in names:
        for tone, places in lines.items():
            nearest = distance(words.box, places)
            assert nearest > 0, f"{words.text} lies on the {tone} line"
        if words.tone in lines:
            own = distance(words.box, lines[words.tone])
            assert own == min(distance(words.box, places) for places in lines.values())


def distance(box: Box, places) -> float:
    """How far a line stays off a box, px; 0 where it runs through."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(places):
        for k in range(101):
            x, y = x0 + (x1 - x0) * k / 100, y0 + (y1 - y0) * k / 100
            across = max(box.left - x, 0.0, x - box.right)
            down = max(box.top - y, 0.0, y - box.bottom)
            found.append((across**2 + down**2) ** 0.5)
    return min(found)


@pytest.mark.parametrize("size", [(392, 260), (700, 300), (260, 200)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_is_inside(size, language):
    drawing = laid(opened(language), size)
    paper = Box(0, 0, *size)
    assert all(words.box.within(paper.grown(0.5)) for words in drawing.words)
    assert all(paper.holds(place) for stroke in drawing.strokes for place in stroke.places)


FAN = [
    {"id": "cared", "points": [[0, 0], [50, -20]], "sources": ["book"]},
    {"id": "left", "points": [[0, 0], [50, -25]], "sources": ["book"]},
    {"id": "third", "points": [[0, 0], [50, -60]], "sources": ["book"]},
    {"id": "fourth", "points": [[0, 0], [50, -75]], "sources": ["book"]},
]


@pytest.mark.parametrize("size", [(340, 250), (280, 210)])
def test_names_of_crowded_lines_stand_at_their_ends_in_their_order(size):
    session = opened(lines=FAN, y={"minimum": -80, "maximum": 0}, marker=None)
    drawing = laid(session, size)
    names = [words for words in drawing.words if words.bold]
    plot = next(stroke.places for stroke in drawing.strokes if stroke.tone == "axis")
    assert all(words.box.left > plot[1][0] for words in names), "beside the plot, not on it"
    tops = {
        tone: min(w.box.top for w in names if w.tone == tone)
        for tone in ("first", "second", "third", "fourth")
    }
    assert list(tops.values()) == sorted(tops.values())
    for first, second in combinations(names, 2):
        assert not first.box.meets(second.box)
    assert all(words.box.within(Box(0, 0, *size).grown(0.5)) for words in names)


def test_less_than_nothing_is_said_with_a_minus():
    session = opened(lines=FAN, y={"minimum": -80, "maximum": 0}, marker=None)
    assert session.scene.chart.y.ticks[0][1] == "\N{MINUS SIGN}80"
    assert "from \N{MINUS SIGN}80 to 0" in " ".join(told(session.scene.chart, str))


def test_lines_differ_without_their_colours():
    strokes = [stroke for stroke in laid(opened()).strokes if stroke.tone in ("first", "second")]
    assert len({stroke.dashes for stroke in strokes}) == 2


def test_the_higher_value_is_higher_up_and_the_patient_stands_where_the_axes_say():
    session = opened()
    session.set_finding("narrow", 0)
    high = laid(session).dot
    session.set_finding("narrow", 90)
    low = laid(session).dot
    assert high[1] < low[1]
    assert high[0] == low[0]
    hairlines = [stroke.places[0][1] for stroke in laid(session).hairlines]
    session.set_finding("narrow", 50)
    assert laid(session).dot[1] == pytest.approx(hairlines[2])
