"""Python reads this first in every process of a test: toy packs and a toy recipe stand in for the real ones.

`TOY_PACKS` is the folder of the packs that "come with the viewer"; `TOY_BLOCKED` names packages, with commas
between them, that are as good as not installed.
"""

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path


class Blocker(MetaPathFinder):
    """Says of some packages that they are not installed."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Blocker(os.environ.get("TOY_BLOCKED", "").split(",")))

if "TOY_PACKS" in os.environ:
    from anatomy_models import build
    from anatomy_viewer.content import library

    library.built_in_root = lambda: Path(os.environ["TOY_PACKS"])
    build.RECIPES.clear()
    build.RECIPES["tube"] = "toy_recipe"
    build.content_hash = lambda model_id, detail="full": "toy"
