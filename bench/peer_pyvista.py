"""The peer: pyvista's Plotter on the same meshes and size, with occlusion, smoothing and its own lamps.

It has no image-based light here, which makes it faster than the viewer's picture asks for.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pyvista
from probe import FRAMES, SIZE, memory_mb, report, since_start


def main() -> None:
    """Show the meshes, then turn them."""
    plotter = pyvista.Plotter(window_size=list(SIZE))
    for file in sorted(Path(sys.argv[1]).glob("*.vtp")):
        plotter.add_mesh(pyvista.read(file), scalars="color", rgb=True, pbr=True, roughness=0.43)
    plotter.enable_ssao(radius=9.0, bias=0.4, kernel_size=32)
    plotter.enable_anti_aliasing("fxaa")
    plotter.camera_position = [(0.0, 470.0, 20.0), (0.0, 0.0, 20.0), (0.0, 0.0, 1.0)]
    plotter.camera.view_angle = 24.0
    plotter.show(interactive_update=True, auto_close=False)
    plotter.render_window.WaitForCompletion()
    figures = {"start": since_start(), "memory": memory_mb()}
    took = []
    for _frame in range(FRAMES):
        begun = time.perf_counter()
        plotter.camera.Azimuth(3)
        plotter.render()
        plotter.render_window.WaitForCompletion()
        took.append(time.perf_counter() - begun)
    report({**figures, "frame": float(np.median(took[2:]))})


if __name__ == "__main__":
    main()
