"""The chart of a step in the headset: drawn over the panel, in letters that can be read there."""

from __future__ import annotations

import math

import numpy as np
import pytest
from vr.test_visit import Seat

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr import chart_board, colors
from anatomy_vr.chart_board import HEIGHT, LABELS, PIXELS, WIDTH, chart_image
from anatomy_vr.colors import rgb
from anatomy_vr.panel_words import parts_of
from anatomy_vr.placing import BOARD_SIZE, PANEL_SIZE, board_pose, panel_pose
from anatomy_vr.poses import ORIGIN, Pose, about_vertical


@pytest.fixture(scope="module")
def library():
    painting_application()
    return Library.load()


def with_chart(library, **audience):
    """A session at a step with a chart."""
    session = Session(library, clock=ManualClock())
    session.open("copd")
    session.set_audience(**audience)
    session.seek(next(step.id for step in session.steps if step.chart is not None))
    return session


@pytest.mark.parametrize("language", ["en", "fr", "sv"])
@pytest.mark.parametrize("level", ["plain", "standard", "detailed"])
def test_every_name_has_room_below_the_title(library, language, level, monkeypatch):
    drawings, draw = [], chart_board._draw
    monkeypatch.setattr(chart_board, "_draw", lambda *given: (drawings.append(given), draw(*given)))
    chart = with_chart(library, language=language, level=level).scene.chart
    chart_image(chart)
    _, drawing, label = drawings[0]
    assert label in LABELS
    for words in drawing.words:
        assert words.box.top >= 0.0
        assert words.box.left >= -1.0
        assert words.box.right <= WIDTH


def test_a_chart_is_painted_in_the_colours_of_the_panel(library):
    pixels = chart_image(with_chart(library).scene.chart)
    assert pixels.shape == (HEIGHT * PIXELS, WIDTH * PIXELS, 4)
    assert (pixels[..., 3] == 255).all()
    for color in (colors.ACCENT, colors.CARE, colors.TEXT):
        assert (np.abs(pixels[..., :3] - np.array(rgb(color)) * 255.0).max(axis=-1) < 4.0).sum() > 50
    assert BOARD_SIZE[0] / BOARD_SIZE[1] == pytest.approx(WIDTH / HEIGHT, rel=0.01)


def test_its_letters_are_at_least_1_2_degrees_high():
    far = math.hypot(*board_pose(ORIGIN).position)
    assert math.degrees(math.atan(1.2 * min(LABELS) * BOARD_SIZE[0] / WIDTH / far)) > 1.15


@pytest.mark.parametrize("right", [True, False])
def test_it_hangs_over_the_panel_and_faces_the_eyes(right):
    home = Pose((1.0, 1.3, -0.4), about_vertical(70.0))
    panel, board = panel_pose(home, right), board_pose(home, right)
    top, foot = panel.place((0.0, PANEL_SIZE[1] / 2, 0.0)), board.place((0.0, -BOARD_SIZE[1] / 2, 0.0))
    assert 0.0 < foot[1] - top[1] < 0.1
    away = tuple(a - b for a, b in zip(board.position, home.position, strict=True))
    length = math.hypot(*away)
    assert board.forward == pytest.approx(tuple(each / length for each in away), abs=0.01)
    assert math.degrees(math.asin((board.place((0.0, BOARD_SIZE[1] / 2, 0.0))[1] - 1.3) / length)) < 27.0


def test_who_needs_larger_letters_is_told_it_too(library):
    session = with_chart(library)
    drawn = parts_of(session)
    session.set_audience(text_scale=2.0)
    assert len(parts_of(session)) > len(drawn)
    assert parts_of(session)[: len(drawn)] == drawn


def test_it_comes_with_the_words_and_goes_when_one_rests(library):
    store = MeshStore.of(library.models.values(), glb_path)
    seat = Seat(store, library, lesson="copd")
    board = seat.visit.eyes.room.board
    seat.guide.go_on()
    seat.session.seek(next(step.id for step in seat.session.steps if step.chart is not None))
    seat.settle()
    assert seat.guide.reading.page == "words"
    assert board.actor.GetVisibility()
    seat.guide.rest()
    seat.settle()
    assert not board.actor.GetVisibility()
    seat.guide.go_on()
    seat.session.seek(0)
    seat.settle()
    assert not board.actor.GetVisibility()
    seat.visit.close()
    store.close()
