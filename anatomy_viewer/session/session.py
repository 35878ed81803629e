"""The running presentation: verbs come in, one signal with a scene goes out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from psygnal import Signal

from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import Lesson, LessonText, Step, StepText
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.scene.camera import Flight, camera_of, cut_of
from anatomy_viewer.scene.choices import Answer, Choices, FindingValue
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.instant import Instant, instant, step_text
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.slider import SliderState
from anatomy_viewer.scene.state import CameraState, CutState, SceneState, StageState
from anatomy_viewer.session import choices as verbs
from anatomy_viewer.session.audience import Audience, changed_audience
from anatomy_viewer.session.clock import Clock, SystemClock
from anatomy_viewer.session.history import History, pushed, redone, undone
from anatomy_viewer.session.reasons import Reason, reasons
from anatomy_viewer.session.record import Progress, Record

NOTHING = SceneState(StageState(models=(), parts={}, camera=CameraState()))
"""What is shown before a lesson is open."""

DRAG_SECONDS = 1.0
"""Changes of one thing that follow each other within this time are one step of undo."""


class Session:
    """One lesson being shown: what was chosen, the scene that follows, and the verbs that change it.

    Every verb makes a new choice value, composes the scene, emits once; one that changes nothing is silent.
    It needs no Qt and no thread; whoever shows it calls `tick` while `scene.moving`.

    Signals:
        scene_changed: the new scene.
    """

    scene_changed = Signal(SceneState)

    def __init__(
        self,
        library: Library,
        *,
        clock: Clock | None = None,
        audience: Audience | None = None,
        record: Record | None = None,
    ) -> None:
        self.library = library
        self.clock = clock or SystemClock()
        self.record = record
        self.choices = Choices(audience=audience or Audience())
        self.scene = NOTHING
        self._usual = self.choices.audience
        self._content: SceneContent | None = None
        self._history = History()

    # What is shown

    @property
    def is_open(self) -> bool:
        """Whether a lesson is open."""
        return self._content is not None

    @property
    def content(self) -> SceneContent:
        """The open lesson with its models, animations and words; raises RuntimeError where none is open."""
        if self._content is None:
            raise RuntimeError("no lesson is open; call Session.open first")
        return self._content

    @property
    def pack(self) -> LessonPack:
        """The pack of the open lesson."""
        return self.library.lessons[self.lesson.id]

    @property
    def lesson(self) -> Lesson:
        """The open lesson."""
        return self.content.lesson

    @property
    def step(self) -> Step:
        """The step shown now."""
        return self.content.step(self.choices.step)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that the findings call for."""
        return verbs.steps_of(self.content, self.choices.findings)

    @property
    def step_index(self) -> int:
        """Where the step is among `steps`, from 0."""
        return [step.id for step in self.steps].index(self.choices.step)

    @property
    def words(self) -> tuple[str, Level, LessonText]:
        """The language, the level and the words of the lesson as they are shown."""
        return self._now().words

    @property
    def text(self) -> LessonText:
        """The words of the lesson, slots not filled."""
        return self.words[2]

    @property
    def step_text(self) -> StepText:
        """The words of the step with the patient's values in them."""
        return step_text(self._now())

    @property
    def slots(self) -> Mapping[str, str]:
        """What the slots in words stand for: `{stenosis}` is "70"."""
        return self._now().slots

    @property
    def slider(self) -> SliderState | None:
        """What the slider under the picture shows; None where the step has none."""
        return self._now().slider

    @property
    def playing(self) -> bool:
        """Whether the step's own movement runs."""
        return self.is_open and verbs.ended(self.content, self.choices, self.clock.now()).playing

    @property
    def view(self) -> str:
        """The named view that is shown; empty after the viewer turned the model."""
        if self.choices.camera is not None:
            return self.choices.view
        camera = self.step.scene.camera
        free = camera.direction or camera.target or camera.height
        return (
            ""
            if free and not camera.view
            else camera.view or self.content.model(self.step.scene.model).home.id
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._history.future)

    def why(self) -> tuple[Reason, ...]:
        """Why somebody sees these steps, values and words."""
        return reasons(self.content, self.choices, self._usual)

    # Where we are

    def open(self, lesson_id: str, step: str | None = None) -> None:
        """Open a lesson at a step, or at its first; one that is open already keeps its findings.

        Raises UnknownNameError for a lesson or step that does not exist, BrokenLessonError for one that
        cannot be shown; what was shown before stays then.
        """
        pack = self.library.lessons.get(lesson_id)
        same = pack is None or (self._content is not None and pack.texts is self._content.texts)
        if self._content is not None and self.choices.lesson == lesson_id and same:
            return self.seek(step or self.steps[0].id)
        if pack is None:
            raise unknown("lesson", lesson_id, self.library.lessons)
        content = SceneContent(pack.lesson, pack.texts, self.library.models, self.library.animations)
        begun = verbs.begun(content, self.choices.audience, self.clock.now(), step)
        self._content, self._history = content, History()
        self._show(begun)
        self._remember()
        return None

    def next(self) -> None:
        """Go to the next step; at the last one nothing happens."""
        self._go(self.step_index + 1)

    def back(self) -> None:
        """Go to the step before; at the first one nothing happens."""
        self._go(self.step_index - 1)

    def seek(self, step: str | int) -> None:
        """Go to a step by id, or by its place among `steps`; raises UnknownNameError where there is none."""
        if isinstance(step, int):
            step = self.steps[step].id
        there = verbs.at_step(self.content, self.choices, self.content.step(step).id, self.clock.now())
        self._change(there, fly=True)
        self._remember()

    # What moves

    def play(self) -> None:
        """Let the step's own movement run: on from where it stands, or again from its start."""
        self._change(verbs.playing(self.content, self.choices, self.clock.now()), undoable=False)

    def pause(self) -> None:
        """Hold the step's own movement where it is."""
        if self.playing:
            self._change(verbs.paused(self.choices, self.clock.now()), undoable=False)

    def set_driver(self, name: str, value: float) -> None:
        """Put the slider to a value, for this step; raises UnknownNameError for a driver it does not have."""
        driven = verbs.driven(self.content, self.choices, name, value, self.clock.now())
        self._change(driven, kind=f"driver {name}")

    def tick(self) -> None:
        """Compose again at the clock's time; emits only if the scene differs."""
        if self._content is None or not self.scene.moving:
            return
        self.choices = verbs.ended(self._content, self.choices, self.clock.now())
        scene = compose(self._content, self.choices, self.clock.now())
        if scene != self.scene:
            self.scene = scene
            self.scene_changed.emit(scene)

    # Who looks, and what they have

    def set_finding(self, name: str, value: FindingValue) -> None:
        """Type in a finding of this patient; raises ValueError for what cannot be."""
        found = verbs.found(self.content, self.choices, name, value, self.clock.now())
        self._change(found, kind=f"finding {name}", fly=found.step != self.choices.step)

    def set_audience(self, **changes: Any) -> None:
        """Change language, level, preferences or access needs; raises ValueError for what does not exist."""
        audience = changed_audience(self.choices.audience, **changes)
        if self._content is None:
            self.choices = replace(self.choices, audience=audience)
        else:
            self._change(verbs.heard(self._content, self.choices, audience))

    # The picture

    def isolate(self, part: str) -> None:
        """Show this part alone; a second time, all again."""
        self._change(verbs.isolated(self.choices, part))

    def hide(self, part: str) -> None:
        """Take this part away."""
        self._change(verbs.hidden(self.choices, part))

    def fade(self, part: str) -> None:
        """Turn this part to glass; a second time, solid again."""
        self._change(verbs.faded(self.content, self.choices, part))

    def show_all(self) -> None:
        """Bring back every part that the viewer isolated, hid or faded."""
        self._change(verbs.everything_shown(self.choices))

    def cut(self, plane: CutState | None) -> None:
        """Open the model along a plane, or close it."""
        self._change(replace(self.choices, cut=plane, cut_chosen=True), kind="cut")

    def look_from(self, camera: CameraState | str, *, settle: bool = True) -> None:
        """Look from a camera at once, or glide to a named view of the model (which may open it).

        While a finger still turns the model `settle` is False: the whole turn is one step of undo.
        Raises UnknownNameError for a view that the model does not have.
        """
        if isinstance(camera, str):
            return self._look_from_view(camera)
        turned = replace(self.choices, camera=camera, view="", flight=None)
        until = -math.inf if settle else math.inf
        return self._change(turned, kind="camera", open_until=until)

    def home(self) -> None:
        """Put the picture back as the step wants it: camera, cut and every part."""
        self._change(verbs.put_back(self.choices), fly=True)

    # What was said back

    def answer(self, question: str, value: str) -> Answer:
        """Answer a teach-back: with a part, an option, or `met` where the clinician heard it told.

        Raises UnknownNameError for a question that the lesson does not have.
        """
        answered = verbs.answered(self.content, self.choices, question, value)
        self._change(answered)
        return answered.answers[-1]

    def mark_question(self) -> None:
        """Mark this step as one to ask about; a second time, no longer."""
        self._change(verbs.marked(self.choices))

    # Taking back

    def undo(self) -> None:
        """Take the last change back; nothing happens where there is none."""
        if self.can_undo:
            self._history, choices = undone(self._history, self.choices)
            self._show(self._flying(choices))
            self._remember()

    def redo(self) -> None:
        """Do again what was taken back; nothing happens where there is nothing."""
        if self.can_redo:
            self._history, choices = redone(self._history, self.choices)
            self._show(self._flying(choices))
            self._remember()

    def forget(self) -> None:
        """Forget everything of this visit: findings, answers, preferences, undo, and where we stopped."""
        self._history = History()
        if self.record is not None:
            self.record.forget()
        if self._content is None:
            self.choices = Choices(audience=self._usual)
        else:
            self._show(verbs.begun(self._content, self._usual, self.clock.now()))

    # How a verb becomes a scene

    def _now(self) -> Instant:
        return instant(self.content, self.choices, self.clock.now())

    def _go(self, index: int) -> None:
        if 0 <= index < len(self.steps):
            self.seek(index)

    def _look_from_view(self, view_id: str) -> None:
        views = {view.id: view for view in self.content.model(self.step.scene.model).views}
        if view_id not in views:
            raise unknown("view", view_id, views)
        view = views[view_id]
        cut = cut_of(view.cut)
        looking = replace(self.choices, camera=camera_of(view), view=view_id, cut=cut, cut_chosen=True)
        self._change(looking, fly=True)

    def _change(
        self,
        choices: Choices,
        *,
        kind: str = "",
        open_until: float | None = None,
        fly: bool = False,
        undoable: bool = True,
    ) -> None:
        """Show other choices; changes of one `kind` until a clock time are one step of undo."""
        if choices == self.choices:
            if open_until == -math.inf and kind == self._history.kind:
                self._history = replace(self._history, open_until=open_until)  # the finger is off
            return
        if undoable:
            now = self.clock.now()
            until = now + DRAG_SECONDS if open_until is None else open_until
            self._history = pushed(self._history, self.choices, kind, now, until)
        self._show(self._flying(choices) if fly else choices)

    def _flying(self, choices: Choices) -> Choices:
        """The same choices, the camera gliding there from what is shown now if it shows the same model."""
        shown = self.scene.stage
        same = shown.models == (self.content.step(choices.step).scene.model,)
        flight = (
            Flight(shown.camera, self.clock.now()) if same and not choices.audience.less_movement else None
        )
        return replace(choices, flight=flight)

    def _show(self, choices: Choices) -> None:
        self.choices = choices
        self.scene = compose(self.content, choices, self.clock.now())
        self.scene_changed.emit(self.scene)

    def _remember(self) -> None:
        if self.record is not None:
            self.record.save(Progress(self.choices.lesson, self.choices.step))
