"""A model: an anatomy asset and its named structures. Lengths in millimetres, axes RAS+ (see `axes`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, PrivateAttr

from anatomy_viewer.content.base import (
    Direction,
    Frozen,
    Id,
    Language,
    Licence,
    Names,
    PartId,
    Source,
    Vector,
)

CodeSystem = Literal["uberon", "fma", "ta2", "snomed_gps"]


class PartLayer(Frozen):
    """What the parts of one layer are called together; the first lies outermost and is peeled away first."""

    names: Names


class PartGroup(Frozen):
    """What the parts below a path are called together: `heart/valves` the valves."""

    id: PartId
    names: Names
    codes: dict[CodeSystem, str] = Field(default_factory=dict)
    synonyms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    """Other names that people search by, in any level."""


class Part(Frozen):
    """A named structure of a model; its id is a path and the name of its node in the GLB file."""

    id: PartId
    names: Names
    tissue: Id
    codes: dict[CodeSystem, str] = Field(default_factory=dict)
    synonyms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    """Other names that people search by, in any level."""
    layer: int = Field(default=0, ge=0, le=9)
    """Peeling order: 0 lies outermost. Its name is the row of the model's `layers` at that place."""
    hidden: bool = False
    """Shown only when a lesson or an animation asks for it (a stent, a graft)."""
    pivot: Vector | None = None
    """What translation, rotation and scale act about; the part's centre where absent. RAS mm."""


class Cut(Frozen):
    """A plane that opens a model; what lies on the side of the normal is taken away."""

    origin: Vector
    normal: Direction
    parts: tuple[PartId, ...] = ()
    """The parts that are cut; all where empty."""


class View(Frozen):
    """A named place to look from."""

    id: Id
    names: Names
    direction: Direction
    """From the target towards the camera, RAS, any length."""
    up: Direction = (0.0, 0.0, 1.0)
    target: Vector
    """What the camera looks at, RAS mm."""
    height: float = Field(gt=0)
    """How many millimetres fit into the height of the picture at the target."""
    cut: Cut | None = None


class Anchor(Frozen):
    """A point worth pointing at: where a lens, a ring or a label attaches. RAS mm."""

    id: Id
    point: Vector
    part: PartId | None = None
    names: Names = Field(default_factory=dict)


class Mask(Frozen):
    """A soft region painted on the vertices (attribute `_MASK_<ID>`), such as the muscle one artery feeds."""

    id: Id
    names: Names


class Morph(Frozen):
    """A change of shape with a clinical meaning; weights run from 0 to 1."""

    id: Id
    meaning: str
    unit: str = ""
    cyclic: bool = False


class Model(Frozen):
    """An anatomy asset: parts, views, anchors, masks and morphs, its licence and what is schematic."""

    id: Id
    version: str = "1.0.0"
    names: Names
    licence: Licence
    parts: tuple[Part, ...] = Field(min_length=1)
    layers: tuple[PartLayer, ...] = ()
    """The layers that the parts lie in, outermost first."""
    groups: tuple[PartGroup, ...] = ()
    views: tuple[View, ...] = Field(min_length=1)
    anchors: tuple[Anchor, ...] = ()
    masks: tuple[Mask, ...] = ()
    morphs: tuple[Morph, ...] = ()
    schematic: tuple[Names, ...] = ()
    """What is simplified on purpose, said in words to whoever asks."""
    sources: tuple[Source, ...] = ()
    oriented: bool = True
    """Whether front, left and above are those of the body; false for a piece that is shown by itself."""
    _folder: Path = PrivateAttr(default=Path())

    @property
    def folder(self) -> Path:
        """Where the model's files are."""
        return self._folder

    @property
    def home(self) -> View:
        """The view that "put it back" returns to: the first one."""
        return self.views[0]
