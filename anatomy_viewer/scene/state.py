"""A scene at one instant: a plain frozen value that a window, a headset, a picture or a test can show.

Lengths in millimetres, axes RAS+, angles in degrees, colours sRGB 0-1, opacities and weights 0-1, seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import dist
from typing import Literal

from anatomy_viewer.scene.charts import ChartState

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]
"""(w, x, y, z), of length 1."""
Tint = tuple[float, float, float, float]
"""An sRGB colour and how strongly it is mixed in: (r, g, b, weight)."""
Layout = Literal["side", "wipe"]
"""How two pictures are compared: next to each other, or one over the other with a divider to push."""

NO_TINT: Tint = (0.0, 0.0, 0.0, 0.0)
UPRIGHT: Quaternion = (1.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PartState:
    """How one part is shown: seen or not, pose about its pivot, shape, colour and emphasis."""

    visible: bool = True
    opacity: float = 1.0
    color: Tint = NO_TINT
    translation: Vector = (0.0, 0.0, 0.0)
    rotation: Quaternion = UPRIGHT
    scale: float = 1.0
    emphasis: float = 0.0
    """0 plain, 1 unmistakably highlighted."""
    morphs: Mapping[str, float] = field(default_factory=dict)
    """Place along each morph path, 0-1; the phase of a cyclic one."""
    amounts: Mapping[str, float] = field(default_factory=dict)
    """How much of a morph's displacement is applied; 1 where absent."""
    tints: Mapping[str, Tint] = field(default_factory=dict)
    """A colour mixed into each masked region."""
    stills: Mapping[str, float] = field(default_factory=dict)
    """How far each masked region is held still while morphs move the rest."""
    xray: float = 0.0
    """0 as its look says, 1 drawn as an x-ray: its outline glows, its middle is clear."""


@dataclass(frozen=True, slots=True)
class CameraState:
    """Where the picture is taken from; `height` millimetres fit into it at the focal point."""

    focal: Vector = (0.0, 0.0, 0.0)
    direction: Vector = (0.0, 1.0, 0.0)
    """Unit vector from the focal point towards the camera."""
    up: Vector = (0.0, 0.0, 1.0)
    height: float = 200.0
    view_angle: float = 24.0


@dataclass(frozen=True, slots=True)
class CutState:
    """A plane that opens the model: what lies on its normal's side goes, of all parts where none is named."""

    origin: Vector
    normal: Vector
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowState:
    """What streams through the lumen of a ring part: how densely (0-1) and how fast (mm/s, below 0: back).

    What it is follows from the tissue of the part: blood or air.
    """

    part: str
    amount: float = 1.0
    speed: float = 60.0


@dataclass(frozen=True, slots=True)
class LabelState:
    """A name with a leader line to a part or a point. `strong` marks the patient's own."""

    part: str
    text: str
    anchor: Vector | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class StrokeState:
    """A line drawn by hand, in RAS mm: on the surface of a part, or on the picture as one camera sees it.

    Points on a part are those of the part at rest: so a line beats, bends and moves with it.
    """

    points: tuple[Vector, ...]
    color: str
    """The name of a colour in the window's tokens."""
    width: float
    """Pixels in a picture 800 pixels high."""
    part: str = ""
    """The part drawn on; where it is empty, the line lies in the plane through the camera's focal point."""
    camera: CameraState | None = None
    """The camera that a stroke on the picture was drawn from."""


@dataclass(frozen=True, slots=True)
class MeasureState:
    """A straight distance between two points, RAS mm, each on a part at rest where one is named."""

    start: Vector
    end: Vector
    start_part: str = ""
    end_part: str = ""

    @property
    def millimetres(self) -> float:
        """The distance."""
        return dist(self.start, self.end)


@dataclass(frozen=True, slots=True)
class StageState:
    """One picture: parts, camera, cut, flows and labels of the models in it, and what was drawn there."""

    models: tuple[str, ...]
    parts: Mapping[str, PartState]
    camera: CameraState
    cut: CutState | None = None
    flows: tuple[FlowState, ...] = ()
    labels: tuple[LabelState, ...] = ()
    explode: float = 0.0
    """How far the parts stand apart: 0 in place, 1 well clear of each other."""
    strokes: tuple[StrokeState, ...] = ()
    measures: tuple[MeasureState, ...] = ()

    def seen_by(self, camera: CameraState) -> StageState:
        """The same stage from another camera."""
        return replace(self, camera=camera)


