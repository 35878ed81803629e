"""The lungs in the chest, in life size: five lobes, airways, vessels, diaphragm, pleura, ribs."""

from anatomy_models.lungs.whole import lighter, recipe

__all__ = ["lighter", "recipe"]
