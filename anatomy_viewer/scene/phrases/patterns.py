"""What a language must bring so that views can be told in it.

No pattern puts an article or an ending on a name, so that a pack's own names fit as they are. Places are
places of the picture; directions are those of the person shown, never the viewer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["front", "behind", "left", "right", "above", "below"]
"""A direction of the body; left and right are the patient's."""
Place = Literal[
    "middle",
    "left",
    "right",
    "top",
    "bottom",
    "upper left",
    "upper right",
    "lower left",
    "lower right",
]
"""Where something lies in the picture."""


@dataclass(frozen=True, slots=True)
class BodyWords:
    """How directions of the body are said to one kind of reader."""

    seen_from: Mapping[Way, str]
    """Where the picture is taken from: "from the front"."""
    towards: Mapping[Way, str]
    """Where a side of the picture points to: "your left"."""
    cut_off: Mapping[Way, str]
    """Where what was cut away had been: "in front"."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """All patterns of one language. `{names}` is a list; the rest says itself."""

    view: str
    named_view: str
    sides: str
    top: str
    close_up: str
    nothing: str
    cut: str
    cut_from: str
    apart: str
    only: str
    taken: str
    peeled: str
    xrayed: str
    all_parts: str
    all_others: str
    picture: str
    highlighted: str
    behind: str
    faded: str
    rest_faded: str
    inset: str
    lens: str
    measured: str
    drawn: str
    beside: str
    wiped: str
    one_more: str
    more: str
    last: str
    """What stands before the last of a list: " and "."""
    colon: str
    """What stands between a name and what is said of it."""
    stop: str
    """What stands between two entries that may hold commas themselves."""
    places: Mapping[Place, str]
    plain: BodyWords
    """To the patient: "your left"."""
    formal: BodyWords = field(repr=False)
    """Of the patient: "the patient's left"."""
