"""Labels stand apart from each other, inside the picture, and off the organ where they can."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from anatomy_viewer.export.labels import Wanted, placed

ROOM = QRectF(0, 0, 800, 500)
NOWHERE = np.zeros((500, 800), bool)
ORGAN = NOWHERE.copy()
ORGAN[100:400, 250:550] = True


def wanted(x: float, y: float, text: str = "Wall", strong: bool = False) -> Wanted:
    return Wanted(text, QPointF(x, y), 120, 32, strong)


def test_a_label_stands_beside_the_organ() -> None:
    (label,) = placed([wanted(300, 250)], ROOM, [], ORGAN, 1.0)
    seen = ORGAN[
        int(label.box.top()) : int(label.box.bottom()), int(label.box.left()) : int(label.box.right())
    ]
    assert not seen.any()


def test_the_patients_own_label_comes_first_and_none_covers_another() -> None:
    names = [wanted(400, 250, f"Part {i}") for i in range(4)] + [wanted(400, 250, "Yours", strong=True)]
    labels = placed(names, ROOM, [], NOWHERE, 1.0)
    assert labels[0].wanted.text == "Yours"
    assert not any(a.box.intersects(b.box) for i, a in enumerate(labels) for b in labels[:i])


def test_what_is_taken_stays_free_and_a_label_without_room_is_left_out() -> None:
    lens = QRectF(0, 0, 800, 500)
    assert placed([wanted(400, 250)], ROOM, [lens], NOWHERE, 1.0) == ()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 500)), max_size=5))
def test_labels_keep_inside_the_room_and_off_every_point(points: list[tuple[float, float]]) -> None:
    labels = placed([wanted(x, y) for x, y in points], ROOM, [], NOWHERE, 1.0)
    assert all(ROOM.contains(label.box) for label in labels)
    assert not any(label.box.contains(QPointF(x, y)) for label in labels for x, y in points)


def test_no_leader_line_runs_through_another_label() -> None:
    names = [wanted(350 + 25 * i, 220 + 15 * i, f"Part {i}") for i in range(5)]
    labels = placed(names, ROOM, [], NOWHERE, 1.0)
    assert len(labels) == 5
    for one in labels:
        for share in range(1, 20):
            spot = one.wanted.point + (one.box.center() - one.wanted.point) * (share / 20)
            assert not any(other.box.contains(spot) for other in labels if other is not one)
