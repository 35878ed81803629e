"""An animation: channels (part + property) that follow a driver, in the sense of glTF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Discriminator, Field, PrivateAttr, StringConstraints, Tag, model_validator

from anatomy_viewer.content.base import Frozen, Id, Names, PartId, Source

Property = Annotated[
    str,
    StringConstraints(
        pattern=r"^(opacity|color|translation|rotation|scale|emphasis|visible"
        r"|morph\.[a-z][a-z0-9_]*(\.amount)?|tint\.[a-z][a-z0-9_]*|still\.[a-z][a-z0-9_]*"
        r"|flow\.(amount|speed))$"
    ),
]
"""What a channel changes.

`morph.<name>` is the place along a morph path (0-1; the phase of a cyclic one) and `morph.<name>.amount`
scales it; `tint.<mask>` mixes a colour `[r, g, b, weight]` (sRGB 0-1) into a masked region; `still.<mask>`
(0-1) holds a masked region still while morphs move the rest; `flow.amount` (0-1) and `flow.speed` (mm/s; back
again below 0) drive what streams in a lumen: cells in one of tissue `blood`, motes in one of `air`;
`rotation` is degrees about x, y, z; `color` is `[r, g, b, weight]`. A colour or tint that is mixed by
`multiply` is one number, by which the weight of what is there is multiplied.
"""

PROPERTIES = (
    "opacity",
    "color",
    "translation",
    "rotation",
    "scale",
    "emphasis",
    "visible",
    "morph.<name>",
    "morph.<name>.amount",
    "tint.<mask>",
    "still.<mask>",
    "flow.amount",
    "flow.speed",
)
"""The properties that a channel may change, as an author writes them."""

Interpolation = Literal["step", "linear", "cubic"]
Mix = Literal["add", "multiply", "replace"]


class ParameterDriver(Frozen):
    """A disease in real units, such as stenosis in % of diameter."""

    parameter: Id
    unit: str
    minimum: float = 0.0
    maximum: float
    ordinal: bool = False
    """Whether it goes by grades: a slider lands on the nearest stage, the shape still glides between them."""
    worse: Literal["high", "low"] = "high"
    """Which end is the illness: with "low" the slider begins at the greatest value and falls."""

    @property
    def healthy_end(self) -> float:
        """Where a slider begins: the end that is not ill."""
        return self.maximum if self.worse == "low" else self.minimum


class TimeDriver(Frozen):
    """Seconds since the start: a treatment, a journey."""

    seconds: float = Field(gt=0, le=600)


class CycleDriver(Frozen):
    """A phase from 0 to 1 that comes round at a rate per minute: heartbeat, breath."""

    cycle: Id
    rate: float = Field(gt=0)
    minimum_rate: float = Field(gt=0)
    maximum_rate: float = Field(gt=0)


_KINDS_OF_DRIVER = ("parameter", "seconds", "cycle")


def _kind_of_driver(value: object) -> str | None:
    """Return which kind of driver a table means: the one whose own key it holds."""
    keys = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
    return next((f"{kind} driver" for kind in _KINDS_OF_DRIVER if kind in keys), None)


Driver = Annotated[
    Annotated[ParameterDriver, Tag("parameter driver")]
    | Annotated[TimeDriver, Tag("seconds driver")]
    | Annotated[CycleDriver, Tag("cycle driver")],
    Discriminator(
        _kind_of_driver,
        custom_error_type="driver_kind",
        custom_error_message="a driver says one of parameter, seconds or cycle",
    ),
]
"""What an animation runs on; the key `parameter`, `seconds` or `cycle` decides which."""


class Stage(Frozen):
    """A named point on a driver: `severe` at 70 %, `stent open` at 9 s."""

    id: Id
    at: float
    since: float | None = None
    """Where on the driver the stage begins, if before its mark: any plaque is `early`, marked at 30 %."""
    names: Names


class Reading(Frozen):
    """A figure that follows a parameter, such as a joint space in mm; between its keys it goes evenly."""

    id: Id
    """Fills `{id}` in the words of the slider and of the steps."""
    names: Names
    unit: str = ""
    input: tuple[float, ...] = Field(min_length=2)
    output: tuple[float, ...] = Field(min_length=2)
    step: float = Field(default=1.0, gt=0)
    """How precisely it is said."""

    @model_validator(mode="after")
    def _keys_match(self) -> Reading:
        _match_keys(self.input, self.output)
        return self


class Channel(Frozen):
    """One property of one part (or of all below a path) that follows the driver."""

    part: PartId
    property: Property
    input: tuple[float, ...] = Field(min_length=1)
    output: tuple[float | bool | tuple[float, ...], ...] = Field(min_length=1)
    interpolation: Interpolation = "linear"
    mix: Mix | None = None
    """How it joins what other layers say; the property's own way where absent (see `scene.compose`)."""
    exaggeration: float = Field(default=1.0, gt=0)
    """How many times larger than life it is drawn; always told to the viewer."""

    @model_validator(mode="after")
    def _keys_match(self) -> Channel:
        _match_keys(self.input, self.output)
        return self


def _match_keys(input: Sequence[float], output: Sequence[object]) -> None:
    """See that there is one output for each key; raises ValueError with what does not fit."""
    if len(input) != len(output):
        raise ValueError(f"input has {len(input)} keys and output has {len(output)}")
    if any(b <= a for a, b in pairwise(input)):
        raise ValueError("input must grow from key to key")


class Animation(Frozen):
    """Channels that move together on one driver, with named stages."""

    id: Id
    model: Id
    names: Names
    driver: Driver
    stages: tuple[Stage, ...] = ()
    channels: tuple[Channel, ...] = Field(min_length=1)
    readings: tuple[Reading, ...] = ()
    """Figures that are said as the parameter moves."""
    sources: tuple[Source, ...] = ()
    relation: str = ""
    """The stated relation behind the figures, in words (for instance how flow falls with narrowing)."""
    notes: tuple[Names, ...] = ()
    """What is exaggerated or simplified, said to the viewer."""
    _folder: Path = PrivateAttr(default=Path())

    @property
    def folder(self) -> Path:
        """Where the animation's file is."""
        return self._folder
