"""The teach-back: kind, clear about what was touched, taught once more, at most so many tries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.room import Room, library

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.lesson import Question, StepScene
from anatomy_viewer.ui.controls import Button, Text
from anatomy_viewer.ui.teach_back import first_sentence
from anatomy_viewer.ui.teaching import named_parts, part_name, teaching_step


@pytest.fixture
def room(qtbot):
    made = Room(qtbot, "show")
    yield made
    made.close()


def view(room):
    return room.words.teach_back


def said(room) -> str:
    QApplication.processEvents()
    return " ".join(text.words for text in view(room).findChildren(Text) if text.isVisible())


def button(room, words):
    QApplication.processEvents()
    (found,) = [b for b in view(room).findChildren(Button) if b.isVisible() and b.text() == words]
    return found


def touch(room, part):
    QTest.mouseClick(room.stage, Qt.MouseButton.LeftButton, pos=room.place(part))


def test_a_wrong_touch_is_named_in_words_and_on_the_picture(room):
    touch(room, "pump/pipes/right")
    assert view(room).state == "wrong"
    assert "Good try, not quite there" in said(room)
    assert "You touched: Right." in said(room)
    assert [mark.kind for mark in room.stage.overlay.drawing.marks] == ["touched", "hint"]
    assert "You touched: Right" in [label.request.text for label in room.stage.overlay.placed]
    assert "Try 1 of 2. Nothing is stored." in said(room)
    assert not room.words.next.isVisible()


def test_after_a_wrong_touch_trying_again_has_the_focus(room):
    touch(room, "pump/pipes/right")
    room.page.activateWindow()
    assert button(room, "Try again").hasFocus()


def test_touches_count_only_while_it_asks(room):
    touch(room, "pump/pipes/right")
    touch(room, "pump/pipes/left")
    assert len(room.session.choices.answers) == 1


def test_shown_once_more_it_comes_back_to_the_question_with_the_hint(room):
    touch(room, "pump/wall")
    button(room, "Show me once more").click()
    assert room.session.step.id == "narrowing", "the step that highlights the answer"
    assert room.words.next.text() == "Try again"
    room.words.next.click()
    assert room.session.step.id == "show"
    assert view(room).state == "ask"
    assert [mark.kind for mark in room.stage.overlay.drawing.marks] == ["hint"]
    assert "Look in the ring." in said(room)


def test_the_right_answer_is_praised_and_leads_on(room):
    touch(room, "pump/pipes/left")
    assert view(room).state == "right"
    assert "Yes, your left pipe" in said(room)
    assert [mark.kind for mark in room.stage.overlay.drawing.marks] == ["found"]
    (named,) = [label for label in room.stage.overlay.placed if label.request.text == "Left pipe"]
    assert named.request.strong
    assert room.words.next.isVisible()
    assert room.words.next.kind == "primary"


def test_after_the_last_try_the_clinician_explains(room):
    touch(room, "pump/wall")
    button(room, "Try again").click()
    touch(room, "pump/pipes/right")
    assert view(room).state == "ask_clinician"
    assert "It is our turn to explain it better" in said(room)
    assert room.words.next.isVisible()


def test_skipping_notes_the_question_for_the_clinician(room):
    touch(room, "pump/wall")
    button(room, "Skip – I will ask my doctor").click()
    assert room.session.choices.questions == ("show",)
    assert room.session.step.id == "summary"


def test_pointing_has_an_alternative(room):
    button(room, "Choose from a list instead").click()
    names = [each.text() for each in view(room).choices]
    assert names == sorted(names, key=str.casefold)
    assert {"Left pipe", "Right"} <= set(names)
    assert view(room).choices[0].hasFocus()
    button(room, "Left pipe").click()
    assert view(room).state == "right"


def test_taking_back_an_answer_asks_again(room):
    touch(room, "pump/pipes/right")
    room.session.undo()
    assert view(room).state == "ask"
    assert room.stage.overlay.drawing.marks == ()


def test_the_teaching_step_is_the_one_that_shows_the_answer(room):
    steps = room.session.steps
    asking = room.session.step
    assert teaching_step(steps, asking).id == "narrowing"
    assert teaching_step((asking,), asking) is asking


def test_names_come_in_the_language_of_the_words(room):
    assert part_name(room.session, "pump/pipes/left") == "Left pipe"
    assert part_name(room.session, "pump/pipes/left/unknown/below") == "Left pipe"
    listed = named_parts(room.session, room.session.step.question)
    assert ("pump/pipes/left", "Left pipe") in listed
    assert "pump/patch" not in [part for part, _ in listed], "what is hidden cannot be chosen"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Good try. You touched it.", ("Good try", "You touched it.")),
        ("Well found!", ("Well found!", "")),
        ("Yes! It is. Good.", ("Yes!", "It is. Good.")),
    ],
)
def test_the_first_sentence_is_the_heading(words, parts):
    assert first_sentence(words) == parts


# ---------------------------------------------------------------- answered with the slider


def asking_to_set(packs):
    """The lesson, where its question is answered by setting how narrow the pipe is."""
    (pack,) = packs.lessons.values()
    question = Question(id="where", kind="set", correct_value="narrow - 30", within=5, tries=2)
    steps = [
        step if step.id != "show" else step.model_copy(update=SETTING | {"question": question})
        for step in pack.lesson.steps
    ]
    lesson = pack.lesson.model_copy(update={"steps": tuple(steps)})
    return replace(packs, lessons={pack.id: replace(pack, lesson=lesson)})


SETTING = {
    "slider": "tightness",
    "scene": StepScene(model="pump", layers=[{"animation": "tightening"}]),
}
TIGHTENING = Animation.model_validate(
    {
        "id": "tightening",
        "model": "pump",
        "names": {"en": "Tightness", "sv": "Trånghet"},
        "driver": {"parameter": "tightness", "unit": "%", "maximum": 100},
        "channels": [{"part": "pump/wall", "property": "opacity", "input": [0], "output": [1.0]}],
    }
)


@pytest.fixture
def setting(qtbot):
    packs = asking_to_set(library())
    made = Room(
        qtbot, "show", packs=replace(packs, animations={**packs.animations, "tightening": TIGHTENING})
    )
    yield made
    made.close()


def test_the_button_beside_the_slider_gives_the_answer(setting):
    bar = setting.page.timebar
    assert bar.answer_button.isVisible()
    assert bar.answer_button.text() == "This is where"
    assert "Move the slider under the picture." in said(setting)
    bar.slider.setFocus()
    for _ in range(2):
        QTest.keyClick(bar.slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.answer_button, Qt.Key.Key_Space)
    assert setting.session.choices.answers[-1].value == "10"
    assert "You touched: 10\u00a0%." in said(setting)
    assert not bar.answer_button.isVisible()
    button(setting, "Try again").click()
    assert bar.answer_button.isVisible()
    setting.session.set_driver("tightness", 43)
    bar.answer_button.click()
    assert view(setting).state == "right"


def test_nothing_plays_the_answer(setting):
    assert not setting.page.timebar.play_button.isVisible()
    setting.session.play()
    assert setting.session.slider.value == 0


def test_what_was_taught_with_the_same_slider_is_shown_once_more():
    steps = asking_to_set(library()).lessons["tight_pipe"].lesson.steps
    asking = next(step for step in steps if step.id == "show")
    taught = next(step for step in steps if step.id == "pump").model_copy(update={"slider": "tightness"})
    others = [step for step in steps if step.id not in ("show", "pump")]
    assert teaching_step((taught, *others, asking), asking).id == "pump"
