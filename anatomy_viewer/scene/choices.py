"""Everything that was chosen: a frozen value from which, with content and a time, a scene follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from anatomy_viewer.content.base import Level
from anatomy_viewer.scene.camera import Flight
from anatomy_viewer.scene.state import CameraState, CutState, Layout, MeasureState, StrokeState

FindingValue = float | str
AnswerState = Literal["right", "wrong", "teach_again", "ask_clinician"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Language, level, preferences and access needs of the person looking; no identity."""

    language: str = "en"
    level: Level = "plain"
    second_language: str | None = None
    read_aloud: bool = False
    gentle: bool = False
    """Schematic, softer colours."""
    text_scale: float = 1.0
    captions: bool = True
    less_movement: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a teach-back, how many tries it took so far, and what follows from it.

    `wrong` is the first miss with tries left, `teach_again` a later one, `ask_clinician` the last.
    """

    question: str
    value: str
    tries: int
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Playback:
    """Where the step's own movement stands: seconds gone before `started`, and running since then or held."""

    playing: bool = False
    started: float = 0.0
    """Clock seconds; meaningful only while playing."""
    played: float = 0.0

    def elapsed(self, time: float) -> float:
        """Seconds of movement gone at a clock time."""
        return self.played + (max(0.0, time - self.started) if self.playing else 0.0)


@dataclass(frozen=True, slots=True)
class Choices:
    """The choice state of a session. Paths of parts also cover all parts below them."""

    lesson: str = ""
    step: str = ""
    findings: Mapping[str, FindingValue] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    """Findings that somebody typed; the others are the usual value."""
    drivers: Mapping[str, float] = field(default_factory=dict)
    """Where the slider was put by hand in this step: by parameter, or by animation where it runs on time."""
    audience: Audience = Audience()
    isolated: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    faded: tuple[str, ...] = ()
    solid: tuple[str, ...] = ()
    """Parts shown in full although the step fades them."""
    xray: bool = False
    """The whole picture as an x-ray; what the step highlights stays solid."""
    xrayed: tuple[str, ...] = ()
    """Single parts drawn as an x-ray."""
    peeled: int = 0
    """How many layers, from the outermost, are taken away."""
    explode: float = 0.0
    """How far the parts stand apart, 0-1."""
    cut: CutState | None = None
    cut_chosen: bool = False
    """Whether `cut` stands instead of the step's own (so that a step's cut can be closed)."""
    camera: CameraState | None = None
    """Instead of the step's own camera."""
    view: str = ""
    """The named view that `camera` came from."""
    free_turn: bool = False
    """Whether a turn may roll the model over, instead of keeping it upright."""
    compared: str = ""
    """What the picture is compared with (see `scene.comparing`); empty where it stands alone."""
    layout: Layout = "side"
    divider: float = 0.5
    """Where the divider of a comparison stands, as a share of the width, 0-1."""
    strokes: Mapping[str, tuple[StrokeState, ...]] = field(default_factory=dict)
    """What was drawn, by step."""
    measures: Mapping[str, tuple[MeasureState, ...]] = field(default_factory=dict)
    """What was measured, by step."""
    bookmarks: tuple[Bookmark, ...] = ()
    playback: Playback = Playback()
    flight: Flight | None = None
    journey: Journey | None = None
    beats: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """The phase of each cycle at a clock time (phase, seconds): a new rate goes on from there."""
    answers: tuple[Answer, ...] = ()
    questions: tuple[str, ...] = ()
    """Steps at which the patient wants to ask something."""
    values: tuple[str, ...] = ()
    """What matters to the patient in a decision, in the order in which it was said."""

    @property
    def playing(self) -> bool:
        """Whether the step's own movement runs."""
        return self.playback.playing

    @property
    def started(self) -> float:
        """Since when it runs, in clock seconds."""
        return self.playback.started


@dataclass(frozen=True, slots=True)
class Journey:
    """A way into another model: the picture that was left, as it was seen, and since when (clock seconds)."""

    left: Choices
    """With no journey of their own."""
    camera: CameraState
    started: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A picture kept to come back to: the choices it was made of, under a name."""

    id: str
    name: str
    choices: Choices
    """With no drawings, answers or bookmarks of their own."""
