"""The slider of a lesson's step: shows where it stands, and moves it."""

from __future__ import annotations

from dataclasses import replace

from anatomy_viewer.scene.slider import SliderState
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Slider, Stage
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.theme import Theme


class LessonSlider(Slider):
    """Shows `session.slider` and sets its driver; whoever has it says when it shows anew."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme)
        self._session = session
        self._scale: SliderState | None = None
        self.moved.connect(self._move)
        self.settled.connect(self._settle)

    def show_state(self) -> bool:
        """Show where the step's slider stands; returns whether the step has one."""
        state = self._session.slider
        if state is None:
            return False
        scale = replace(state, name="", value=0.0, value_text="", stage="")
        if scale != self._scale:
            self._scale = scale
            stages = [Stage(at, capital(name)) for at, name in state.stages]
            self.set_scale(state.minimum, state.maximum, state.step, stages)
            self.set_course(by_stages=state.ordinal, falls=state.falls)
        self.set_words(state.name, capital(state.value_text), capital(state.stage))
        self.set_amount(state.value)
        return True

    def _move(self, amount: float) -> None:
        state = self._session.slider
        if state is not None:
            self._session.set_driver(state.driver, amount, held=self.isSliderDown())

    def _settle(self, amount: float) -> None:
        """Let go: a slider that goes by stages comes to rest on one."""
        state = self._session.slider
        if state is not None:
            self._session.set_driver(state.driver, amount)
