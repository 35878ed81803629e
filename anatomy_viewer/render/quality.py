"""The quality ladder: the best picture at rest, a fast one in motion, chosen by measured time.

| level | what is drawn |
|---|---|
| 0 | level 1 with fewer pixels |
| 1 | physically based surface, smoothed edges |
| 2 | and the fine relief, and occlusion in screen space, 16 samples |
| 3 | and occlusion with 32 samples: a still picture |

Baked occlusion and the tone curve are in the surface itself (see `shaders`), so that levels differ in
finish, not in mood. Occlusion is computed for solid parts alone and translucent ones are laid over it
without an order; depth peeling, shadow maps and VTK's own tone mapping are avoided: in VTK 9.7 they break
one another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from vtkmodules.vtkRenderingCore import vtkFXAAOptions
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkCameraPass,
    vtkLightsPass,
    vtkOpaquePass,
    vtkOpenGLFXAAPass,
    vtkOrderIndependentTranslucentPass,
    vtkOverlayPass,
    vtkRenderPassCollection,
    vtkSequencePass,
    vtkSSAOPass,
    vtkTranslucentPass,
)

from anatomy_viewer.render.painter import ScenePainter


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of the ladder."""

    scale: float
    samples: int
    detail: float
    smooth: bool = True
    dimming: float = 1.0


LADDER = (
    Level(scale=0.6, samples=0, detail=0.0, dimming=0.93),
    Level(scale=1.0, samples=0, detail=0.0, dimming=0.93),
    Level(scale=1.0, samples=16, detail=1.0),
    Level(scale=1.0, samples=32, detail=1.0),
    Level(scale=1.0, samples=32, detail=1.0, smooth=False),
)
STILL = 4
"""For pictures that are drawn larger and shrunk: no smoothing of edges needed."""
AT_REST = 3
_BUDGET = 1.0 / 30.0
_HAND_BUDGET = 0.06
"""Seconds that a frame may take while a hand is on the picture: it must follow, sharp or not."""
_LAST_BUDGET = 1.0 / 5.0
"""For what moves by itself level 0 is a last resort: sharp and slow is better to look at than smeared."""
_SLOW_FRAMES = 3
_FAST_ENOUGH = 0.008
"""Seconds a moving frame takes where there is time for a better one."""
_STEADY = 30
"""So many fast frames in a row raise the level."""
_OCCLUSION_REACH = 0.045
"""How far occlusion reaches, as a share of the height of the picture at the focal point."""
_OCCLUSION_BIAS = 0.0018
"""What must lie in front to count, in the same measure."""


