"""Two pictures at once: what is offered, what the other one shows, and what stays the same in both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene.fixture_lesson import CONTENT, LESSON

from anatomy_viewer.scene.choices import Audience, Bookmark, Choices, Playback
from anatomy_viewer.scene.comparing import WORDS, Offer, offered, offers
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.instant import instant
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.state import BesideState, CameraState, CutState, MeasureState, StrokeState

FINDINGS = {"narrow": 70.0, "pipe": "left", "pulse": 60.0}


def chosen(step: str, played: float = 60.0, **more: object) -> Choices:
    base = Choices(lesson=LESSON.id, step=step, findings=FINDINGS, playback=Playback(played=played))
    return replace(base, **more)  # type: ignore[arg-type]


def beside(choices: Choices, content: SceneContent = CONTENT) -> BesideState:
    other = compose(content, choices, 0.0).beside
    assert other is not None
    return other


def with_options() -> SceneContent:
    """The lesson with a second treatment on the same model, offered beside the first."""
    mending = LESSON.steps[2].model_copy(update={"compare": ("waiting",)})
    waiting = LESSON.steps[2].model_copy(update={"id": "waiting", "compare": ("mending",)})
    steps = (*LESSON.steps[:2], mending, waiting, *LESSON.steps[3:])
    return replace(CONTENT, lesson=LESSON.model_copy(update={"steps": steps}))


@pytest.mark.parametrize(
    ("step", "ids"),
    [("pump", ()), ("narrowing", ("healthy",)), ("mending", ("before",)), ("inside", ()), ("show", ())],
)
def test_a_step_offers_what_makes_sense_in_it(step: str, ids: tuple[str, ...]) -> None:
    assert offered(CONTENT, chosen(step)) == ids


def test_nothing_is_beside_the_picture_until_it_is_asked_for() -> None:
    assert compose(CONTENT, chosen("narrowing"), 0.0).beside is None
    assert compose(CONTENT, chosen("narrowing", compared="before"), 0.0).beside is None


def test_health_is_shown_beside_the_narrowing_also_in_the_close_up() -> None:
    scene = compose(CONTENT, chosen("narrowing", compared="healthy"), 0.0)
    assert scene.beside is not None and scene.beside.lens is not None and scene.lens is not None
    assert scene.beside.lens.stage.parts["pipe/wall"].morphs["narrow"] == 0.0
    assert scene.lens.stage.parts["pipe/wall"].morphs["narrow"] > 0.5
    assert scene.words == compose(CONTENT, chosen("narrowing"), 0.0).words


def test_before_is_held_still_while_the_treatment_plays() -> None:
    for played, amount in ((0.0, 0.68), (7.0, 0.03)):
        scene = compose(CONTENT, chosen("mending", played, compared="before"), 0.0)
        assert scene.beside is not None
        assert scene.beside.stage.parts["pipe/wall"].morphs["narrow"] == pytest.approx(0.68, abs=0.01)
        assert scene.stage.parts["pipe/wall"].morphs["narrow"] == pytest.approx(amount, abs=0.01)


def test_another_treatment_is_shown_at_its_end_under_its_own_name() -> None:
    content = with_options()
    now = instant(content, chosen("mending", 0.0), 0.0)
    assert offers(now)[1] == Offer("option:waiting", "waiting", "en plain mending")
    other = beside(chosen("mending", 0.0, compared="option:waiting"), content)
    assert other.stage.parts["pipe/tube"].visible


def test_a_kept_picture_can_be_put_beside_the_present_one() -> None:
    kept = Bookmark("picture_1", "Last year", chosen("narrowing", drivers={"narrow": 30.0}))
    other = beside(chosen("narrowing", bookmarks=(kept,), compared="bookmark:picture_1"))
    assert (other.name, other.lens and other.lens.stage.parts["pipe/wall"].morphs["narrow"]) == (
        "Last year",
        pytest.approx(0.2, abs=0.05),
    )
    assert "bookmark:picture_1" not in offered(CONTENT, chosen("mending", bookmarks=(kept,)))


def test_camera_cut_and_parts_are_the_same_in_both_and_drawings_in_one() -> None:
    camera, cut = CameraState(height=33.0), CutState((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    line = StrokeState(((0.0, 0.0, 0.0),), "ink", 3.0)
    choices = chosen(
        "narrowing",
        compared="healthy",
        camera=camera,
        cut=cut,
        cut_chosen=True,
        hidden=("pump/wall",),
        xray=True,
        explode=0.4,
        layout="wipe",
        divider=0.3,
        strokes={"narrowing": (line,)},
        measures={"narrowing": (MeasureState((0.0, 0.0, 0.0), (3.0, 4.0, 0.0)),)},
    )
    scene = compose(CONTENT, choices, 0.0)
    other = beside(choices)
    assert (other.stage.camera, other.stage.cut, other.stage.explode) == (camera, cut, 0.4)
    assert not other.stage.parts["pump/wall/inner"].visible
    assert other.stage.parts["pump/pipes/right"].xray == 1.0
    assert (other.layout, other.at, other.stage.strokes, other.stage.measures) == ("wipe", 0.3, (), ())
    assert scene.stage.strokes == (line,) and scene.stage.measures[0].millimetres == 5.0


def test_beats_go_on_in_step_in_both_pictures() -> None:
    scene = compose(CONTENT, chosen("narrowing", compared="healthy"), 0.4)
    assert scene.beside is not None
    assert scene.stage.parts["pump/wall"].morphs == scene.beside.stage.parts["pump/wall"].morphs != {}


def test_a_picture_is_called_the_patients_only_where_it_is() -> None:
    usual = beside(chosen("narrowing", compared="healthy"))
    assert (usual.name, usual.own_name) == ("Open", "70 % narrow – tight")
    given = chosen("narrowing", compared="healthy", given=frozenset({"narrow"}))
    assert (beside(given).own_name, beside(given).own_value) == ("Yours", "70 % narrow – tight")
    assert beside(replace(given, drivers={"narrow": 20.0})).own_value == ""
    assert beside(replace(given, drivers={"narrow": 20.0})).own_name == "20 % narrow – open"
    assert beside(replace(given, audience=Audience(language="fr"))).own_name == "Chez vous"


def test_before_is_said_in_the_readers_language_and_the_own_picture_by_its_stage() -> None:
    other = beside(chosen("mending", 7.0, compared="before", audience=Audience(language="fr")))
    assert (other.name, other.own_name) == ("Avant", "Open again (fr)")


def test_every_language_has_every_word() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}


def test_what_beats_in_the_other_picture_goes_on_beside_one_that_stands_still() -> None:
    kept = Bookmark("picture_1", "Beating", chosen("pump"))
    choices = chosen("inside", bookmarks=(kept,), compared="bookmark:picture_1")
    first, later = (compose(CONTENT, choices, time) for time in (0.0, 0.4))
    assert first.moving and first.beside != later.beside
    calm = replace(choices, audience=Audience(less_movement=True))
    assert not compose(CONTENT, calm, 0.0).moving
    assert not compose(CONTENT, replace(choices, compared=""), 0.0).moving
