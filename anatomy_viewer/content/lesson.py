"""A lesson: a list of steps. Structure lives here; every word a person reads lives in `LessonText`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from anatomy_viewer.content.base import Direction, Frozen, Id, Language, Level, PartId, Source, Vector

Expression = float | Annotated[str, StringConstraints(max_length=200)]
"""A number, or an expression over findings such as `stenosis` or `stenosis >= 50` (see `expression`)."""

MaskName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_{}]+$", max_length=64)]
"""A mask, or a `{finding}` whose value names one."""

AnchorId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*:[a-z0-9_{}]+$")]
"""`model:anchor`; `{finding}` may stand inside the anchor, as in `heart:mid_{vessel}`."""


class Finding(Frozen):
    """A value of this patient that sets a parameter: stenosis 70 %, side left."""

    id: Id
    kind: Literal["number", "choice"]
    unit: str = ""
    minimum: float = 0.0
    maximum: float = 100.0
    step: float = Field(default=1.0, gt=0)
    choices: tuple[Id, ...] = ()
    default: float | str

    @property
    def shown_unit(self) -> str:
        """The unit as it stands after a figure: of "% of diameter", what follows is said in the name."""
        return self.unit.partition(" ")[0]


class Layer(Frozen):
    """An animation that runs in a scene, and where its driver stands."""

    animation: Id
    at: Expression | None = None
    """Where the driver stands: a parameter's value or a time in seconds. A parameter driver without it
    follows the finding of the same name; a cycle needs none."""
    play: bool = False
    """A time driver starts running when the step opens."""
    parts: dict[PartId, PartId] = Field(default_factory=dict)
    """Shows the animation on other parts than it was written for."""
    masks: dict[Id, MaskName] = Field(default_factory=dict)
    """Re-aims `tint.<mask>` and `still.<mask>` to another mask; `{finding}` may stand for it."""


class Lens(Frozen):
    """A round-cornered window into a small place, with its own model, tied to an anchor on the large one."""

    model: Id
    view: Id
    anchor: AnchorId
    magnification: float = Field(gt=1)
    """How many times larger than on the main stage it is drawn; said in the caption."""


class Camera(Frozen):
    """Where a step looks from: a named view, or a free place."""

    view: Id | None = None
    direction: Direction | None = None
    up: Direction = (0.0, 0.0, 1.0)
    target: Vector | AnchorId | None = None
    height: float | None = Field(default=None, gt=0)


class StepScene(Frozen):
    """What a step shows: a model, what is faded or stands out, labels, layers, the camera and a lens."""

    model: Id
    camera: Camera = Field(default_factory=Camera)
    hide: tuple[PartId, ...] = ()
    show: tuple[PartId, ...] = ()
    """Parts that are hidden by default and shown here."""
    fade: tuple[PartId, ...] = ()
    highlight: tuple[PartId, ...] = ()
    labels: tuple[PartId, ...] = ()
    layers: tuple[Layer, ...] = ()
    lens: Lens | None = None
    cut: bool = False
    """Open the model along the cut of the camera's view."""
    arrive: AnchorId | None = None
    """Where on another model this one lies: a step that comes from there travels in through that place."""
    mirror: str = ""
    """The model is shown as its mirror image where this is true of the findings: `side == 'right'`."""


class Cue(Frozen):
    """Something that moves by itself when a step opens: a driver glides from one value to another."""

    driver: Id
    start: Expression
    end: Expression
    seconds: float = Field(default=4.0, gt=0, le=120)


class Question(Frozen):
    """A teach-back: answered by pointing, choosing, telling or setting the slider.

    Wrong: re-teach, ask again, at most twice.
    """

    id: Id
    kind: Literal["point", "choose", "tell", "set"]
    correct: tuple[str, ...] = ()
    """Part ids (pointing) or option ids (choosing)."""
    correct_value: Expression | None = None
    """Where the step's slider is to be set: a number, or a finding such as `pain_angle`."""
    within: float = Field(default=0.0, ge=0.0)
    """How far from it is still right, in the slider's unit."""
    options: tuple[Id, ...] = ()
    tries: int = Field(default=2, ge=1, le=3)
    hint: AnchorId | None = None


class Outcome(Frozen):
    """What happened to people who chose each option: how many of as many people, over the same time."""

    id: Id
    sources: tuple[Id, ...] = Field(min_length=1)
    counts: Literal["people", "events", "points"] = "people"
    """What `events` counts: the people who had it, how often it happened, several times to some, or the mean
    points that people won on a score from 0 to `denominator`."""
    denominator: Literal[100, 1000] = 100
    events: dict[Id, float]
    horizon: str
    certainty: Literal["high", "moderate", "low", "very-low"]
    harm: bool = True


class Decision(Frozen):
    """A choice between options, shown symmetrically, with the fields IPDAS asks for."""

    id: Id
    options: tuple[Id, ...] = Field(min_length=2)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    values: tuple[Id, ...] = ()
    """What may matter to somebody who chooses: noted, never scored."""
    updated: date
    update_policy: str
    funding: str


