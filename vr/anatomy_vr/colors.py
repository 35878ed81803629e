"""The colours of the room and the panel: the dark palette of the design, sRGB."""

from __future__ import annotations

SURFACE, WELL, LINE = "#1E2528", "#2A3337", "#374347"
TEXT, TEXT_SOFT, CONTROL = "#F4EFE7", "#BBC3C3", "#86949A"
ACCENT, ACCENT_SOFT, ON_ACCENT = "#82D2CD", "#1F4446", "#052628"
CARE, CARE_SOFT = "#F6C98B", "#40301B"
SKY, HORIZON, FLOOR, FLOOR_NEAR = "#1A2124", "#3D4A4E", "#2B3438", "#343F43"
PEDESTAL, HAND = "#5A676C", "#C9D1D0"

FAMILIES = ("Atkinson Hyperlegible", "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")

Rgb = tuple[float, float, float]


def rgb(color: str) -> Rgb:
    """A colour written as #RRGGBB as three numbers 0-1."""
    red, green, blue = (int(color[k : k + 2], 16) / 255.0 for k in (1, 3, 5))
    return red, green, blue
