"""Checking packs: every check there is, in three tables, and the function that runs them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from anatomy_viewer.content import checks_asset as asset
from anatomy_viewer.content import checks_evidence as evidence
from anatomy_viewer.content import checks_reading as reading
from anatomy_viewer.content import checks_reference as reference
from anatomy_viewer.content import checks_text as text
from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.check import Check, Pack, Surroundings, run_checks
from anatomy_viewer.content.checks_chart import check_charts
from anatomy_viewer.content.checks_when import check_expressions
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.problem import Problem, in_reading_order, resolved

LESSON_CHECKS: tuple[Check[LessonPack], ...] = (
    Check("S2", "a step's models, views and animations exist", reference.check_assets),
    Check("S2", "parts and anchors exist", reference.check_parts),
    Check("S2", "a teach-back's answers exist", reference.check_questions),
    Check("S2", "animations run on what is shown", reference.check_layers),
    Check("S2", "sliders and cues move something", reference.check_drivers),
    Check("S2", "pictures to compare show the same model", reference.check_comparisons),
    Check("S2", "sources are listed", reference.check_sources),
    Check("S2", "a finding's usual value is possible", reference.check_findings),
    Check("S2", "codes are written whole", asset.check_condition_codes),
    Check("S2", "variants have findings of their own", reference.check_variants),
    Check("S2", "words are for something in the lesson", text.check_strangers),
    Check("S2", "slots are filled by something", text.check_slots),
    Check("S3", "conditions can be understood and met", check_expressions),
    Check("S4", "ids are used once", asset.check_lesson_ids),
    Check("T1", "every language and level is there", text.check_languages),
    Check("T1", "everything has words", text.check_keys),
    Check("T1", "steps have words", text.check_bodies),
    Check("T2", "the patient's values are in every version", text.check_same_slots),
    Check("T3", "messages and actions are the same at every level", text.check_parity),
    Check("T4", "translations say the same figures", text.check_same_figures),
    Check("R1", "the reading grade fits the level", reading.check_grade),
    Check("R2", "sentences are short", reading.check_sentences),
    Check("R3", "steps are short", reading.check_length),
    Check("P1", "hard words are explained", reading.check_terms),
    Check("P2", "pictures are described", text.check_descriptions),
    Check("P3", "steps have titles", text.check_titles),
    Check("P4", "there is a summary and something to do", text.check_ending),
    Check("P5", "texts hold the Markdown subset only", text.check_markdown),
    Check("P5", "marks are closed", text.check_marks),
    Check("E1", "figures have sources", evidence.check_figures_sourced),
    Check("E1", "figures in messages are in a step", evidence.check_messages_sourced),
    Check("E2", "sources were looked at lately", evidence.check_sources_fresh, "warning"),
    Check("E3", "who reviewed it is named", evidence.check_reviewer),
    Check("E3", "the review is not overdue", evidence.check_review_date, "warning"),
    Check("D1", "chances are told in 100", evidence.check_one_in),
    Check("D2", "one denominator a step", evidence.check_denominators),
    Check("D3", "decision aids are whole and fair", evidence.check_decisions),
    Check("C1", "charts can be read", check_charts),
    Check("L1", "the licence lets people share it", evidence.check_licence),
    Check("A3", "labels are few", asset.check_labels),
)
MODEL_CHECKS: tuple[Check[Model], ...] = (
    Check("S2", "cuts and anchors name parts that exist", asset.check_model_parts),
    Check("S2", "layers and groups hold parts", asset.check_model_layers),
    Check("S2", "layers and groups hold parts", asset.check_model_groups),
    Check("S2", "codes are written whole", asset.check_codes),
    Check("S4", "ids are used once", asset.check_model_ids),
    Check("E2", "sources were looked at lately", evidence.check_asset_sources_fresh, "warning"),
    Check("L1", "the licence lets people share it", evidence.check_model_licence),
)
ANIMATION_CHECKS: tuple[Check[Animation], ...] = (
    Check("S2", "the model exists", asset.check_animated_model),
    Check("S4", "ids are used once", asset.check_animation_ids),
    Check("E2", "sources were looked at lately", evidence.check_asset_sources_fresh, "warning"),
    Check("A1", "channels move what the model has", asset.check_channels),
    Check("A2", "stages and keys are where the driver goes", asset.check_driver_range),
    Check("A2", "grades have stages to land on", asset.check_grades),
    Check("A2", "readings follow a parameter", asset.check_readings),
    Check("E1", "readings have sources", asset.check_readings_founded),
)
CHECKS = (*LESSON_CHECKS, *MODEL_CHECKS, *ANIMATION_CHECKS)
"""Every check. To add one: write a function that yields faults, and give it a row."""


def check(library: Library, *, only: Collection[Path] = (), today: date | None = None) -> tuple[Problem, ...]:
    """Return every problem of a library's packs, in reading order; with `only`, those in these folders."""
    around = Surroundings(library.models, library.animations, today or date.today(), reading.bundled_jargon())
    problems = [problem for problem in library.problems if _is_inside(problem.file, only)]
    for lesson in _wanted((*library.lessons.values(), *library.left_out), only):
        problems += run_checks(LESSON_CHECKS, lesson, around)
    for model in _wanted(library.models.values(), only):
        problems += run_checks(MODEL_CHECKS, model, around)
    for animation in _wanted(library.animations.values(), only):
        problems += run_checks(ANIMATION_CHECKS, animation, around)
    return in_reading_order(problems)


def _wanted(packs: Iterable[Pack], only: Collection[Path]) -> Iterator[Pack]:
    return (pack for pack in packs if _is_inside(pack.folder, only))


def _is_inside(place: Path | str, folders: Collection[Path]) -> bool:
    where = resolved(Path(place))
    return not folders or any(where.is_relative_to(resolved(folder)) for folder in folders)
