"""The two frames of reference and the way between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.content.axes import gltf_to_ras, ras_to_gltf

POINT = st.tuples(*[st.floats(-2000, 2000)] * 3)


def test_the_patients_left_is_to_the_right_in_a_gltf_file():
    left, forwards, up = np.eye(3) * [-1000, 1000, 1000]

    assert ras_to_gltf(left) == pytest.approx([1, 0, 0])
    assert ras_to_gltf(forwards) == pytest.approx([0, 0, 1])
    assert ras_to_gltf(up) == pytest.approx([0, 1, 0])


@given(POINT)
def test_there_and_back_is_the_same_point(point):
    assert gltf_to_ras(ras_to_gltf(point)) == pytest.approx(np.array(point))


def test_a_direction_keeps_its_length():
    turned = ras_to_gltf([[1.0, 2.0, 2.0], [0.0, 0.0, 1.0]], direction=True)

    assert np.linalg.norm(turned, axis=1) == pytest.approx([3.0, 1.0])
