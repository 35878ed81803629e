"""The made-up lesson for two conditions: a narrow pipe on the left, and a noisy one on the right."""

from __future__ import annotations

from dataclasses import replace

from scene.fixture_lesson import MODELS, MOVES, PACK

from anatomy_viewer.content.condition import Condition
from anatomy_viewer.content.library import Library

CONDITION = Condition.model_validate(
    {
        "id": "narrow_pipe",
        "names": {"en": "Narrow pipe", "fr": "Tuyau étroit"},
        "region": "circulation",
        "codes": [{"system": "icd10cm", "code": "Z10.1"}],
        "synonyms": {"en": ["tight pipe"]},
        "variants": [
            {
                "id": "noisy_pipe",
                "names": {"en": "Noisy pipe", "fr": "Tuyau bruyant"},
                "codes": [{"system": "icd10cm", "code": "Z20.90"}, {"system": "mesh", "code": "D7"}],
                "synonyms": {"en": ["whistling"], "fr": ["sifflement"]},
                "findings": {"pipe": "right", "pulse": 90},
            }
        ],
    }
)


def variant_library() -> Library:
    """Return the lesson that tells of two conditions."""
    pack = replace(PACK, condition=CONDITION)
    return Library(lessons={pack.id: pack}, models=MODELS, animations=MOVES)
