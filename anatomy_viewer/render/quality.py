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
_LAST_BUDGET = 1.0 / 5.0
"""Level 0 is a last resort: sharp and slow is better to look at than smeared and quick."""
_SLOW_FRAMES = 3
_OCCLUSION_REACH = 0.045
"""How far occlusion reaches, as a share of the height of the picture at the focal point."""
_OCCLUSION_BIAS = 0.0018
"""What must lie in front to count, in the same measure."""


class Quality:
    """Chooses a level for one renderer.

    Attributes:
        level: The level in use.
        moving_level: The level that is drawn while something moves.
    """

    def __init__(self, window: Any, renderer: Any, painter: ScenePainter) -> None:
        self._window, self._renderer, self._painter = window, renderer, painter
        window.SetMultiSamples(0)  # wasted under the passes, and it breaks some of them
        self._chains: dict[tuple[int, bool], tuple[Any, ...]] = {}
        self._recent: deque[float] = deque(maxlen=_SLOW_FRAMES)
        self.level = 1
        self.moving_level = 1
        self.use(1)

    @property
    def render_scale(self) -> float:
        """How many pixels to draw for each one shown, a side."""
        return LADDER[self.level].scale

    def interacting(self) -> None:
        """Something moves: draw fast."""
        self._painter.sketching = True
        self.use(self.moving_level)

    def resting(self) -> None:
        """Nothing moves: draw beautifully."""
        self._painter.sketching = False
        self._recent.clear()
        self.use(AT_REST)

    def frame_took(self, seconds: float) -> None:
        """Tell how long a moving frame took, swap to swap; three slow ones in a row lower its level."""
        self._recent.append(seconds)
        budget = _BUDGET if self.moving_level > 1 else _LAST_BUDGET
        slow = len(self._recent) == _SLOW_FRAMES and min(self._recent) > budget
        if slow and self.moving_level > 0:
            self.moving_level -= 1
            self._recent.clear()
            if self.level < AT_REST:
                self.use(self.moving_level)

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
        self.moving_level = chosen
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
