"""A stage becomes a picture, and only what differs is done again."""

import gc
import weakref
from dataclasses import fields, replace

import numpy as np
import pytest
from render.toy import FRONT, NO_BALL, toy_stage

from anatomy_viewer.render.parts import APPLY, placement
from anatomy_viewer.render.picture import Camera, PictureStyle, matte, render_image, shrunk
from anatomy_viewer.scene.state import CutState, FlowState, PartState

SIZE = (96, 96)
CREAM = ((0.9, 0.88, 0.85), (0.96, 0.95, 0.92), (0.91, 0.89, 0.85))
WALL = "toy/wall"
GHOST = PartState(opacity=0.18)


@pytest.fixture
def camera(store):
    held = Camera(store, SIZE, PictureStyle(ground=CREAM, oversampling=1))
    yield held
    held.release()


def middle(pixels):
    return pixels[44:52, 30:38, :3].mean(axis=(0, 1))


def lightness(rgb):
    """CIE L* of an sRGB colour 0-255."""
    light = np.where(rgb / 255 <= 0.04045, rgb / 255 / 12.92, ((rgb / 255 + 0.055) / 1.055) ** 2.4)
    y = light @ (0.2126, 0.7152, 0.0722)
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def test_every_field_of_a_part_is_applied():
    assert set(APPLY) == {field.name for field in fields(PartState)}


def test_the_organ_is_there_and_the_ground_keeps_its_colours(camera):
    pixels = camera.take(toy_stage())
    red, green, blue = middle(pixels)
    assert red > green + 30 and red > blue + 30
    assert np.allclose(pixels[47, 2, :3] / 255, CREAM[1], atol=0.012)
    assert np.allclose(pixels[1, 2, :3] / 255, CREAM[0], atol=0.012)
    assert np.allclose(pixels[-2, 2, :3] / 255, CREAM[2], atol=0.012)


def test_painting_the_same_again_touches_nothing(camera):
    stage = toy_stage({WALL: PartState(morphs={"beat": 0.3}, tints={"left": (0, 0, 1, 0.5)})})
    camera.take(stage)
    view = camera.painter.views[WALL]
    before = (view.version, view.data.GetMTime(), view.actor.GetMTime())
    camera.take(toy_stage({WALL: replace(view.state)}))
    assert (view.version, view.data.GetMTime(), view.actor.GetMTime()) == before


def test_no_line_is_left_round_a_part_that_is_not_seen(camera):
    camera.style = replace(camera.style, level=1)  # occlusion in screen space flickers by a hair in software
    away = toy_stage({WALL: PartState(visible=False, emphasis=1.0)})
    assert np.array_equal(camera.take(away), camera.take(toy_stage({WALL: PartState(visible=False)})))
    camera.take(toy_stage({WALL: PartState(emphasis=0.5)}))
    assert np.array_equal(camera.take(away), camera.take(toy_stage({WALL: PartState(visible=False)})))


def test_meshes_are_shared_and_never_changed(camera, store):
    mesh = store.model("toy").parts["toy/vessel"]
    before = (mesh.polydata.GetMTime(), mesh.glb.points.copy())
    alone = {WALL: PartState(visible=False)}
    plain = camera.take(toy_stage(alone))
    assert camera.painter.views["toy/vessel"].data is mesh.polydata
    green = camera.take(toy_stage({**alone, "toy/vessel": PartState(color=(0, 1, 0, 1.0))}))
    redder = plain[..., 0].astype(int) - green[..., 0]
    assert redder.max() > 60  # the whole part was tinted
    assert camera.painter.views["toy/vessel"].data is mesh.polydata
    assert mesh.polydata.GetMTime() == before[0]
    assert np.array_equal(mesh.glb.points, before[1])


def test_a_beating_part_leaves_the_stored_mesh_at_rest(camera, store):
    mesh = store.model("toy").parts[WALL]
    camera.take(toy_stage({WALL: PartState(morphs={"beat": 0.5})}))
    view = camera.painter.views[WALL]
    assert np.abs(view.shape.points[:, 0]).max() == pytest.approx(32.0, abs=0.1)
    assert np.abs(mesh.glb.points[:, 0]).max() == pytest.approx(40.0, abs=0.1)
    assert view.actor.GetBounds()[1] == pytest.approx(32.0, abs=0.1)


