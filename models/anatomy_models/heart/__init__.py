"""The heart: an adult man's, life size, made from fields; sizes set against the measured reference heart."""

from anatomy_models.heart.light import lighter
from anatomy_models.heart.whole import recipe

__all__ = ["lighter", "recipe"]
