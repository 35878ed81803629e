"""Labels stand near what they name and over nothing that matters; scale and lens follow the camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QImage

from anatomy_viewer.render.silhouette import CELL, Silhouette
from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.ui.drawn.lens import caption_of, evenly, wedge
from anatomy_viewer.ui.drawn.scale import length_words, scale_of
from anatomy_viewer.ui.drawn.values import Drawing, LensPicture, Mark
from anatomy_viewer.ui.framing import Framing, framing_for
from anatomy_viewer.ui.labels import (
    LabelRequest,
    Surroundings,
    _candidates,
    _crosses,
    _Crowd,
    in_two,
    leader_end,
    place_labels,
)
from anatomy_viewer.ui.lens import lens_box, picture_size, short_caption
from anatomy_viewer.ui.lesson_layout import Sizes, places
from anatomy_viewer.ui.overlay import Overlay
from anatomy_viewer.ui.theme import Look, Theme

ROOM = QRectF(0, 0, 760, 540)
SIZE = QSizeF(150, 34)


def asked(*points, strong=()):
    return [LabelRequest(f"label {i}", QPointF(*p), SIZE, i in strong) for i, p in enumerate(points)]


anchors = st.lists(st.tuples(st.floats(40, 720), st.floats(40, 500)), min_size=1, max_size=6)


@given(anchors)
def test_labels_stand_in_the_room_off_each_other_and_off_every_anchor(points):
    placed = place_labels(asked(*points), Surroundings(ROOM))
    for label in placed:
        assert ROOM.contains(label.box)
        assert not any(label.box.contains(QPointF(*p)) for p in points)
    boxes = [label.box for label in placed]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    leaders = [(label, QLineF(label.end, label.request.anchor)) for label in placed]
    assert not any(
        _crosses(leader, other.box) for label, leader in leaders for other in placed if other is not label
    )


def test_a_leader_meets_the_side_of_its_label_that_is_nearest():
    box = QRectF(100, 100, 120, 34)
    assert leader_end(box, QPointF(210, 20)) == QPointF(203, 100), "above, near the round end"
    assert leader_end(box, QPointF(150, 300)) == QPointF(150, 134), "below"
    assert leader_end(box, QPointF(400, 140)) == QPointF(220, 117), "at the right"
    assert leader_end(box, QPointF(60, 300)) == QPointF(117, 134), "far below, a little left"


@given(anchors, st.builds(QRectF, *(st.floats(50, 400) for _ in range(4))))
def test_no_free_place_is_cheaper_than_the_one_taken(points, organ):
    *others, last = asked(*points)
    around = Surroundings(ROOM, organ=organ)
    crowd = _Crowd(around, tuple(QPointF(*p) for p in points), list(place_labels(others, around)))
    places = list(_candidates(last, None))
    free = [(dear + crowd.cost(last, box), box) for dear, box in places if crowd.leaves_free(last, box)]
    assert crowd.best(last, iter(places)) == (min(free, key=lambda each: each[0])[1] if free else None)


@given(anchors)
def test_the_same_picture_gives_the_same_places(points):
    around = Surroundings(ROOM, (QRectF(0, 0, 100, 540),))
    assert place_labels(asked(*points), around) == place_labels(asked(*points), around)


boxes = st.builds(QRectF, st.floats(0, 500), st.floats(0, 350), st.floats(40, 260), st.floats(40, 190))


@given(anchors, st.lists(boxes, max_size=3), boxes)
def test_labels_keep_off_controls_and_their_leaders_off_other_labels(points, controls, organ):
    placed = place_labels(asked(*points, strong=(0,)), Surroundings(ROOM, tuple(controls), organ))
    for label in placed:
        assert not any(label.box.intersects(control) for control in controls)
        on_edge = label.box.adjusted(-0.01, -0.01, 0.01, 0.01)
        assert on_edge.contains(label.end)
        others = [other.box for other in placed if other is not label]
        assert not any(box.contains(label.end) for box in others)


@given(st.floats(40, 720), st.floats(40, 500), st.floats(-60, 60), st.floats(-60, 60))
def test_a_label_with_room_goes_along_with_its_point(x, y, right, down):
    around = Surroundings(QRectF(-400, -400, 1600, 1400))
    (first,) = place_labels(asked((x, y)), around)
    before = {first.request.text: (first.box.center() - first.request.anchor, first.box.size())}
    (second,) = place_labels(asked((x + right, y + down)), around, before)
    moved = second.box.center() - second.request.anchor - before[first.request.text][0]
    assert (moved.x(), moved.y()) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_any_label_keeps_off_the_part_that_it_names_where_it_can():
    vessel = QRectF(370, 150, 300, 240)
    request = LabelRequest("part", QPointF(380, 270), SIZE, own=vessel)
    (label,) = place_labels([request], Surroundings(ROOM))
    assert not label.box.intersects(vessel)


def test_labels_leave_controls_free():
    control = QRectF(200, 100, 300, 300)
    (label,) = place_labels(asked((180, 250)), Surroundings(ROOM, (control,)))
    assert not label.box.intersects(control)


def test_a_label_stands_beside_the_organ_rather_than_on_it():
    organ = QRectF(250, 40, 260, 460)
    (label,) = place_labels(asked((300, 270)), Surroundings(ROOM, (), organ))
    assert label.box.right() <= 300


def test_the_patients_own_label_leaves_the_named_part_free():
    vessel = QRectF(370, 150, 300, 240)
    request = LabelRequest("yours", QPointF(380, 270), SIZE, strong=True)
    (over,) = place_labels([request], Surroundings(ROOM))
    (beside,) = place_labels([replace(request, own=vessel)], Surroundings(ROOM))
    assert over.box.intersects(vessel), "the nearest place lies on the part"
    assert not beside.box.intersects(vessel)
    only = Surroundings(QRectF(372, 100, 200, 340))
    assert place_labels([replace(request, own=vessel)], only), "better on the part than nowhere"


def test_a_label_without_a_place_is_left_out():
    assert place_labels(asked((380, 270)), Surroundings(ROOM, (ROOM,))) == ()


def test_the_patients_own_comes_first():
    narrow = QRectF(0, 0, 420, 240)
    placed = place_labels(asked((200, 120), (206, 124), strong=(1,)), Surroundings(narrow))
    assert placed[0].request.text == "label 1"


def test_a_label_does_not_jump_while_the_model_turns_a_little():
    around = Surroundings(ROOM)
    (first,) = place_labels(asked((380, 270)), around)
    before = {first.request.text: (first.box.center() - first.request.anchor, first.box.size())}
    (second,) = place_labels(asked((384, 266)), around, before)
    assert second.box.center() - second.request.anchor == before["label 0"][0]


def silhouette_with(*boxes: QRectF) -> Silhouette:
    cells = np.zeros((54, 76), np.bool_)
    for box in boxes:
        rows = slice(int(box.top()) // CELL, int(box.bottom()) // CELL)
        cells[rows, int(box.left()) // CELL : int(box.right()) // CELL] = True
    return Silhouette(cells)


def test_a_label_keeps_off_the_organ_as_it_is_seen():
    organ = QRectF(200, 100, 300, 400)
    around = Surroundings(ROOM, (), organ, silhouette_with(organ))
    (label,) = place_labels(asked((350, 300)), around)
    assert not label.box.intersects(organ.adjusted(0, 0, -CELL, -CELL))


def test_a_label_may_stand_in_the_organs_bay():
    left, right = QRectF(100, 100, 140, 400), QRectF(480, 100, 140, 400)
    around = Surroundings(ROOM, (), left.united(right), silhouette_with(left, right))
    (label,) = place_labels(asked((230, 300)), around)
    assert QRectF(240, 0, 240, 540).contains(label.box)


def test_in_one_of_two_small_pictures_only_the_patients_own_name_may_cover_the_organ():
    around = Surroundings(ROOM, (), ROOM, silhouette_with(ROOM), is_small=True)
    assert not place_labels(asked((350, 300)), around)
    assert place_labels(asked((350, 300), strong=(0,)), around)
    assert place_labels(asked((350, 300)), replace(around, is_small=False))


def test_words_without_room_in_one_line_stand_in_two():
    request = LabelRequest("left lower chamber", QPointF(640, 300), QSizeF(180, 34), folded=QSizeF(120, 56))
    organ = QRectF(0, 0, 610, 540)
    around = Surroundings(ROOM, (), organ, silhouette_with(organ))
    (label,) = place_labels([request], around)
    assert label.text == "left lower\nchamber"
    assert label.box.left() > 600
    assert in_two("aorta") == "aorta"


@pytest.mark.parametrize(
    ("millimetres", "words"), [(0.2, "1 cm"), (0.05, "2 mm"), (1.0, "5 cm"), (0.005, "0.2 mm")]
)
def test_the_scale_bar_shows_a_round_length(millimetres, words):
    length, width = scale_of(millimetres, 90.0)
    assert length_words(length).replace("\u00a0", " ") == words
    assert width == pytest.approx(length / millimetres)


def test_the_lens_stands_at_the_right_between_views_and_foot():
    stage = QRectF(0, 0, 762, 548)
    box = lens_box(stage, 78, 472)
    assert stage.contains(box)
    assert box.top() >= 78
    assert box.bottom() <= 472
    assert box.right() == stage.right() - 12


def test_the_wedge_reaches_from_the_ring_to_the_lens():
    box = QRectF(500, 100, 180, 300)
    assert wedge(QPointF(200, 250), box).contains(QPointF(400, 250))
    assert wedge(QPointF(700, 250), box).boundingRect().left() == box.right()


def test_a_caption_too_long_for_the_lens_says_how_many_times_only(qapp):
    lens = LensPicture(
        QRectF(0, 0, 150, 160), QPointF(), QImage(), "Inside your artery, drawn 8 times larger", "×8"
    )
    words, height = caption_of(Theme(Look(text_scale=2.0)), lens)
    assert words == short_caption(8.0) == "×8"
    assert height < 80
    assert picture_size(Theme(Look()), lens)[1] > 60


def test_two_lines_under_a_lens_are_about_equally_long(qapp):
    metrics = QFontMetricsF(Theme().font("label"))
    words = "Inside your artery, drawn 8\u00a0times larger"
    room = metrics.horizontalAdvance("Inside your artery, drawn 8\u00a0times") + 2
    assert evenly(words, metrics, room) == "Inside your artery,\ndrawn 8\u00a0times larger"
    assert evenly(words, metrics, metrics.horizontalAdvance(words)) == words
    assert evenly(words, metrics, room / 3) == words


def test_the_organ_makes_room_for_the_lens():
    stage = QRectF(0, 0, 762, 548)
    framing = framing_for(stage, QRectF(110, 70, 460, 460))
    assert framing.right < 0
    assert framing.down > 0
    narrow = framing_for(stage, QRectF(0, 70, 250, 460))
    assert narrow.scale > framing.scale


def test_a_framing_moves_the_picture_and_keeps_the_direction():
    camera = CameraState(height=100.0)
    framed = Framing(right=50, down=0, scale=2.0).of(camera, 400)
    assert framed.height == 200
    assert framed.direction == camera.direction
    assert framed.focal[0] == pytest.approx(25), "from the front the patient's right is on the left"


def test_a_framing_comes_to_rest_exactly():
    here, there = Framing(), Framing(40, 10, 1.4)
    for _ in range(200):
        here = here.towards(there, 0.016)
    assert here == there


def test_the_overlay_rounds_the_corners_and_draws_its_marks(qtbot):
    theme = Theme()
    overlay = Overlay(theme)
    qtbot.addWidget(overlay)
    overlay.resize(400, 300)
    overlay.draw(
        Drawing(labels=(("Aorta", QPointF(200, 150), True),), marks=(Mark("touched", QPointF(200, 150)),))
    )
    overlay.show()
    picture = overlay.grab().toImage()
    assert picture.pixelColor(0, 0).name() == theme.color("page").name()
    assert picture.pixelColor(174, 150).name() == theme.color("care_mark").name()
    assert len(overlay.placed) == 1


# ------------------------------------------------------------------ the page
def sizes(text_scale=1.0, slider=136, words=360):
    return Sizes(bar=52, slider=slider, words=lambda width: words, text_scale=text_scale)


def test_the_wide_page_is_as_designed():
    found = places(1280, 800, sizes())
    assert (found.stage.x(), found.stage.y(), found.stage.width()) == (28, 82, 762)
    assert (found.words.x(), found.words.y(), found.words.width(), found.words.height()) == (
        816,
        82,
        436,
        694,
    )
    assert found.slider.bottom() == found.words.bottom()
    assert not found.tall


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_in_a_low_window_a_title_and_the_buttons_stay_whole(text_scale):
    found = places(480, 640, sizes(text_scale, words=900))
    assert found.words.height() >= 240
    assert found.stage.height() >= 100


@pytest.mark.parametrize(
    "size", [(1280, 800), (800, 1280), (1368, 912), (2736, 1824), (900, 700), (640, 900)]
)
@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("slider", [0, 136])
def test_pieces_never_overlap_and_never_leave_the_window(size, text_scale, slider):
    found = places(*size, sizes(text_scale, slider, words=900))
    pieces = [found.bar, found.stage, found.words] + ([found.slider] if slider else [])
    for piece in pieces:
        assert piece.left() >= 0
        assert piece.right() < size[0]
        assert piece.bottom() < size[1]
        assert piece.height() > 40
    assert not any(a.intersects(b) for i, a in enumerate(pieces) for b in pieces[:i])


def test_a_tall_page_keeps_the_picture_large():
    found = places(800, 1280, sizes(1.5, words=2000))
    assert found.tall
    assert found.stage.height() >= 0.38 * 1280
