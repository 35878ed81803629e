"""The headset: an OpenXR instance, system and session, bound to the context of VTK's own window.

Written after the specification's chapters on instances, sessions and rendering. Everything that is made is
given back by one `ExitStack`, in order, also after the runtime died. One thread calls everything here: VTK,
Qt and OpenXR share it, since no VTK object may be touched by two.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import xr
from numpy.typing import NDArray

from anatomy_vr.controllers import Controllers, pose_in, view_of, xr_pose
from anatomy_vr.inputs import Inputs, Side
from anatomy_vr.joints import EXTENSION as JOINTS
from anatomy_vr.joints import HandJoints
from anatomy_vr.lifecycle import (
    STATES,
    Action,
    Event,
    LeaveAsked,
    Life,
    Lost,
    ProfileChanged,
    SpaceChanged,
    StateChanged,
    after,
)
from anatomy_vr.panel_layout import HEIGHT, PIXELS, WIDTH
from anatomy_vr.placing import PANEL_SIZE
from anatomy_vr.poses import ORIGIN, Pose
from anatomy_vr.profiles import Profile, read_profiles
from anatomy_vr.projection import FAR, NEAR, View
from anatomy_vr.runtime import NO_HEADSET, NO_RUNTIME
from anatomy_vr.swapchains import COLOR, Swapchain, depth_format

Pixels = NDArray[np.uint8]
Size = tuple[int, int]
OPAQUE, THROUGH = xr.EnvironmentBlendMode.OPAQUE, xr.EnvironmentBlendMode.ALPHA_BLEND
DEPTH = xr.KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME
STEREO = xr.ViewConfigurationType.PRIMARY_STEREO
_GONE = (xr.exception.SessionLostError, xr.exception.InstanceLostError, xr.exception.RuntimeFailureError)
_NANO = 1e-9


class NoHeadsetError(ValueError):
    """There is no runtime, or no headset is switched on; says in a sentence what to do."""


@dataclass(slots=True)
class HeadsetFrame:
    """A frame that was begun; it is ended whatever happens in it."""

    headset: Headset
    state: Any
    inputs: Inputs = field(default_factory=Inputs)
    views: tuple[View, ...] = ()
    seen: Any = None
    kept: list[Any] = field(default_factory=list)
    panel: Any = None
    panel_is_over: bool = False
    held: list[Any] = field(default_factory=list)
    """What the runtime reads by address until the frame is ended."""

    @property
    def time(self) -> float:
        """When it will be seen, seconds of the runtime's clock."""
        return float(self.state.predicted_display_time) * _NANO

    @property
    def period(self) -> float:
        """Seconds from one frame to the next."""
        return float(self.state.predicted_display_period) * _NANO

    def keep(self, eye: int) -> None:
        """Take what the window shows as this eye's picture."""
        chain = self.headset.eyes[eye]
        chain.take(self.headset.window)
        shown = self.seen[eye]
        view = xr.CompositionLayerProjectionView(pose=shown.pose, fov=shown.fov, sub_image=chain.part)
        if self.headset.depths:
            view.next = self._depth(self.headset.depths[eye])
        self.kept.append(view)

    def show_panel(self, pose: Pose, over: bool) -> None:
        """Show the panel there: through its hole in the picture, or over the picture."""
        self.panel_is_over = over
        self.panel = xr.CompositionLayerQuad(
            space=self.headset.space,
            eye_visibility=xr.EyeVisibility.BOTH,
            sub_image=self.headset.panel.part,
            pose=xr_pose(pose),
            size=xr.Extent2Df(*PANEL_SIZE),
        )

    def finished(self) -> list[Any]:
        """The layers of this frame from the back to the front; none where nothing was drawn."""
        if not self.kept or len(self.kept) != len(self.headset.eyes):
            return []
        views = (xr.CompositionLayerProjectionView * len(self.kept))(*self.kept)
        layers = [
            xr.CompositionLayerProjection(
                space=self.headset.space, views=views, layer_flags=self.headset.picture_flags
            )
        ]
        if self.panel is not None:
            layers.insert(len(layers) if self.panel_is_over else 0, self.panel)
        return [ctypes.byref(layer) for layer in layers]

    def _depth(self, chain: Swapchain) -> Any:
        """The address of how far everything is in the picture that was just taken."""
        chain.take_depth(self.headset.window)
        told = xr.CompositionLayerDepthInfoKHR(
            sub_image=chain.part, min_depth=0.0, max_depth=1.0, near_z=NEAR, far_z=FAR
        )
        self.held.append(told)
        return ctypes.cast(ctypes.pointer(told), ctypes.c_void_p)


