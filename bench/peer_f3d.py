"""The peer: f3d on the same meshes and size, with occlusion, smoothing and tone mapping.

It has no image-based light here, which makes it faster than the viewer's picture asks for. Its frames are
read back, since its library gives no other way to wait for one; the reading takes under a millisecond.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

import f3d
from probe import FRAMES, SIZE, memory_mb, report, since_start


def main() -> None:
    """Show the meshes, then turn them."""
    f3d.Log.set_verbose_level(f3d.Log.QUIET)
    engine = f3d.Engine.create(False)
    engine.window.size = SIZE
    engine.options.update(
        {
            "render.effect.ambient_occlusion": True,
            "render.effect.antialiasing.mode": "fxaa",
            "render.effect.tone_mapping": True,
        }
    )
    engine.scene.add(sorted(Path(sys.argv[1]).glob("*.vtp")))
    camera = engine.window.camera
    camera.position, camera.focal_point, camera.view_up = (
        (0.0, 470.0, 20.0),
        (0.0, 0.0, 20.0),
        (0.0, 0.0, 1.0),
    )
    camera.view_angle = 24.0
    engine.window.render_to_image()
    figures = {"start": since_start(), "memory": memory_mb()}
    took = []
    for _frame in range(FRAMES):
        begun = time.perf_counter()
        camera.azimuth(3)
        engine.window.render_to_image()
        took.append(time.perf_counter() - begun)
    report({**figures, "frame": median(took[2:])})


if __name__ == "__main__":
    main()
