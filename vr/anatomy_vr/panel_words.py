"""What stands on the panel: plain values made from the session and the guide, painted by `panel`.

The panel has a title, at most three lines, and buttons. A longer text is read on in parts: Next leads through
the parts of a step before it leads to the next step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from anatomy_viewer.content.markdown import blocks
from anatomy_viewer.locale import Translator, translator
from anatomy_viewer.scene.charting import told as chart_told
from anatomy_viewer.scene.facts import facts_of, said
from anatomy_viewer.scene.slider import SliderState
from anatomy_viewer.scene.words import figure
from anatomy_viewer.session.session import Session
from anatomy_vr.placing import SizeName
from anatomy_vr.teaching import TeachBack

Page = Literal["welcome", "words", "more", "rest", "break"]
Tone = Literal["plain", "accent", "care"]
_READ_SECONDS = 0.1
"""Seconds from one writing of what plays to the next."""
_DRAWN_SCALE = 1.25
"""Up to this size of letters a chart is only drawn."""
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True, slots=True)
class PanelButton:
    """A button: what it does (by id), its words, and whether it is the way on."""

    id: str
    words: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class PanelState:
    """Everything on the panel. `hovered` is what is pointed at, `pressed` how far it is chosen (0-1)."""

    title: str = ""
    body: str = ""
    hint: str = ""
    tone: Tone = "plain"
    step: int = 0
    steps: int = 0
    slider: SliderState | None = None
    buttons: tuple[PanelButton, ...] = ()
    language: str = "en"
    text_scale: float = 1.0
    hovered: str = ""
    pressed: float = 0.0

    @property
    def right_to_left(self) -> bool:
        """Whether its words are read from the right."""
        return is_right_to_left(self.language)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the guide adds to the session: page, part of the words, how the organ stands, and what can be."""

    page: Page = "welcome"
    part: int = 0
    size: SizeName = "lesson"
    times: float = 1.0
    is_open: bool = False
    can_speak: bool = False
    can_see_through: bool = False
    sees_through: bool = False


def is_right_to_left(language: str) -> bool:
    """Whether a language is read from the right."""
    return language.partition("-")[0] in RIGHT_TO_LEFT


def parts_of(session: Session) -> tuple[str, ...]:
    """The parts in which the words of a step are read: its paragraphs, figures of a choice, a chart."""
    return (*_paragraphs(session.step_text.body), *_figures(session), *_chart(session)) or ("",)


def _chart(session: Session) -> tuple[str, ...]:
    """A chart in words, for who needs larger letters than it is drawn with: what it shows, then each line."""
    chart = session.scene.chart
    if chart is None or session.choices.audience.text_scale <= _DRAWN_SCALE:
        return ()
    title, *rest = chart_told(chart, translator(session.words[0]))
    return " ".join((title, *rest[:2])), *rest[2:]


def _figures(session: Session) -> tuple[str, ...]:
    """What happened: a part for each outcome, every option in it, both halves of every figure of people."""
    decision = session.step.decision
    if decision is None:
        return ()
    say, rows = translator(session.words[0]), facts_of(decision, session.text)
    return tuple("\n".join(f"**{fact.option}:** {said(fact, say)}" for fact in row) for row in rows)


