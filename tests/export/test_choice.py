"""A choice for paper and film: people and bars in equal columns, and every figure said once."""

from __future__ import annotations

import numpy as np
import pytest
from export.test_picture import near, pixels
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from scene.choice_lesson import choice_library

from anatomy_viewer.export.choice import Choice, Table, choice_of, paint_choice
from anatomy_viewer.export.description import description_of
from anatomy_viewer.export.film_stage import FilmStage, layout_for
from anatomy_viewer.export.film_time import said
from anatomy_viewer.export.film_wish import FINISHES
from anatomy_viewer.export.paper import ACCENT, SURFACE
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session


def at(step: str, options: tuple[str, ...] = ("old", "new")) -> Session:
    session = Session(choice_library(options), clock=ManualClock())
    session.open("tight_pipe", step)
    return session


def choice(options: tuple[str, ...] = ("old", "new")) -> Choice:
    found = choice_of(at("choice", options))
    assert found is not None
    return found


def painted(shown: Choice, size: tuple[int, int]) -> np.ndarray:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    paint_choice(painter, shown, QRectF(0, 0, *size), 1.0)
    painter.end()
    return pixels(image)


def test_only_a_choice_takes_the_place_of_the_organ() -> None:
    assert sheet_of(at("pump")).choice is None
    sheet = sheet_of(at("choice"))
    assert sheet.choice == choice()
    assert sheet.value == ""
    assert sheet.scene.words.notes == ()


def test_bars_are_as_long_as_their_numbers(qapp: QApplication) -> None:
    shown = choice()
    seen = near(painted(shown, (1000, 800)), ACCENT)
    lengths = [int(half.sum(axis=1).max()) for half in (seen[:, :500], seen[:, 500:])]
    assert lengths[1] / lengths[0] == pytest.approx(85 / 97, abs=0.01)


@pytest.mark.parametrize("size", [(1000, 800), (420, 500), (300, 900)])
def test_it_fits_its_room_in_columns_of_one_width_and_height(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    seen = near(painted(choice(("old", "new", "none")), size), SURFACE)
    assert not seen[-1].any()
    third = size[0] // 3
    tall = {int(seen[:, start : start + third].any(axis=1).sum()) for start in (0, third, 2 * third)}
    assert max(tall) - min(tall) <= 1


def test_a_table_is_as_high_as_its_rows(qapp: QApplication) -> None:
    small, large = (Table(choice(), QRectF(0, 0, 800, 600), unit) for unit in (0.6, 1.0))
    assert small.height < large.height


def test_a_film_shows_it_as_one_page(qapp: QApplication, store: MeshStore) -> None:
    layout = layout_for((480, 360), captions=True)
    stage = FilmStage(store, layout, next(iter(FINISHES.values())), gentle=False)
    sheet = sheet_of(at("choice"))
    first = stage.picture(sheet, named=True, moving=False)
    assert near(pixels(first), ACCENT).sum() > 200
    assert stage.picture(sheet, named=False, moving=True).cacheKey() == first.cacheKey()
    stage.release()


def test_a_film_says_every_figure_that_its_words_do_not_say() -> None:
    session = at("choice")
    told = [words for _, words in said(session)]
    assert len(told) == 4
    assert "The old pump: 97 leaks a year among 100 people." in told[-1]


def test_its_description_is_its_figures(store: MeshStore) -> None:
    words = description_of(at("choice"), store, (480, 360))
    assert words.startswith("The old pump: 18 of 100 people had a burst pipe. 82 of 100 did not.")
    assert "85 leaks a year" in words