class Headset:
    """A headset that was found, and its session once it is open. Raises NoHeadsetError where there is none.

    Attributes:
        eye_size: Width and height in pixels that the runtime recommends for an eye.
        can_see_through: Whether the runtime can show the patient's own room behind what is drawn.
        life: Where the session stands.
        controllers: What the hands hold, once open.
        depths: Where the runtime takes how far everything is, once open; empty where it does not.
    """

    shows_panel = True

    def __init__(self, profiles: tuple[Profile, ...] | None = None, eye_size: Size | None = None) -> None:
        self.life = Life()
        self._stack = ExitStack()
        offered = _offered()
        known = read_profiles() if profiles is None else profiles
        self._profiles = tuple(each for each in known if not each.extension or each.extension in offered)
        self._extras = {DEPTH, JOINTS} & offered
        self._instance = _instance({each.extension for each in self._profiles} | self._extras)
        self._give_back(lambda: xr.destroy_instance(self._instance))
        self._system = self._find_system()
        self.name = _text(xr.get_system_properties(self._instance, self._system).system_name)
        views = xr.enumerate_view_configuration_views(self._instance, self._system, STEREO)
        recommended = (views[0].recommended_image_rect_width, views[0].recommended_image_rect_height)
        self.eye_size: Size = eye_size or recommended
        modes = xr.enumerate_environment_blend_modes(self._instance, self._system, STEREO)
        self._modes = [xr.EnvironmentBlendMode(mode) for mode in modes]
        self.can_see_through = {OPAQUE, THROUGH} <= set(self._modes)
        self._blend = OPAQUE if OPAQUE in self._modes else self._modes[0]
        self.controllers: Controllers | None = None
        self.eyes: list[Swapchain] = []
        self.depths: list[Swapchain] = []
        self.window: Any = None
        self.head = ORIGIN

    def open(self, window: Any) -> None:
        """Begin a session in the context of a VTK window of `eye_size`."""
        xr.get_opengl_graphics_requirements_khr(self._instance, self._system)  # to be asked before a session
        window.Initialize()
        window.MakeCurrent()
        self.window = window
        binding = _graphics_binding()
        pointer = ctypes.cast(ctypes.pointer(binding), ctypes.c_void_p)
        info = xr.SessionCreateInfo(system_id=self._system, next=pointer)
        self._session = xr.create_session(self._instance, info)
        self._give_back(lambda: xr.destroy_session(self._session))
        self.space, self._view_space = (
            xr.create_reference_space(self._session, xr.ReferenceSpaceCreateInfo(reference_space_type=kind))
            for kind in (xr.ReferenceSpaceType.LOCAL, xr.ReferenceSpaceType.VIEW)
        )
        self.eyes = [self._swapchain(self.eye_size) for _ in range(2)]
        form = depth_format(self._session) if DEPTH in self._extras else None
        self.depths = [self._swapchain(self.eye_size, form) for _ in range(2)] if form else []
        self.panel = self._swapchain((round(WIDTH * PIXELS), round(HEIGHT * PIXELS)))
        joints = HandJoints(self._instance, self._session) if JOINTS in self._extras else None
        self.controllers = Controllers(self._instance, self._session, self._profiles, joints)

    @property
    def picture_flags(self) -> Any:
        """How the picture lies over what is behind: where it is clear, that is seen."""
        return xr.CompositionLayerFlags.BLEND_TEXTURE_SOURCE_ALPHA_BIT

    # ---------------------------------------------------------------- events
    def poll(self) -> tuple[Action, ...]:
        """Hear all that happened and do it; what the visit itself must do comes back."""
        asked: list[Action] = []
        for event in self._events():
            asked.extend(self._live(event))
        return tuple(asked)

    def leave(self) -> None:
        """Ask the runtime to end the session; it does so in its own time."""
        self._live(LeaveAsked())
        if not self.life.is_over:
            with self._guarded():
                xr.request_exit_session(self._session)

    def close(self) -> None:
        """Give everything back, whatever state it is in."""
        self._stack.close()

    def _events(self) -> Iterator[Event]:
        while not self.life.is_over:
            try:
                event = _event_of(xr.poll_event(self._instance))
            except xr.exception.EventUnavailable:
                return
            except _GONE:
                event = Lost("instance")
            if event is not None:
                yield event

    def _live(self, event: Event) -> list[Action]:
        """Take an event; returns what is the visit's to do."""
        self.life, actions = after(self.life, event)
        for action in actions:
            if action in self._acts:
                with self._guarded():
                    self._acts[action](self)
        return [action for action in actions if action not in self._acts]

    def _begin(self) -> None:
        xr.begin_session(self._session, xr.SessionBeginInfo(primary_view_configuration_type=STEREO))

    def _end(self) -> None:
        xr.end_session(self._session)

    def _read_profiles(self) -> None:
        if self.controllers is not None:
            self.controllers.read_profiles()

    _acts: dict[Action, Callable[[Headset], None]] = {  # noqa: RUF012 - a table, not state
        "begin": _begin,
        "end": _end,
        "read_profiles": _read_profiles,
    }

    # ---------------------------------------------------------------- frames
    @contextmanager
    def frame(self) -> Iterator[HeadsetFrame | None]:
        """Wait for the next frame and begin it; None while the runtime asks for none."""
        frame = self._begun() if self.life.running else None
        try:
            yield frame
        finally:
            if frame is not None:
                with self._guarded():
                    self._finish(frame)

    def set_panel(self, pixels: Pixels) -> None:
        """What is on the panel from now on."""
        with self._guarded():
            self.panel.fill(pixels, self.window)

    def see_through(self, on: bool) -> None:
        """Let the runtime show the patient's own room where nothing is drawn, or no longer."""
        if self.can_see_through:
            self._blend = THROUGH if on else OPAQUE

    def buzz(self, side: Side) -> None:
        """Let a hand feel a short, gentle answer."""
        if self.controllers is not None and self.life.takes_input:
            with self._guarded():
                self.controllers.buzz(side)

    def _begun(self) -> HeadsetFrame | None:
        """A frame with its views and inputs; None where the session was lost just now."""
        with self._guarded():
            state = xr.wait_frame(self._session)
            with suppress(xr.exception.FrameDiscarded):  # a frame of before was never ended: this one counts
                xr.begin_frame(self._session)
            frame = HeadsetFrame(self, state)
            try:
                self._look(frame)
            except _GONE:
                raise
            except xr.exception.XrException:
                self._finish(frame)  # a begun frame must be ended, or all that follow are discarded
                raise
            return frame
        return None

    def _look(self, frame: HeadsetFrame) -> None:
        """Where head, eyes and hands will be when the frame is seen."""
        time = frame.state.predicted_display_time
        self.head = pose_in(self._view_space, self.space, time) or self.head
        frame.inputs = Inputs(self.head)
        if self.controllers is not None:
            frame.inputs = self.controllers.read(self.head, self.space, time)
        if frame.state.should_render:
            info = xr.ViewLocateInfo(view_configuration_type=STEREO, display_time=time, space=self.space)
            _, frame.seen = xr.locate_views(self._session, info)
            frame.views = tuple(view_of(view) for view in frame.seen)

    def _finish(self, frame: HeadsetFrame) -> None:
        layers = frame.finished()
        info = xr.FrameEndInfo(
            display_time=frame.state.predicted_display_time,
            environment_blend_mode=self._blend,
            layers=layers,
        )
        xr.end_frame(self._session, info)

    # ---------------------------------------------------------------- making and giving back
    def _find_system(self) -> Any:
        try:
            info = xr.SystemGetInfo(form_factor=xr.FormFactor.HEAD_MOUNTED_DISPLAY)
            return xr.get_system(self._instance, info)
        except xr.exception.XrException as error:
            self.close()
            raise NoHeadsetError(NO_HEADSET) from error

    def _swapchain(self, size: Size, form: int = COLOR) -> Swapchain:
        chain = Swapchain(self._session, size, form)
        self._give_back(chain.destroy)
        return chain

    def _give_back(self, act: Callable[[], None]) -> None:
        """Do this when all is over; a runtime that is gone cannot take anything back."""

        def safely() -> None:
            with suppress(xr.exception.XrException):
                act()

        self._stack.callback(safely)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Around every call that fails once the session, or the whole runtime, is gone."""
        try:
            yield
        except xr.exception.InstanceLostError:
            self.life, _ = after(self.life, Lost("instance"))
        except (*_GONE, xr.exception.SessionLossPending):
            self.life, _ = after(self.life, Lost("session"))


def _offered() -> set[str]:
    """The names of all extensions that the runtime has."""
    try:
        return {_text(each.extension_name) for each in xr.enumerate_instance_extension_properties()}
    except xr.exception.XrException as error:
        raise NoHeadsetError(NO_RUNTIME) from error


def _instance(extensions: set[str]) -> Any:
    """An OpenXR instance with these extensions, and OpenGL."""
    wanted = sorted(extensions - {""} | {xr.KHR_OPENGL_ENABLE_EXTENSION_NAME})
    about = xr.ApplicationInfo(application_name="Anatomy Viewer", engine_name="VTK")
    try:
        return xr.create_instance(
            xr.InstanceCreateInfo(application_info=about, enabled_extension_names=wanted)
        )
    except xr.exception.XrException as error:
        raise NoHeadsetError(NO_RUNTIME) from error


def _graphics_binding() -> Any:
    """The OpenGL context that is current, as the runtime wants to know it."""
    if sys.platform == "win32":
        from OpenGL import WGL

        return xr.GraphicsBindingOpenGLWin32KHR(h_dc=WGL.wglGetCurrentDC(), h_glrc=WGL.wglGetCurrentContext())
    from OpenGL import GLX

    context = GLX.glXGetCurrentContext()
    if not context:
        raise NoHeadsetError("A headset needs a desktop with X or XWayland: there is no display here.")
    return xr.GraphicsBindingOpenGLXlibKHR(
        x_display=GLX.glXGetCurrentDisplay(),
        glx_drawable=GLX.glXGetCurrentDrawable(),
        glx_context=context,
    )


def _event_of(buffer: Any) -> Event | None:
    """An event of the runtime as ours; None for one that means nothing here."""
    kind = xr.StructureType(buffer.type)
    if kind == xr.StructureType.EVENT_DATA_SESSION_STATE_CHANGED:
        pointer = ctypes.cast(ctypes.byref(buffer), ctypes.POINTER(xr.EventDataSessionStateChanged))
        return StateChanged(STATES[int(pointer.contents.state)])
    if kind == xr.StructureType.EVENT_DATA_INSTANCE_LOSS_PENDING:
        return Lost("instance")
    if kind == xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
        return SpaceChanged()
    return ProfileChanged() if kind == xr.StructureType.EVENT_DATA_INTERACTION_PROFILE_CHANGED else None


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
