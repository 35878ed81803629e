"""Cut spongy bone: struts and pores that do not repeat, and that fade where they would only flicker."""

from __future__ import annotations

import numpy as np

from anatomy_viewer.render.caps import sponge


def plane(pixel: float, count: int = 200) -> np.ndarray:
    """Points of a square picture through a part, (count * count, 3) mm."""
    ticks = np.arange(count, dtype=np.float32) * pixel
    x, z = np.meshgrid(ticks, ticks)
    return np.stack([x.ravel(), np.full(x.size, 3.0, np.float32), z.ravel()], axis=1)


def test_bone_and_pores_take_turns_at_the_stated_size() -> None:
    rows = sponge(plane(0.1), 1.5, 0.1).reshape(200, 200)
    crossings = np.count_nonzero(np.diff(rows > 1.0, axis=1), axis=1).mean()
    assert 0.92 <= rows.min() < 0.95 and 1.05 < rows.max() <= 1.08
    assert 10 < crossings < 40  # 20 mm across, 1.5 mm from strut to strut


def test_the_pattern_does_not_repeat() -> None:
    rows = sponge(plane(0.1), 1.5, 0.1).reshape(200, 200) - 1.0
    likeness = [
        np.corrcoef(rows[:, :-shift].ravel(), rows[:, shift:].ravel())[0, 1] for shift in range(12, 120)
    ]
    assert max(likeness) < 0.45


def test_far_away_there_is_no_pattern() -> None:
    assert np.all(sponge(plane(2.0), 1.5, 2.0) == 1.0)
