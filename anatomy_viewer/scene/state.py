"""A scene at one instant: a plain frozen value that a window, a headset, a picture or a test can show.

Lengths in millimetres, axes RAS+, angles in degrees, colours sRGB 0-1, opacities and weights 0-1, seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]
"""(w, x, y, z), of length 1."""
Tint = tuple[float, float, float, float]
"""An sRGB colour and how strongly it is mixed in: (r, g, b, weight)."""

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
    """What streams through the lumen of a ring part: how densely (0-1) and how fast (mm/s)."""

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
class StageState:
    """One picture: parts, camera, cut, flows and labels of the models in it."""

    models: tuple[str, ...]
    parts: Mapping[str, PartState]
    camera: CameraState
    cut: CutState | None = None
    flows: tuple[FlowState, ...] = ()
    labels: tuple[LabelState, ...] = ()


@dataclass(frozen=True, slots=True)
class LensState:
    """A second, closer picture tied to a point of the first; the caption tells the exaggeration."""

    stage: StageState
    anchor: Vector
    anchor_part: str
    caption: str
    magnification: float


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
    words: WordsState = WordsState()
    time: float = 0.0
    moving: bool = False
    """Whether the next instant differs by itself (something plays)."""
    gentle: bool = False
    """Schematic, softer colours, as the patient may choose."""
    calm: bool = False
    """Less movement: no flights, no beating heart."""
