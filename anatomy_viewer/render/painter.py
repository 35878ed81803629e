"""Shows a `StageState` in a `vtkRenderer`: keeps the last state and applies the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render import shaders
from anatomy_viewer.render.cutting import CutView
from anatomy_viewer.render.flow import FlowView
from anatomy_viewer.render.lights import draw_near_first, light_studio
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.parts import APPLY, PartView
from anatomy_viewer.render.project import axes_of, distance_of, eye_of, set_camera
from anatomy_viewer.render.streams import is_lidless
from anatomy_viewer.scene.state import CameraState, FlowState, PartState, StageState, Vector

_FINEST, _ROUGHEST = 0.06, 0.8
"""Bounds of the size of a painted lid's pixel, mm; the second also while something is being dragged."""
_SHAPED = frozenset({"morphs", "amounts", "stills"})
"""Fields of a part's state by which it changes its shape."""
_PLACED = _SHAPED | {"translation", "rotation", "scale"}
"""Fields by which it may reach farther."""
_SEEN = frozenset({"visible", "opacity"})
"""Fields that decide whether it is drawn at all."""
_EVERYTHING = frozenset(APPLY)
_PLAIN_ROWS = 800
"""Rows of pixels of a plain window: in a larger one, lines are so much wider."""
_SUBDUED = 0.55
"""How far what is not highlighted steps back when something is."""
_UNKNOWN = (-1.0, False)
"""The mood of parts that are new."""


