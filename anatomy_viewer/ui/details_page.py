"""The patient's details: what was found, how they like it, why they see this, and forgetting it all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.content.lesson import Finding
from anatomy_viewer.locale import LANGUAGES, Translator, translator
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import (
    Button,
    Card,
    FittedPage,
    Glyph,
    Heading,
    MenuButton,
    Rule,
    Scroller,
    Segmented,
    Text,
    Turning,
    column,
    row,
)
from anatomy_viewer.ui.details_rows import FindingRow, SwitchRow, reason_in_words
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.theme import Theme

NARROW = 1000
"""Below this width, at 100 % text, the two columns stand one below the other."""
LARGER = 1.5
EDGE = 16
GUTTER = 14
"""Room of the scroll bar, kept free at the right where it does not show."""


class DetailsPage(FittedPage):
    """Findings with who typed them, language, words, five switches, reasons, and how to forget everything.

    Signals:
        done: Somebody wants to go back.
        audience_picked: A preference was changed: its field and its value.
        colours_picked: Other colours were chosen: `system`, `light`, `dark` or `contrast`.
        forgotten: Everything about the person is to be forgotten; it was asked twice.
    """

    done = Signal()
    audience_picked = Signal(str, object)
    colours_picked = Signal(str)
    forgotten = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme)
        self.session = session
        self.colours = "system"
        self.findings: dict[str, FindingRow] = {}
        self._make_top()
        self._make_found()
        self._make_reasons()
        self._make_wishes()
        self._arrange()
        self.session.scene_changed.connect(self._scene_changed)
        self.retranslate()

    # ---------------------------------------------------------------- making
    def _make_top(self) -> None:
        theme = self.theme
        self.back = Button(theme, "", "well", "back")
        self.title = Heading(theme)
        self.forget_button = Button(theme, "", "secondary", "trash")
        self.done_button = Button(theme, "", "primary", "check")
        self.back.clicked.connect(self.done)
        self.done_button.clicked.connect(self.done)
        self.forget_button.clicked.connect(lambda: self._ask_forgetting(True))
        self.sure = Card(theme, "care_soft", "card", 16).flat()
        self.sure_words = Text(theme, "", "body")
        self.sure_yes = Button(theme, "", "secondary", "trash").wrapping()
        self.sure_no = Button(theme, "", "secondary").wrapping()
        self.sure_yes.clicked.connect(self._forget)
        self.sure_no.clicked.connect(lambda: self._ask_forgetting(False))
        self.sure_line = Turning((self.sure_words, 1), self.sure_no, self.sure_yes)
        self.sure.body.addWidget(self.sure_line)
        self.sure_place = row((self.sure, 1), margins=(Card.MARGIN, 4, Card.MARGIN + GUTTER, 0))
        self.sure_place.hide()

    def _make_found(self) -> None:
        self.found = Card(self.theme, "surface", "card", 20)
        self.found.body.setSpacing(10)
        self.found_title = Heading(self.theme, "", "lead")
        self.found_none = Text(self.theme, "", "body", "text_soft")
        self.found_rows = QWidget()
        self.found_box = QVBoxLayout(self.found_rows)
        self.found_box.setContentsMargins(0, 0, 0, 0)
        self.found_box.setSpacing(10)
        for widget in (self.found_title, self.found_none, self.found_rows):
            self.found.body.addWidget(widget)
        self.found.body.addStretch(1)

    def _make_reasons(self) -> None:
        self.why = Card(self.theme, "accent_soft", "card", 20).flat()
        self.why.body.setSpacing(8)
        self.why_title = Heading(self.theme, "", "lead")
        self.why_rows: list[Text] = []
        self.why.body.addWidget(row(Glyph(self.theme, "help", "accent", 28), (self.why_title, 1), gap=10))
        self.privacy = Text(self.theme, "", "small", "text_soft")

    def _make_wishes(self) -> None:
        theme = self.theme
        self.wishes = Card(theme, "surface", "card", 20)
        self.wishes.body.setSpacing(8)
        self.wishes_title = Heading(theme, "", "lead")
        self.language_label, self.words_label, self.colours_label = (Text(theme) for _ in range(3))
        self.language = MenuButton(theme, "globe", kind="secondary")
        self.second = MenuButton(theme, "plus", kind="secondary")
        self.colours_menu = MenuButton(theme, "sun", kind="secondary")
        self.words = Segmented(theme)
        self.sample = Text(theme, "", "label", "text_soft")
        self.language.picked.connect(lambda tag: self.audience_picked.emit("language", tag))
        self.second.picked.connect(lambda tag: self.audience_picked.emit("second_language", tag or None))
        self.words.picked.connect(lambda level: self.audience_picked.emit("level", level))
        self.colours_menu.picked.connect(self.colours_picked)
        self.switches = {
            field: SwitchRow(theme, icon)
            for field, icon in (
                ("read_aloud", "sound"),
                ("gentle", "eye"),
                ("text_scale", "words"),
                ("captions", "book"),
                ("less_movement", "pause"),
            )
        }
        for field, switch in self.switches.items():
            switch.switch.toggled.connect(lambda on, field=field: self._switched(field, on))

    def _arrange(self) -> None:
        inset = Card.MARGIN
        self._arrange_wishes()
        self.why_place = row((self.why, 1), margins=(inset, 0, inset, 0))
        privacy = row(Glyph(self.theme, "lock"), (self.privacy, 1), gap=10, margins=(20, 4, 20, 12))
        both = QWidget()
        self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self.halves.setContentsMargins(0, 0, 0, 0)
        self.halves.setSpacing(0)
        self.halves.addWidget(column((self.found, 1), self.why_place, privacy, gap=4), 1)
        self.halves.addWidget(self.wishes, 1)
        top = row(
            self.back,
            (self.title, 1),
            self.forget_button,
            self.done_button,
            margins=(inset, 0, inset + GUTTER, 0),
        )
        sheet = QVBoxLayout(self)
        sheet.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        sheet.setContentsMargins(EDGE, 12, EDGE - GUTTER, 8)
        sheet.setSpacing(4)
        sheet.addWidget(top)
        sheet.addWidget(self.sure_place)
        sheet.addWidget(Scroller(self.theme, both, GUTTER), 1)

    def _arrange_wishes(self) -> None:
        box = self.wishes.body
        self.languages = Turning((self.language_label, 1), self.language, self.second, gap=8)
        box.addWidget(self.wishes_title)
        box.addWidget(self.languages)
        for widget in (self.words_label, self.words, self.sample, Rule(self.theme), *self.switches.values()):
            box.addWidget(widget)
        box.addWidget(Rule(self.theme))
        self.colours_line = Turning((self.colours_label, 1), self.colours_menu, gap=8)
        box.addWidget(self.colours_line)
        box.addStretch(1)

    # ---------------------------------------------------------------- words
    @property
    def say(self) -> Translator:
        """Return the application's words in the language in force."""
        return translator(self.session.choices.audience.language)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        _ = self.say
        self.setAccessibleName(_("Your details"))
        self.title.set_words(_("Your details"))
        self.back.named(_("Back"))
        self.forget_button.setText(_("Forget everything"))
        self.done_button.setText(_("Done"))
        self.sure_words.set_words(
            _("Forget what was found, the answers and these choices? This cannot be undone.")
        )
        self.sure_yes.setText(_("Yes, forget everything"))
        self.sure_no.setText(_("No, keep it"))
        self.found_title.set_words(_("What was found"))
        self.found_none.set_words(_("Open a lesson first. What was found is asked for there."))
        self.why_title.set_words(_("Why am I seeing this?"))
        self.privacy.set_words(
            _("No name is asked for. Nothing leaves this computer. What was found is forgotten on closing.")
        )
        self._say_wishes(_)
        self.refresh()

    def _say_wishes(self, _: Translator) -> None:
        self.wishes_title.set_words(_("How you like it"))
        self.language_label.set_words(_("Language"))
        self.words_label.set_words(_("Words"))
        self.words.setAccessibleName(_("Words"))
        self.colours_label.set_words(_("Colours"))
        self.language.name, self.second.name, self.colours_menu.name = (
            _("Language"),
            _("Second language"),
            _("Colours"),
        )
        self.switches["read_aloud"].set_words(_("Read each page aloud"), _("Starts by itself on every step"))
        self.switches["gentle"].set_words(_("Gentle pictures"), _("Softer colours, no blood"))
        now = _("150 % – now {now} %").format(now=round(self.session.choices.audience.text_scale * 100))
        self.switches["text_scale"].set_words(_("Larger text"), now)
        self.switches["captions"].set_words(_("Captions"), _("Show the spoken words"))
        self.switches["less_movement"].set_words(_("Less movement"), _("No flights, no beating heart"))

    # ---------------------------------------------------------------- values
    def refresh(self) -> None:
        """Show the values of the session as they are now."""
        _, audience = self.say, self.session.choices.audience
        self.language.set_choices(list(LANGUAGES.items()), audience.language)
        others = [(tag, name) for tag, name in LANGUAGES.items() if tag != audience.language]
        second = audience.second_language or ""
        self.second.set_choices([("", _("No second language")), *others], second)
        self.second.setText(LANGUAGES.get(second, _("Second")))
        levels = (("plain", _("Plain")), ("standard", _("Standard")), ("detailed", _("Detailed")))
        self.words.set_choices(levels, audience.level)
        self.sample.set_words(_("“{words}”").format(words=self._sample(_)))
        for field, switch in self.switches.items():
            value = getattr(audience, field)
            switch.show_value(value > 1.0 if field == "text_scale" else bool(value))
        self.set_colours(self.colours)
        self._show_findings(_)
        self._show_reasons(_)

    def _sample(self, _: Translator) -> str:
        samples = {
            "plain": _("Fat has built up inside the wall of this artery."),
            "standard": _("Fatty deposits, called plaque, have narrowed this artery."),
            "detailed": _("An atherosclerotic plaque narrows the lumen of this coronary artery."),
        }
        return samples[self.session.choices.audience.level]

    def set_colours(self, colours: str) -> None:
        """Show which colours were chosen."""
        _, self.colours = self.say, colours
        choices = [
            ("system", _("Like the system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ]
        self.colours_menu.set_choices(choices, colours)

    def _switched(self, field: str, on: bool) -> None:
        if field != "text_scale":
            self.audience_picked.emit(field, on)
        elif on != (self.session.choices.audience.text_scale > 1.0):
            self.audience_picked.emit(field, LARGER if on else 1.0)

    def _scene_changed(self, _scene: SceneState) -> None:
        if self.isVisible():
            self.refresh()

    # ---------------------------------------------------------------- findings
    def _show_findings(self, _: Translator) -> None:
        lesson = self.session.lesson.findings if self.session.is_open else ()
        self.found_none.setVisible(not lesson)
        if [finding.id for finding in lesson] != list(self.findings):
            self._make_rows(lesson)
            self.fit()
        choices = self.session.choices
        for finding in lesson:
            text = self.session.text.findings.get(finding.id)
            name = text.name if text else finding.id
            row_ = self.findings[finding.id]
            row_.set_words(_, name, dict(text.choices) if text else {})
            row_.show_value(choices.findings.get(finding.id, finding.default), finding.id in choices.given, _)

    def _make_rows(self, findings: tuple[Finding, ...]) -> None:
        for row_ in self.findings.values():
            row_.hide()
            row_.deleteLater()
        self.findings = {}
        for finding in findings:
            row_ = FindingRow(self.theme, finding, bool(self.findings))
            row_.changed.connect(self.session.set_finding)
            self.found_box.addWidget(row_)
            self.findings[finding.id] = row_

    # ---------------------------------------------------------------- reasons
    def _show_reasons(self, _: Translator) -> None:
        sentences = (
            [reason_in_words(reason, _) for reason in self.session.why()] if self.session.is_open else []
        )
        sentences = [sentence for sentence in dict.fromkeys(sentences) if sentence]
        self.why_place.setVisible(bool(sentences))
        while len(self.why_rows) < len(sentences):
            text = Text(self.theme, "", "small")
            self.why.body.addWidget(text)
            self.why_rows.append(text)
        for index, text in enumerate(self.why_rows):
            text.setVisible(index < len(sentences))
            text.set_words(sentences[index] if index < len(sentences) else "")

    # ---------------------------------------------------------------- forgetting
    def _ask_forgetting(self, ask: bool) -> None:
        """Ask once more, in place: no window lies over the page."""
        self.sure_place.setVisible(ask)
        self.forget_button.setEnabled(not ask)
        (self.sure_no if ask else self.forget_button).setFocus()
        if ask:
            announce(self.sure, self.sure_words.accessibleName())

    def _forget(self) -> None:
        self._ask_forgetting(False)
        self.forgotten.emit()
        announce(self, self.say("Everything is forgotten."))

    # ---------------------------------------------------------------- room
    def fit(self) -> None:
        """Put the columns, and what stands in their rows, side by side or one below the other."""
        narrow = self.is_narrow(NARROW)
        self.turn(self.halves, narrow)
        half = self.width() - 2 * EDGE if narrow else self.width() // 2 - EDGE
        for row_ in self.findings.values():
            row_.fit(half - 2 * (self.found.margin + self.found.padding))
        tight = self.width() < 560 * self.theme.text_scale
        for line in (self.languages, self.colours_line, self.words):
            line.turn(tight)
        self.done_button.set_folded(self.width() < 400 * self.theme.text_scale)
        self.sure_line.turn(narrow)
        self.forget_button.set_folded(self.width() < 640 * self.theme.text_scale)

    def close_stage(self) -> None:
        """Let go of the session."""
        self.session.scene_changed.disconnect(self._scene_changed)