class Axis(Frozen):
    """From where to where an axis of a chart goes; what it is called is in the text."""

    minimum: float
    maximum: float
    ticks: tuple[float, ...] = Field(default=(), max_length=7)
    """The values written at it; some round ones where none are given."""


class ChartLine(Frozen):
    """A line of a chart: points (x, y) that a source gives, from left to right, and straight between them."""

    id: Id
    points: tuple[tuple[float, float], ...] = Field(min_length=2)
    sources: tuple[Id, ...] = Field(min_length=1)


class Marker(Frozen):
    """Where this patient is on a chart: a place of its own, or one on a line."""

    x: Expression
    y: Expression | None = None
    line: Id | None = None
    """The line it lies on; then there is no `y`."""


class Chart(Frozen):
    """Lines over two axes, in the units that people know."""

    id: Id
    x: Axis
    y: Axis
    lines: tuple[ChartLine, ...] = Field(min_length=1, max_length=4)
    marker: Marker | None = None


class Step(Frozen):
    """One idea: a title, a few sentences and a scene."""

    id: Id
    kind: Literal["explain", "teach_back", "decision", "summary"] = "explain"
    when: str = ""
    """Shown only when this is true of the findings; always where empty."""
    scene: StepScene
    cues: tuple[Cue, ...] = ()
    slider: Id | None = None
    """The parameter, or the animation on a time driver, that the slider under the picture moves."""
    compare: tuple[Id, ...] = ()
    """Steps on the same model whose end may be shown beside this picture: another treatment."""
    question: Question | None = None
    decision: Decision | None = None
    chart: Chart | None = None
    """A chart among the words; what it rests on is named by its lines."""
    sources: tuple[Id, ...] = ()


class Lesson(Frozen):
    """A lesson for a condition: findings, steps, levels and languages."""

    id: Id
    minutes: float = Field(gt=0, le=60)
    levels: tuple[Level, ...] = Field(min_length=1)
    languages: tuple[Language, ...] = Field(min_length=1)
    default_language: Language = "en"
    findings: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1, max_length=30)
    key_messages: int = Field(default=3, ge=1, le=5)
    sources: tuple[Source, ...] = ()

    @property
    def models(self) -> tuple[Id, ...]:
        """Return the models in its pictures, each once: on the stage, in a lens, or around the one shown."""
        scenes = [step.scene for step in self.steps]
        lenses = [scene.lens.model for scene in scenes if scene.lens]
        around = [scene.arrive.partition(":")[0] for scene in scenes if scene.arrive]
        return tuple(dict.fromkeys([*(scene.model for scene in scenes), *lenses, *around]))


class StepText(Frozen):
    """The words of a step at one level in one language. `body` is a Markdown subset with `[[terms]]`."""

    title: str
    body: str
    describe: str
    """What the picture shows, for who cannot see it."""
    say: str = ""
    """Narration, where it differs from the body."""
    caption: str = ""
    """The lens' caption, or the picture's."""
    beside: str = ""
    """What the picture is called in a comparison, in a word or two; the title where it is empty."""


class QuestionText(Frozen):
    """The words of a teach-back. `{touched}` is what was touched, chosen or set, in words."""

    ask: str
    right: str
    wrong: str
    hint: str = ""
    options: dict[Id, str] = Field(default_factory=dict)


class FindingText(Frozen):
    """The words of a finding."""

    name: str
    choices: dict[Id, str] = Field(default_factory=dict)


class SliderText(Frozen):
    """The words of a slider: its question, and how a value is said (`{value}`, `{stage}`)."""

    name: str
    value: str = "{value} – {stage}"


class OptionText(Frozen):
    """The words of one option of a decision."""

    name: str
    what: str
    harms: tuple[str, ...] = ()


class AxisText(Frozen):
    """The words of an axis: what goes along it, and in which unit."""

    name: str
    unit: str = ""


class ChartText(Frozen):
    """The words of a chart. `title` says what it tells, `note` what to know about its figures."""

    title: str
    x: AxisText
    y: AxisText
    lines: dict[Id, str]
    marker: str = ""
    note: str = ""


class LessonText(Frozen):
    """Every word of a lesson at one level in one language."""

    title: str
    subtitle: str
    steps: dict[Id, StepText]
    questions: dict[Id, QuestionText] = Field(default_factory=dict)
    findings: dict[Id, FindingText] = Field(default_factory=dict)
    sliders: dict[Id, SliderText] = Field(default_factory=dict)
    options: dict[Id, OptionText] = Field(default_factory=dict)
    outcomes: dict[Id, str] = Field(default_factory=dict)
    values: dict[Id, str] = Field(default_factory=dict)
    charts: dict[Id, ChartText] = Field(default_factory=dict)
    key_messages: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class Glossary(Frozen):
    """Hard words and what they mean, in one language."""

    terms: dict[str, str]

    def meaning(self, term: str) -> str | None:
        """Return what a hard word means, whatever its capitals; None where it is not explained."""
        wanted = term.casefold()
        return next((said for word, said in self.terms.items() if word.casefold() == wanted), None)
