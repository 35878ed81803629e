from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from scene.fixture_lesson import LIBRARY, PACK
from scene.variant_lesson import variant_library
from ui.conftest import MAKE_NEXT

from anatomy_viewer.content.entry import Entry
from anatomy_viewer.ui import thumbnails
from anatomy_viewer.ui.thumbnail_maker import stage_of, trimmed
from anatomy_viewer.ui.thumbnails import Thumbnails

DRAW = """
import sys
from PySide6.QtGui import QImage
picture = QImage(30, 20, QImage.Format.Format_RGBA8888)
picture.fill(0xFF00FF00)
picture.save(sys.argv[2])
"""


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Thumbnails, "_make_next", MAKE_NEXT)


def maker(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(thumbnails, "MAKER", ("-c", code))


def test_pictures_are_made_one_after_the_other_and_kept(
    qtbot: QtBot, tmp_path: Path, making: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker(monkeypatch, DRAW)
    made = Thumbnails(folder=tmp_path)
    other = replace(PACK, lesson=PACK.lesson.model_copy(update={"id": "other"}))
    arrived: list[str] = []
    made.arrived.connect(lambda lesson, _picture: arrived.append(lesson))
    made.request(Entry(PACK))
    made.request(Entry(other))
    qtbot.waitUntil(lambda: arrived == ["tight_pipe", "other"], timeout=60_000)
    with qtbot.waitSignal(made.arrived, timeout=60_000):
        Thumbnails.request(made, Entry(PACK))
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["other", "tight_pipe"]


def test_a_picture_that_cannot_be_made_is_left_out(
    qtbot: QtBot, tmp_path: Path, making: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker(monkeypatch, "raise SystemExit(1)")
    made = Thumbnails(folder=tmp_path)
    with qtbot.assertNotEmitted(made.arrived):
        made.request(Entry(PACK))
        qtbot.waitUntil(lambda: made._process is None, timeout=60_000)
    assert not made._waiting


def test_stopping_ends_the_process(
    qtbot: QtBot, tmp_path: Path, making: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker(monkeypatch, "import time; time.sleep(600)")
    made = Thumbnails(folder=tmp_path)
    made.request(Entry(PACK))
    assert made._process is not None
    made.stop()
    assert made._process is None


def test_empty_edges_are_cut_away() -> None:
    pixels = np.zeros((10, 12, 4), np.uint8)
    pixels[3:7, 2:9, 3] = 255
    assert trimmed(pixels).shape == (4, 7, 4)
    empty = np.zeros((10, 12, 4), np.uint8)
    assert trimmed(empty).shape == empty.shape


def test_the_picture_is_the_first_step_without_labels() -> None:
    stage = stage_of(LIBRARY, PACK.folder)
    assert stage.models == ("pump",)
    assert stage.labels == ()


def test_a_folder_without_a_lesson_has_no_picture(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no lesson"):
        stage_of(LIBRARY, tmp_path)


def test_the_picture_of_a_condition_is_taken_of_that_condition() -> None:
    library = variant_library()
    assert stage_of(library, PACK.folder, "tight_pipe:noisy_pipe").models == ("pump",)
    with pytest.raises(LookupError, match="gone"):
        stage_of(library, PACK.folder, "tight_pipe:gone")