@lru_cache(maxsize=32)
def _paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a text, list items gathered in threes; asked for every frame."""
    parts: list[str] = []
    items: list[str] = []
    for block in blocks(body):
        words = "".join(f"**{span.text}**" if span.bold else span.text for span in block.spans)
        if block.kind == "paragraph":
            parts.extend(_gathered(items))
            parts.append(words)
            items = []
        else:
            items.append(f"• {words}" if block.kind == "bullet" else f"{block.ordinal}. {words}")
    return (*parts, *_gathered(items))


def panel_of(session: Session, teach: TeachBack, reading: Reading) -> PanelState:
    """The panel for what is shown now; the guide adds what is pointed at."""
    language = session.words[0]
    say = translator(language)
    panel = PAGES[reading.page](session, teach, reading, say)
    return replace(
        panel,
        language=language,
        text_scale=session.choices.audience.text_scale,
        step=session.step_index + 1,
        steps=len(session.steps),
    )


@dataclass(slots=True)
class Board:
    """The panel of a session, written anew only when it may say something else."""

    session: Session
    teach: TeachBack
    _last: tuple[tuple[Any, ...], PanelState] | None = None

    def show(self, reading: Reading, organ: tuple[bool, float], time: float, moved: bool) -> PanelState:
        """The panel as it stands at a time (s): a value that moves is written no faster than one can read it.

        Args:
            reading: What the guide adds.
            organ: Whether the organ is open, and how many times its own size it is.
            time: Seconds.
            moved: Whether a hand moves the slider just now.
        """
        choices, content = self.session.choices, self.session.content
        told = organ if reading.page == "more" else organ[0]
        read = int(time / _READ_SECONDS) if moved or choices.playing else -1
        state = (None if moved else choices, content, reading, told, self.teach.settled, read)
        if self._last is None or self._last[0] != state:
            known = replace(reading, is_open=organ[0], times=organ[1])
            self._last = (state, panel_of(self.session, self.teach, known))
        return self._last[1]


def _gathered(items: list[str]) -> list[str]:
    return ["\n".join(items[k : k + 3]) for k in range(0, len(items), 3)]


def _welcome(session: Session, _teach: TeachBack, _reading: Reading, say: Translator) -> PanelState:
    return PanelState(
        title=session.title,
        body=say("You are in a calm room. Nothing moves you. Take all the time you like."),
        hint=say("You can stop at any time."),
        buttons=(PanelButton("begin", say("Begin"), primary=True), _stop(say)),
    )


def _words(session: Session, teach: TeachBack, reading: Reading, say: Translator) -> PanelState:
    if teach.question is not None:
        return _teach_back(session, teach, say)
    parts = parts_of(session)
    part = min(reading.part, len(parts) - 1)
    at, slider = session.step_index, session.slider
    back = at > 0 or part > 0
    on = at + 1 < len(session.steps) or part + 1 < len(parts)
    buttons = [PanelButton("back", say("Back"))] if back else []
    buttons += [PanelButton("more", say("More")), _stop(say)]
    if on:
        buttons.insert(-2, PanelButton("next", say("Next"), primary=True))
    counted = f"{part + 1}/{len(parts)}" if len(parts) > 1 else ""
    return PanelState(
        title=session.step_text.title,
        body=parts[part],
        hint="" if slider else counted,
        slider=slider,
        buttons=tuple(buttons),
    )


def _teach_back(session: Session, teach: TeachBack, say: Translator) -> PanelState:
    stand = teach.stand
    panel = PanelState(title=session.step_text.title, body=teach.said())
    if stand == "ask":
        asks = teach.question is not None and teach.question.kind == "point"
        hint = say("Point at it and choose it.") if asks else ""
        return replace(
            panel,
            hint=hint,
            slider=session.slider,
            buttons=(*_options(session, teach, say), *_ways(session, say)),
        )
    if stand in ("wrong", "teach_again"):
        ways = (
            PanelButton("show_again", say("Show me")),
            PanelButton("try_again", say("Try again"), primary=True),
            PanelButton("skip", say("Skip")),
            _stop(say),
        )
        return replace(panel, tone="care", buttons=ways)
    return replace(panel, tone="accent", buttons=_ways(session, say, primary=True))


def _options(session: Session, teach: TeachBack, say: Translator) -> tuple[PanelButton, ...]:
    question, words = teach.question, teach.words
    if question is None or words is None or question.kind == "point":
        return ()
    if question.kind == "set":
        value = session.slider.value if session.slider else 0.0
        return (PanelButton(f"option:{value:g}", say("This is where"), primary=True),)
    if question.kind == "choose":
        return tuple(
            PanelButton(f"option:{each}", words.options.get(each, each)) for each in question.options
        )
    return (PanelButton("option:met", say("I have said it")),)


def _ways(session: Session, say: Translator, primary: bool = False) -> tuple[PanelButton, ...]:
    on = session.step_index + 1 < len(session.steps)
    way_on = (PanelButton("next", say("Next") if primary else say("Skip"), primary),) if on else ()
    return (PanelButton("back", say("Back")), *way_on, PanelButton("more", say("More")), _stop(say))


def _more(session: Session, _teach: TeachBack, reading: Reading, say: Translator) -> PanelState:
    speak = (PanelButton("read", say("Read aloud")),) if reading.can_speak else ()
    through = say("Calm room") if reading.sees_through else say("My own room")
    return PanelState(
        title=_size(session, reading, say),
        buttons=(
            PanelButton("size", say("Another size")),
            PanelButton("turn", say("Turn it")),
            PanelButton("open", say("Close it") if reading.is_open else say("Cut it open")),
            PanelButton("put_back", say("Put it back")),
            PanelButton("recentre", say("Face me")),
            PanelButton("rest", say("Rest")),
            *speak,
            *((PanelButton("through", through),) if reading.can_see_through else ()),
            PanelButton("done", say("Done"), primary=True),
        ),
    )


def _size(session: Session, reading: Reading, say: Translator) -> str:
    """How large the organ is now, whoever made it so."""
    if reading.size == "inside":
        return say("From inside")
    return times_words(reading.times, session.words[0])


def times_words(times: float, language: str) -> str:
    """How many times its own size something is shown, in words."""
    say = translator(language)
    rounded = round(times) if times >= 9.5 else round(times, 1)
    if rounded == 1:
        return say("Life size")
    return say("{times} times its own size").format(times=figure(rounded, language))


def _rest(_session: Session, _teach: TeachBack, _reading: Reading, say: Translator) -> PanelState:
    return PanelState(
        title=say("Rest as long as you like"),
        body=say("Nothing moves. Breathe slowly. You can close your eyes, or look at the horizon."),
        buttons=(PanelButton("go_on", say("Go on"), primary=True), _stop(say)),
    )


def _break(_session: Session, _teach: TeachBack, _reading: Reading, say: Translator) -> PanelState:
    return PanelState(
        title=say("Time for a short break?"),
        body=say("Ten minutes have passed. Your eyes may like a rest. The lesson waits where you are."),
        buttons=(PanelButton("go_on", say("Go on"), primary=True), _stop(say)),
    )


def _stop(say: Translator) -> PanelButton:
    return PanelButton("stop", say("Stop"))


PAGES: Mapping[Page, Callable[[Session, TeachBack, Reading, Translator], PanelState]] = {
    "welcome": _welcome,
    "words": _words,
    "more": _more,
    "rest": _rest,
    "break": _break,
}
"""One row for each page of the panel."""
