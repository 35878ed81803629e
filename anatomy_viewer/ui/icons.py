"""The icons: line drawings of our own on a 24 px grid, tinted and rasterised for the screen at hand."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

LINE = 1.9
"""Width of a stroke on the 24 px grid."""

ICONS: dict[str, str] = {
    "back": "M15 5L8 12L15 19",
    "behind": (
        "M4 15V5.4A1.4 1.4 0 0 1 5.4 4H15M9.4 8h9.2A1.4 1.4 0 0 1 20 9.4v9.2a1.4 1.4 0 0 1-1.4 1.4H9.4"
        "A1.4 1.4 0 0 1 8 18.6V9.4A1.4 1.4 0 0 1 9.4 8ZM11.4 14h5.2M14.4 11.8l2.2 2.2l-2.2 2.2"
    ),
    "book": "M12 6.5C10 5 7 4.6 4 5v13.4c3-.4 6 0 8 1.6c2-1.6 5-2 8-1.6V5c-3-.4-6 0-8 1.5ZM12 6.5V20",
    "bookmark": "M7 4.5h10v15.5l-5-3.8l-5 3.8Z",
    "camera": "M4 8h3.5L9 5.5h6L16.5 8H20v11H4ZM12 10.2a3.2 3.2 0 1 0 .01 0",
    "check": "M5 12.5L10 17.5L19.5 7",
    "clock": "M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.4V12l3.2 2",
    "close": "M6 6L18 18M18 6L6 18",
    "compare": (
        "M5 5.5h4.5v13H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5ZM14.5 5.5H19A1.5 1.5 0 0 1 20.5 7"
        "v10a1.5 1.5 0 0 1-1.5 1.5h-4.5M12 3v18"
    ),
    "cross": "M12 3.5v6M12 14.5v6M3.5 12h6M14.5 12h6M12 11.9v.2",
    "cut": "M3.5 20.5L20.5 3.5M14.5 4.6A8 8 0 0 0 4.6 14.6M9.6 19.4A8 8 0 0 0 19.4 9.6",
    "diamond": "F:M12 4.5L19.5 12L12 19.5L4.5 12Z",
    "down": "M6 9.5L12 15.5L18 9.5",
    "draw": "M4.8 19.2l1.1-4.3L16 4.8l3.2 3.2L9.1 18.1ZM13.8 7l3.2 3.2",
    "eraser": "M8.4 19.4L4 15L14 5l6 6l-8.4 8.4ZM9.2 9.8l6 6M11.6 19.4H20",
    "explode": (
        "M12 9.4a2.6 2.6 0 1 0 .01 0M8 8L4.3 4.3M4.3 7.8V4.3H7.8M16 8L19.7 4.3M16.2 4.3h3.5V7.8M8 16"
        "L4.3 19.7M4.3 16.2v3.5H7.8M16 16l3.7 3.7M19.7 16.2v3.5H16.2"
    ),
    "eye": (
        "M2.8 12C5 7.8 8.2 5.8 12 5.8s7 2 9.2 6.2c-2.2 4.2-5.4 6.2-9.2 6.2S5 16.2 2.8 12ZM12 9.2"
        "a2.8 2.8 0 1 0 .01 0"
    ),
    "fade": (
        "M12 4a8 8 0 0 0 0 16ZM15 4.6a8 8 0 0 1 2.4 1.5M19.2 8.4a8 8 0 0 1 .8 2.4M19.9 13.6"
        "a8 8 0 0 1-1.1 2.7M16.9 18.3a8 8 0 0 1-2.1 1.2"
    ),
    "folder": (
        "M3.5 7A1.5 1.5 0 0 1 5 5.5h4.5l2 2.5H19A1.5 1.5 0 0 1 20.5 9.5V17A1.5 1.5 0 0 1 19 18.5H5"
        "A1.5 1.5 0 0 1 3.5 17Z"
    ),
    "flip": "M12 3.5v17M9 7.5L4 12l5 4.5ZM15 7.5l5 4.5l-5 4.5",
    "free_turn": ("M4.2 9.6a8.2 8.2 0 1 1-.3 4.2M4 4.8v5h5M12 8.6a3.4 3.4 0 1 0 .01 0"),
    "globe": (
        "M12 3.5a8.5 8.5 0 1 0 .01 0M3.7 12h16.6M12 3.5c-2.9 2.6-3.9 5.6-3.9 8.5s1 5.9 3.9 8.5"
        "c2.9-2.6 3.9-5.6 3.9-8.5s-1-5.9-3.9-8.5"
    ),
    "grip": "M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1",
    "hand": (
        "M9 12.5V5.4a1.5 1.5 0 0 1 3 0V11M12 9.4a1.5 1.5 0 0 1 3 0v2M15 10.4a1.5 1.5 0 0 1 3 0V15"
        "a5.5 5.5 0 0 1-5.5 5.5h-1a5 5 0 0 1-4.1-2.1L4.5 14.3a1.5 1.5 0 0 1 2.3-1.9L9 14.6"
    ),
    "app": (
        "M12 19.8C7.2 16.3 3.8 13.1 3.8 9.4A4.5 4.5 0 0 1 12 6.9"
        "A4.5 4.5 0 0 1 20.2 9.4C20.2 13.1 16.8 16.3 12 19.8Z"
    ),
    "help": "M12 3.5a8.5 8.5 0 1 0 .01 0M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.7v.1",
    "hide": (
        "M4 4L20 20M9.9 6.1A9.6 9.6 0 0 1 12 5.8c3.8 0 7 2 9.2 6.2a12.4 12.4 0 0 1-2.6 3.4M6.4 7.9"
        "A12.6 12.6 0 0 0 2.8 12c2.2 4.2 5.4 6.2 9.2 6.2a9.4 9.4 0 0 0 4.2-1M10 10a2.8 2.8 0 0 0 4 4"
    ),
    "home": "M4 11.5L12 4.5L20 11.5M6.5 9.8V19.5H17.5V9.8",
    "info": "M12 3.5a8.5 8.5 0 1 0 .01 0M12 11.2v5.4M12 7.6v.1",
    "isolate": (
        "M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5"
        "a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M12 8.3a3.7 3.7 0 1 0 .01 0"
    ),
    "life_size": "M5 8.2L7.4 6.6V17.4M15.8 8.2L18.2 6.6V17.4M12 9.8v.1M12 14.6v.1",
    "list": "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1",
    "lock": (
        "M6.5 11h11A1 1 0 0 1 18.5 12v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM8.4 11V8"
        "a3.6 3.6 0 0 1 7.2 0v3"
    ),
    "measure": ("M3.6 15.6L15.6 3.6L20.4 8.4L8.4 20.4ZM7 12.2l2.2 2.2M9.9 9.3l3.2 3.2M12.8 6.4l2.2 2.2"),
    "message": (
        "M5 5.5h14A1.5 1.5 0 0 1 20.5 7v8a1.5 1.5 0 0 1-1.5 1.5h-7.5L7 20.2v-3.7H5"
        "A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5Z"
    ),
    "minus": "M5 12h14",
    "next": "M9 5L16 12L9 19",
    "pause": "M8.5 6v12M15.5 6v12",
    "peel": (
        "M12 11.4L20 15.4L12 19.4L4 15.4ZM4.4 11.6L7.2 10.2M19.6 11.6L16.8 10.2M12 12V3.6M9 6.6L12 3.6L15 6.6"
    ),
    "person": "M12 4a3.8 3.8 0 1 0 .01 0M4.5 20c.8-4.3 4-5.8 7.5-5.8s6.7 1.5 7.5 5.8",
    "play": "F:M8.5 5.6v12.8a.8.8 0 0 0 1.2.7l10-6.4a.8.8 0 0 0 0-1.4l-10-6.4a.8.8 0 0 0-1.2.7Z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4.5V10.2A1.2 1.2 0 0 1 5.7 9H18.3a1.2 1.2 0 0 1 1.2 1.2V17H17M7 14h10v6H7Z",
    "redo": "M16 5l4 4l-4 4M19.8 9H9.8a5.3 5.3 0 0 0 0 10.6H13",
    "headset": (
        "M5 8.5h14a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-3.6a1.5 1.5 0 0 1-1.2-.6L12.9 14"
        "a1.1 1.1 0 0 0-1.8 0l-1.3 1.9a1.5 1.5 0 0 1-1.2.6H5A1.5 1.5 0 0 1 3.5 15v-5A1.5 1.5 0 0 1 5 8.5Z"
        "M6.5 8.5C7.5 5.8 9.4 4.6 12 4.6s4.5 1.2 5.5 3.9"
    ),
    "screen": "M4.5 5h15a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8.5 20h7M12 16v4",
    "search": "M10.5 4a6.5 6.5 0 1 0 .01 0M15.3 15.3L20 20",
    "show_all": "M12 4.2L20 8.4L12 12.6L4 8.4ZM4.4 12.4L12 16.4L19.6 12.4M4.4 16.2L12 20.2L19.6 16.2",
    "sound": "M4 9.5v5h3.3l4.7 4v-13l-4.7 4ZM15.4 9a4.2 4.2 0 0 1 0 6M18 6.4a8 8 0 0 1 0 11.2",
    "source": "M7 4.5h7.5L18 8v11.5H7ZM14 4.5V8.4h4M9.8 12h5.4M9.8 15.4h5.4",
    "stop": "F:M7 7h10v10H7Z",
    "sun": (
        "M12 8a4 4 0 1 0 .01 0M12 2.8v2M12 19.2v2M2.8 12h2M19.2 12h2M5.5 5.5l1.4 1.4M17.1 17.1"
        "l1.4 1.4M18.5 5.5l-1.4 1.4M6.9 17.1l-1.4 1.4"
    ),
    "tools": "M5 5h5v5H5ZM14 5h5v5h-5ZM5 14h5v5H5ZM14 14h5v5h-5Z",
    "trash": "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.2 10.5v6M13.8 10.5v6",
    "ring": "M12 4a8 8 0 1 0 .01 0M16.2 6.4a1.6 1.6 0 1 0 .01 0",
    "undo": "M8 5L4 9L8 13M4.2 9H14.2a5.3 5.3 0 0 1 0 10.6H11",
    "up": "M6 15L12 9L18 15",
    "warn": "M12 4.2L21 19.6H3ZM12 10v4.4M12 16.9v.1",
    "words": "M2.8 18L7.8 6L12.8 18M4.6 14h6.4M20.6 11.2v6.8M20.6 14.6a2.9 3.2 0 1 0-.01.02",
    "xray": (
        "M6 4h12A1 1 0 0 1 19 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V5A1 1 0 0 1 6 4Z"
        "M12 7v10M8.6 9h6.8M8 12h8M8.6 15h6.8"
    ),
}
"""SVG path data by name; `F:` marks a filled one."""


def icon(name: str, color: QColor, size: float = 24, ratio: float = 1.0, line: float = LINE) -> QPixmap:
    """Return an icon as a pixmap of `size` device-independent pixels for a screen with this pixel ratio."""
    return _drawn(name, color.name(QColor.NameFormat.HexArgb), size, ratio, line)


def window_icon(color: QColor) -> QIcon:
    """Return the application's icon: a heart in its accent colour."""
    return QIcon(icon("app", color, 128))


def svg(name: str, color: QColor, line: float = LINE) -> str:
    """Return an icon as a complete SVG document in one colour."""
    path = ICONS[name]
    filled = path.startswith("F:")
    hex_color = color.name()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{path.removeprefix("F:")}" '
        f'fill="{hex_color if filled else "none"}" stroke="{hex_color}" stroke-width="{line}" '
        f'stroke-opacity="{color.alphaF():.3f}" fill-opacity="{color.alphaF():.3f}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: float, ratio: float, line: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg(name, QColor(color), line).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
