"""Builds the wheel: the models first, laid beside their recipes, then code and packs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from anatomy_viewer.content.built import ensure_built
from anatomy_viewer.content.library import Library

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Make dist/*.whl; returns the exit status of the builder."""
    for model in Library.load().models.values():
        built = ensure_built(model)
        if built != model.folder:
            for file in (*built.glob("*.glb"), *built.glob("*.npz"), *built.glob("built.json")):
                shutil.copy2(file, model.folder / file.name)
    return subprocess.run([sys.executable, "-m", "build", "--wheel", str(ROOT)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
