"""Moves of the cut, what counts as lost, and what a screen says of its size: plain values in and out."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from scene.fixture_lesson import PUMP

from anatomy_viewer.scene.state import CameraState, CutState
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui import cut_moves as cuts
from anatomy_viewer.ui.lost import is_lost
from anatomy_viewer.ui.preferences import Preferences
from anatomy_viewer.ui.screen_ruler import ScreenRuler, is_credible

FRONT = CameraState(direction=(0.0, 1.0, 0.0), up=(0.0, 0.0, 1.0), height=100.0)
STAGE = QRectF(0, 0, 800, 600)


# ------------------------------------------------------------------ the cut
def test_a_cut_across_the_picture_follows_the_finger_along_its_normal_only():
    cut = CutState((0.0, 0.0, 0.0), (0.0, 0.0, 1.0))
    up = cuts.slid(cut, FRONT, (7.0, -10.0), 0.5)
    assert up.origin == pytest.approx((0.0, 0.0, 5.0))
    assert cuts.slid(cut, FRONT, (50.0, 0.0), 0.5).origin == pytest.approx((0.0, 0.0, 0.0))


def test_a_cut_that_faces_the_viewer_goes_deeper_by_a_drag_downwards():
    cut = CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    assert cuts.slid(cut, FRONT, (0.0, 10.0), 0.5).origin == pytest.approx((0.0, -5.0, 0.0))


@pytest.mark.parametrize("normal", [(0.0, 1.0, 0.0), (0.6, 0.0, 0.8), (-0.6, -0.8, 0.0)])
def test_the_ring_shows_where_a_plane_faces_and_turns_it_there(normal):
    spot, away = cuts.spot_of(normal, FRONT)
    assert cuts.normal_at(spot, FRONT, away=away) == pytest.approx(normal)


def test_beyond_the_rim_the_handle_stays_on_it():
    normal = cuts.normal_at((0.0, -5.0), FRONT, away=False)
    assert normal == pytest.approx((0.0, 0.0, 1.0))


@pytest.mark.parametrize(("tilt", "snaps"), [(7.5, True), (8.5, False)])
def test_a_plane_within_eight_degrees_is_laid_straight(tilt, snaps):
    leaning = (0.0, -cos(radians(tilt)), sin(radians(tilt)))
    assert (cuts.snapped(leaning) == (0.0, -1.0, 0.0)) is snaps
    assert cuts.plane_of(cuts.snapped(leaning)) == ("coronal" if snaps else "")


def test_planes_open_towards_the_viewer():
    behind = CameraState(direction=(0.0, -1.0, 0.0))
    assert cuts.facing("coronal", FRONT) == (0.0, 1.0, 0.0)
    assert cuts.facing("coronal", behind) == (0.0, -1.0, 0.0)


def test_a_cut_turns_about_the_middle_of_the_model():
    cut = CutState((0.0, 0.0, 30.0), (0.0, 0.0, 1.0))
    assert cuts.foot_of(cut, (5.0, 6.0, 7.0)) == pytest.approx((5.0, 6.0, 30.0))
    assert cuts.span_of((0.0, 0.0, 1.0), np.array([0, 0, -4.0]), np.array([2, 2, 6.0])) == (-4.0, 6.0)


# ------------------------------------------------------------------ turning
def test_a_free_turn_goes_over_the_top_and_an_upright_one_does_not():
    over = FRONT
    for _ in range(12):
        over = moves.orbit(over, 0.0, 10.0, free=True)
    assert over.up[2] < 0.0
    kept = FRONT
    for _ in range(12):
        kept = moves.orbit(kept, 0.0, 10.0)
    assert kept.up[2] > 0.0
    assert moves.level(over).up[2] > 0.0


# ------------------------------------------------------------------ lost
@pytest.mark.parametrize(
    ("organ", "lost"),
    [
        (QRectF(200, 100, 400, 400), False),
        (QRectF(-900, -700, 2600, 2000), False),
        (QRectF(-390, 100, 400, 400), True),
        (QRectF(900, 100, 400, 400), True),
        (QRectF(390, 290, 20, 20), True),
        (QRectF(), False),
    ],
    ids=["in the middle", "very near", "nearly out", "out", "tiny", "nothing drawn"],
)
def test_what_counts_as_lost(organ, lost):
    assert is_lost(organ, STAGE, FRONT, PUMP.home) is lost


def test_on_its_head_counts_as_lost():
    overturned = CameraState(direction=(0.0, 1.0, 0.0), up=(0.0, 0.0, -1.0))
    assert is_lost(QRectF(200, 100, 400, 400), STAGE, overturned, PUMP.home)


# ------------------------------------------------------------------ the screen
class Screen:
    """A screen that says of itself what it is told to."""

    def __init__(self, dots: float, width: float, name: str = "desk") -> None:
        self.dots, self.width, self.called = dots, width, name

    def physicalDotsPerInch(self) -> float:
        return self.dots

    def physicalSize(self) -> QSizeF:
        return QSizeF(self.width, self.width)

    def name(self) -> str:
        return self.called

    def manufacturer(self) -> str:
        return ""

    def model(self) -> str:
        return self.called

    def size(self) -> QSize:
        return QSize(1600, 900)


@pytest.mark.parametrize(
    ("screen", "believed"),
    [(Screen(96, 500), True), (Screen(96, 0), False), (Screen(12, 4000), False), (Screen(900, 40), False)],
)
def test_a_screen_is_believed_only_where_it_may_be_true(screen, believed):
    assert is_credible(screen) is believed
    assert ScreenRuler().knows(screen) is believed


def test_a_card_measures_the_screen_that_it_was_held_against_and_no_other():
    ruler, desk, beamer = ScreenRuler(), Screen(96, 500), Screen(96, 0, "beamer")
    ruler.measure(5.0, beamer)
    assert ruler.pixels_per_mm(beamer) == 5.0
    assert ruler.knows(beamer)
    assert ruler.pixels_per_mm(desk) == pytest.approx(96 / 25.4)
    ruler.measure(4.0, desk)
    assert (ruler.pixels_per_mm(desk), ruler.pixels_per_mm(beamer)) == (4.0, 5.0)


def test_the_measures_of_all_screens_are_kept_for_the_next_visit():
    ruler, kept, beamer = ScreenRuler(), {}, Screen(96, 0, "beamer")
    ruler.measured.connect(lambda scale, name: kept.update({name: scale}))
    ruler.measure(5.0, beamer)
    ruler.measure(4.0, Screen(96, 500))
    assert kept == {"beamer 1600x900": 5.0, "desk 1600x900": 4.0}
    again = ScreenRuler()
    again.restore(kept)
    assert again.pixels_per_mm(beamer) == 5.0


def test_the_measure_is_remembered_and_nonsense_is_not():
    assert Preferences.from_values({"screens": {"desk": 4.2, "beamer": 3.0}}).screens["desk"] == 4.2
    for unfit in ({"desk": 400.0}, {"desk": "wide"}, ["desk"], 4.2):
        assert Preferences.from_values({"screens": unfit}).screens == {}
