from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF

from anatomy_viewer.ui import theme as theme_module
from anatomy_viewer.ui.icons import ICONS, icon
from anatomy_viewer.ui.theme import THEMES, Look, Theme, contrast_ratio, tokens

PAIRS = [(name, pair, rule) for name in THEMES for pair, rule in tokens()["measured"][name].items()]


@pytest.mark.parametrize(("name", "pair", "rule"), PAIRS, ids=[f"{n}-{p}" for n, p, _ in PAIRS])
def test_every_pair_of_colours_has_the_contrast_it_needs(
    name: str, pair: str, rule: dict[str, float]
) -> None:
    ink, ground = pair.split(" on ")
    ratio = contrast_ratio(QColor(tokens()[name][ink]), QColor(tokens()[name][ground]))
    assert ratio >= rule["needs"]
    assert ratio == pytest.approx(rule["ratio"], abs=0.02)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast_ratio(QColor("black"), QColor("white")) == pytest.approx(21.0)


def test_the_three_themes_have_the_same_tokens() -> None:
    assert tokens()["light"].keys() == tokens()["dark"].keys() == tokens()["contrast"].keys()


@pytest.mark.parametrize(
    ("scale", "kind", "px"), [(1.0, "body", 21), (2.0, "body", 42), (2.0, "title", 58), (1.5, "label", 24)]
)
def test_text_doubles_and_titles_grow_less(scale: float, kind: str, px: int) -> None:
    assert Theme(Look(text_scale=scale)).px(kind) == px


def test_nothing_is_written_below_16_px() -> None:
    assert (
        min(kind["px"] for kind in tokens()["type"].values() if isinstance(kind, dict) and "px" in kind) == 16
    )


def test_a_line_of_text_is_as_high_as_the_tokens_say(theme: Theme) -> None:
    spacing = QFontMetricsF(theme.font("body")).lineSpacing()
    assert theme.line_percent("body") / 100 * spacing == pytest.approx(21 * 1.45)


def test_the_theme_tells_once_and_only_of_changes(theme: Theme) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.name))
    theme.choose(name="dark", text_scale=1.5)
    theme.choose(name="dark")
    assert told == ["dark"]


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (1.25, 1.25), (7.0, 2.0)])
def test_text_stays_between_100_and_200_per_cent(theme: Theme, asked: float, given: float) -> None:
    theme.choose(text_scale=asked)
    assert theme.text_scale == given


def test_less_movement_takes_all_time_away(theme: Theme) -> None:
    assert theme.duration("camera") == 700
    theme.choose(less_movement=True)
    assert {theme.duration(kind) for kind in tokens()["motion"] if kind != "flash_limit_hz"} == {0}


def test_only_the_theme_reads_the_tokens() -> None:
    folder = Path(theme_module.__file__).parent
    readers = [
        p.name for p in folder.rglob("*.py") if re.search(r"[\"']tokens\.toml[\"']", p.read_text("utf-8"))
    ]
    assert readers == ["theme.py"]


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_its_colour(qapp: object, name: str) -> None:
    image = icon(name, QColor("#ff0000"), 24, 2.0).toImage()
    assert image.width() == 48
    drawn = [
        image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    assert all(color.red() > 250 and color.green() < 5 for color in drawn)