class ScenePainter:
    """Paints stages into one renderer. Meshes are shared with other painters; actors and mappers are its own.

    Attributes:
        renderer: The `vtkRenderer` painted into.
        stage: The stage painted last, or None.
        views: What is held of every part, by id.
    """

    def __init__(self, renderer: Any, store: MeshStore) -> None:
        self.renderer = renderer
        self.store = store
        self.stage: StageState | None = None
        self.views: dict[str, PartView] = {}
        self.cut = CutView(renderer)
        self.flows: dict[str, FlowView] = {}
        self.sketching = False
        """Whether caps are painted coarsely, because something is being dragged."""
        self.light = False
        """Whether the lighter meshes are shown, because this machine is slow."""
        self.line_rows = 0
        """Rows of pixels of the picture for which lines round highlights are as wide as on a screen; 0: its
        own. With more of them the lines are finer."""
        self._models: tuple[str, ...] = ()
        self._airy = frozenset[str]()
        self._mood = _UNKNOWN
        self._strongest: float | None = None
        self._seen: list[bool] = []
        self._shapes = 0
        self._detail = self._dimming = 1.0
        self._apart = 0.0
        self._box: NDArray[np.float64] | None = None
        self._reach: NDArray[np.float64] | None = None
        light_studio(renderer)

    def paint(self, stage: StageState, *, time: float = 0.0, gentle: bool = False) -> None:
        """Show a stage. Blocks while a model that was never asked for is read (see `MeshStore.request`).

        Args:
            stage: What to show.
            time: The session's clock, seconds; moves what streams.
            gentle: Softer, schematic colours.
        """
        self._take_models(stage.models)
        moved, kinds = self._apply_parts(stage)
        draw_near_first(self.renderer, wanted=not self._beats(kinds))
        self._stand_apart(stage.explode)
        self._run_flows(stage.flows, time)
        self._set_mood(stage, gentle)
        self._open(stage, moved)
        self.renderer.SetUseOIT(self.is_translucent())
        self._look_from(stage.camera)
        self.stage = stage

    def offset_of(self, part: str) -> Vector:
        """How far a part stands from its place, RAS mm: what is tied to the part goes with it."""
        view = self.views.get(part)
        return view.offset if view is not None else (0.0, 0.0, 0.0)

    def seen_views(self) -> Iterator[PartView]:
        """The parts that are drawn now."""
        return (view for view in self.views.values() if view.is_seen)

    def is_translucent(self) -> bool:
        """Whether anything drawn lets light through."""
        return any(not view.is_solid for view in self.seen_views())

    def set_detail(self, amount: float, dimming: float = 1.0) -> None:
        """Set how much of the fine relief is drawn, 0-1, and how much light there is: less on a slow machine.

        Without occlusion a picture is a little lighter; dimmed by as much, it does not jump when it rests.
        """
        if (amount, dimming) != (self._detail, self._dimming):
            self._detail, self._dimming = amount, dimming
            for view in self.views.values():
                self._steer(view)

    def turn_studio(self, turn: NDArray[np.float64]) -> None:
        """Stand the studio elsewhere: `turn` (3, 3) leads from the camera's axes to its own."""
        held: tuple[Any, ...] = (*self.views.values(), *self.flows.values(), *self.cut.caps.values())
        shaders.turn_studio((thing.actor for thing in held), turn)

    def release(self) -> None:
        """Let go of everything: actors, copies, caps, cells. The renderer stays the caller's."""
        self._take_models(())
        self.cut.release()
        self.renderer.RemoveAllLights()
        self.renderer.SetBackgroundTexture(None)
        self.stage = None

    def bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Lower and upper corner of all that is drawn, RAS mm; None where nothing is."""
        if self._box is None:
            self._box = np.array([view.box for view in self.seen_views()]).reshape(-1, 3, 2)
        box = self._box
        return (box[..., 0].min(axis=0), box[..., 1].max(axis=0)) if len(box) else None

    def _take_models(self, models: tuple[str, ...]) -> None:
        """Bring in the parts of new models and let go of those that left."""
        if models == self._models:
            return
        meshes = [self.store.model(model) for model in models]
        wanted = {key: part for mesh in meshes for key, part in mesh.parts.items()}
        lighter = {key: partial(mesh.lighter_of, key) for mesh in meshes for key in mesh.parts}
        for key in [key for key, view in self.views.items() if wanted.get(key) is not view.source]:
            self._drop(key)
        for key in wanted.keys() - self.views.keys():
            self.views[key] = view = PartView(wanted[key], lighter[key])
            self.renderer.AddActor(view.actor)
            self._steer(view)
        self.cut.models = {mesh.id: mesh for mesh in meshes}
        self._airy = frozenset(key for key, part in wanted.items() if is_lidless(part.tissue))
        self._apart, self._box, self._reach = 0.0, None, None
        self._mood, self._strongest, self._seen = _UNKNOWN, None, []
        self._shapes = sum(view.version for view in self.views.values())
        self._models = models

    def _drop(self, key: str) -> None:
        view = self.views.pop(key)
        for actor in view.actors():
            self.renderer.RemoveActor(actor)
        self.cut.forget(key)
        view.release()
        if key in self.flows:
            self._still(key)

    def _apply_parts(self, stage: StageState) -> tuple[frozenset[str], frozenset[str]]:
        """Bring every part to its state; returns the ids of those that changed, and in which fields."""
        changed: dict[str, frozenset[str]] = {}
        states, light = stage.parts, self.light
        for key, view in self.views.items():
            state = states.get(key) or _by_default(view)
            if view.is_light != light and view.lighten(light):
                changed[key] = _EVERYTHING
            if state is not view.state:
                names = view.apply(state)
                if names:
                    changed[key] = changed.get(key, names) | names
        kinds = frozenset().union(*set(changed.values()))
        self._forget(changed, kinds)
        return frozenset(changed), kinds

    def _forget(self, changed: Iterable[str], kinds: frozenset[str]) -> None:
        """Forget what was known of all parts together and may be otherwise now; put in new lines."""
        before = self._seen
        if not before or kinds & _SEEN:
            self._seen = [view.is_seen for view in self.views.values()]
        if self._seen != before or kinds & _PLACED:
            self._box = self._reach = None
        if self._seen != before or "emphasis" in kinds:
            self._strongest = None
            self._add_casings(self.views[key] for key in changed)

    def _add_casings(self, views: Iterable[PartView]) -> None:
        """Put the lines of highlighted parts into the renderer, which takes no actor twice."""
        for view in views:
            for actor in view.casing.actors if view.casing is not None else ():
                self.renderer.AddActor(actor)

    def _beats(self, kinds: frozenset[str]) -> bool:
        """Whether any part changed its shape."""
        if not kinds & _SHAPED:
            return False
        before, self._shapes = self._shapes, sum(view.version for view in self.views.values())
        return before != self._shapes

    def _stand_apart(self, amount: float) -> None:
        """Move every part on its own way, by a share of it; new parts stand in their place."""
        if amount == self._apart:
            return
        self._apart, self._box, self._reach = amount, None, None
        for model in self.cut.models.values():
            for key, (x, y, z) in model.ways.items():
                self.views[key].stand((x * amount, y * amount, z * amount))

    def _set_mood(self, stage: StageState, gentle: bool) -> None:
        """Let what is not highlighted step back, and choose the palette."""
        strongest = self._highlight()
        before, self._mood = self._mood, (strongest, gentle)
        if strongest > 0.0 or before != self._mood:  # mostly nothing is highlighted
            for view in self.views.values():
                view.set_mood(_SUBDUED * max(0.0, strongest - view.state.emphasis), float(gentle))
                if view.casing is not None:
                    view.casing.fit(self._mm_per_line_pixel(stage.camera))
        for flow in self.flows.values():
            shaders.steer(flow.actor, subdued=_SUBDUED * strongest, gentleness=float(gentle))
        self.cut.set_mood(_SUBDUED * strongest, gentle)

    def _highlight(self) -> float:
        """How strongly the most highlighted part that is drawn is highlighted, 0-1."""
        if self._strongest is None:
            self._strongest = max((view.state.emphasis for view in self.seen_views()), default=0.0)
        return self._strongest

    def _mm_per_line_pixel(self, camera: CameraState) -> float:
        """How wide a pixel of a line round a highlight is, mm: that of a plain window at most 800 high."""
        rows = self.line_rows or min(max(1, self.renderer.GetSize()[1]), _PLAIN_ROWS)
        return camera.height / rows

    def _steer(self, view: PartView) -> None:
        relief = view.mesh.look.bump * self._detail
        shaders.steer(view.actor, reliefHeight=relief, dimming=self._dimming)

    def _run_flows(self, flows: tuple[FlowState, ...], time: float) -> None:
        """Move the cells of every flow, begin new ones and end those that left."""
        wanted = {flow.part: flow for flow in flows if flow.amount > 0.0 and flow.part in self.views}
        for key in self.flows.keys() - wanted.keys():
            self._still(key)
        for key, flow in wanted.items():
            if key not in self.flows:
                self.flows[key] = FlowView(self.views[key])
                self.renderer.AddActor(self.flows[key].actor)
            self.flows[key].move(flow, time)

    def _still(self, key: str) -> None:
        """End a flow: an actor left behind would ask for the surface that it gave back."""
        flow = self.flows.pop(key)
        self.renderer.RemoveActor(flow.actor)
        flow.release()

    def _open(self, stage: StageState, moved: frozenset[str]) -> None:
        """Cut the parts open, or close them; air and what carries a flow get no lid: one looks inside."""
        lidless = frozenset(self.flows) | self._airy
        self.cut.show(stage.cut, self.views, moved, lidless, self._lid_pixel(stage.camera))
        for flow in self.flows.values():
            flow.make_room(stage.cut, stage.camera)

    def _lid_pixel(self, camera: CameraState) -> float:
        """How fine lids are painted, mm: as the screen shows, in steps, so that a zoom repaints seldom."""
        shown = camera.height / max(1, self.renderer.GetSize()[1])
        stepped = float(2.0 ** (np.ceil(2.0 * np.log2(shown)) / 2.0))
        return max(_ROUGHEST, stepped) if self.sketching else min(max(_FINEST, stepped), _ROUGHEST)

    def _look_from(self, camera: CameraState) -> None:
        """Place the camera."""
        set_camera(self.renderer.GetActiveCamera(), camera)
        near, far = self._depth_range(camera)
        self.renderer.GetActiveCamera().SetClippingRange(near, far)

    def _depth_range(self, camera: CameraState) -> tuple[float, float]:
        """Nearest and farthest distance to draw, mm, a little wider than what there is."""
        if self._reach is None:
            self._reach = np.array([view.realm for view in self.seen_views()]).reshape(-1, 2, 3)
        if not len(self._reach):
            return 1.0, 1000.0
        low, high = self._reach[:, 0].min(axis=0), self._reach[:, 1].max(axis=0)
        away = -axes_of(camera)[2]
        middle = float(((low + high) / 2.0 - eye_of(camera)) @ away)
        half = float((high - low) / 2.0 @ np.abs(away))
        margin = 0.04 * half + 5.0
        near = max(middle - half - margin, distance_of(camera) * 0.01)
        return near, max(middle + half + margin, near + 1.0)


def _by_default(view: PartView) -> PartState:
    """The state of a part of which the stage says nothing."""
    return _HIDDEN if view.mesh.hidden else _SHOWN


_SHOWN = PartState()
_HIDDEN = PartState(visible=False)
