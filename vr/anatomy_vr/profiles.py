"""Which button of which controller does what: one file of `bindings/` for each interaction profile.

A file names the profile, what people call the controller, the extension it needs if any, and for both hands,
or for one, which path gives which action.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["pose", "float", "vector", "boolean", "vibration"]
ACTIONS: Mapping[str, tuple[Kind, str]] = {
    "grip": ("pose", "Where the hand is"),
    "aim": ("pose", "Where the hand points"),
    "select": ("float", "Choose"),
    "grab": ("float", "Hold"),
    "stick": ("vector", "Turn and scrub"),
    "menu": ("boolean", "Menu"),
    "buzz": ("vibration", "A gentle answer"),
}
"""Every action: its kind, and its name as the runtime shows it to people who bind it anew."""
NEEDED = frozenset({"grip", "aim", "select"})
"""Without these a controller is of no use."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of controller: its interaction profile and (action, path) pairs with the hand in the path."""

    id: str
    path: str
    name: str
    extension: str
    bindings: tuple[tuple[str, str], ...]


def read_profiles() -> tuple[Profile, ...]:
    """Every controller we know, in alphabetical order of its file."""
    folder = files("anatomy_vr") / "bindings"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda f: f.name)
    return tuple(
        _profile(file.name.removesuffix(".json"), json.loads(file.read_text("utf-8"))) for file in found
    )


def _profile(name: str, written: Mapping[str, Any]) -> Profile:
    bindings = tuple(
        (action, f"/user/hand/{side}/{path}")
        for side in ("left", "right")
        for action, path in {**written["both"], **written.get(side, {})}.items()
    )
    unknown = {action for action, _ in bindings} - ACTIONS.keys()
    if unknown:
        raise ValueError(f"bindings/{name}.json binds {sorted(unknown)}; actions are {sorted(ACTIONS)}")
    return Profile(name, written["profile"], written["name"], written.get("extension", ""), bindings)
