"""Opening a lesson for one of its conditions: its findings, its steps, its name; and another after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene.variant_lesson import CONDITION, variant_library

from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.naming import BrokenLessonError, UnknownNameError
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.record import Record
from anatomy_viewer.session.session import Session

BASE, NOISY = "tight_pipe:narrow_pipe", "tight_pipe:noisy_pipe"


@pytest.fixture
def session(tmp_path) -> Session:
    return Session(variant_library(), clock=ManualClock(), record=Record(tmp_path / "progress.json"))


def test_a_variant_opens_with_its_findings_and_its_name(session):
    session.open(NOISY)
    assert (session.choices.findings["pipe"], session.choices.findings["pulse"]) == ("right", 90)
    assert session.choices.given == {"pipe", "pulse"}
    assert session.title == "Noisy pipe"
    assert session.entry.id == NOISY


def test_its_name_is_said_in_the_language(session):
    session.set_audience(language="fr")
    session.open(NOISY)
    assert session.title == "Tuyau bruyant"


def test_the_lesson_itself_has_the_usual_findings_and_its_own_title(session):
    session.open("tight_pipe")
    assert session.choices.findings["pipe"] == "left"
    assert session.title == session.text.title


def test_another_condition_begins_anew_and_the_same_one_goes_on(session):
    session.open(NOISY)
    session.set_finding("narrow", 33)
    session.open(NOISY, "mending")
    assert session.choices.findings["narrow"] == 33
    session.open(BASE)
    assert session.choices.findings["pipe"] == "left"
    assert session.choices.findings["narrow"] == 70
    assert not session.can_undo


def test_the_plain_id_keeps_what_is_open(session):
    session.open(NOISY)
    session.open("tight_pipe")
    assert session.entry.id == NOISY


def test_the_name_follows_the_findings(session):
    session.open(NOISY)
    session.set_finding("pipe", "left")
    assert session.title == session.text.title
    session.undo()
    assert session.title == "Noisy pipe"


def test_where_somebody_stopped_is_kept_with_the_condition(session):
    session.open(NOISY, "mending")
    stop = session.record.load()
    assert (stop.lesson, stop.step) == (NOISY, "mending")


@pytest.mark.parametrize("name", ["tight_pipe:gone", "gone:noisy_pipe"])
def test_what_is_not_listed_cannot_be_opened(session, name):
    with pytest.raises(UnknownNameError):
        session.open(name)


@pytest.mark.parametrize("findings", [{"gone": 1.0}, {"pipe": "middle"}, {"narrow": "much"}])
def test_a_variant_that_cannot_be_is_told_in_one_sentence(findings):
    (variant,) = CONDITION.variants
    wrong = CONDITION.model_copy(update={"variants": (variant.model_copy(update={"findings": findings}),)})
    library = variant_library()
    pack = replace(library.lessons["tight_pipe"], condition=wrong)
    session = Session(Library({pack.id: pack}, library.models, library.animations), clock=ManualClock())
    with pytest.raises(BrokenLessonError, match="cannot be opened for this condition"):
        session.open(NOISY)
    assert not session.is_open
