from __future__ import annotations

import gc
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr import colors
from anatomy_vr.chores import Chore
from anatomy_vr.colors import rgb
from anatomy_vr.comfort import FILM_SECONDS
from anatomy_vr.ladder import RUNGS, SLOW_FRAMES, Ladder
from anatomy_vr.lifecycle import StateChanged, after
from anatomy_vr.placing import shifted
from anatomy_vr.poses import Pose
from anatomy_vr.projection import pixel_of
from anatomy_vr.stand_in import Body, StandIn, looking_along
from anatomy_vr.visit import Visit, eyes_for

SIZE = (240, 200)


class Seat:
    """A patient before the stand-in, with a clock that goes only when asked.

    Whatever is costly takes 0.02 s by its stopwatch: what is seen is the same on every machine, however busy.
    """

    def __init__(self, store, library, *, both=False, lesson="coronary_artery_disease"):
        self.clock = ManualClock()
        self.session = Session(library, clock=self.clock)
        self.session.open(lesson)
        eyes = eyes_for(self.session, store, SIZE)
        self.device = StandIn(eyes, both=both, clock=self.clock.now)
        self.visit = Visit(self.session, eyes, self.device)
        self.visit.stopwatch = count(step=0.02).__next__
        self.guide = self.visit.guide

    def frames(self, count=1, seconds=0.05):
        for _ in range(count):
            self.clock.advance(seconds)
            self.visit.step()

    def settle(self):
        self.frames(9, 0.2)


@pytest.fixture(scope="module")
def kit():
    painting_application()
    library = Library.load()
    store = MeshStore.of(library.models.values(), glb_path)
    yield store, library
    store.close()


@pytest.fixture
def seat(kit):
    made = Seat(*kit)
    yield made
    made.visit.close()


def marks(picture, color):
    """The middle of all pixels of a colour, in pixels from the top left; None where there are none."""
    found = np.all(np.abs(picture[..., :3] - np.array(rgb(color)) * 255.0) < 6.0, axis=-1)
    rows, columns = np.nonzero(found)
    return (columns.mean() + 0.5, rows.mean() + 0.5) if len(rows) else None


def organ_pixels(picture):
    """How many pixels are clearly red, as muscle is."""
    red, green = picture[..., 0].astype(int), picture[..., 1].astype(int)
    return int(((red - green) > 30).sum())


def test_the_room_comes_first_then_the_organ(seat):
    seat.frames(1)
    assert organ_pixels(seat.device.pictures[0]) == 0
    assert seat.device.pictures[0][..., :3].std() > 2.0  # a room with a horizon, not a blank
    seat.settle()
    assert organ_pixels(seat.device.pictures[0]) > 20


def test_a_mark_lands_within_a_pixel_in_both_eyes(kit):
    seat = Seat(*kit, both=True)
    seat.guide.mark.place = seat.session.scene.stage.camera.focal
    seat.settle()
    seat.device.body.turn(8.0, -3.0)
    seat.guide.mark.place = seat.guide.hold.placement.to_model((-0.1, 0.05, -0.8))
    seat.frames(1)
    with seat.device.frame() as frame:
        for view, picture in zip(frame.views, seat.device.pictures, strict=True):
            seen = marks(picture, colors.CARE)
            assert seen == pytest.approx(pixel_of(view, SIZE, (-0.1, 0.05, -0.8)), abs=1.0)
    assert (
        marks(seat.device.pictures[0], colors.CARE)[0] > marks(seat.device.pictures[1], colors.CARE)[0] + 5.0
    )
    seat.visit.close()


def test_the_organ_hides_what_is_behind_it_and_not_what_is_before_it(seat):
    seat.settle()
    placement = seat.guide.hold.placement
    x, y, z = placement.middle
    far = 1.0 - 0.45 / np.hypot(x, z)
    seat.guide.mark.place = placement.to_model((x * far, y * far, z * far))
    seat.frames(1)
    assert marks(seat.device.pictures[0], colors.CARE) is not None
    seat.guide.mark.place = placement.to_model((x * 1.2, y * 1.2, z * 1.2))
    seat.frames(1)
    assert marks(seat.device.pictures[0], colors.CARE) is None


def test_calm_leaves_the_room_alone_and_going_on_brings_the_organ_back(seat):
    seat.settle()
    seat.guide.rest()
    seat.settle()
    assert organ_pixels(seat.device.pictures[0]) == 0
    seat.guide.go_on()
    seat.settle()
    assert organ_pixels(seat.device.pictures[0]) > 20


