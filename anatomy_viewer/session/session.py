"""The running presentation: verbs come in, one signal with a scene goes out."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import count
from typing import Any

from anatomy_viewer.content.entry import Entry
from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.camera import Flight, camera_of, cut_of
from anatomy_viewer.scene.choices import Answer, Bookmark, Choices, FindingValue
from anatomy_viewer.scene.comparing import offered
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.journey import arrived, departed, is_under_way
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.state import CameraState, CutState, Layout, MeasureState, SceneState, StrokeState
from anatomy_viewer.session import bookmarks, markup, picture
from anatomy_viewer.session import choices as verbs
from anatomy_viewer.session.audience import Audience, changed_audience
from anatomy_viewer.session.clock import Clock
from anatomy_viewer.session.history import History, pushed, redone, undone
from anatomy_viewer.session.record import Progress, Record
from anatomy_viewer.session.showing import NOTHING, Showing
from anatomy_viewer.session.signal import Signal

__all__ = ["NOTHING", "Session"]

DRAG_SECONDS = 1.0
"""Changes of one thing that follow each other within this time are one step of undo."""


class Session(Showing):
    """One lesson being shown: what was chosen, the scene that follows, and the verbs that change it.

    Every verb makes a new choice value, composes the scene, emits once; one that changes nothing is silent.
    Every change can be taken back, without end. It needs no Qt and no thread; whoever shows it calls `tick`
    while `scene.moving`.

    Signals:
        scene_changed: the new scene.
    """

    def __init__(
        self,
        library: Library,
        *,
        clock: Clock | None = None,
        audience: Audience | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__(library, clock, audience)
        self.scene_changed: Signal[SceneState] = Signal()
        self.record = record
        self._numbers = count(1)

    # Where we are

    def open(self, entry_id: str, step: str | None = None) -> None:
        """Open an entry of the library at a step, or at its first: a lesson, or `lesson:condition`.

        What is open already keeps its findings; a lesson that is open for another condition begins anew.
        Raises UnknownNameError for an entry or step that does not exist, BrokenLessonError for one that
        cannot be shown; what was shown before stays then.
        """
        entry = self.library.entry(entry_id)
        if self._content is not None and self._shows(entry_id, entry):
            return self.seek(step or self.steps[0].id)
        if entry is None:
            raise unknown("lesson", entry_id, self.library.lessons)
        pack = entry.pack
        content = SceneContent(pack.lesson, pack.texts, self.library.models, self.library.animations)
        begun = verbs.begun(content, self.choices.audience, self.clock.now(), step, entry.given)
        self._content, self._history = content, History()
        self._show(begun)
        self._remember()
        return None

    def next(self) -> None:
        """Go to the next step; at the last one nothing happens."""
        self._go(self.step_index + 1)

    def back(self) -> None:
        """Go to the step before; at the first one nothing happens."""
        self._go(self.step_index - 1)

    def seek(self, step: str | int) -> None:
        """Go to a step by id, or by its place among `steps`; raises UnknownNameError where there is none."""
        if isinstance(step, int):
            step = self.steps[step].id
        there = verbs.at_step(self.content, self.choices, self.content.step(step).id, self.clock.now())
        self._change(there, fly=True)
        self._remember()

    def arrive(self) -> None:
        """Be at once where a way into another model leads; nothing happens where nobody is on one."""
        if is_under_way(self.choices, self.clock.now()):
            self._show(arrived(self.choices, self.clock.now()))

    # What moves

    def play(self) -> None:
        """Let the step's own movement run: on from where it stands, or again from its start."""
        self._change(verbs.playing(self.content, self.choices, self.clock.now()), undoable=False)

    def pause(self) -> None:
        """Hold the step's own movement where it is."""
        if self.playing:
            self._change(verbs.paused(self.choices, self.clock.now()), undoable=False)

    def set_driver(self, name: str, value: float, *, held: bool = False) -> None:
        """Put the slider to a value, for this step; raises UnknownNameError for a driver it does not have.

        While a finger holds the slider `held` is True: all of that is one step of undo. Let go, a slider that
        goes by grades lands on the nearest.
        """
        now = self.clock.now()
        at = value if held else verbs.landed(self.content, self.choices, name, value)
        driven = verbs.driven(self.content, self.choices, name, at, now)
        self._change(driven, kind=f"driver {name}", open_until=math.inf if held else now + DRAG_SECONDS)

    def tick(self) -> None:
        """Compose again at the clock's time; emits only if the scene differs."""
        if self._content is None or not self.scene.moving:
            return
        self.choices = verbs.ended(self._content, self.choices, self.clock.now())
        scene = compose(self._content, self.choices, self.clock.now())
        if scene != self.scene:
            self.scene = scene
            self.scene_changed.emit(scene)

    # Who looks, and what they have

    def set_finding(self, name: str, value: FindingValue) -> None:
        """Type in a finding of this patient; raises ValueError for what cannot be."""
        found = verbs.found(self.content, self.choices, name, value, self.clock.now())
        self._change(found, kind=f"finding {name}", fly=found.step != self.choices.step)

    def set_audience(self, **changes: Any) -> None:
        """Change language, level, preferences or access needs; raises ValueError for what does not exist."""
        audience = changed_audience(self.choices.audience, **changes)
        if self._content is None:
            self.choices = replace(self.choices, audience=audience)
        else:
            self._change(verbs.heard(self._content, self.choices, audience))

    # The picture

    def isolate(self, part: str) -> None:
        """Show this part alone; a second time, all again.

        This and the next verbs raise UnknownNameError for a part that the picture does not have.
        """
        self._change(picture.isolated(self.content, self.choices, part))

    def hide(self, part: str) -> None:
        """Take this part away."""
        self._change(picture.hidden(self.content, self.choices, part))

    def show(self, part: str) -> None:
        """Bring this part back, whatever took it away."""
        self._change(picture.shown(self.content, self.choices, part))

    def fade(self, part: str) -> None:
        """Turn this part to glass; a second time, solid again."""
        self._change(picture.faded(self.content, self.choices, part))

    def xray(self, part: str | None = None) -> None:
        """See through this part, or the whole picture but for what stands out; a second time, as before."""
        self._change(picture.xrayed(self.content, self.choices, part))

    def peel(self, count: int) -> None:
        """Take away so many of the outermost `layers`; the innermost stays."""
        self._change(picture.peeled(self.content, self.choices, count), kind="peel")

    def explode(self, amount: float) -> None:
        """Move the parts apart, 0-1."""
        self._change(picture.exploded(self.choices, amount), kind="explode")

    def show_all(self) -> None:
        """Bring back every part that the viewer isolated, hid, faded, peeled, moved apart or saw through."""
        self._change(picture.everything_shown(self.choices))

    def cut(self, plane: CutState | None) -> None:
        """Open the model along a plane, or close it; raises ValueError for a plane that is none."""
        self._change(picture.cut_along(self.choices, plane), kind="cut")

    def look_from(self, camera: CameraState | str, *, settle: bool = True, fly: bool = False) -> None:
        """Look from a camera at once, or glide to it, or to a named view of the model (which may open it).

        While a finger still turns the model `settle` is False: the whole turn is one step of undo.
        Raises UnknownNameError for a view that the model does not have, ValueError for an impossible camera.
        """
        if isinstance(camera, str):
            return self._look_from_view(camera)
        turned = picture.seen_from(self.choices, camera)
        until = -math.inf if settle else math.inf
        return self._change(turned, kind="camera", open_until=until, fly=fly)

    def turn_freely(self, free: bool) -> None:
        """Let a turn roll the model over, or keep it upright."""
        self._change(replace(self.choices, free_turn=free))

    def home(self) -> None:
        """Put the picture back as the step wants it: camera, cut and every part, with nothing beside it.

        What was drawn, measured and kept stays.
        """
        self._change(picture.put_back(self.choices), fly=True)

    # Two pictures

    def compare(self, id: str) -> None:
        """Show one of `comparisons` beside the picture, or none for ""; raises UnknownNameError."""
        there = offered(self.content, self.choices)
        if id and id not in there:
            raise unknown("comparison", id, there)
        self._change(replace(self.choices, compared=id))

    def set_divider(self, at: float) -> None:
        """Push the divider of a comparison to a share of the width from the left, 0-1."""
        self._change(replace(self.choices, divider=picture.share(at)), kind="divider")

    def set_layout(self, layout: Layout) -> None:
        """Put the two pictures side by side, or one over the other; raises ValueError for another layout."""
        if layout not in ("side", "wipe"):
            raise ValueError(f'pictures lie in layout "side" or "wipe", not "{layout}"')
        self._change(replace(self.choices, layout=layout))

    # What is put on the picture, and kept

    def draw(self, stroke: StrokeState) -> None:
        """Draw a line; raises ValueError for one without points."""
        self._change(markup.drawn(self.choices, stroke))

    def measure(self, measure: MeasureState) -> None:
        """Put a distance on the picture; raises ValueError for points that are nowhere."""
        self._change(markup.measured(self.choices, measure))

    def erase(self, which: markup.Which = "last", what: markup.Markup = "strokes") -> None:
        """Erase the last, all, or the one at a place; raises ValueError for a place where there is none."""
        self._change(markup.erased(self.choices, which, what))

    def bookmark(self, name: str = "") -> Bookmark:
        """Keep the picture to come back to, under a name or else its step's title."""
        kept = bookmarks.bookmarked(self.now(), self.view, name, next(self._numbers))
        self._change(kept)
        return kept.bookmarks[-1]

    def go_to(self, bookmark: str) -> None:
        """Go to the picture that was kept; raises UnknownNameError for one there is not."""
        self._change(bookmarks.gone_to(self.choices, bookmark), fly=True)
        self._remember()

    def drop_bookmark(self, bookmark: str) -> None:
        """Keep that picture no longer; raises UnknownNameError for one there is not."""
        self._change(bookmarks.dropped(self.choices, bookmark))

    # What was said back

    def answer(self, question: str, value: str) -> Answer:
        """Answer a teach-back: with a part, an option, the slider's value, or `met` for what was told.

        Raises UnknownNameError for a question that the lesson does not have, ValueError for no value.
        """
        answered = verbs.answered(self.content, self.choices, question, value)
        self._change(answered)
        return answered.answers[-1]

    def mark_question(self) -> None:
        """Mark this step as one to ask about; a second time, no longer."""
        self._change(verbs.marked(self.choices))

    def mark_value(self, value: str) -> None:
        """Note that this matters to the patient; a second time, no longer."""
        self._change(verbs.valued(self.content, self.choices, value))

    # Taking back

    def undo(self) -> None:
        """Take the last change back; nothing happens where there is none."""
        if self.can_undo:
            self._history, choices = undone(self._history, self.choices)
            self._show(self._flying(choices))
            self._remember()

    def redo(self) -> None:
        """Do again what was taken back; nothing happens where there is nothing."""
        if self.can_redo:
            self._history, choices = redone(self._history, self.choices)
            self._show(self._flying(choices))
            self._remember()

    def forget(self) -> None:
        """Forget everything of this visit: findings, answers, preferences, undo, and where we stopped."""
        self._history = History()
        if self.record is not None:
            self.record.forget()
        if self._content is None:
            self.choices = Choices(audience=self._usual)
        else:
            self._show(verbs.begun(self._content, self._usual, self.clock.now()))

    # How a verb becomes a scene

    def _shows(self, entry_id: str, entry: Entry | None) -> bool:
        """Whether an entry is open, as it was read last; one that has gone from the library still is."""
        if self.choices.lesson != entry_id.partition(":")[0]:
            return False
        if entry is None:
            return ":" not in entry_id
        own = entry_id == entry.pack.id or entry.holds(self.choices.findings)
        return own and entry.pack.texts is self.content.texts

    def _go(self, index: int) -> None:
        if 0 <= index < len(self.steps):
            self.seek(index)

    def _look_from_view(self, view_id: str) -> None:
        views = {view.id: view for view in self.model.views}
        if view_id not in views:
            raise unknown("view", view_id, views)
        view = views[view_id]
        cut = cut_of(view.cut)
        looking = replace(self.choices, camera=camera_of(view), view=view_id, cut=cut, cut_chosen=True)
        self._change(looking, fly=True)

    def _change(
        self,
        choices: Choices,
        *,
        kind: str = "",
        open_until: float | None = None,
        fly: bool = False,
        undoable: bool = True,
    ) -> None:
        """Show other choices; changes of one `kind` until a clock time are one step of undo."""
        if choices == self.choices:
            if open_until is not None and kind == self._history.kind:
                until = min(
                    open_until, self._history.open_until
                )  # the finger is off; what is closed stays so
                self._history = replace(self._history, open_until=until)
            return
        if undoable:
            now = self.clock.now()
            until = now + DRAG_SECONDS if open_until is None else open_until
            self._history = pushed(self._history, self.choices, kind, now, until)
        self._show(self._flying(choices) if fly else choices)

    def _flying(self, choices: Choices) -> Choices:
        """The same choices, on the way there from what is shown now: by a glide, or into another model."""
        shown = self.scene.stage
        same = shown.models == (picture.model_of(self.content, choices).id,)
        now, calm = self.clock.now(), choices.audience.less_movement
        flying = replace(choices, flight=Flight(shown.camera, now) if same and not calm else None)
        return departed(self.content, self.choices, flying, shown.camera, now)

    def _show(self, choices: Choices) -> None:
        self.choices = choices
        self.scene = compose(self.content, choices, self.clock.now())
        self.scene_changed.emit(self.scene)

    def _remember(self) -> None:
        if self.record is not None:
            there = self.choices.lesson in self.library.lessons
            entry = self.entry.id if there else self.choices.lesson
            self.record.save(Progress(entry, self.choices.step))
