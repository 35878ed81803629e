"""The last air passages in life size: air sacs on a small bronchiole, their fine vessels; walls are lost."""

from anatomy_models.alveoli.whole import recipe

__all__ = ["recipe"]
