"""Soak: ten thousand verbs in any order leave a valid picture, no error, exact undo and no growth."""

from __future__ import annotations

import gc
import inspect
import math
import random
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from scene.fixture_lesson import LIBRARY

from anatomy_viewer.content.base import LEVELS, Level, name_in
from anatomy_viewer.content.lesson import Finding
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.mirroring import plain_id
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.part_search import search_parts
from anatomy_viewer.scene.state import (
    CameraState,
    CutState,
    MeasureState,
    PartState,
    SceneState,
    StageState,
    StrokeState,
    Vector,
)
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

SHIPPED, TOY = 5000, 5000
"""Verbs on the shipped lesson and on the made-up one."""
A_RUN = 50
"""How often a session is asked for something, one verb or several, before it begins anew."""


# ------------------------------------------------------------------ what a hand can ask for
def path(session: Session, pick: int) -> str:
    """A part of the picture, or a group of parts."""
    parts = sorted(session.scene.stage.parts)
    paths = [*parts, *(part.rpartition("/")[0] for part in parts)]
    return paths[pick % len(paths)]


def somewhere(pick: int, x: float) -> Vector:
    return (80 * x - 40, pick % 80 - 40.0, 40 * math.sin(pick + x))


def camera(pick: int, x: float) -> CameraState:
    direction = (math.cos(pick), math.sin(pick), x)
    return CameraState(somewhere(pick, x), direction, (0.1, x, 1.0), height=5 + 300 * x)


def look(session: Session, pick: int, x: float) -> None:
    views = session.content.model(session.step.scene.model).views
    if pick % 3:
        session.look_from(camera(pick, x), settle=bool(pick % 2))
    else:
        session.look_from(views[pick % len(views)].id)


def cut(session: Session, pick: int, x: float) -> None:
    parts = (path(session, pick),) if pick % 4 == 0 else ()
    session.cut(None if pick % 5 == 0 else CutState(somewhere(pick, x), (x + 0.1, 1.0, -x), parts))


def find(session: Session, pick: int, x: float) -> None:
    findings = session.lesson.findings
    finding = findings[pick % len(findings)]
    session.set_finding(finding.id, possible(finding, pick, x))


def possible(finding: Finding, pick: int, x: float) -> float | str:
    if finding.kind == "choice":
        return finding.choices[pick % len(finding.choices)]
    return finding.minimum + 1.2 * x * (finding.maximum - finding.minimum)


def slide(session: Session, pick: int, x: float) -> None:
    if session.slider:
        low, high = session.slider.minimum, session.slider.maximum
        session.set_driver(session.slider.driver, low + (1.2 * x - 0.1) * (high - low))


def prefer(session: Session, pick: int, x: float) -> None:
    changes: list[dict[str, object]] = [
        {"language": ("en", "fr", "sv", "pt-BR")[pick % 4]},
        {"level": LEVELS[pick % 3]},
        {"less_movement": bool(pick % 2)},
        {"gentle": bool(pick % 2), "text_scale": 3 * x},
    ]
    session.set_audience(**changes[pick % len(changes)])


def answer(session: Session, pick: int, x: float) -> None:
    question = next(step.question for step in session.lesson.steps if step.question)
    session.answer(question.id, "met" if pick % 5 == 0 else path(session, pick))


def value(session: Session, pick: int, x: float) -> None:
    decision = session.step.decision
    if decision is not None and decision.values:
        session.mark_value(decision.values[pick % len(decision.values)])


def draw(session: Session, pick: int, x: float) -> None:
    part, seen = (path(session, pick), None) if pick % 2 else ("", session.scene.stage.camera)
    points = tuple(somewhere(pick + step, x) for step in range(1 + pick % 9))
    session.draw(StrokeState(points, "ink", 1 + x, part, seen))


def erase(session: Session, pick: int, x: float) -> None:
    strokes = session.scene.stage.strokes
    which = pick % len(strokes) if strokes and pick % 3 == 0 else ("last", "all")[pick % 2]
    session.erase(which)  # type: ignore[arg-type]


def of_bookmarks(verb: str) -> Verb:
    def run(session: Session, pick: int, x: float) -> None:
        if marks := session.choices.bookmarks:
            getattr(session, verb)(marks[pick % len(marks)].id)

    return run