def test_a_slow_machine_is_shown_lighter_meshes_in_the_same_state(camera):
    camera.style = replace(camera.style, level=1)
    stage = toy_stage(
        {WALL: PartState(morphs={"beat": 0.5}, tints={"left": (0, 0, 1, 0.9)}, emphasis=1.0)},
        cut=CutState((0, 0, 0), (0, 1, 0)),
    )
    full = camera.take(stage)
    camera.painter.store.settle()
    triangles = camera.painter.views[WALL].data.GetNumberOfPolys()
    camera.painter.light = True
    camera.painter.paint(stage)
    view = camera.painter.views[WALL]
    assert view.data.GetNumberOfPolys() < triangles / 4
    assert np.abs(view.shape.points[:, 0]).max() == pytest.approx(32.0, abs=0.3)
    camera.window.Render()
    camera.painter.light = False
    assert (np.abs(camera.take(stage).astype(int) - full) > 3).mean() < 0.002
    assert view.source is view.mesh


def test_a_part_without_a_lighter_mesh_keeps_its_own(camera):
    camera.painter.light = True
    camera.painter.paint(toy_stage())
    camera.painter.store.settle()
    camera.painter.paint(toy_stage())
    view = camera.painter.views["toy/pipe"]
    assert view.mesh is view.source


def test_hidden_parts_are_shown_only_when_asked_for(camera):
    camera.take(toy_stage())
    assert not camera.painter.views["toy/spare"].is_seen
    camera.take(toy_stage({"toy/spare": PartState()}))
    assert camera.painter.views["toy/spare"].is_seen


def test_a_part_turns_and_grows_about_its_centre():
    half_turn = PartState(rotation=(0.0, 0.0, 0.0, 1.0), scale=2.0, translation=(0.0, 0.0, 5.0))
    matrix = placement(half_turn, (1.0, 0.0, 0.0))
    assert np.allclose(matrix @ (1, 0, 0, 1), (1, 0, 5, 1))
    assert np.allclose(matrix @ (2, 0, 0, 1), (-1, 0, 5, 1))


def test_a_ghost_lets_the_ground_through_and_keeps_its_edge(camera):
    solid = camera.take(toy_stage(NO_BALL | {WALL: PartState()}))
    ghost = camera.take(toy_stage(NO_BALL | {WALL: GHOST}))
    assert camera.painter.is_translucent()
    ground = np.array(CREAM[1]) * 255
    assert np.abs(middle(ghost) - ground).sum() < 0.5 * np.abs(middle(solid) - ground).sum()
    row = ghost[48, :, :3].astype(float).sum(axis=1)
    edge = np.argmax(np.abs(row - ground.sum()) > 8)
    assert row[edge + 1 : edge + 4].min() < row[44:52].mean() - 20


def test_the_highlighted_artery_stands_out_in_lightness_alone(camera):
    stage = toy_stage({"toy/vessel": PartState(emphasis=1.0)}, camera=replace(FRONT, height=40.0))
    plain = camera.take(toy_stage(camera=replace(FRONT, height=40.0)))
    lit = camera.take(stage)
    row = [lightness(rgb.astype(float)) for rgb in lit[48, :, :3]]
    vessel = [lightness(rgb.astype(float)) for rgb in plain[48, :, :3]]
    muscle = np.median(row)
    assert max(row) - muscle >= 25.0
    assert max(row) > max(vessel) + 10.0


def test_a_large_highlighted_part_stands_out_without_its_colour(camera):
    lit = lightness(middle(camera.take(toy_stage({WALL: PartState(emphasis=1.0)}))))
    stepped_back = lightness(middle(camera.take(toy_stage({"toy/vessel": PartState(emphasis=1.0)}))))
    assert lit - stepped_back >= 20.0


def test_the_line_round_a_cut_part_is_light_inside_and_dark_outside(camera):
    cut = CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    pixels = camera.take(toy_stage(NO_BALL | {WALL: PartState(emphasis=1.0)}, cut=cut))
    row = [lightness(rgb.astype(float)) for rgb in pixels[48, :48, :3]]
    brightest = int(np.argmax(row))
    assert row[brightest] - np.median(row[brightest + 3 : 44]) >= 25.0
    assert min(row[brightest - 3 : brightest]) < 45.0


