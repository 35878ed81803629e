"""A picture for others shows the scene and says its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication
from scene.fixture_lesson import LIBRARY

from anatomy_viewer.content.base import Source
from anatomy_viewer.export.gallery import entries, write_gallery
from anatomy_viewer.export.markup import INKS
from anatomy_viewer.export.paper import BODY, CARE_SOFT, PAGE, TITLE, Column
from anatomy_viewer.export.picture import picture, png, save_picture
from anatomy_viewer.export.sheet import Sheet, sheet_of
from anatomy_viewer.export.stage_image import Studio, _other, fitted, halves_of
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.state import CameraState, MeasureState, StrokeState
from anatomy_viewer.scene.words import short
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

SIZE = (480, 360)


def sheet(step: str, **findings: float | str) -> Sheet:
    clock = ManualClock()
    session = Session(LIBRARY, clock=clock)
    session.open("tight_pipe", step)
    for name, value in findings.items():
        session.set_finding(name, value)
    clock.advance(60)
    session.tick()
    return sheet_of(session)


def pixels(image: QImage) -> np.ndarray:
    straight = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(straight.constBits(), np.uint8).reshape(straight.height(), straight.bytesPerLine())
    return rows[:, : 3 * straight.width()].reshape(straight.height(), straight.width(), 3).astype(int)


def near(image: np.ndarray, color: str) -> np.ndarray:
    rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return np.abs(image - rgb).max(axis=2) < 6


def test_a_sheet_says_value_standing_and_words(qapp: QApplication) -> None:
    said = sheet("narrowing", narrow=40)
    assert said.value == "40 % narrow – open"
    assert said.standing == "Draft: not reviewed by a clinician"
    assert said.scene.words.body == "Your left pipe is 40 % narrow: open."


def test_a_source_is_cited_by_first_author_and_year() -> None:
    known = Source(
        id="a", kind="trial", title="T", authors="de Boer KL, Smith J", year=1974, checked="2026-11-21"
    )  # type: ignore[arg-type]
    assert short(known) == "de Boer 1974"
    assert short(known.model_copy(update={"authors": "Dodge JT Jr, Brown BG"})) == "Dodge 1974"
    assert short(known.model_copy(update={"authors": "Heart Group"})) == "Heart Group 1974"
    assert short(known.model_copy(update={"authors": ""})) == "T 1974"


@pytest.mark.parametrize("size", [SIZE, (360, 480)])
def test_a_picture_has_its_size_an_organ_and_words(
    qapp: QApplication, store: MeshStore, size: tuple[int, int]
) -> None:
    image = picture(sheet("narrowing"), size, Studio(store, 1))
    assert (image.width(), image.height()) == size
    shown = pixels(image)
    margin = 24 * min(size[0] / (1280 if size[0] >= size[1] else 800), size[1] / 900)
    assert near(shown[: int(margin) - 1], PAGE).all()
    assert shown[int(size[1] * 0.2) : int(size[1] * 0.4)].std() > 5
    foot = shown[int(size[1] * 0.75) :]
    assert (foot.max(axis=2) < 90).any()
    assert near(foot, CARE_SOFT).any()


def test_pictures_of_different_findings_differ(qapp: QApplication, store: MeshStore) -> None:
    left, right = (
        pixels(picture(sheet("narrowing", pipe=side), SIZE, Studio(store, 1))) for side in ("left", "right")
    )
    assert (np.abs(left - right).max(axis=2) > 40).mean() > 0.005


def test_it_is_written_as_png(qapp: QApplication, store: MeshStore, tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.png"
    save_picture(sheet("inside"), SIZE, Studio(store, 1), path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert QImage(str(path)).size().toTuple() == SIZE


def test_a_picture_that_cannot_be_written_says_so(
    qapp: QApplication, store: MeshStore, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        save_picture(sheet("inside"), SIZE, Studio(store, 1), tmp_path / "file" / "a.png")


def test_png_bytes_are_the_same_picture(qapp: QApplication) -> None:
    image = QImage(8, 4, QImage.Format.Format_RGB32)
    image.fill("#123456")
    assert QImage.fromData(png(image)).pixelColor(3, 2).name() == "#123456"


def test_text_wraps_and_paragraphs_stand_apart(qapp: QApplication) -> None:
    one = Column(300).add("Word", BODY)
    assert Column(300).height == 0
    assert one.height == pytest.approx(BODY.px * BODY.line, abs=2)
    assert Column(120).add("Several words that do not fit", TITLE).height > 3 * TITLE.px
    assert Column(300).add_body("**Word**\n\nWord", BODY).height > 2 * one.height


def test_a_narrow_room_shows_the_whole_model() -> None:
    camera = CameraState(height=100)
    assert fitted(camera, QRectF(0, 0, 800, 600), 0).height == 100
    assert fitted(camera, QRectF(0, 0, 300, 600), 0).height == pytest.approx(160)
    aside = fitted(camera, QRectF(0, 0, 1600, 600), 120)
    assert np.linalg.norm(aside.focal) == pytest.approx(20)


def test_the_gallery_holds_all_sides_cuts_stages_and_languages(
    qapp: QApplication, store: MeshStore, tmp_path: Path
) -> None:
    files = {entry.file for entry in entries(LIBRARY, store)}
    assert {
        "model-pump/behind.png",
        "model-pump/cut-inside.png",
        "model-pipe/cut-through-the-middle.png",
    } <= files
    assert {
        "tight_pipe-stages/02-narrowing-70.0-tight.png",
        "tight_pipe-stages/03-mending-06.0-open-again.png",
    } <= files
    assert {"tight_pipe-en/04-inside.png", "tight_pipe-fr/04-inside.png"} <= files
    told: list[str] = []
    count = write_gallery(tmp_path, LIBRARY, store, lambda done, words: told.append(words), "pump/front")
    assert (count, told) == (1, ["model-pump/front.png"])
    assert 'src="model-pump/front.png"' in (tmp_path / "index.html").read_text()


def shown(step: str = "narrowing") -> Session:
    session = Session(LIBRARY, clock=ManualClock())
    session.open("tight_pipe", step)
    session.set_driver("narrow", 80)
    return session


def taken(session: Session, store: MeshStore) -> np.ndarray:
    return pixels(picture(sheet_of(session), SIZE, Studio(store, 1)))


def test_two_pictures_stand_side_by_side_with_their_names(qapp: QApplication, store: MeshStore) -> None:
    session = shown()
    alone = taken(session, store)
    session.compare("healthy")
    both = taken(session, store)
    gap = both[40:150, SIZE[0] // 2]
    assert near(gap[None], PAGE).all(), "the page shows between the two"
    assert not near(alone[None, 40:150, SIZE[0] // 2], PAGE).all()


def test_a_tall_room_has_one_picture_above_the_other() -> None:
    first, second = halves_of(QRectF(0, 0, 400, 800), 12)
    assert first.size() == second.size()
    assert first.bottom() + 12 == second.top()


def test_what_it_is_compared_with_is_nobody_s_own(qapp: QApplication) -> None:
    session = shown()
    session.compare("healthy")
    beside = session.scene.beside
    assert beside is not None
    other = _other(session.scene, beside)
    assert not any(label.strong for label in other.stage.labels)
    assert other.lens is not None and "your" not in other.lens.caption.lower()


def test_lines_and_distances_are_printed(qapp: QApplication, store: MeshStore) -> None:
    session = shown("mending")
    before = taken(session, store)
    camera = session.scene.stage.camera
    x, y, z = camera.focal
    session.draw(StrokeState(((x - 3, y, z), (x + 3, y, z)), "care_mark", 20.0, camera=camera))
    drawn = taken(session, store)
    assert near(drawn, INKS["care_mark"]).sum() > 100
    assert not near(before, INKS["care_mark"]).any()
    session.measure(MeasureState((x, y, z - 3), (x, y, z + 3)))
    assert (taken(session, store) != drawn).any()


def test_a_line_on_the_picture_is_printed_only_from_where_it_was_drawn(
    qapp: QApplication, store: MeshStore
) -> None:
    session = shown("mending")
    camera = session.scene.stage.camera
    x, y, z = camera.focal
    session.draw(StrokeState(((x - 3, y, z), (x + 3, y, z)), "care_mark", 20.0, camera=camera))
    session.look_from(replace(camera, direction=(1.0, 0.0, 0.0)))
    assert not near(taken(session, store), INKS["care_mark"]).any()


def test_on_paper_a_figure_keeps_its_unit_on_its_line(qapp: QApplication) -> None:
    width = QFontMetricsF(BODY.font).horizontalAdvance("about 70") + 4
    line = BODY.px * BODY.line
    assert round(Column(width).add("about 70, more", BODY).height / line) == 2
    assert round(Column(width).add("about 70 % more", BODY).height / line) == 3, "about, 70 %, more"