def compare(session: Session, pick: int, x: float) -> None:
    ids = ["", *(offer.id for offer in session.comparisons)]
    session.compare(ids[pick % len(ids)])


Verb = Callable[[Session, int, float], object]
VERBS: dict[str, Verb] = {
    "open": lambda s, p, x: s.open(s.lesson.id, s.lesson.steps[p % len(s.lesson.steps)].id),
    "next": lambda s, p, x: s.next(),
    "back": lambda s, p, x: s.back(),
    "seek": lambda s, p, x: s.seek(p % len(s.steps) if p % 2 else s.steps[p % len(s.steps)].id),
    "arrive": lambda s, p, x: s.arrive(),
    "play": lambda s, p, x: s.play(),
    "pause": lambda s, p, x: s.pause(),
    "tick": lambda s, p, x: s.tick(),
    "set_driver": slide,
    "set_finding": find,
    "set_audience": prefer,
    "isolate": lambda s, p, x: s.isolate(path(s, p)),
    "hide": lambda s, p, x: s.hide(path(s, p)),
    "show": lambda s, p, x: s.show(path(s, p)),
    "fade": lambda s, p, x: s.fade(path(s, p)),
    "xray": lambda s, p, x: s.xray(path(s, p) if p % 2 else None),
    "peel": lambda s, p, x: s.peel(p % 9 - 1),
    "explode": lambda s, p, x: s.explode(1.4 * x - 0.2),
    "show_all": lambda s, p, x: s.show_all(),
    "cut": cut,
    "look_from": look,
    "turn_freely": lambda s, p, x: s.turn_freely(bool(p % 2)),
    "home": lambda s, p, x: s.home(),
    "compare": compare,
    "set_divider": lambda s, p, x: s.set_divider(1.4 * x - 0.2),
    "set_layout": lambda s, p, x: s.set_layout("wipe" if p % 2 else "side"),
    "draw": draw,
    "measure": lambda s, p, x: s.measure(MeasureState(somewhere(p, x), somewhere(p + 1, x), path(s, p))),
    "erase": erase,
    "bookmark": lambda s, p, x: s.bookmark("" if p % 2 else "Mine"),
    "go_to": of_bookmarks("go_to"),
    "drop_bookmark": of_bookmarks("drop_bookmark"),
    "answer": answer,
    "mark_question": lambda s, p, x: s.mark_question(),
    "mark_value": value,
    "undo": lambda s, p, x: s.undo(),
    "redo": lambda s, p, x: s.redo(),
    "forget": lambda s, p, x: s.forget() if p % 20 == 0 else None,
}

IMPOSSIBLE: dict[str, Verb] = {
    "open": lambda s, p, x: s.open("no_such_lesson"),
    "seek": lambda s, p, x: s.seek("no_such_step"),
    "set_driver": lambda s, p, x: s.set_driver("no_such_driver", x),
    "set_finding": lambda s, p, x: s.set_finding("no_such_finding", x),
    "set_audience": lambda s, p, x: s.set_audience(level="childish"),
    "isolate": lambda s, p, x: s.isolate("no/such/part"),
    "hide": lambda s, p, x: s.hide(""),
    "show": lambda s, p, x: s.show("no/such/part"),
    "fade": lambda s, p, x: s.fade(path(s, p)[:-1]),
    "xray": lambda s, p, x: s.xray("*"),
    "mark_value": lambda s, p, x: s.mark_value("no_such_value"),
    "explode": lambda s, p, x: s.explode(math.nan),
    "cut": lambda s, p, x: s.cut(CutState((x, math.inf, 0.0), (1.0, 0.0, 0.0))),
    "look_from": lambda s, p, x: s.look_from(CameraState(height=-x)),
    "view": lambda s, p, x: s.look_from("no_such_view"),
    "compare": lambda s, p, x: s.compare("option:no_such_step"),
    "set_divider": lambda s, p, x: s.set_divider(-math.inf),
    "draw": lambda s, p, x: s.draw(StrokeState((), "ink", 1.0)),
    "measure": lambda s, p, x: s.measure(MeasureState((math.nan, x, x), (x, x, x))),
    "erase": lambda s, p, x: s.erase(10_000),
    "go_to": lambda s, p, x: s.go_to("no_such_bookmark"),
    "drop_bookmark": lambda s, p, x: s.drop_bookmark("picture_0"),
    "answer": lambda s, p, x: s.answer("no_such_question", "met"),
}


