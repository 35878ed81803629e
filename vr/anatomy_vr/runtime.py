"""Where this machine's OpenXR runtime is, found without loading it.

The places are those of the OpenXR loader's specification, "Runtime discovery".
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_RUNTIME = (
    "No OpenXR runtime was found on this computer. Install and start the one of your headset - SteamVR, "
    "Meta Quest Link, WiVRn or Monado - and try again, or use --no-headset to see the lesson in a window."
)
"""What is said where there is no runtime."""
NO_HEADSET = (
    "The OpenXR runtime found no headset. Switch the headset on, start its program on this computer and try "
    "again, or use --no-headset to see the lesson in a window."
)
"""What is said where the runtime has no headset."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """An OpenXR runtime: its name as it calls itself, and the manifest that names its library."""

    name: str
    manifest: Path


def find_runtime() -> Runtime | None:
    """Return the active runtime, or None where no manifest can be read."""
    for manifest in _places():
        try:
            runtime = json.loads(manifest.read_text(encoding="utf-8"))["runtime"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        return Runtime(str(runtime.get("name", manifest.stem)), manifest)
    return None


def _places() -> Iterator[Path]:
    named = os.environ.get("XR_RUNTIME_JSON")
    if named:
        yield Path(named)
    if sys.platform == "win32":
        yield from _registered()
        return
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for folder in (home, Path("/etc/xdg"), Path("/usr/local/share"), Path("/usr/share")):
        yield folder / "openxr" / "1" / "active_runtime.json"


def _registered() -> Iterator[Path]:
    if sys.platform != "win32":
        return
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Khronos\OpenXR\1") as key:
            yield Path(str(winreg.QueryValueEx(key, "ActiveRuntime")[0]))
    except OSError:
        return
