from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from anatomy_viewer.ui.controls import (
    Badge,
    Button,
    Card,
    IconArray,
    MenuButton,
    Scroller,
    SearchField,
    Segmented,
    Slider,
    Stage,
    Stepper,
    StepStrip,
    Switch,
    Text,
    Tool,
    column,
    row,
)
from anatomy_viewer.ui.controls.button import DRESSES
from anatomy_viewer.ui.theme import THEMES, Theme

STAGES = [
    Stage(0, "Healthy"),
    Stage(30, "Early"),
    Stage(50, "Moderate"),
    Stage(70, "Severe"),
    Stage(100, "Blocked"),
]
Role = QAccessible.Role


def seen(widget: QWidget) -> tuple[Role, str, str]:
    """What assistive technology is told: role, name and value."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Value)


@pytest.fixture
def slider(qtbot: QtBot, theme: Theme) -> Slider:
    made = Slider(theme)
    qtbot.addWidget(made)
    made.set_scale(0, 100, 1, STAGES)
    made.set_words("How narrow is it?", "70 % narrowed – severe")
    made.set_amount(70)
    made.resize(760, made.sizeHint().height())
    made.show()
    return made


# ---------------------------------------------------------------- words
def test_a_figure_keeps_its_unit_on_its_line_and_is_spoken_as_it_was_written(
    qtbot: QtBot, theme: Theme
) -> None:
    text = Text(theme, "Plaque takes up <b>70 %</b> of it, everywhere")
    qtbot.addWidget(text)
    assert "<b>70\u00a0%</b>" in text.text()
    assert seen(text)[1] == "Plaque takes up 70 % of it, everywhere"
    assert text.minimumSizeHint().width() >= QFontMetrics(text.font()).horizontalAdvance("everywhere")


# ---------------------------------------------------------------- buttons


def test_a_button_is_a_button_with_its_words(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Next", "primary", trailing="next")
    qtbot.addWidget(button)
    assert seen(button)[:2] == (Role.Button, "Next")


@pytest.mark.parametrize("kind", DRESSES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_kind_of_button_is_large_enough_to_touch(
    qtbot: QtBot, theme: Theme, kind: str, scale: float
) -> None:
    theme.choose(text_scale=scale)
    button = Button(theme, "Ok", kind)  # type: ignore[arg-type]
    qtbot.addWidget(button)
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 44
    assert button.sizeHint().width() >= QFontMetrics(button.font()).horizontalAdvance("Ok") + 24


def test_a_folded_button_keeps_its_name(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Your details", "well", "person")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_folded(True)
    assert button.sizeHint().width() < wide / 2
    assert seen(button)[1] == "Your details"
    assert button.toolTip() == "Your details"


def test_a_wrapping_button_grows_instead_of_cutting_words(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Skip – I will ask my doctor", "link").wrapping()
    qtbot.addWidget(button)
    assert button.heightForWidth(150) > button.heightForWidth(400)
    assert button.minimumSizeHint().width() < 150


def test_choosing_a_checkable_button_moves_no_neighbour(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Heart and vessels", "quiet").small()
    button.setCheckable(True)
    qtbot.addWidget(button)
    before = button.sizeHint()
    button.click()
    assert button.sizeHint() == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_return_and_space_press(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = Button(theme, "Next", "primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_the_ring_shows_for_the_keyboard_only(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Next", "primary")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.rings
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.rings
    with_ring = button.grab().toImage()
    button.clearFocus()
    assert button.grab().toImage() != with_ring


def test_a_theme_change_repaints_and_keeps_the_size(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Next", "primary")
    qtbot.addWidget(button)
    pictures = []
    for name in THEMES:
        theme.choose(name=name)
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert len({picture.size().toTuple() for picture in pictures}) == 1


# ---------------------------------------------------------------- menus and choices


def test_a_menu_button_says_what_is_chosen_and_lets_choose_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    menu = MenuButton(theme, "globe", "Language")
    qtbot.addWidget(menu)
    menu.set_choices([("en", "English"), ("fr", "Français"), ("sv", "Svenska")], "en")
    menu.show()
    assert seen(menu)[1] == "Language: English"
    popup = menu.open_list()
    qtbot.waitUntil(popup.rows[0].hasFocus)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(menu.picked) as told:
        QTest.keyClick(popup.rows[2], Qt.Key.Key_Return)
    assert told.args == ["sv"]
    QApplication.processEvents()


def test_escape_closes_a_menu_without_choosing(qtbot: QtBot, theme: Theme) -> None:
    menu = MenuButton(theme, "globe", "Language")
    qtbot.addWidget(menu)
    menu.set_choices([("en", "English"), ("fr", "Français")], "en")
    menu.show()
    popup = menu.open_list()
    with qtbot.assertNotEmitted(menu.picked):
        QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_rows_of_a_menu_are_large_enough_to_touch(qtbot: QtBot, theme: Theme) -> None:
    menu = MenuButton(theme, "globe", "Language")
    qtbot.addWidget(menu)
    menu.set_choices([("en", "English"), ("fr", "Français")], "en")
    menu.show()
    popup = menu.open_list()
    assert all(choice.height() >= 44 for choice in popup.rows)
    popup.close()


def test_segments_are_radio_buttons_and_tell_once(qtbot: QtBot, theme: Theme) -> None:
    segments = Segmented(theme, "Words")
    qtbot.addWidget(segments)
    segments.set_choices([("plain", "Plain"), ("detailed", "Detailed")], "plain")
    first, second = (button for button in segments.group.buttons() if isinstance(button, Button))
    assert seen(first)[0] == Role.RadioButton
    with qtbot.waitSignal(segments.picked) as told:
        second.click()
    assert told.args == ["detailed"]
    assert (first.icon_name, second.icon_name) == ("", "check")
    with qtbot.assertNotEmitted(segments.picked):
        second.click()


def test_a_switch_says_whether_it_is_on(qtbot: QtBot, theme: Theme) -> None:
    switch = Switch(theme, "Captions")
    qtbot.addWidget(switch)
    assert seen(switch)[:2] == (Role.CheckBox, "Captions")
    off = switch.grab().toImage()
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert QAccessible.queryAccessibleInterface(switch).state().checked
    assert switch.grab().toImage() != off


def test_a_tool_has_its_word_and_is_never_cut(qtbot: QtBot, theme: Theme) -> None:
    tool = Tool(theme, "cut", "Ställ tillbaka")
    qtbot.addWidget(tool)
    assert seen(tool)[1] == "Ställ tillbaka"
    for scale in (1.0, 2.0):
        theme.choose(text_scale=scale)
        width = QFontMetrics(theme.font("label", True)).horizontalAdvance("Ställ tillbaka")
        assert tool.minimumSizeHint().width() >= width


def test_a_stepper_steps_and_stops_at_its_ends(qtbot: QtBot, theme: Theme) -> None:
    stepper = Stepper(theme, "Pulse", "/min")
    qtbot.addWidget(stepper)
    stepper.set_scale(40, 42, 1)
    stepper.set_names("Pulse", "Less: Pulse", "More: Pulse")
    stepper.set_value(41)
    with qtbot.waitSignal(stepper.stepped) as told:
        stepper.more.click()
    assert told.args == [42.0]
    assert not stepper.more.isEnabled()
    assert stepper.less.isEnabled()
    assert "42" in stepper.words.accessibleName()
    assert seen(stepper.less)[1] == "Less: Pulse"


# ---------------------------------------------------------------- the slider


def test_the_slider_is_a_slider_with_its_words(slider: Slider) -> None:
    assert seen(slider) == (Role.Slider, "How narrow is it?", "70")
    assert slider.accessibleDescription() == "70 % narrowed – severe"


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 71),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 69),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 75),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 100),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 100),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 50),
    ],
)
def test_keys_of_the_slider(
    qtbot: QtBot, slider: Slider, key: Qt.Key, modifier: Qt.KeyboardModifier, value: int
) -> None:
    with qtbot.waitSignals([slider.moved, slider.settled]):
        QTest.keyClick(slider, key, modifier)
    assert slider.amount == value


def test_arrows_turn_round_for_right_to_left(slider: Slider) -> None:
    slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert slider.amount == 71
    assert slider.x_of(0) > slider.x_of(100)


def at(slider: Slider, amount: float, dy: float = 0.0) -> QPoint:
    return QPoint(round(slider.x_of(amount)), round(slider._track_y() + dy))


def test_a_finger_may_take_the_track_anywhere_in_56_px(slider: Slider) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 20, 26))
    assert slider.amount == 20
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 90, 31))
    assert slider.amount == 20


def test_the_thumb_is_drawn_softly_to_named_stages(slider: Slider) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 50.8))
    assert slider.amount == 50
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 53))
    assert slider.amount == 53


def test_dragging_tells_every_move_and_settles_once(qtbot: QtBot, slider: Slider) -> None:
    moves: list[float] = []
    settled: list[float] = []
    slider.moved.connect(moves.append)
    slider.settled.connect(settled.append)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, 60))
    for amount in (40, 20, 10):
        QTest.mouseMove(slider, at(slider, amount))
    slider.set_amount(99)  # the hand wins while it is on the slider
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, 10))
    assert moves == [60, 40, 20, 10]
    assert settled == [10]


def test_showing_a_value_tells_nobody(qtbot: QtBot, slider: Slider) -> None:
    with qtbot.assertNotEmitted(slider.moved):
        slider.set_amount(12)
    assert slider.amount == 12


@pytest.fixture
def graded(slider: Slider) -> Slider:
    """The slider with four grades to go by, at the second."""
    slider.set_scale(0.0, 3.0, 1.0, [Stage(float(at), f"Grade {at}") for at in range(4)])
    slider.set_course(by_stages=True, falls=False)
    slider.set_amount(1.0)
    return slider


def test_a_slider_of_grades_is_dragged_to_between_them(graded: Slider) -> None:
    moves: list[float] = []
    graded.moved.connect(moves.append)
    QTest.mousePress(graded, Qt.MouseButton.LeftButton, pos=at(graded, 1.0))
    QTest.mouseMove(graded, at(graded, 1.4))
    assert moves == [pytest.approx(1.4, abs=0.02)]
    assert graded.value() == 1


def test_keys_go_from_grade_to_grade_even_from_between(graded: Slider) -> None:
    graded.set_amount(1.4)
    QTest.keyClick(graded, Qt.Key.Key_Right)
    assert graded.amount == 2
    QTest.keyClick(graded, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert graded.amount == 1


def test_assistive_technology_puts_a_value_and_is_heard(qtbot: QtBot, graded: Slider) -> None:
    with qtbot.waitSignals([graded.moved, graded.settled]):
        graded.setValue(3)  # what Qt does for a screen reader
    assert graded.amount == 3


def test_where_little_is_worse_the_slider_begins_at_its_greatest_value(slider: Slider) -> None:
    slider.set_course(by_stages=False, falls=True)
    assert slider.x_of(100) < slider.x_of(0)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 30))
    assert slider.amount == 30
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.amount == 29
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.amount == 100


def test_the_stage_that_the_words_say_stands_out(slider: Slider) -> None:
    slider.set_amount(20)
    slider.set_words("How narrow is it?", "20 % – early", "Early")  # it begins before its mark
    assert slider.reached() == Stage(30, "Early")
    slider.set_words("How narrow is it?", "between two", "")
    assert slider.reached() is None


@pytest.mark.parametrize("width", [260, 400, 760])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_names_of_stages_never_overlap_and_the_one_reached_stays(
    slider: Slider, theme: Theme, width: int, scale: float
) -> None:
    theme.choose(text_scale=scale)
    slider.resize(width, slider.sizeHint().height())
    places = slider.named_places()
    assert "Severe" in [stage.name for stage, _ in places]
    rects = [rect for _, rect in places]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])
    assert all(rect.left() >= 0 and rect.right() <= width for rect in rects)


def test_the_name_of_the_stage_reached_makes_way_for_the_last_one(slider: Slider) -> None:
    slider.set_scale(0, 100, 1, [Stage(0, "Healthy"), Stage(70, "Rather severe"), Stage(100, "Blocked")])
    slider.set_amount(70)
    metrics = QFontMetrics(slider.theme.font("small", True))
    both = metrics.horizontalAdvance("Rather severe") / 2 + metrics.horizontalAdvance("Blocked")
    slider.resize(round(both / 0.3), slider.sizeHint().height())
    names = [stage.name for stage, _ in slider.named_places()]
    assert names == ["Rather severe", "Healthy", "Blocked"]


def test_two_stages_side_by_side_have_one_dot(slider: Slider) -> None:
    slider.set_scale(0, 100, 1, [*STAGES[:-1], Stage(99, "Nearly"), STAGES[-1]])
    assert [stage.name for stage in slider.dotted()] == ["Healthy", "Blocked", "Early", "Moderate", "Severe"]


def test_the_wheel_does_not_change_a_value(qtbot: QtBot, slider: Slider) -> None:
    QTest.wheelEvent(slider.windowHandle(), at(slider, 50).toPointF(), QPoint(0, 120))
    assert slider.amount == 70


# ---------------------------------------------------------------- words and grounds


def test_text_says_its_words_without_marks_and_grows_with_the_scale(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "In your artery, <b>70 %</b> is <a href='plaque'>blocked</a>.")
    qtbot.addWidget(text)
    assert seen(text)[:2] == (Role.StaticText, "In your artery, 70 % is blocked.")
    before = text.heightForWidth(200)
    theme.choose(text_scale=2.0)
    assert text.heightForWidth(200) > 2 * before


def test_wrapped_text_in_a_column_gets_the_height_it_needs(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "word " * 60)
    page = column(text, row(Button(theme, "Next")), None)
    qtbot.addWidget(page)
    page.resize(300, 1200)
    page.show()
    assert text.height() >= text.heightForWidth(text.width())


def test_the_step_strip_says_how_far_it_is(qtbot: QtBot, theme: Theme) -> None:
    strip = StepStrip(theme)
    qtbot.addWidget(strip)
    strip.set_step(3, 10)
    assert seen(strip)[0] == Role.ProgressBar
    assert (strip.value(), strip.maximum()) == (4, 10)


def test_people_are_filled_from_the_lower_left(qtbot: QtBot, theme: Theme) -> None:
    people = IconArray(theme, 18, "18 of 100 people", 20)
    qtbot.addWidget(people)
    people.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    image = people.grab().toImage()
    accent = theme.color("accent")
    filled = [
        index
        for index in range(100)
        if image.pixelColor(index % 10 * 20 + 10, (9 - index // 10) * 23 + 15) == accent
    ]
    assert filled == list(range(18))
    assert seen(people)[1] == "18 of 100 people"


def test_the_search_field_offers_to_empty_itself(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Search: “heart”", "Search the lessons")
    qtbot.addWidget(field)
    field.show()
    assert seen(field)[:2] == (Role.EditableText, "Search the lessons")
    assert not field.empty.isVisible()
    QTest.keyClicks(field, "hjart")
    assert field.empty.isVisible()
    field.empty.click()
    assert field.text() == ""


def test_a_scroller_keeps_the_width_of_its_content_with_and_without_the_bar(
    qtbot: QtBot, theme: Theme
) -> None:
    content = QWidget()
    scroller = Scroller(theme, content, 14)
    qtbot.addWidget(scroller)
    scroller.resize(300, 200)
    scroller.show()
    without = content.width()
    content.setMinimumHeight(900)
    qtbot.waitUntil(lambda: scroller.verticalScrollBar().maximum() > 0)
    assert content.width() == without == 286


def test_a_card_shows_its_edge_inside_the_room_for_the_shadow(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    card.resize(200, 100)
    assert card.visible_rect().left() == 12
    assert card.flat().visible_rect().left() == 0


def test_a_badge_shows_its_word(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge(theme, "Draft")
    qtbot.addWidget(badge)
    assert badge.sizeHint().width() > QFontMetrics(badge.font()).horizontalAdvance("Draft")