def test_pointing_at_the_organ_names_it(seat):
    seat.settle()
    seat.guide.turn_page("words")
    seat.device.body.pointer = pointer_to(seat, seat.guide.hold.placement.middle)
    seat.frames(2)
    assert seat.guide.named
    assert seat.visit.eyes.room.tag.actor.GetVisibility()


def pointer_to(seat, place):
    with seat.device.frame() as frame:
        x, y = pixel_of(frame.views[0], SIZE, place)
    return (x / SIZE[0] * 2.0 - 1.0, 1.0 - y / SIZE[1] * 2.0)


def test_what_is_drawn_changes_with_the_disease(seat):
    seat.session.seek("plaque")
    seat.settle()
    seat.guide.turn_page("words")
    seat.guide.stand("large")
    seat.session.set_driver("stenosis", 0)
    seat.settle()
    before = seat.device.pictures[0].copy()
    seat.session.set_driver("stenosis", 90)
    seat.settle()
    left = slice(0, SIZE[0] // 2)  # the organ's half: the panel would differ anyway
    assert np.abs(before[:, left].astype(int) - seat.device.pictures[0][:, left]).max() > 40


def test_seen_but_not_focused_draws_on_and_waits(seat):
    seat.settle()
    seat.session.play()
    seat.device.life, _ = after(seat.device.life, StateChanged("visible"))
    drawn = seat.visit.frames
    seat.frames(2)
    assert seat.visit.frames == drawn + 2
    assert not seat.session.playing


def test_stop_ends_the_visit_and_leaves_the_lesson(seat):
    seat.settle()
    seat.session.seek("narrowing")
    seat.session.set_driver("stenosis", 70)
    seat.guide.leave()
    seat.frames(1)
    assert seat.visit.is_over
    assert seat.session.step.id == "narrowing"
    assert seat.session.slider.value == 70


def test_the_mirror_shows_the_left_eye_while_somebody_looks(seat):
    seen = []
    seat.visit.mirrored.connect(seen.append)
    seat.frames(2, 0.06)
    begun = seat.device.pictures[0].copy()
    seat.frames(4, 0.06)
    assert len(seen) == 2
    assert seen[0].shape == (SIZE[1], SIZE[0], 4)
    assert np.abs(seen[0][..., :3].astype(int) - begun[..., :3]).mean() < 0.5


def test_a_frame_stops_between_the_eyes_and_both_see_the_same(kit):
    seat = Seat(*kit, both=True)
    seat.settle()
    assert seat.visit.go_on()  # dressed
    assert seat.visit.go_on()  # one eye drawn
    stage = seat.guide.shown
    seat.session.next()  # the clinician, in between
    assert not seat.visit.go_on()
    assert seat.guide.shown is stage
    assert seat.visit.go_on()
    seat.visit.close()  # in the middle of a frame


def test_shapes_take_turns_where_frames_come_fast_and_a_new_step_does_not(seat):
    seat.session.seek("narrowing")
    seat.settle()
    drawn = []
    for exhibit in (seat.visit.eyes.organ, seat.visit.eyes.lens):
        paint = exhibit.paint
        exhibit.paint = lambda *a, p=paint, e=exhibit, **k: (drawn[-1].append(e), p(*a, **k))
    for _ in range(120):
        drawn.append([])
        seat.frames(1, 1 / 90)
    assert max(map(len, drawn)) == 1
    assert {seat.visit.eyes.organ, seat.visit.eyes.lens} == {each for some in drawn for each in some}
    drawn.append([])
    seat.session.next()
    seat.frames(60, 1 / 90)
    assert seat.visit.eyes.painter.stage.models == seat.session.scene.stage.models


def test_nothing_is_left_behind(kit):
    gc.collect()  # what other tests left
    before = sum(isinstance(each, vtkRenderWindow) for each in gc.get_objects())
    seat = Seat(*kit)
    seat.frames(2)
    seat.visit.close()
    del seat
    gc.collect()
    assert sum(isinstance(each, vtkRenderWindow) for each in gc.get_objects()) == before


def test_the_ladder_goes_down_for_slow_frames_in_a_row_and_never_up():
    ladder = Ladder()
    for _ in range(SLOW_FRAMES - 1):
        ladder = ladder.after(0.02, 0.011)
    assert ladder.rung == RUNGS[-1]
    assert ladder.after(0.01, 0.011).after(0.02, 0.011).rung == RUNGS[-1]
    assert ladder.after(0.02, 0.011).rung == RUNGS[-2]
    assert ladder.after(0.1, 0.011).after(0.1, 0.011).level == ladder.level - 1  # far too slow
    for _ in range(99):
        ladder = ladder.after(0.1, 0.011)
    assert ladder.rung == RUNGS[0]
    assert ladder.after(0.001, 0.011).rung == RUNGS[0]


def test_what_takes_long_is_done_less_often():
    chore = Chore(share=0.1)
    assert chore.is_due(0.0)
    for _ in range(40):
        chore.was_done(0.0, 0.02)
    assert not chore.is_due(0.19)
    assert chore.is_due(0.21)
    chore.was_done(1.0, 0.0001)
    assert not chore.is_due(1.0 + FILM_SECONDS / 2)  # quick ones at the rate of a film
    assert chore.is_due(1.0 + FILM_SECONDS * 1.01)
    chore.was_done(2.0, 5.0)  # a hiccup counts for little
    assert chore.is_due(2.0 + 11.0)
    chore.was_spared(20.0)  # somebody else did it: it is not done again before its time
    assert not chore.is_due(20.0 + FILM_SECONDS / 2)
    assert chore.is_due(20.0 + 1.01 * chore.pace)


def test_one_cannot_turn_ones_head_off_or_lean_through_the_organ():
    body = Body()
    body.turn(0.0, 500.0)
    body.lean_by(50.0)
    assert body.pitch == 80.0
    assert body.lean == 0.8


@pytest.mark.parametrize("way", [(0.6, 0.0, -0.8), (0.0, -0.6, -0.8), (-0.48, 0.6, 0.64)])
def test_the_hand_points_where_the_mouse_is(way):
    assert looking_along(way, (0, 0, 0)).forward == pytest.approx(way)
    assert Body(pointer=None).inputs(1.0).right is None
    body = Body(pointer=(0.0, 0.0), yaw=30.0)
    assert body.inputs(1.5).right.aim.forward == pytest.approx(Pose.forward.fget(body.head))


def test_at_rest_nothing_is_named_and_no_ray_meets_what_is_gone(seat):
    seat.settle()
    seat.guide.turn_page("words")
    seat.device.body.pointer = pointer_to(seat, seat.guide.hold.placement.middle)
    seat.frames(2)
    assert seat.guide.named
    seat.guide.rest()
    seat.settle()
    assert not seat.guide.named
    assert not seat.visit.eyes.room.tag.actor.GetVisibility()
    assert not seat.visit.eyes.room.hands["right"].actors[-1].GetVisibility()  # the dot


def test_in_the_patients_own_room_only_organ_pedestal_and_panel_are_drawn(seat):
    seat.guide.reading = replace(seat.guide.reading, page="words", sees_through=True)
    seat.settle()
    seen = seat.device.pictures[0]
    assert seat.device.sees_through
    assert seen[5, SIZE[0] // 4, 3] == 0  # no sky, and nothing that would shine over the real room
    clear = seen[seen[..., 3] == 0]
    assert (clear[:, :3].max(axis=1) > 0).mean() < 0.01  # the smoothed rim of the organ alone
    organ = (seen[..., 0].astype(int) - seen[..., 1]) > 30
    assert organ.sum() > 20
    assert (seen[organ][:, 3] > 200).mean() > 0.9
    seat.guide.see_through()
    seat.settle()
    assert not seat.device.sees_through
    assert seat.device.pictures[0][..., 3].min() == 255


def test_what_a_step_shows_closer_hangs_over_the_organ_and_is_tied_to_it(seat):
    seat.session.seek("narrowing")
    seat.settle()
    eyes = seat.visit.eyes
    assert eyes.lens.is_shown
    assert eyes.lens.foot()[1] > max(eyes.organ.placement.to_room(corner)[1] for corner in eyes.organ.box())
    assert eyes.room.caption.actor.GetVisibility()
    seat.guide.stand("inside")
    seat.settle()
    assert not eyes.lens.is_shown
    assert not eyes.room.caption.actor.GetVisibility()


def test_the_table_stays_where_it_is_when_a_hand_takes_the_organ_away(seat):
    seat.settle()
    table = seat.visit.eyes.room.table
    before = table.GetPosition()
    seat.guide.hold.place(shifted(seat.guide.hold.placement, (0.2, 0.3, 0.1)))
    seat.frames(2)
    assert table.GetPosition() == before
    assert seat.visit.eyes.organ.placement.middle[1] > seat.guide.stood.middle[1]


def test_a_headset_that_shows_the_panel_itself_sees_it_through_a_hole(kit):
    seat = Seat(*kit)
    seat.device.shows_panel = True
    seat.visit.eyes.room.open_for_panel()
    seat.settle()
    picture, view = seat.device.pictures[0], seat.visit.seen
    across, down = pixel_of(view, SIZE, seat.guide.panel_pose.position)
    assert picture[round(down), round(across), 3] == 0
    assert picture[2, 2, 3] == 255
    seat.visit.close()
