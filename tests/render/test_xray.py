"""An x-ray: its outline glows, its middle is clear, and what is inside is seen whatever is drawn first."""

import numpy as np
import pytest
from render.toy import NO_BALL, toy_stage

from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.scene.state import CutState, PartState

WALL = "toy/wall"
XRAY = PartState(xray=1.0)


def shot(store, ground, parts):
    held = Camera(store, (96, 96), PictureStyle((ground,) * 3, oversampling=1))
    try:
        return held.take(toy_stage(parts))[..., :3].astype(float), held.painter.is_translucent()
    finally:
        held.release()


@pytest.mark.parametrize("ground", [(0.95, 0.93, 0.9), (0.1, 0.12, 0.13)], ids=["light", "dark"])
def test_the_outline_glows_and_the_middle_is_clear(store, ground):
    pixels, is_translucent = shot(store, ground, NO_BALL | {WALL: XRAY})
    away = np.abs(pixels - np.array(ground) * 255).sum(axis=2)
    assert is_translucent
    assert away[44:52, 44:52].max() < 30
    edge = int(96 * (0.5 - 40 / 110))
    assert away[48, edge - 1 : edge + 4].max() > 3 * away[44:52, 44:52].max() + 30


def test_what_is_inside_shows_its_own_colour(store):
    inner = {"toy/spare": PartState(translation=(0.0, 0.0, -60.0), scale=2.0)}
    alone, _ = shot(store, (0.9, 0.9, 0.9), NO_BALL | inner)
    inside, _ = shot(store, (0.9, 0.9, 0.9), NO_BALL | inner | {WALL: XRAY})
    assert np.abs(alone[46:50, 46:50] - inside[46:50, 46:50]).max() < 25


def test_an_xray_has_no_lid_and_comes_back_solid(store):
    held = Camera(store, (96, 96), PictureStyle(((0.9, 0.9, 0.9),) * 3, level=1, oversampling=1))
    cut = CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    solid = held.take(toy_stage(cut=cut))
    assert WALL in held.painter.cut.caps
    held.take(toy_stage({WALL: XRAY}, cut=cut))
    assert WALL not in held.painter.cut.caps
    assert np.abs(held.take(toy_stage(cut=cut)).astype(int) - solid).max() <= 1
    held.release()