class Quality:
    """Chooses a level for one renderer.

    What moves by itself and what a hand moves have levels of their own. Both are learnt from the same
    frames: a heart that beats slowly at level 1 tells, before anybody touches it, that a hand needs level 0.

    Attributes:
        level: The level in use.
        moving_level: The level that is drawn while something moves by itself.
        hand_level: The level that is drawn while a hand moves the picture; never above the other one.
    """

    def __init__(self, window: Any, renderer: Any, painter: ScenePainter) -> None:
        self._window, self._renderer, self._painter = window, renderer, painter
        renderer.SetFXAAOptions(_quick_smoothing())
        window.SetMultiSamples(0)  # wasted under the passes, and it breaks some of them
        self._chains: dict[tuple[int, bool], tuple[Any, ...]] = {}
        self._recent: deque[float] = deque(maxlen=_SLOW_FRAMES)
        self._fast = 0
        self._best = AT_REST - 1
        self.level = 1
        self.moving_level = self.hand_level = 1
        self.use(1)

    @property
    def render_scale(self) -> float:
        """How many pixels to draw for each one shown, a side."""
        return LADDER[self.level].scale

    def interacting(self, *, in_hand: bool = False) -> None:
        """Something moves, by itself or `in_hand`: draw fast."""
        self._painter.sketching = True
        level = self.hand_level if in_hand else self.moving_level
        if level != self.level:
            self._forget_frames()
        self.use(level)

    def resting(self) -> None:
        """Nothing moves: draw beautifully."""
        self._painter.sketching = False
        self._forget_frames()
        self.use(AT_REST)

    def follow(self, other: Quality) -> None:
        """Draw at the levels of another picture in the same window from the next moving frame on."""
        self.moving_level, self.hand_level = other.moving_level, other.hand_level

    def frame_took(self, seconds: float) -> None:
        """Tell how long a moving frame took, swap to swap.

        Three slow ones in a row lower what their level was too slow for, many fast ones raise it.
        """
        self._recent.append(seconds)
        if len(self._recent) == _SLOW_FRAMES:
            self._slow_down(min(self._recent))
        # Level 0 tells what level 1 would take: it draws as many more pixels.
        fast = _FAST_ENOUGH if self.level > 0 else _HAND_BUDGET * LADDER[0].scale ** 2
        self._fast = self._fast + 1 if seconds < fast else 0
        if self._fast > _STEADY:
            self._speed_up()

    def _slow_down(self, quickest: float) -> None:
        """Lower the levels that frames as slow as this are too slow for."""
        before = self.moving_level, self.hand_level
        if self.level > 0 and quickest > (_BUDGET if self.level > 1 else _HAND_BUDGET):
            self.hand_level = min(self.hand_level, self.level - 1)
        if self.level > 0 and quickest > (_BUDGET if self.level > 1 else _LAST_BUDGET):
            self.moving_level = self._best = min(self.moving_level, self.level - 1)
        if before != (self.moving_level, self.hand_level):
            self._forget_frames()

    def _speed_up(self) -> None:
        """Raise what the frames of late were drawn at, unless a better level was too slow before."""
        self._forget_frames()
        self.hand_level = max(self.hand_level, min(self.level + 1, max(1, self._best)))
        self.moving_level = max(self.moving_level, self.hand_level)

    def _forget_frames(self) -> None:
        self._recent.clear()
        self._fast = 0

    def calibrate(self, draw: Callable[[], None] | None = None, budget: float = _BUDGET) -> int:
        """Draw every level once, so that its shaders are ready, and choose the moving level.

        Args:
            draw: Draws one frame to its end; the window's own `Render` and wait where None.
            budget: Seconds that a moving frame may take.

        Returns:
            The moving level: the highest whose second frame keeps the budget, or 0.
        """
        draw = draw or self._draw
        chosen = 0
        for level in range(AT_REST, -1, -1):
            self.use(level)
            draw()
            if level < AT_REST and median(_timed(draw) for _ in range(2)) <= budget:
                chosen = max(chosen, level)
        self.moving_level = self.hand_level = chosen
        self.resting()
        return chosen

    def use(self, level: int) -> None:
        """Draw at a level from now on."""
        self.level = level
        rung = LADDER[level]
        self._painter.set_detail(rung.detail, rung.dimming)
        if rung.samples == 0:
            self._renderer.SetPass(None)
            self._renderer.SetUseFXAA(rung.smooth)
            return
        self._renderer.SetUseFXAA(False)
        self._renderer.SetPass(self._chain(rung))
        self.fit()

    def fit(self) -> None:
        """Fit the reach of the occlusion to what the painter shows."""
        height = self._painter.stage.camera.height if self._painter.stage else 200.0
        for _, occlusion, *_ in self._chains.values():
            occlusion.SetRadius(_OCCLUSION_REACH * height)
            occlusion.SetBias(_OCCLUSION_BIAS * height)

    def release(self) -> None:
        """Let go of the passes. Call it while the window is still there."""
        self._renderer.SetPass(None)
        for chain in self._chains.values():
            chain[0].ReleaseGraphicsResources(self._window)
        self._chains.clear()

    def _chain(self, rung: Level) -> Any:
        key = (rung.samples, rung.smooth)
        if key not in self._chains:
            self._chains[key] = _build_chain(rung)
        return self._chains[key][0]

    def _draw(self) -> None:
        self._window.Render()
        self._window.WaitForCompletion()


def _timed(draw: Callable[[], None]) -> float:
    start = perf_counter()
    draw()
    return perf_counter() - start


def _quick_smoothing() -> vtkFXAAOptions:
    """How edges of what moves are smoothed: to look less far along each saves a third, and does not show."""
    options = vtkFXAAOptions()
    options.SetEndpointSearchIterations(4)
    options.SetUseHighQualityEndpoints(False)
    return options


def _build_chain(rung: Level) -> tuple[Any, ...]:
    """The passes of a level: the outermost, the occlusion, and all that must stay alive with them."""
    opaque_camera = vtkCameraPass()
    opaque_camera.SetDelegatePass(vtkOpaquePass())
    occlusion = vtkSSAOPass()
    occlusion.SetDelegatePass(opaque_camera)
    occlusion.SetKernelSize(rung.samples)
    occlusion.BlurOn()
    veil = vtkOrderIndependentTranslucentPass()
    veil.SetTranslucentPass(vtkTranslucentPass())
    order = vtkRenderPassCollection()
    for step in (vtkLightsPass(), occlusion, veil, vtkOverlayPass()):
        order.AddItem(step)
    sequence = vtkSequencePass()
    sequence.SetPasses(order)
    outer: Any = vtkCameraPass()
    outer.SetDelegatePass(sequence)
    if rung.smooth:
        smoothing = vtkOpenGLFXAAPass()
        smoothing.SetDelegatePass(outer)
        outer = smoothing
    return outer, occlusion, order