NOT_TAKEN_BACK = {"arrive", "undo", "redo", "forget", "play", "pause", "tick"}
"""Verbs that are no step of undo."""
PICKS, SHARES = st.integers(0, 9999), st.floats(0.01, 1)


# ------------------------------------------------------------------ what must always hold
def finite(*numbers: float) -> bool:
    return all(math.isfinite(number) for number in numbers)


def is_share(*numbers: float) -> bool:
    return all(0.0 <= number <= 1.0 for number in numbers)


def assert_part(state: PartState) -> None:
    tints = [value for tint in (state.color, *state.tints.values()) for value in tint]
    assert is_share(state.opacity, state.emphasis, state.xray, *tints)
    assert is_share(*state.morphs.values(), *state.stills.values())
    assert finite(*state.translation, *state.amounts.values(), state.scale)
    assert math.isclose(math.hypot(*state.rotation), 1.0, abs_tol=1e-6)


def assert_stage(stage: StageState, session: Session) -> None:
    (model,) = (session.content.model(model) for model in stage.models)
    assert stage.parts.keys() == {part.id for part in model.parts}
    for state in {id(state): state for state in stage.parts.values()}.values():
        assert_part(state)
    eye = stage.camera
    assert finite(*eye.focal) and eye.height > 0.0 and is_share(stage.explode)
    assert math.isclose(math.hypot(*eye.direction), 1.0, abs_tol=1e-5)
    assert math.isclose(math.hypot(*eye.up), 1.0, abs_tol=1e-5)
    assert stage.cut is None or math.isclose(math.hypot(*stage.cut.normal), 1.0, abs_tol=1e-6)
    for named in (*stage.flows, *stage.labels):
        assert stage.parts[named.part].visible or named in stage.flows
    assert all(0.0 < flow.amount <= 1.0 and finite(flow.speed) for flow in stage.flows)


def assert_scene(session: Session) -> None:
    scene = session.scene
    assert_stage(scene.stage, session)
    for closer in (scene.lens, scene.beside, scene.beside.lens if scene.beside else None):
        if closer is not None:
            assert_stage(closer.stage, session)
    if scene.beside is not None:
        assert scene.beside.name and scene.beside.own_name and is_share(scene.beside.at)
        assert scene.beside.stage.camera == scene.stage.camera
        assert scene.beside.stage.models == scene.stage.models
    if scene.inset is not None:
        assert_stage(scene.inset.stage, session)
        assert scene.inset.place and scene.inset.model and is_share(scene.inset.shown)
    if scene.journey is not None:
        assert is_share(scene.journey.opened)
        for stage in (scene.journey.outer, scene.journey.inner):
            assert_stage(stage, session)
    assert session.step.scene.model == plain_id(scene.stage.models[0])
    assert scene.words.title and scene.words.body
    assert 0 <= session.step_index < len(session.steps)
    assert 0 <= session.choices.peeled < len(session.layers)
    assert set(shown_strokes(scene.stage.strokes, scene.stage.camera)) <= set(scene.stage.strokes)


def settled(choices: Choices) -> Choices:
    """What was chosen, without the glide that brought the camera there."""
    return replace(choices, flight=None, journey=None)


