"""The words in which a view is told: one file and one row a language."""

from __future__ import annotations

from collections.abc import Mapping

from anatomy_viewer.scene.phrases.en import ENGLISH
from anatomy_viewer.scene.phrases.fr import FRENCH
from anatomy_viewer.scene.phrases.patterns import BodyWords, Phrases, Place, Way
from anatomy_viewer.scene.phrases.sv import SWEDISH

__all__ = ["PHRASES", "BodyWords", "Phrases", "Place", "Way", "phrases"]

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "fr": FRENCH, "sv": SWEDISH}
"""One row a language."""


def phrases(language: str) -> Phrases:
    """The patterns of a language; the English ones where it has none yet."""
    return PHRASES.get(language.partition("-")[0], ENGLISH)
