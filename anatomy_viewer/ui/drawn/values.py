"""What is drawn over the picture at one instant, as one plain value, and the sheet that it is drawn on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage

from anatomy_viewer.render.silhouette import Silhouette
from anatomy_viewer.scene.state import JourneyState
from anatomy_viewer.ui.labels import PlacedLabel
from anatomy_viewer.ui.theme import Theme

MarkKind = Literal["touched", "found", "hint"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A ring on the picture: what was touched (amber), what was found, or where to look (dashed, larger)."""

    kind: MarkKind
    at: QPointF


@dataclass(frozen=True, slots=True)
class LensPicture:
    """The second, closer picture: its image, where it stands, the point it shows and its caption."""

    box: QRectF
    anchor: QPointF
    image: QImage
    caption: str
    short_caption: str
    hidden: bool = False
    """Whether the point lies behind something now."""
    other: QImage | None = None
    """The closer picture of what it is compared with, where a divider parts the lens too."""
    other_share: tuple[float, float] = (0.0, 0.0)
    """From where to where the other picture shows, as shares of the lens's width from the left."""


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """What lies inside, seen through a ring that opens (px of the stage), or faded over the picture."""

    way: JourneyState
    image: QImage
    middle: QPointF
    radius: float


@dataclass(frozen=True, slots=True)
class InsetPicture:
    """A small picture of the model around, where it stands, and the place marked (px of the picture)."""

    box: QRectF
    image: QImage
    anchor: QPointF
    caption: str
    shown: float = 1.0


@dataclass(frozen=True, slots=True)
class StrokeLine:
    """A line drawn by hand where it lies in the picture, in px."""

    places: tuple[QPointF, ...]
    runs: tuple[tuple[int, int, bool], ...]
    """Its stretches: first and last point, and whether they are seen."""
    color: str
    """The name of a colour."""
    width: float


@dataclass(frozen=True, slots=True)
class PictureTitle:
    """What one of two pictures is called, and where that is said."""

    words: str
    box: QRectF
    own: bool = False
    """Whether it is the patient's own."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A distance between two points, px of the stage; without words while its second point is awaited."""

    start: QPointF
    end: QPointF
    words: str = ""


@dataclass(frozen=True, slots=True)
class Handle:
    """The ring that turns a cut, px of the stage: the knob shows where the plane faces."""

    middle: QPointF
    knob: QPointF
    radius: float
    away: bool
    """Whether the plane faces away from the viewer."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn over the picture at one instant, in px of the stage."""

    labels: tuple[tuple[str, QPointF, bool], ...] = ()
    """(text, anchor, whether it is the patient's own)"""
    own: Mapping[str, QRectF] = field(default_factory=dict)
    """Where the parts lie that labels name, by the label's text: a label keeps off what it names."""
    dim: frozenset[str] = frozenset()
    """The texts of labels whose part lies behind others."""
    lens: LensPicture | None = None
    journey: JourneyPicture | None = None
    inset: InsetPicture | None = None
    marks: tuple[Mark, ...] = ()
    millimetres: float = 0.0
    """How many millimetres a pixel shows; 0 where no scale is wanted."""
    organ: QRectF = field(default_factory=QRectF)
    silhouette: Silhouette | None = None
    """Where the organ is seen, which names keep off."""
    obstacles: tuple[QRectF, ...] = ()
    floor: tuple[QPointF, float] | None = None
    """Middle and width of the shadow under the organ."""
    notice: str = ""
    """What is said at the picture's foot: what a tool waits for."""
    focused: bool = False
    strokes: tuple[StrokeLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    handle: Handle | None = None
    language: str = "en"
    """The language that figures are written in."""
    scale_words: str = ""
    """What is said over the scale bar: that all is as large as in life."""
    cursor: QPointF | None = None
    """Where the tool in the hand is moved to by keys."""
    frame: QRectF = field(default_factory=QRectF)
    """Where the picture lies on the stage; empty where it fills it."""
    seen: QRectF = field(default_factory=QRectF)
    """What is seen of that, where a second picture takes the rest; empty where it is all seen."""
    second: Drawing | None = None
    """What is drawn over a second picture beside the first."""
    titles: tuple[PictureTitle, ...] = ()
    """What two pictures are called."""
    divider: QLineF | None = None
    """The line between two pictures that lie over each other."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The transparent sheet over the picture that the layers draw on: its look, size (px) and contents."""

    theme: Theme
    rect: QRectF
    drawing: Drawing
    placed: tuple[PlacedLabel, ...] = ()
    """The labels of the drawing that found a place."""

    @property
    def pictures(self) -> tuple[QRectF, ...]:
        """The pictures that stand apart from each other; one where they lie over each other."""
        drawing = self.drawing
        apart = drawing.second is not None and drawing.divider is None
        return (drawing.frame, drawing.second.frame) if apart and drawing.second else (self.rect,)
