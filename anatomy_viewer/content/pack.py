"""A pack: a folder of text and assets around one lesson. A pack never contains code."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from anatomy_viewer.content.base import Frozen, Licence, Person

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class PackInfo(Frozen):
    """`pack.toml`: who made the pack, under which licence, and how far it can be trusted."""

    format: Literal["avlesson/1"]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\.[a-z0-9_]+)+$")]
    version: Version
    min_app: Version = "0.1.0"
    """The oldest viewer that can show it."""
    status: Literal["draft", "reviewed"] = "draft"
    """`draft` shows a banner: no clinician has reviewed it."""
    review_by: date
    funding: str
    licence: Licence
    people: tuple[Person, ...] = Field(min_length=1)

    @property
    def is_draft(self) -> bool:
        """Return whether the viewer must say "draft": also of a review by nobody who is named."""
        return self.status == "draft" or not any(one.role == "clinical-reviewer" for one in self.people)

    def needs_newer(self, version: str) -> bool:
        """Return whether the pack is for a newer viewer than the one of this version."""
        return _numbers(self.min_app) > _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
