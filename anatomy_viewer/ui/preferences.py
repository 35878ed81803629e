"""What the viewer remembers between two visits: how somebody likes it. No findings, no name."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

from anatomy_viewer.content.base import LEVELS, Level
from anatomy_viewer.locale import LANGUAGES, system_language
from anatomy_viewer.scene.choices import Audience
from anatomy_viewer.ui.screen_ruler import INCH, LEAST_DOTS, MOST_DOTS
from anatomy_viewer.ui.system_wishes import Wishes, followed
from anatomy_viewer.ui.theme import LARGEST_TEXT, THEMES

COLOURS = ("system", *THEMES)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Language, words, colours, access needs and the window's place."""

    language: str = ""
    second_language: str = ""
    level: Level = "plain"
    colours: str = "system"
    text_scale: float = 1.0
    read_aloud: bool = False
    gentle: bool = False
    captions: bool = True
    less_movement: bool = False
    system_less_movement: bool = False
    """What the system had asked for when it was last followed: a choice that differs is somebody's own."""
    system_text_scale: float = 1.0
    screens: dict[str, float] = field(default_factory=dict)
    """Pixels per millimetre of each screen that somebody measured with a bank card."""
    geometry: str = ""
    """What Qt needs to put the window back, in base 64."""

    @classmethod
    def from_values(cls, values: Any) -> Self:
        """Return preferences from what a file held; anything unfit keeps its default."""
        if not isinstance(values, dict):
            return cls()
        kinds = {field.name: type(getattr(cls(), field.name)) for field in fields(cls)}
        fit = {key: value for key, value in values.items() if type(value) is kinds.get(key)}
        return replace(cls(), **{key: value for key, value in fit.items() if _is_known(key, value)})

    def following(self, audience: Audience, wishes: Wishes) -> Audience:
        """Return an audience that follows the system's wishes, but for what somebody chose here."""
        chosen = Wishes(audience.less_movement, audience.text_scale)
        before = Wishes(self.system_less_movement, self.system_text_scale)
        now = followed(chosen, before, wishes)
        return replace(audience, less_movement=now.less_movement, text_scale=now.text_scale)

    def audience(self) -> Audience:
        """Return the person that these preferences describe."""
        return Audience(
            language=self.language or system_language(),
            level=self.level,
            second_language=self.second_language or None,
            read_aloud=self.read_aloud,
            gentle=self.gentle,
            text_scale=self.text_scale,
            captions=self.captions,
            less_movement=self.less_movement,
        )

    def of_audience(self, audience: Audience) -> Preferences:
        """Return these preferences with a person's choices."""
        values = {name: getattr(audience, name) for name in audience.__slots__}
        values["second_language"] = audience.second_language or ""
        return replace(self, **values)


def _is_known(key: str, value: Any) -> bool:
    allowed: dict[str, tuple[Any, ...]] = {
        "level": LEVELS,
        "colours": COLOURS,
        "language": ("", *LANGUAGES),
    }
    if key.endswith("text_scale"):
        return bool(1.0 <= value <= LARGEST_TEXT)
    if key == "screens":
        return all(
            isinstance(each, float) and LEAST_DOTS <= each * INCH <= MOST_DOTS for each in value.values()
        )
    return key not in allowed or value in allowed[key]


class PreferenceFile:
    """The file of the preferences. A place that cannot be written works too: nothing is remembered then."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or standard_path()

    def read(self) -> Preferences:
        """Return what was remembered; the defaults where there is nothing, or nothing readable."""
        try:
            return Preferences.from_values(json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError, RecursionError):
            return Preferences()

    def write(self, preferences: Preferences) -> bool:
        """Remember preferences, whole or not at all; say whether that worked."""
        half = self.path.with_suffix(f".{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(asdict(preferences), indent=1), "utf-8")
            half.replace(self.path)
        except OSError:
            return False
        return True

    def forget(self) -> None:
        """Delete the file."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            self.write(Preferences())


def standard_path() -> Path:
    """Return where this user's preferences are; the folder need not exist."""
    from platformdirs import user_config_path

    return user_config_path("anatomy-viewer", appauthor=False) / "preferences.json"
