"""A pack: a folder of text and assets around one lesson. A pack never contains code."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from anatomy_viewer.content.base import Frozen, Licence, Person


class PackInfo(Frozen):
    """`pack.toml`: who made the pack, under which licence, and how far it can be trusted."""

    format: Literal["avlesson/1"]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\.[a-z0-9_]+)+$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    min_app: str = "0.1.0"
    status: Literal["draft", "reviewed"] = "draft"
    """`draft` shows a banner: no clinician has reviewed it."""
    review_by: date
    funding: str
    licence: Licence
    people: tuple[Person, ...] = Field(min_length=1)
