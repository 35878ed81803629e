"""The look in force: colours, type, space and motion, read from `tokens.toml` and from nowhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette

ThemeName = Literal["light", "dark", "contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")
LARGE_TEXT = 1.24
"""Above this text scale there is room for the most important words and tools only."""
LARGEST_TEXT = 2.0


@cache
def tokens() -> dict[str, Any]:
    """Return the design tokens as written."""
    return tomllib.loads((files("anatomy_viewer.ui") / "tokens.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose, or their system did: colours, how large the words are, how much moves."""

    name: ThemeName = "light"
    text_scale: float = 1.0
    less_movement: bool = False


class Theme(QObject):
    """The look in force, shared by all controls of a window.

    Signals:
        changed: The look is another one; every control repaints and measures itself anew.
    """

    changed = Signal()

    def __init__(self, look: Look | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look or Look()

    @property
    def name(self) -> ThemeName:
        """Which palette is in force."""
        return self.look.name

    @property
    def text_scale(self) -> float:
        """How many times larger than designed the words are, 1 to 2."""
        return self.look.text_scale

    @property
    def less_movement(self) -> bool:
        """Whether nothing may glide, fly or fade."""
        return self.look.less_movement

    def choose(self, **changes: Any) -> None:
        """Change some fields of the look; emit once, and only where something differs."""
        look = replace(self.look, **changes)
        look = replace(look, text_scale=min(max(look.text_scale, 1.0), LARGEST_TEXT))
        if look != self.look:
            self.look = look
            self.changed.emit()

    # ---------------------------------------------------------------- colours
    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """Return a token's colour in the theme in force."""
        color = QColor(tokens()[self.name][token])
        color.setAlphaF(alpha)
        return color

    def rgb(self, token: str) -> tuple[float, float, float]:
        """Return a token's sRGB colour, 0-1: what the renderer's background takes."""
        color = self.color(token)
        return color.redF(), color.greenF(), color.blueF()

    def palette(self) -> QPalette:
        """Return a palette for what Qt paints by itself: line edits, selections, tool tips."""
        roles = {
            QPalette.ColorRole.Window: "page",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.PlaceholderText: "text_soft",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        return palette

    # ---------------------------------------------------------------- type
    def px(self, kind: str) -> int:
        """Return the size of a kind of type in pixels; titles grow less than text does."""
        grow = self.text_scale - 1.0
        designed = float(tokens()["type"][kind]["px"])
        if kind in ("title", "display"):
            grow *= tokens()["type"]["title_growth"]
        return round(designed * (1.0 + grow))

    def font(self, kind: str, bold: bool | None = None, tabular: bool = False) -> QFont:
        """Return the font of a kind of type; `tabular` keeps digits from dancing while a number changes."""
        font = QFont()
        font.setFamilies(tokens()["font"]["family"])
        font.setPixelSize(self.px(kind))
        strong = tokens()["type"][kind]["weight"] >= 700 if bold is None else bold
        font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def line_percent(self, kind: str) -> float:
        """Return the `line-height` in per cent of the face's own line spacing, which is what Qt means."""
        spacing = QFontMetricsF(self.font(kind)).lineSpacing()
        return float(tokens()["type"][kind]["line"] * self.px(kind) / spacing)

    def grown(self, px: float) -> int:
        """Return the size of an icon or a box that grows with the words, but less."""
        growth = float(tokens()["type"]["title_growth"])
        return round(px * (1.0 + (self.text_scale - 1.0) * growth))

    # ---------------------------------------------------------------- space and motion
    @staticmethod
    def space(token: str) -> int:
        """Return a step of the spacing scale, in pixels."""
        return int(tokens()["space"][token])

    @staticmethod
    def radius(token: str) -> int:
        """Return a corner radius, in pixels."""
        return int(tokens()["radius"][token])

    @staticmethod
    def target(token: str) -> int:
        """Return the size of something to touch, in pixels."""
        return int(tokens()["target"][token])

    def duration(self, token: str) -> int:
        """Return how long a kind of movement takes in milliseconds; 0 where less movement is asked for."""
        return 0 if self.less_movement else int(tokens()["motion"][token])


def system_theme() -> ThemeName:
    """Return the palette that the system asks for: high contrast first, then dark or light."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        preferences = accessibility()  # kept in a variable: a temporary is deleted under our feet
        if preferences.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def contrast_ratio(first: QColor, second: QColor) -> float:
    """Return the WCAG 2.2 contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
