"""The rows of the details page: a finding, a switch, and a reason said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.content.lesson import Finding
from anatomy_viewer.locale import LANGUAGES, Translator
from anatomy_viewer.scene.choices import FindingValue
from anatomy_viewer.session.reasons import Reason
from anatomy_viewer.ui.controls import Glyph, MenuButton, Rule, Stepper, Switch, Text, Themed, column, row
from anatomy_viewer.ui.theme import Theme

NAME = 240
"""Room that a finding's name needs beside its control, px at 100 % text."""


class FindingRow(Themed, QWidget):
    """One finding: its name, whether somebody typed it, and a number with − and + or a choice.

    Signals:
        changed: Another value was typed: the finding's id and the value.
    """

    changed = Signal(str, object)

    def __init__(self, theme: Theme, finding: Finding, ruled: bool) -> None:
        super().__init__()
        self.finding = finding
        self.name, self.origin = Text(theme, "", "body"), Text(theme, "", "label", "text_soft")
        self.stepper: Stepper | None = None
        self.menu: MenuButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if ruled:
            layout.addWidget(Rule(theme))
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.line.setSpacing(10)
        self.line.addWidget(column(self.name, self.origin, gap=0), 1)
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.control = self._make_control(theme)
        self.line.addWidget(self.control, 0, leading)
        layout.addLayout(self.line)
        self.wear(theme)

    def _make_control(self, theme: Theme) -> QWidget:
        finding = self.finding
        if finding.kind == "choice":
            self.menu = MenuButton(theme, kind="secondary")
            self.menu.picked.connect(lambda value: self.changed.emit(finding.id, value))
            return self.menu
        self.stepper = Stepper(theme, "", finding.shown_unit)
        self.stepper.set_scale(finding.minimum, finding.maximum, finding.step)
        self.stepper.stepped.connect(lambda value: self.changed.emit(finding.id, value))
        return self.stepper

    def set_words(self, say: Translator, name: str, choices: Mapping[str, str]) -> None:
        """Name the finding and its choices in a language."""
        self.name.set_words(name)
        if self.stepper is not None:
            less, more = say("Less: {name}").format(name=name), say("More: {name}").format(name=name)
            self.stepper.set_names(name, less, more)
        if self.menu is not None:
            self.menu.name = name
            pairs = [(choice, choices.get(choice, choice)) for choice in self.finding.choices]
            self.menu.set_choices(pairs, self.menu.current)

    def show_value(self, value: FindingValue, given: bool, say: Translator) -> None:
        """Show a value, and whether somebody typed it in or it is the usual one."""
        self.origin.set_words(say("Typed in for you") if given else say("Usual value – not yours"))
        if self.stepper is not None and not isinstance(value, str):
            self.stepper.set_value(value)
        if self.menu is not None:
            self.menu.set_choices(self.menu.choices, str(value))

    def fit(self, room: int) -> None:
        """Put the control under the name where there is no room for it beside, in a width of px."""
        narrow = room - self.control.sizeHint().width() < NAME * self.theme.text_scale
        directions = QBoxLayout.Direction
        self.line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


class SwitchRow(Themed, QWidget):
    """Something to switch on or off: an icon, its name, one line about it, and the switch."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.name, self.line = Text(theme, "", "body"), Text(theme, "", "label", "text_soft")
        self.switch = Switch(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        words = column(self.name, self.line, gap=0)
        layout.addWidget(row(Glyph(theme, icon, size=26), (words, 1), self.switch, gap=14))
        self.wear(theme)

    def set_words(self, name: str, line: str) -> None:
        """Name the switch and say what it does."""
        self.name.set_words(name)
        self.line.set_words(line)
        self.switch.setAccessibleName(name)
        self.switch.setAccessibleDescription(line)

    def show_value(self, on: bool) -> None:
        """Show whether it is on, without telling anybody."""
        self.switch.blockSignals(True)
        self.switch.setChecked(on)
        self.switch.blockSignals(False)
        self.switch.update()


def reason_in_words(reason: Reason, say: Translator) -> str:
    """Return the sentence that answers "why am I seeing this?"; empty where a value speaks for itself."""
    return SENTENCES[reason.kind](reason, say)


def _step_shown(reason: Reason, say: Translator) -> str:
    what = say("<b>{step}</b> is shown because of this: {findings}.")
    return what.format(step=reason.subject, findings=_grounds(reason))


def _step_hidden(reason: Reason, say: Translator) -> str:
    what = say("<b>Left out: {step}</b>, because of this: {findings}.")
    return what.format(step=reason.subject, findings=_grounds(reason))


def _said_in_its_row(_reason: Reason, _say: Translator) -> str:
    return ""


def _level(reason: Reason, say: Translator) -> str:
    names = {"plain": say("Plain words"), "standard": say("Standard"), "detailed": say("Detailed")}
    chosen = say("<b>{words}</b>, because you chose them.")
    usual = say("<b>{words}</b>, because most people like to begin with them.")
    nearest = chosen if reason.chosen else usual
    return nearest.format(words=names[reason.subject])


def _language(reason: Reason, say: Translator) -> str:
    name = LANGUAGES.get(reason.subject, reason.subject)
    chosen = say("<b>{language}</b>, because you chose it.")
    usual = say("<b>{language}</b>, because this computer speaks it.")
    return (chosen if reason.chosen else usual).format(language=name)


def _grounds(reason: Reason) -> str:
    return "; ".join(f"{ground.name} – {ground.value}" for ground in reason.grounds)


SENTENCES: Mapping[str, Callable[[Reason, Translator], str]] = {
    "step_shown": _step_shown,
    "step_hidden": _step_hidden,
    "own_value": _said_in_its_row,
    "usual_value": _said_in_its_row,
    "level": _level,
    "language": _language,
}
"""How each kind of reason is said."""
