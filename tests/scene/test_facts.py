"""What is known about each option: whole people with both halves, or events that are never called people."""

from __future__ import annotations

import pytest
from scene.choice_lesson import choice_library

from anatomy_viewer.locale import translator
from anatomy_viewer.scene.facts import facts_of, said, told


@pytest.fixture
def choice():
    pack = choice_library().lessons["tight_pipe"]
    step = next(step for step in pack.lesson.steps if step.decision)
    return step.decision, pack.texts["en", "plain"]


def test_people_are_whole_and_both_halves_are_told(choice):
    (old, new), *_ = facts_of(*choice)
    assert (old.count, old.spared, old.share) == (18, 82, 0.18)
    assert said(new, str) == "16 of 100 people had a burst pipe. 84 of 100 did not."


def test_a_thousand_people_fill_as_many_of_a_hundred(choice):
    old, _ = facts_of(*choice)[1]
    assert (old.count, old.of, old.share) == (40, 1000, 0.04)


def test_events_share_one_scale_and_are_not_called_people(choice):
    *_, (old, new) = facts_of(*choice)
    assert (old.share, new.share) == (1.0, pytest.approx(85 / 97))
    assert said(old, str) == "97 leaks a year among 100 people. One person may have several."


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "97 leaks a year pour 100 personnes"), ("sv", "97 leaks a year bland 100")]
)
def test_events_are_told_in_the_language(choice, language, words):
    *_, (old, _) = facts_of(*choice)
    assert words in said(old, translator(language))


def test_all_is_told_with_its_option_and_how_sure_it_is(choice):
    sentences = told(*choice, str)
    assert len(sentences) == 3
    assert sentences[0].startswith("The old pump: 18 of 100")
    assert sentences[0].endswith("We are very sure of this number.")


def test_points_are_a_mean_on_the_whole_score(choice):
    decision, text = choice
    mean = decision.outcomes[-1].model_copy(update={"counts": "points", "events": {"old": 16.0, "new": 32.5}})
    ((old, new),) = facts_of(decision.model_copy(update={"outcomes": (mean,)}), text)
    assert (old.share, new.share) == (0.16, 0.33)
    assert said(new, str) == "On average, people won about 33 points leaks a year."
