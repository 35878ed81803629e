from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from anatomy_viewer.locale import translator
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.ui import message as door
from anatomy_viewer.ui.message import FailureWindow, Message, MessageCard, failure_hook, write_log
from anatomy_viewer.ui.pack_trouble import cannot_open
from anatomy_viewer.ui.theme import Theme


def failed() -> ValueError:
    try:
        raise ValueError("seven legs")
    except ValueError as error:
        return error


def test_a_card_says_everything_and_offers_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    what = Message(
        "The lesson cannot be opened.",
        "The others work.",
        "Try again.",
        (("Again", lambda: done.append("again")),),
    )
    card = MessageCard(theme, what, "Close")
    qtbot.addWidget(card)
    assert card.accessibleName() == "The lesson cannot be opened. The others work. Try again."
    with qtbot.waitSignal(card.dismissed):
        card.buttons[0].click()
    assert done == ["again"]


def test_escape_closes_a_message(qtbot: QtBot, theme: Theme) -> None:
    card = MessageCard(theme, Message("So it is."), "Close")
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.dismissed):
        QTest.keyClick(card, Qt.Key.Key_Escape)


def test_a_mistake_of_ours_is_logged_and_told_without_jargon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "log_folder", lambda: tmp_path)
    told: list[Message] = []
    error = failed()
    failure_hook(told.append, lambda: translator("en"))(ValueError, error, error.__traceback__)
    (message,) = told
    assert "seven legs" not in message.sentence()
    assert str(tmp_path / "errors.log") in message.sentence()
    log = (tmp_path / "errors.log").read_text("utf-8")
    assert "ValueError: seven legs" in log
    assert "in failed" in log


def test_a_message_that_fails_does_not_call_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "log_folder", lambda: tmp_path)
    calls: list[Message] = []
    error = failed()

    def tell(message: Message) -> None:
        calls.append(message)
        hook(ValueError, error, None)

    hook = failure_hook(tell, lambda: translator("en"))
    hook(ValueError, error, None)
    assert len(calls) == 1


def test_where_no_log_can_be_written_the_message_still_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    error = failed()
    assert write_log(ValueError, error, None, blocked) is None
    monkeypatch.setattr(door, "log_folder", lambda: blocked)
    told: list[Message] = []
    failure_hook(told.append, lambda: translator("fr"))(ValueError, error, None)
    assert told[0].what == translator("fr")("Something did not work as it should.")
    assert told[0].todo == ""


def test_a_long_log_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "errors.log").write_text("x" * (door.LOG_BYTES + 1))
    path = write_log(ValueError, failed(), None, tmp_path)
    assert path is not None
    assert path.stat().st_size < 2000


def test_the_failure_window_closes_with_its_card(qtbot: QtBot, theme: Theme) -> None:
    window = FailureWindow(theme, Message("No picture can be drawn on this computer."), "Close")
    qtbot.addWidget(window)
    window.show()
    window.card.close_button.click()
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("lesson", "en", "There is no lesson “hart”. Did you mean “heart”?"),
        ("step", "sv", "Den har inget steg ”hart”. Menade du ”heart”?"),
        ("model", "fr", "L’organe «\u00a0hart\u00a0» qu’elle montre n’est pas ici."),
        ("slider", "en", 'There is no slider "hart". Did you mean "heart"?'),
    ],
)
def test_what_a_lesson_lacks_is_told_in_ones_own_language(kind: str, language: str, said: str) -> None:
    message = cannot_open("stone", unknown(kind, "hart", ["heart"]), translator(language))
    assert message.todo.startswith(said)
    assert "stone" in message.what