def test_the_studio_may_stand_elsewhere(camera):
    def sides(pixels):
        across = pixels[40:56, :, :3].astype(float).mean(axis=(0, 2))
        return across[16:40].mean() - across[56:80].mean()

    stage = toy_stage(NO_BALL | {WALL: PartState()})
    assert sides(camera.take(stage)) > 10.0
    camera.painter.turn_studio(np.diag([-1.0, 1.0, 1.0]))
    assert sides(camera.take(stage)) < -10.0


def test_gentle_colours_are_softer(camera, store):
    bold = middle(camera.take(toy_stage()))
    soft = middle(render_image(toy_stage(), SIZE, store, PictureStyle(CREAM, oversampling=1, gentle=True)))
    assert np.ptp(soft) < np.ptp(bold)
    assert lightness(soft) > lightness(bold)


def test_gentle_colours_are_not_as_red_as_blood_and_still_tell_tissues_apart(store):
    def seen(gentle, tint):
        parts = NO_BALL | {WALL: PartState(color=tint)}
        return middle(render_image(toy_stage(parts), SIZE, store, PictureStyle(CREAM, 3, 1, gentle)))

    blood, fat, vein = (0.62, 0.10, 0.09, 1.0), (0.93, 0.83, 0.60, 1.0), (0.44, 0.52, 0.70, 1.0)
    red, soft = seen(False, blood), seen(True, blood)
    assert np.ptp(soft) / soft.max() < 0.6 * np.ptp(red) / red.max()
    assert lightness(seen(True, fat)) - lightness(soft) > 15.0
    cool = seen(True, vein)
    assert cool[2] > cool[0] and soft[0] > soft[2] + 20


def test_a_transparent_picture_knows_what_is_solid(store):
    pixels = render_image(toy_stage({"toy/vessel": PartState(visible=False)}), SIZE, store)
    assert pixels.shape == (96, 96, 4)
    assert pixels[2, 2, 3] == 0
    assert pixels[48, 48, 3] == 255
    assert 200 < (pixels[..., 3] > 127).sum() / (np.pi * (40 / 110 * 96) ** 2) * 200 < 230


def test_matting_finds_a_half_veil():
    veil = np.full((1, 1, 3), (100.0, 50.0, 0.0))
    pixel = matte(veil * 0.5, veil * 0.5 + 255 * 0.5)[0, 0]
    assert np.allclose(pixel, (100, 50, 0, 128), atol=1)


@pytest.mark.parametrize(
    "stage",
    [
        toy_stage(),
        toy_stage(cut=CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0))),
        toy_stage({WALL: GHOST}),
        toy_stage({"toy/vessel": PartState(emphasis=1.0)}),
    ],
    ids=["whole", "cut", "ghost", "highlighted"],
)
def test_a_picture_that_comes_to_rest_grows_sharper_and_does_not_jump(store, stage):
    shots = [
        render_image(stage, SIZE, store, PictureStyle(CREAM, level=level, oversampling=1))[..., :3]
        for level in range(4)
    ]
    for shot in shots[:3]:
        apart = shot.astype(float) - shots[3]
        assert np.abs(apart.mean(axis=(0, 1))).max() < 2.0, "mean colour"
        assert np.abs(shrunk(apart, 8)).mean() < 4.0, "structure"


def test_nothing_is_left_behind(store):
    camera = Camera(store, SIZE)
    stage = toy_stage(
        {
            WALL: PartState(emphasis=1.0, morphs={"beat": 0.2}),
            "toy/lumen": PartState(),
            "toy/pipe": PartState(),
        },
        cut=CutState((0, 0, 0), (0, 1, 0)),
        flows=(FlowState("toy/lumen"),),
    )
    camera.take(stage)
    painter = camera.painter
    held = [weakref.ref(thing) for thing in (camera, painter, camera.renderer, camera.window)]
    held += [weakref.ref(view.actor) for view in painter.views.values()]
    held += [weakref.ref(cap.actor) for cap in painter.cut.caps.values()]
    held += [weakref.ref(flow.actor) for flow in painter.flows.values()]
    assert len(held) > 10
    camera.release()
    del camera, painter
    gc.collect()
    assert [ref() for ref in held if ref() is not None] == []


def test_a_flow_goes_with_its_model(camera):
    camera.take(toy_stage(flows=(FlowState("toy/lumen", amount=1.0, speed=10.0),)), time=1.0)
    camera.take(replace(toy_stage(), models=(), parts={}))  # VTK would complain of a surface that is gone
    assert not camera.painter.flows
    assert camera.painter.renderer.GetActors().GetNumberOfItems() == 0
