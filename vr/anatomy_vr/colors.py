"""The colours of the panel, the dark palette of the design, and of the room: a still morning; sRGB."""

from __future__ import annotations

SURFACE, WELL, LINE = "#1E2528", "#2A3337", "#374347"
TEXT, TEXT_SOFT, CONTROL = "#F4EFE7", "#BBC3C3", "#86949A"
ACCENT, ACCENT_SOFT, ON_ACCENT = "#82D2CD", "#1F4446", "#052628"
CARE, CARE_SOFT = "#F6C98B", "#40301B"
SKY, SKY_LOW, HORIZON = "#5D8592", "#9DB9B8", "#E0D0B8"
HILL_FAR, HILL_NEAR = "#98ABA2", "#7B9288"
FLOOR, FLOOR_NEAR = "#9B8F7D", "#B5A997"
TABLE, TABLE_EDGE, TABLE_UNDER, SHADOW = "#E6D9C3", "#BFA680", "#85725A", "#3F342A"
HAND, RAY, RAY_MEETS = "#EFEAE1", "#FBF7EF", "#0C6F6C"
VEIL = "#ADA698"
"""Between sky and floor, so that nothing flashes when it closes."""

FAMILIES = ("Atkinson Hyperlegible", "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")

Rgb = tuple[float, float, float]


def rgb(color: str) -> Rgb:
    """A colour written as #RRGGBB as three numbers 0-1."""
    red, green, blue = (int(color[k : k + 2], 16) / 255.0 for k in (1, 3, 5))
    return red, green, blue
