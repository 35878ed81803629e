"""Whatever is pressed, in whatever order, a visit goes on and ends well."""

from __future__ import annotations

import random

import pytest
from vr.test_visit import Seat

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.render.meshes import MeshStore
from anatomy_vr.guide import BUTTONS
from anatomy_vr.lifecycle import StateChanged, after
from anatomy_vr.placing import SIZES

FRAMES = 40


@pytest.fixture(scope="module")
def kit():
    painting_application()
    library = Library.load()
    store = MeshStore.of(library.models.values(), glb_path)
    yield store, library
    store.close()


def patient_acts(seat, chance):
    """What a patient may do with hands and head."""
    body = seat.device.body
    return [
        lambda: setattr(
            body, "pointer", chance.choice([None, (chance.uniform(-1, 1), chance.uniform(-1, 1))])
        ),
        lambda: setattr(body, "select", not body.select),
        lambda: setattr(body, "grab", not body.grab),
        lambda: setattr(body, "cut", not body.cut),
        lambda: setattr(body, "menu", not body.menu),
        lambda: setattr(body, "stick", (chance.uniform(-1, 1), chance.uniform(-1, 1))),
        lambda: body.turn(chance.uniform(-40, 40), 0.0),
        lambda: body.lean_by(chance.uniform(-0.3, 0.3)),
        lambda: seat.guide.stand(chance.choice(SIZES)),
        lambda: seat.guide.do("panel:" + chance.choice(sorted(BUTTONS.keys() - {"stop"}))),
    ]


def clinician_acts(seat, chance):
    """What a clinician, and the runtime, may do meanwhile."""
    session, guide = seat.session, seat.guide
    return [
        session.next,
        session.back,
        lambda: session.seek(chance.randrange(len(session.steps))),
        guide.rest,
        guide.go_on,
        lambda: guide.recentre(guide.head),
        session.undo,
        session.redo,
        session.play,
        session.home,
        lambda: session.explode(chance.random()),
        lambda: session.set_audience(language=chance.choice(["en", "fr", "sv"])),
        lambda: change_life(seat, chance.choice(["visible", "focused"])),
        seat.visit.go_on,
    ]


def change_life(seat, state):
    seat.device.life, _ = after(seat.device.life, StateChanged(state))


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_is_done_in_any_order_ends_a_visit(kit, seed):
    chance = random.Random(seed)
    seat = Seat(*kit)
    acts = patient_acts(seat, chance) + clinician_acts(seat, chance)
    for _ in range(FRAMES):
        chance.choice(acts)()
        seat.frames(1, chance.choice([1 / 90, 0.05, 0.3]))
    assert not seat.visit.is_over
    change_life(seat, "focused")
    seat.guide.go_on()
    seat.settle()
    assert seat.guide.shown.models == seat.session.scene.stage.models
    seat.guide.leave()
    seat.frames(2)
    assert seat.visit.is_over
    seat.visit.close()
