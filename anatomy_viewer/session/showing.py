"""What a running presentation shows: everything that can be asked of it. Its verbs are in `session`."""

from __future__ import annotations

from collections.abc import Mapping

from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.entry import Entry, entry_for
from anatomy_viewer.content.lesson import Lesson, LessonText, Step, StepText
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.comparing import Offer, offers
from anatomy_viewer.scene.instant import Instant, instant, step_text
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.peeling import Layer, layers_in
from anatomy_viewer.scene.sides import model_of
from anatomy_viewer.scene.slider import SliderState, inside_sentence, slider_of
from anatomy_viewer.scene.state import CameraState, SceneState, StageState
from anatomy_viewer.scene.words import text_for
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.choices import ended, steps_of
from anatomy_viewer.session.clock import Clock, SystemClock
from anatomy_viewer.session.history import History
from anatomy_viewer.session.reasons import Reason, reasons

NOTHING = SceneState(StageState(models=(), parts={}, camera=CameraState()))
"""What is shown before a lesson is open."""


class Showing:
    """One lesson being shown: the choices, the scene that follows from them, and what else does."""

    def __init__(self, library: Library, clock: Clock | None, audience: Audience | None) -> None:
        self.library = library
        self.clock = clock or SystemClock()
        self.choices = Choices(audience=audience or Audience())
        self.scene = NOTHING
        self._usual = self.choices.audience
        self._content: SceneContent | None = None
        self._history = History()

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
    def entry(self) -> Entry:
        """What is open as the library lists it: the lesson, or the condition that fits the findings."""
        return entry_for(self.pack, self.choices.findings)

    @property
    def title(self) -> str:
        """What the open lesson is called, for the condition that fits the findings."""
        language, level, text = self.words
        variant = self.entry.variant
        return name_in(variant.names, language, level, text.title) if variant else text.title

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
        """The steps that the findings call for, and the one shown."""
        return steps_of(self.content, self.choices.findings, self.choices.step)

    @property
    def model(self) -> Model:
        """The model of the large picture, as it lies in this patient: the mirror image for the other side."""
        return model_of(self.content, self.step, self.choices.findings)

    @property
    def step_index(self) -> int:
        """Where the step is among `steps`, from 0."""
        return [step.id for step in self.steps].index(self.choices.step)

    @property
    def words(self) -> tuple[str, Level, LessonText]:
        """The language, the level and the words of the lesson as they are shown."""
        return text_for(self.content, self.choices.audience)

    @property
    def text(self) -> LessonText:
        """The words of the lesson, slots not filled."""
        return self.words[2]

    @property
    def step_text(self) -> StepText:
        """The words of the step with the patient's values in them."""
        return step_text(self.now())

    @property
    def slots(self) -> Mapping[str, str]:
        """What the slots in words stand for: `{stenosis}` is "70"."""
        return self.now().slots

    @property
    def slider(self) -> SliderState | None:
        """What the slider under the picture shows; None where the step has none."""
        return self.now().slider

    def said_value(self, step: Step, value: float) -> str:
        """How the slider of a step says a value: "70 % narrowed – severe"; empty where it has none."""
        names = {**self.now().names, **({step.slider: value} if step.slider else {})}
        slider = slider_of(self.content, step, names, self.words)
        return inside_sentence(slider.value_text) if slider else ""

    @property
    def playing(self) -> bool:
        """Whether the step's own movement runs."""
        return self.is_open and ended(self.content, self.choices, self.clock.now()).playing

    @property
    def view(self) -> str:
        """The named view that is shown; empty after the viewer turned the model."""
        if self.choices.camera is not None:
            return self.choices.view
        camera = self.step.scene.camera
        free = camera.direction or camera.target or camera.height
        return "" if free and not camera.view else camera.view or self.model.home.id

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the model, outermost first, for peeling."""
        language, level, _ = self.words
        return layers_in(self.model, language, level)

    @property
    def comparisons(self) -> tuple[Offer, ...]:
        """What the picture can be compared with."""
        return offers(self.now())

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.past is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._history.future is not None

    def now(self) -> Instant:
        """What the pictures and words of this instant share."""
        return instant(self.content, self.choices, self.clock.now())

    def why(self) -> tuple[Reason, ...]:
        """Why somebody sees these steps, values and words."""
        return reasons(self.content, self.choices, self._usual)
