"""Puts the packs into the wheel: every folder of models/, animations/ and lessons/ that holds a pack file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACK_FILES = {"models": "model.toml", "animations": "animation.toml", "lessons": "pack.toml"}


class PackHook(BuildHookInterface):
    """Adds each pack's folder as `anatomy_viewer/packs/<kind>/<id>`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """List the folders, and refuse a wheel whose models are not built."""
        if version == "editable":
            return
        root = Path(self.root)
        for kind, marker in PACK_FILES.items():
            for folder in sorted(p.parent for p in (root / kind).glob(f"*/{marker}")):
                if kind == "models" and not (folder / f"{folder.name}.glb").is_file():
                    raise FileNotFoundError(f"{folder.name}.glb is not built; use `make wheel`")
                build_data["force_include"][str(folder)] = f"anatomy_viewer/packs/{kind}/{folder.name}"
