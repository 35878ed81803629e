"""A model as its mirror image: a left knee as a right one. The plane x = 0 is the mirror, RAS mm.

The mirror image is a model of its own, under an id that no author can write. Its parts keep their ids.
"""

from __future__ import annotations

from anatomy_viewer.content.base import Vector
from anatomy_viewer.content.model import Anchor, Cut, Model, Part, View

_SUFFIX = "~mirrored"
"""Ids of packs hold no such sign."""


def mirrored_id(model_id: str) -> str:
    """The id of the mirror image of a model, whichever of the two is named."""
    return plain_id(model_id) + _SUFFIX


def plain_id(model_id: str) -> str:
    """The id under which the library holds a model, mirrored or not."""
    return model_id.removesuffix(_SUFFIX)


def is_mirror_image(model_id: str) -> bool:
    """Whether an id stands for a mirror image."""
    return model_id.endswith(_SUFFIX)


def mirror_image(model: Model) -> Model:
    """The mirror image of a model: its views, cuts, anchors and pivots lie on the other side."""
    return model.model_copy(
        update={
            "id": mirrored_id(model.id),
            "parts": tuple(_part(part) for part in model.parts),
            "views": tuple(_view(view) for view in model.views),
            "anchors": tuple(_anchor(anchor) for anchor in model.anchors),
        }
    )


def across(vector: Vector) -> Vector:
    """A point or a direction on the other side of the mirror."""
    x, y, z = vector
    return (-x if x else 0.0, y, z)


def _part(part: Part) -> Part:
    return part.model_copy(update={"pivot": across(part.pivot)}) if part.pivot else part


def _view(view: View) -> View:
    turned = {name: across(getattr(view, name)) for name in ("direction", "up", "target")}
    return view.model_copy(update={**turned, "cut": _cut(view.cut) if view.cut else None})


def _cut(cut: Cut) -> Cut:
    return cut.model_copy(update={"origin": across(cut.origin), "normal": across(cut.normal)})


def _anchor(anchor: Anchor) -> Anchor:
    return anchor.model_copy(update={"point": across(anchor.point)})
