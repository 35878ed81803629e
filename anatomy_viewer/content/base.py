"""The vocabulary that all packs share: ids, languages, levels, names for people, licences and sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A stable name inside a pack: lower case, digits and underscores."""

PartId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(/[a-z0-9_{}]+)*(/\*)?$", max_length=200)]
"""A path to a named structure, `heart/coronaries/lad`.

In lessons `{finding}` may stand for a segment and `/*` for all below.
"""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
"""A BCP 47 language tag such as `en`, `fr` or `sv`."""

Level = Literal["plain", "standard", "detailed"]
"""How much detail the words carry. All levels carry the same message."""

LEVELS: tuple[Level, ...] = get_args(Level)

Vector = tuple[float, float, float]


def _pointing(vector: Vector) -> Vector:
    if not any(vector):
        raise ValueError("a direction of 0, 0, 0 points nowhere")
    return vector


Direction = Annotated[Vector, AfterValidator(_pointing)]
"""Which way something points; its length says nothing."""
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""An sRGB colour as `#rrggbb`."""

Words = str | dict[Level, str]
"""One text for every level, or one for each."""

Names = dict[Language, Words]
"""What people call a thing, by language."""


class Frozen(BaseModel):
    """A value read from a pack: it cannot change, and it holds no key that the format does not know."""

    # Built when first used: who only shows what was read before never needs the parts that check it.
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False, defer_build=True
    )


class Licence(Frozen):
    """Who may use an asset and how they must be credited."""

    spdx: Annotated[str, StringConstraints(min_length=2, max_length=80)]
    attribution: str = ""
    url: str = ""


class Source(Frozen):
    """Where a figure comes from, so that anybody can look it up."""

    id: Id
    kind: Literal["guideline", "trial", "review", "meta-analysis", "registry", "textbook", "dataset"]
    title: str
    authors: str = ""
    year: int = Field(ge=1800, le=2100)
    doi: str = ""
    url: str = ""
    quote: str = ""
    checked: date | None = None
    """The day somebody opened it and found the figure there; a draft may cite what nobody has yet."""


class Person(Frozen):
    """Somebody who made or reviewed content."""

    name: str
    role: Literal["author", "clinical-reviewer", "patient-reviewer", "translator", "illustrator"]
    credentials: str = ""
    on: date | None = None
    conflicts: str = "none declared"


def name_in(names: Mapping[str, Words], language: str, level: Level, fallback: str = "") -> str:
    """Return the name of a thing in a language at a level.

    Falls back from `pt-BR` to `pt`, then to English, then to `fallback`.
    """
    for tag in (language, language.split("-", maxsplit=1)[0], "en"):
        if tag in names:
            words = names[tag]
            return words if isinstance(words, str) else words.get(level, next(iter(words.values())))
    return fallback
