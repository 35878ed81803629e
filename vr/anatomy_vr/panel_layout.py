"""Where things stand on the panel, in its own pixels (640 x 320): known without fonts, for rays."""

from __future__ import annotations

from dataclasses import dataclass

from anatomy_vr.panel_words import PanelState
from anatomy_vr.rays import Touch

WIDTH, HEIGHT, PIXELS = 640, 320, 3.0
"""The size it is designed in, and how many texels one such pixel is.

From 64 texels on Qt paints every letter anew, thirty times as slowly: the words that change stay below."""
EDGE, GAP, BUTTON = 24, 12, 60
ROW, ROW_UNDER_SLIDER = 4, 5
"""Most buttons in a row; the second where a slider needs the room of another row."""
SLIDER_REACH = 22
"""Pixels above and below the slider's line that still take hold of it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def button_boxes(panel: PanelState) -> dict[str, Box]:
    """The box of every button, from the foot of the panel up; mirrored where one reads from the right."""
    most = ROW_UNDER_SLIDER if panel.slider is not None else ROW
    rows = [panel.buttons[k : k + most] for k in range(0, len(panel.buttons), most)]
    boxes: dict[str, Box] = {}
    for index, row in enumerate(rows):
        width = (WIDTH - 2 * EDGE - GAP * (len(row) - 1)) / len(row)
        top = HEIGHT - EDGE - (len(rows) - index) * BUTTON - (len(rows) - 1 - index) * GAP
        for place, button in enumerate(row):
            x = EDGE + place * (width + GAP)
            boxes[button.id] = _mirrored(Box(x, top, width, BUTTON), panel)
    return boxes


def slider_box(panel: PanelState) -> Box | None:
    """The line of the slider, above the buttons; None where there is none."""
    if panel.slider is None:
        return None
    top = min((box.y for box in button_boxes(panel).values()), default=HEIGHT - EDGE - BUTTON)
    return Box(EDGE + 12, top - 34, WIDTH - 2 * EDGE - 24, 10)


def target_at(panel: PanelState, touch: Touch) -> str:
    """What a touch of the panel means: a button's id, "slider", or nothing."""
    x, y = touch.across * WIDTH, touch.down * HEIGHT
    for name, box in button_boxes(panel).items():
        if box.holds(x, y):
            return name
    line = slider_box(panel)
    if line is not None and abs(y - line.y - line.height / 2) <= SLIDER_REACH:
        return "slider"
    return ""


def slider_value(panel: PanelState, touch: Touch) -> float:
    """The value of the slider at a touch, in its own unit; its ends outside of its line."""
    line, slider = slider_box(panel), panel.slider
    if line is None or slider is None:
        raise ValueError("the panel has no slider now")
    share = min(1.0, max(0.0, (touch.across * WIDTH - line.x) / line.width))
    if panel.right_to_left:
        share = 1.0 - share
    return slider.value_at(share)


def slider_share(panel: PanelState) -> float:
    """How far along its line the slider stands, 0-1 from its beginning."""
    slider = panel.slider
    return slider.share_of(slider.value) if slider else 0.0


def _mirrored(box: Box, panel: PanelState) -> Box:
    if not panel.right_to_left:
        return box
    return Box(WIDTH - box.x - box.width, box.y, box.width, box.height)
