"""A left knee in life size: bones, cartilage, menisci, ligaments, tendons, capsule; bending, worn."""

from anatomy_models.knee.whole import recipe

__all__ = ["recipe"]
