"""The guide: takes head and hands, and changes the session, the organ's place and the panel.

It knows neither VTK nor OpenXR: whoever draws reads its attributes after each `advance`, and whoever owns the
organ's surface answers `find`. The window with mouse and keys and the headset are led by the same guide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.slider import SliderState
from anatomy_viewer.scene.state import CameraState, CutState, StageState, Vector
from anatomy_viewer.session.session import Session
from anatomy_vr.closer import Closer
from anatomy_vr.comfort import FADE_OUT, Veil, break_is_due, may_begin
from anatomy_vr.fingers import Fingers
from anatomy_vr.hands import Blade, Hold, Stick
from anatomy_vr.inputs import SIDES, Inputs, Side
from anatomy_vr.panel_layout import slider_value, target_at
from anatomy_vr.panel_words import Board, Page, PanelState, Reading, parts_of
from anatomy_vr.placing import (
    PANEL_SIZE,
    SIZES,
    SNAP_DEGREES,
    Placement,
    Reach,
    SizeName,
    lesson_scale,
    panel_pose,
    set_down,
    stood,
    straight_ahead,
)
from anatomy_vr.pointing import ClinicianMark, Feeler
from anatomy_vr.poses import ORIGIN, Pose
from anatomy_vr.rays import Aim, Ray, Touch, touch_of
from anatomy_vr.teaching import Names, TeachBack, teaching_step

Find = Callable[[Vector, Vector], tuple[str, Vector] | None]
"""The nearest part, and its point (RAS mm), that a ray meets; origin in RAS mm, direction of length 1."""
Speak = Callable[[str, str], None]
"""Reads words aloud in a language."""


@dataclass(slots=True)
class Guide:
    """One visit in the headset.

    Attributes:
        session: The lesson, shared with the clinician's window.
        find: What a ray meets on the organ.
        speak: Reads aloud; None where there is no voice.
        home: Where the patient's head is when they look straight ahead.
        head: Where it is now.
        mark: What the clinician points at and highlights.
        fingers: What hands or gaze point at and press.
        leaving: Whether the patient or the clinician asked to stop.
    """

    session: Session
    find: Find
    speak: Speak | None = None
    home: Pose = ORIGIN
    head: Pose = ORIGIN
    mark: ClinicianMark = field(default_factory=ClinicianMark)
    fingers: Fingers = field(init=False)
    leaving: bool = False
    named: str = ""
    reading: Reading = field(default_factory=Reading)
    hold: Hold = field(default_factory=Hold)
    stood: Placement = field(default_factory=Placement)
    """Where the organ was put last, before it was set down on its table and before any hand took it."""
    teach: TeachBack = field(init=False)
    veil: Veil | None = None
    shown: StageState | None = None
    """The stage that is drawn: the session's, but the one before until the veil hides the change."""
    closer: Closer = field(default_factory=Closer)
    """The closer picture that belongs to `shown`."""
    resting: bool = False
    sees_through: bool = False
    """Whether the organ stands in the patient's own room now, where the headset shows that."""
    _stick: Stick = field(default_factory=Stick)
    _blade: Blade = field(default_factory=Blade)
    _feeler: Feeler = field(default_factory=Feeler)
    _board: Board = field(init=False)
    _names: Names = field(init=False)
    _veils: list[float] = field(default_factory=list)
    _standing: tuple[Any, ...] | None = None
    _entered: float | None = None
    _reminded: float | None = None
    _time: float = 0.0
    _step: str = ""

    def __post_init__(self) -> None:
        self.teach = TeachBack(self.session)
        self._board, self._names = Board(self.session, self.teach), Names(self.session)
        self.fingers = Fingers(self._aim, self.do)
        self.reading = replace(self.reading, can_speak=self.speak is not None)

    # ---------------------------------------------------------------- what is shown
    @property
    def aims(self) -> dict[str, tuple[Ray, Aim]]:
        """What every hand, or "gaze", points at."""
        return self.fingers.aims

    @property
    def panel(self) -> PanelState:
        """The panel as it stands, with what is pointed at."""
        gaze, hovered = self.fingers.gaze, self.fingers.aimed("panel")
        pressed = gaze.progress(self._time) if gaze.target.startswith("panel:") else 0.0
        marked = hovered or pressed
        return replace(self._plain_panel, hovered=hovered, pressed=pressed) if marked else self._plain_panel

    @property
    def _plain_panel(self) -> PanelState:
        """The panel with nothing pointed at."""
        organ = (self.session.scene.stage.cut is not None, self.hold.placement.scale)
        return self._board.show(self.reading, organ, self._time, self._stick.scrubs or self.fingers.drags)

    @property
    def panel_pose(self) -> Pose:
        """Where the panel stands: on the left where one reads from the right."""
        return panel_pose(self.home, not self._plain_panel.right_to_left)

    @property
    def waypoint(self) -> Vector | None:
        """On the way into the organ, while it is still seen: the place (RAS mm) that one goes into."""
        journey = self.session.scene.journey
        if journey is None or journey.opened > 0.0 or self.shown is None:
            return None
        return journey.anchor if self.shown.models == journey.outer.models else None

    def veil_opacity(self, time: float) -> float:
        """How thick the veil before the eyes is."""
        return self.veil.opacity(time) if self.veil else 0.0

    # ---------------------------------------------------------------- one frame
    def advance(self, inputs: Inputs, time: float) -> None:
        """Take one frame's head and hands; `time` in seconds never goes back."""
        if self._entered is None:
            self._entered, self._time = time, time
            self.recentre(inputs.head)
        seconds, self._time, self.head = time - self._time, time, inputs.head
        self.fingers.take(inputs, time)
        self.named = self._names.of(self.fingers.aimed("part"))
        self._hold(inputs)
        if not self.resting:
            self._stick.scrub(inputs, seconds, self.session, self.fingers.pace)
        self._change(time)
        self._remind(time)

    def wait(self, time: float) -> None:
        """Take a frame in which head and hands are not ours: only what was begun goes on."""
        self._time = max(self._time, time)
        self._change(self._time)

    def lose_focus(self) -> None:
        """The runtime took the hands away: let everything go, and let the lesson wait."""
        self._blade.end(self.session)
        self.fingers.let_go()
        self.hold.follow(Inputs(), frozenset())
        self.named = ""
        self.session.pause()

    # ---------------------------------------------------------------- the patient's and the clinician's verbs
    def recentre(self, head: Pose) -> None:
        """Put organ and panel before the patient as they sit now."""
        self.home = straight_ahead(head)
        self._standing = None

    def rest(self) -> None:
        """Calm: the organ goes, the room stays, nothing plays."""
        self.session.pause()
        self.turn_page("rest")

    def go_on(self) -> None:
        """Back to the lesson."""
        self.turn_page("words")

    def stand(self, size: SizeName) -> None:
        """Show the organ in another size."""
        self.reading = replace(self.reading, size=size)

    def put_back(self) -> None:
        """The organ as the step wants it, where it stood first."""
        self.session.home()
        self._standing = None

    def leave(self) -> None:
        """Stop: whoever runs the frames ends the visit."""
        self.session.pause()
        self.leaving = True

    def do(self, target: str, touch: Touch | None = None) -> None:
        """Do what a button of the panel, the slider or a touched part means."""
        kind, _, name = target.partition(":")
        if kind == "part":
            self._touch(name)
        elif name == "slider" and self.session.slider is not None:
            self._slide(self.session.slider, touch)
        elif name.startswith("option:"):
            self.teach.answer(name.removeprefix("option:"))
        elif kind == "panel" and name in BUTTONS:
            BUTTONS[name](self)

    def turn_page(self, page: Page) -> None:
        """Show another page of the panel."""
        self.reading = replace(self.reading, page=page)

    def read_on(self) -> None:
        """The next part of the words, or the next step."""
        if self.reading.part + 1 < len(parts_of(self.session)) and self.teach.question is None:
            self.reading = replace(self.reading, part=self.reading.part + 1)
        else:
            self.session.next()

    def read_back(self) -> None:
        """The part of the words before, or the step before."""
        if self.reading.part > 0 and self.teach.question is None:
            self.reading = replace(self.reading, part=self.reading.part - 1)
        else:
            self.session.back()

    def read_aloud(self) -> None:
        """Let the step's words be read, where there is a voice."""
        if self.speak is not None:
            self.speak(self.session.scene.words.say or self.session.step_text.body, self.session.words[0])

    def open_or_close(self) -> None:
        """Cut the organ open through its middle, facing the patient, or close it."""
        stage = self.session.scene.stage
        if stage.cut is not None:
            self.session.cut(None)
            return
        towards = self.hold.placement.direction_to_model((0.0, 0.0, 1.0))
        self.session.cut(CutState(stage.camera.focal, towards))

    # ---------------------------------------------------------------- pointing and pressing
    def _aim(self, name: str, ray: Ray) -> Aim:
        """What the ray of a hand, or of the gaze, meets."""
        touch = touch_of(ray, self.panel_pose, PANEL_SIZE)
        if touch is not None:
            return Aim(f"panel:{target_at(self._plain_panel, touch)}", ray.at(touch.distance), touch)
        if self.resting:
            return Aim()
        if self.fingers.clicks(name):
            self._feeler.forget(name)
        return self._feeler.feel(name, ray, self._time, self._meet)

    def _meet(self, ray: Ray) -> tuple[str, Vector] | None:
        """The part that a ray meets, and where in the room."""
        placement = self.hold.placement
        met = self.find(placement.to_model(ray.origin), placement.direction_to_model(ray.direction))
        return (met[0], placement.to_room(met[1])) if met else None

    def _slide(self, slider: SliderState, touch: Touch | None) -> None:
        """Move the slider to a touch of the panel; let go, one that goes by stages lands on one."""
        value = slider.value if touch is None else slider_value(self._plain_panel, touch)
        self.session.set_driver(slider.driver, value, held=self.fingers.drags)

    def _touch(self, part: str) -> None:
        if self.teach.takes_touches:
            self.teach.answer(part)

    # ---------------------------------------------------------------- holding and cutting
    def _hold(self, inputs: Inputs) -> None:
        if self.resting:
            return
        keys, presses = self.fingers.keys, self.fingers.presses
        dragging = {s for s, p in presses.items() if p.target.startswith("part:") and p.stirred}
        grabbing = {side for side in SIDES if keys[side].grab}
        self.hold.follow(inputs, frozenset(dragging | grabbing))
        degrees = self._stick.turn(inputs)
        if degrees and not self.hold.sides:
            self.hold.place(self.hold.placement.turned_by(degrees))
        self._cut(inputs)

    def _cut(self, inputs: Inputs) -> None:
        """The off hand cuts while its trigger is held and it does not point at the panel."""
        keys = self.fingers.keys
        off: Side = "left" if self.fingers.main == "right" else "right"
        press = self.fingers.presses.get(off)
        wants = press is not None and keys[off].select and not press.target.startswith("panel:")
        both = inputs.left is not None and inputs.right is not None
        if wants and both and not self.teach.takes_touches and self._blade.side is None:
            self._blade.begin(off, self.session)
        if self._blade.side is None:
            return
        if keys[self._blade.side].select:
            self._blade.follow(inputs.hand(self._blade.side), self.hold.placement, self.session)
        else:
            self._blade.end(self.session)

    # ---------------------------------------------------------------- changing what is shown
    def _change(self, time: float) -> None:
        """Let another step, view, size or rest appear behind a veil; everything else at once."""
        if self.session.choices.step != self._step:
            self._begin_step()
        wanted = self._wanted()
        waits = wanted == self._standing or self.veil is not None or self.waypoint is not None
        if not waits and may_begin(self._veils, time):
            self.veil = Veil(time)
            self._veils = [began for began in self._veils if time - began < 1.0] + [time]
        if self.veil is not None and self.veil.hides(time) and wanted != self._standing:
            self._stand(wanted)
            self.veil = Veil(time - FADE_OUT)  # however late this frame is, it is dark, and opens from here
        if self.veil is not None and self.veil.is_over(time):
            self.veil = None
        if wanted == self._standing:
            self.shown = self.mark.on(self.session.scene.stage)
            self.closer.take(None if self.reading.size == "inside" else self.session.scene)

    def _begin_step(self) -> None:
        """Another step, whoever went there: its words from the start, also where the clinician led there."""
        led = self._step != "" and self.reading.page in ("welcome", "more")
        self._step = self.session.choices.step
        self.mark.take_away()
        self.reading = replace(self.reading, part=0, page="words" if led else self.reading.page)
        self.teach.settled = 0

    def _wanted(self) -> tuple[Any, ...]:
        """What decides where the organ stands; the clinician's own turning of the picture does not."""
        choices = self.session.choices
        resting, reading = self.reading.page in ("rest", "break"), self.reading
        models = self.session.scene.stage.models
        return (choices.step, choices.view, models, reading.size, reading.sees_through, resting)

    def _stand(self, wanted: tuple[Any, ...]) -> None:
        self._standing, self.sees_through, self.resting = wanted, *wanted[-2:]
        self.aims.clear()  # what they met is elsewhere now, or gone
        self._feeler.forget()
        self.named = ""
        right = not self._plain_panel.right_to_left
        self.stood = stood(self._camera(), self.home, self.reading.size, right)
        self.hold.place(self.stood)

    def set_down(self, reach: Reach, lens: Reach | None) -> None:
        """Let the organ rest on its table and hang its closer picture over it; how far both reach."""
        if self.reading.size != "inside":
            fits = self.reading.size == "lesson"
            self.hold.place(set_down(self.stood, reach, self.home, fits))
        scale = lesson_scale(self._camera())
        self.closer.hang(scale, self.home, lens, (self.hold.placement, reach))

    def _camera(self) -> CameraState:
        """How the lesson looks at the organ once its own flight there is over."""
        choices = replace(self.session.choices, flight=None)
        return compose(self.session.content, choices, self.session.clock.now()).stage.camera

    def _remind(self, time: float) -> None:
        if self._entered is not None and break_is_due(self._entered, self._reminded, time):
            self._reminded = time
            self.turn_page("break")

    def show_again(self) -> None:
        """Back to the step that taught the answer."""
        self.session.seek(teaching_step(self.session.steps, self.session.step).id)

    def see_through(self) -> None:
        """Show the patient's own room in place of the calm one, or go back to that."""
        self.reading = replace(self.reading, sees_through=not self.reading.sees_through)

    def another_size(self) -> None:
        """The next of the sizes."""
        self.stand(SIZES[(SIZES.index(self.reading.size) + 1) % len(SIZES)])

    def turn(self) -> None:
        """Turn the organ one step."""
        self.hold.place(self.hold.placement.turned_by(SNAP_DEGREES))


BUTTONS: dict[str, Callable[[Guide], None]] = {
    "begin": lambda guide: guide.turn_page("words"),
    "next": Guide.read_on,
    "back": Guide.read_back,
    "skip": lambda guide: guide.session.next(),
    "more": lambda guide: guide.turn_page("more"),
    "menu": lambda guide: guide.turn_page("more" if guide.reading.page != "more" else "words"),
    "done": lambda guide: guide.turn_page("words"),
    "stop": Guide.leave,
    "rest": Guide.rest,
    "go_on": Guide.go_on,
    "size": Guide.another_size,
    "turn": Guide.turn,
    "through": Guide.see_through,
    "open": Guide.open_or_close,
    "put_back": Guide.put_back,
    "recentre": lambda guide: guide.recentre(guide.head),
    "read": Guide.read_aloud,
    "try_again": lambda guide: guide.teach.ask_again(),
    "show_again": Guide.show_again,
}
"""What every button of the panel does."""
