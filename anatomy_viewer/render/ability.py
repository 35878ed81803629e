"""Whether this machine can draw at all. VTK ends the whole process where it finds no OpenGL, so ask first."""

from __future__ import annotations

import sys
from functools import cache

import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers VTK's OpenGL classes
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from anatomy_viewer.render.messages import CaughtMessages

PROBE = """
import vtkmodules.vtkRenderingOpenGL2
from vtkmodules.vtkRenderingCore import vtkRenderWindow
window = vtkRenderWindow()
window.SetOffScreenRendering(True)
window.Render()
lines = window.ReportCapabilities().splitlines()
print(*(line.split(":", 1)[1].strip() for line in lines if "renderer string" in line))
"""
"""A program that draws an empty picture and prints what drew it; it crashes where nothing can."""
PATIENCE = 60
"""Seconds to wait for the probe."""
NO_DRAWING = "This computer cannot draw 3D pictures: no OpenGL was found. Run: anatomy-viewer doctor"
_LAST_RESORT = "vtkOSOpenGLRenderWindow"
"""What VTK takes where neither display nor EGL works; mostly it does not work either."""


def drawn_by() -> str:
    """The name of what draws here, found in a process of its own; empty where nothing can draw."""
    import subprocess  # needed in doubt only

    command = [sys.executable, "-c", PROBE]
    try:
        probe = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = probe.stdout.strip().splitlines()
    return lines[-1] if probe.returncode == 0 and lines else ""


@cache
def can_draw() -> bool:
    """Whether VTK can draw off screen. Costs a second where that is in doubt, else nothing."""
    with CaughtMessages():
        kind = vtkRenderWindow().GetClassName()
    return kind != _LAST_RESORT or bool(drawn_by())
