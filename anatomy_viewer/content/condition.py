"""A condition: what a lesson is about, in codes and in the words people search with."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from anatomy_viewer.content.base import Frozen, Id, Language, Names

Region = Literal["nerves", "circulation", "breathing", "digestion", "movement", "urinary", "skin", "whole"]
"""A system of the body, by which the library page sorts lessons."""


class Code(Frozen):
    """A code in a public classification."""

    system: Literal["icd10cm", "icd11", "mesh", "snomed_gps"]
    code: str


class Variant(Frozen):
    """Another condition that the same lesson tells of, for who has these findings: asthma beside COPD."""

    id: Id
    names: Names
    codes: tuple[Code, ...] = Field(min_length=1)
    synonyms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    findings: dict[Id, float | str] = Field(min_length=1)
    """What is set when somebody opens it, by finding of the lesson."""


class Condition(Frozen):
    """What a patient has: names, codes, the region of the body and search words."""

    id: Id
    names: Names
    region: Region
    codes: tuple[Code, ...] = Field(min_length=1)
    synonyms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    """What else the lesson tells of; each is listed, searched and opened by itself."""
