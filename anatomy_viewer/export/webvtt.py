"""Captions as a WebVTT file, which players lay over a film: https://www.w3.org/TR/webvtt1/."""

from __future__ import annotations

from collections.abc import Iterable

from anatomy_viewer.scene.captions import Cue, two_lines


def webvtt(cues: Iterable[Cue], language: str) -> str:
    """Cues as the text of a WebVTT file, each in one line or two of about equal length."""
    head = f"WEBVTT\nLanguage: {language}\n"
    return "\n".join([head, *(_block(number, cue) for number, cue in enumerate(cues, 1))])


def _block(number: int, cue: Cue) -> str:
    said = two_lines(cue.text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{said}\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