@dataclass(frozen=True, slots=True)
class LensState:
    """A second, closer picture tied to a point of the first; the caption tells the exaggeration."""

    stage: StageState
    anchor: Vector
    anchor_part: str
    caption: str
    magnification: float


@dataclass(frozen=True, slots=True)
class InsetState:
    """A small picture of the model that this one lies in, with the place marked: nobody gets lost."""

    stage: StageState
    anchor: Vector
    anchor_part: str
    place: str
    """What the place is called, in the words' language."""
    model: str
    """What the model around it is called."""
    caption: str
    """"You are here"."""
    step: str
    """The step that shows the model around it; empty where the lesson has none."""
    shown: float = 1.0
    """How far it is there, 0-1, while somebody is on the way."""


@dataclass(frozen=True, slots=True)
class JourneyState:
    """A way between two models that is under way: the larger one, and in a ring on it what lies there.

    Whoever shows a scene with a journey shows these two instead of its `stage`, which is where it leads.
    """

    outer: StageState
    inner: StageState
    anchor: Vector
    """Where the ring's middle lies on the outer model."""
    anchor_part: str
    opened: float
    """0 nothing but the outer picture is seen, 1 nothing but the inner one."""
    time: float
    """The clock of the inner picture, which stands still as it was left, or as it will be on arrival."""
    ringed: bool = True
    """Whether a ring opens; where not, one picture fades over into the other and nothing moves."""

    @property
    def strength(self) -> float:
        """How much of the inner picture is seen where it is: 0 nothing, 1 in full."""
        return min(1.0, 6.0 * self.opened) if self.ringed else self.opened

    @property
    def scale(self) -> float:
        """How large the inner picture is drawn: as one enters it comes nearer, up to its own size, 1."""
        return 0.78 + 0.22 * self.opened if self.ringed else 1.0

    def radius(self, least: float, most: float) -> float:
        """The radius of the ring between that of a small mark and one that leaves nothing outside."""
        return float(least * (most / least) ** self.opened)


@dataclass(frozen=True, slots=True)
class BesideState:
    """A picture to compare with, seen by the same camera, with the same cut and the same parts on show."""

    stage: StageState
    name: str
    """What this picture shows, in the words' language: "Healthy"."""
    own_name: str
    """What the patient's own picture is called beside it: "Yours"."""
    layout: Layout
    at: float
    """Where the divider stands, as a share of the width from the left, 0-1."""
    id: str
    lens: LensState | None = None
    """The closer picture that belongs to this one, where the patient's own has one."""
    own_value: str = ""
    """What is said of the patient's own where `own_name` is only "Yours": "70 % narrowed – severe"."""


@dataclass(frozen=True, slots=True)
class WordsState:
    """What is said now, in one language at one level. `body` is the Markdown subset."""

    language: str = "en"
    level: str = "plain"
    title: str = ""
    body: str = ""
    describe: str = ""
    say: str = ""
    caption: str = ""
    """What stands under the picture, where no lens says it."""
    notes: tuple[str, ...] = ()
    """What is exaggerated or simplified in the picture, in words."""


@dataclass(frozen=True, slots=True)
class SceneState:
    """Everything shown at one instant. `time` is the session's clock, for what keeps moving (flow)."""

    stage: StageState
    lens: LensState | None = None
    beside: BesideState | None = None
    inset: InsetState | None = None
    journey: JourneyState | None = None
    chart: ChartState | None = None
    """A chart that belongs to the words."""
    words: WordsState = WordsState()
    time: float = 0.0
    moving: bool = False
    """Whether the next instant differs by itself (something plays)."""
    gentle: bool = False
    """Schematic, softer colours, as the patient may choose."""
    calm: bool = False
    """Less movement: no flights, no beating heart."""

    @property
    def models(self) -> tuple[str, ...]:
        """The ids of all models in its pictures, however small, each once."""
        closer = (self.lens, self.beside, self.beside and self.beside.lens, self.inset)
        stages = [self.stage, *(picture.stage for picture in closer if picture)]
        if self.journey is not None:
            stages += [self.journey.outer, self.journey.inner]
        return tuple(dict.fromkeys(model for stage in stages for model in stage.models))