# ------------------------------------------------------------------ ten thousand verbs
class Visit(RuleBasedStateMachine):
    """A visit in which anything may happen next."""

    library: Library
    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.clock = ManualClock()
        self.session = Session(self.library, clock=self.clock)
        self.session.open(next(iter(self.library.lessons)))
        self.session.bookmark("First")
        self.heard: list[SceneState] = []
        self.session.scene_changed.connect(self.hear)

    def hear(self, scene: SceneState) -> None:
        self.heard.append(scene)

    @rule(asked=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), PICKS, SHARES), min_size=1, max_size=8))
    def act(self, asked: list[tuple[str, int, float]]) -> None:
        for verb, pick, x in asked:
            self.heard.clear()
            VERBS[verb](self.session, pick, x)
            assert len(self.heard) <= 1
            assert self.heard in ([], [self.session.scene])
            assert_scene(self.session)
            self.clock.advance(x / 4)
            type(self).done += 1

    @rule(verb=st.sampled_from(sorted(VERBS.keys() - NOT_TAKEN_BACK)), pick=PICKS, x=SHARES)
    def act_and_take_back(self, verb: str, pick: int, x: float) -> None:
        self.clock.advance(5.0)  # nothing that was dragged goes on
        before = settled(self.session.choices)
        VERBS[verb](self.session, pick, x)
        after = settled(self.session.choices)
        if after != before:
            self.session.undo()
            assert settled(self.session.choices) == before
            self.session.redo()
        assert settled(self.session.choices) == after
        type(self).done += 1

    @rule(verb=st.sampled_from(sorted(IMPOSSIBLE)), pick=PICKS, x=SHARES)
    def be_refused(self, verb: str, pick: int, x: float) -> None:
        before = self.session.choices
        self.heard.clear()
        with pytest.raises(ValueError):
            IMPOSSIBLE[verb](self.session, pick, x)
        assert (self.session.choices, self.heard) == (before, [])
        type(self).done += 1

    @rule(seconds=st.floats(0, 20))
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.session.tick()
        assert self.session.scene == compose(self.session.content, self.session.choices, self.clock.now())
        type(self).done += 1

    @invariant()
    def the_picture_is_valid(self) -> None:
        assert_scene(self.session)


@cache
def shipped() -> Library:
    return Library.load()


@pytest.mark.parametrize(
    ("library", "verbs"), [(shipped, SHIPPED), (lambda: LIBRARY, TOY)], ids=["shipped", "toy"]
)
def test_any_verbs_leave_a_valid_picture(library: Callable[[], Library], verbs: int) -> None:
    machine = type("AnyVisit", (Visit,), {"library": library(), "done": 0})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=verbs // A_RUN,
            stateful_step_count=A_RUN,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.done >= verbs  # type: ignore[attr-defined]


def test_the_soak_knows_every_verb() -> None:
    verbs = {name for name, _ in inspect.getmembers(Session, inspect.isfunction) if not name.startswith("_")}
    assert verbs - {"now", "why", "said_value"} == VERBS.keys()


def some_verbs(session: Session, clock: ManualClock, seed: int, count: int) -> None:
    """Do a fixed sequence of verbs, then forget the visit, so that nothing may be left of it."""
    dice = random.Random(seed)
    for _ in range(count):
        VERBS[dice.choice(sorted(VERBS))](session, dice.randrange(10_000), dice.uniform(0.01, 1.0))
        clock.advance(0.3)
    session.forget()


def test_nothing_grows_over_many_visits() -> None:
    clock = ManualClock()
    session = Session(shipped(), clock=clock)
    session.open("coronary_artery_disease")
    some_verbs(session, clock, 1, 250)
    gc.collect()
    tracemalloc.start()
    try:
        some_verbs(session, clock, 1, 250)
        gc.collect()
        once = tracemalloc.get_traced_memory()[0]
        for _ in range(2):
            some_verbs(session, clock, 1, 250)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - once < 50_000
    finally:
        tracemalloc.stop()


def test_a_step_of_undo_costs_next_to_nothing() -> None:
    clock = ManualClock()
    session = Session(LIBRARY, clock=clock)
    session.open("tight_pipe")
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for step in range(1000):
            session.explode((step % 7 + 1) / 10)
            clock.advance(2.0)
        assert tracemalloc.get_traced_memory()[0] - before < 1_000_000
    finally:
        tracemalloc.stop()
    while session.can_undo:
        session.undo()
    assert session.choices.explode == 0.0


@pytest.mark.parametrize("language", ["en", "fr", "sv"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_part_is_found_by_its_name(language: str, level: Level) -> None:
    for model in shipped().models.values():
        named = {part.id: name_in(part.names, language, level) for part in model.parts}
        for part, name in named.items():
            found = search_parts(model, name, language, level)
            assert part in found and named[found[0]] == name
