"""A film of a step can be decoded, moves, says its words, and is whole or not there."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from scene.fixture_lesson import LIBRARY

from anatomy_viewer import cli_video
from anatomy_viewer.cli_video import add_video_command, clock_time, film_progress
from anatomy_viewer.content.library import Library
from anatomy_viewer.export import film_file, video
from anatomy_viewer.export.film_file import FilmFile
from anatomy_viewer.export.film_letters import dissolved, lettered
from anatomy_viewer.export.film_pictures import _best_turns
from anatomy_viewer.export.film_stage import framed, layout_for
from anatomy_viewer.export.film_time import chapter_of, round_of
from anatomy_viewer.export.film_wish import FilmWish, filmed_steps
from anatomy_viewer.export.paper import SURFACE
from anatomy_viewer.export.video import END_SECONDS, TITLE_SECONDS, make_film
from anatomy_viewer.export.webvtt import webvtt
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.project import project
from anatomy_viewer.scene.captions import Cue
from anatomy_viewer.scene.naming import UnknownNameError
from anatomy_viewer.session.clock import ManualClock, SystemClock
from anatomy_viewer.session.session import Session

SIZE = (320, 240)
QUICK = FilmWish(size=SIZE, finish="quick", pace=20.0)


def session(step: str = "pump", clock: ManualClock | None = None) -> Session:
    made = Session(LIBRARY, clock=clock or ManualClock())
    made.open("tight_pipe", step)
    return made


def wish(**changes: object) -> FilmWish:
    return replace(QUICK, **changes)  # type: ignore[arg-type]


def ignore(_share: float) -> None:
    """Nobody watches the progress."""


def frames(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]


def apart(first: np.ndarray, second: np.ndarray) -> int:
    """How many pixels differ by more than what compressing them does."""
    return int((np.abs(first - second).max(axis=2) > 60).sum())


# ------------------------------------------------------------------ the film
def test_a_film_of_a_step_decodes_moves_and_says_its_words(
    qapp: QApplication, store: MeshStore, tmp_path: Path
) -> None:
    path, shares = tmp_path / "new" / "film.mp4", []
    seconds = make_film(session("narrowing"), wish(steps=("narrowing",)), store, path, shares.append)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == SIZE
        assert stream.average_rate == 30
        assert float((stream.duration or 0) * (stream.time_base or Fraction(0))) == pytest.approx(
            seconds, abs=0.05
        )
        assert film.metadata["title"] == "A tight pipe"
    assert path.read_bytes().find(b"moov") < path.read_bytes().find(b"mdat"), "it plays while it loads"
    assert list(path.parent.iterdir()) == [path], "nothing else is left"
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.01)
    shown = frames(path)
    start = round(TITLE_SECONDS * 30)
    assert apart(shown[0], shown[60]) < 5, "the title stands still"
    assert apart(shown[start + 20], shown[start + 100]) > 50, "the pipe grows narrow"
    # The caption's plate is at the foot of a step's frame, not of the title's.
    foot = slice(200, 228), slice(120, 200)
    plate = np.array([int(SURFACE[i : i + 2], 16) for i in (1, 3, 5)])
    assert (np.abs(shown[start + 60][foot] - plate).max(axis=2) < 12).mean() > 0.15
    assert (np.abs(shown[30][foot] - plate).max(axis=2) < 12).mean() < 0.05


def test_captions_can_stand_beside_a_film(qapp: QApplication, store: MeshStore, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    seconds = make_film(session("inside"), wish(steps=("inside",), captions="webvtt"), store, path, ignore)
    text = path.with_suffix(".vtt").read_text(encoding="utf-8")
    assert text.startswith("WEBVTT\n")
    times = re.findall(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})", text)
    assert len(times) == 1
    start, end = float(times[0][2]), float(times[0][5])
    assert TITLE_SECONDS <= start < end <= seconds - END_SECONDS
    assert "Your left pipe is 70 % narrow:" in text


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each picture that a film draws."""
    pictures: list[int] = []
    take = video.FilmStage.picture

    def counted(self: video.FilmStage, *args: object, **named: object) -> QImage:
        pictures.append(1)
        return take(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(video.FilmStage, "picture", counted)
    return pictures


def test_what_stands_still_is_drawn_once(
    qapp: QApplication, store: MeshStore, tmp_path: Path, drawn: list[int]
) -> None:
    make_film(session("inside"), wish(steps=("inside",)), store, tmp_path / "film.mp4", ignore)
    assert len(drawn) == 1


def test_a_heartbeat_is_drawn_once_and_shown_again(
    qapp: QApplication, store: MeshStore, tmp_path: Path, drawn: list[int]
) -> None:
    make_film(session("pump"), wish(steps=("pump",)), store, tmp_path / "film.mp4", ignore)
    assert len(drawn) == 30, "one round at 60 a minute and 30 pictures a second"


@pytest.mark.parametrize("ending", [KeyboardInterrupt, OSError])
def test_a_film_that_is_stopped_leaves_nothing(
    qapp: QApplication, store: MeshStore, tmp_path: Path, ending: type[BaseException]
) -> None:
    def stop(share: float) -> None:
        if share > 0.2:
            raise ending("stop")

    path = tmp_path / "film.mp4"
    path.write_bytes(b"an older film")
    with pytest.raises(ending):
        make_film(session("inside"), wish(steps=("inside",)), store, path, stop)
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".glb"] == ["film.mp4"]
    assert path.read_bytes() == b"an older film"


def test_a_film_that_cannot_be_written_is_told_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    film = FilmFile(path, (320, 240), 30, title="", language="en")
    path.mkdir()  # in the way of what is to be put there
    with pytest.raises(OSError, match=r"film\.mp4") as told, film:
        pass
    assert told.value.filename == str(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_film_needs_a_clock_that_can_be_set(qapp: QApplication, store: MeshStore, tmp_path: Path) -> None:
    running = Session(LIBRARY, clock=SystemClock())
    running.open("tight_pipe")
    with pytest.raises(TypeError, match="SystemClock"):
        make_film(running, QUICK, store, tmp_path / "film.mp4", ignore)
    assert not (tmp_path / "film.mp4").exists()


# ------------------------------------------------------------------ its plan
def test_questions_are_left_out_unless_they_are_asked_for() -> None:
    assert filmed_steps(session(), ()) == ("pump", "narrowing", "mending", "inside")
    assert filmed_steps(session(), ("show", "pump")) == ("show", "pump")
    with pytest.raises(UnknownNameError, match="narrowing"):
        filmed_steps(session(), ("narowing",))


def test_a_step_lasts_until_it_is_read_and_until_it_has_happened() -> None:
    slow, quick = (chapter_of(session("narrowing"), pace) for pace in (0.5, 20.0))
    assert slow.run_in == quick.run_in == 4.0
    assert quick.seconds == pytest.approx(4.0 + 1.2)
    assert slow.seconds > slow.cues[-1].end > 10.0


def test_what_comes_round_is_known() -> None:
    clock = ManualClock()
    beating = session("pump", clock)
    around = round_of(beating)
    assert around is not None
    assert (around.seconds, around.exact) == (1.0, True)
    streaming = session("narrowing", clock)
    around = round_of(streaming)
    assert around is not None
    assert (around.seconds, around.exact) == (3.0, False)
    assert round_of(session("inside", clock)) is None


def test_as_many_rounds_are_drawn_as_end_with_a_whole_picture() -> None:
    assert _best_turns(25.0) == 1
    assert _best_turns(12.5) == 2
    assert _best_turns(16.36) == 3


# ------------------------------------------------------------------ its letters
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (640, 480)])
def test_the_organ_stands_in_the_free_part_of_the_frame(size: tuple[int, int]) -> None:
    camera = session("pump").scene.stage.camera
    layout = layout_for(size, captions=True)
    assert layout.frame.contains(layout.free)
    placed = project(framed(camera, layout.frame, layout.free), size, [camera.focal])[0]
    middle = layout.free.center()
    assert placed[:2] == pytest.approx([middle.x(), middle.y()], abs=2.0)


def test_a_caption_changes_the_foot_of_a_picture_and_nothing_else(qapp: QApplication) -> None:
    layout = layout_for((640, 360), captions=True)
    blank = QImage(640, 360, QImage.Format.Format_RGB32)
    blank.fill(QColor("#AACCEE"))
    bare = lettered(blank, layout, "Title", "", "")
    said = lettered(blank, layout, "Title", "", "A caption that is long enough to be read by everybody.")
    assert bare.copy(0, 0, 640, 270) == said.copy(0, 0, 640, 270)
    assert bare.copy(0, 270, 640, 90) != said.copy(0, 270, 640, 90)
    assert blank != bare, "the picture itself is left as it was"


def test_pictures_dissolve(qapp: QApplication) -> None:
    white, black = (QImage(8, 8, QImage.Format.Format_RGB32) for _ in range(2))
    white.fill(QColor("white"))
    black.fill(QColor("black"))
    assert 110 < dissolved(white, black, 0.5).pixelColor(4, 4).red() < 145


def test_a_webvtt_file_keeps_its_signs_out_of_the_words() -> None:
    text = webvtt([Cue(0.0, 3661.5, "5 < 6 & more")], "en")
    assert "00:00:00.000 --> 01:01:01.500\n5 &lt; 6 &amp; more\n" in text


# ------------------------------------------------------------------ its file
def test_an_image_that_comes_round_is_converted_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted = []
    convert = film_file._video_frame
    monkeypatch.setattr(film_file, "_video_frame", lambda image: converted.append(1) or convert(image))
    images = [QImage(64, 48, QImage.Format.Format_RGB32) for _ in range(2)]
    for image, color in zip(images, ("#FF0000", "#0000FF"), strict=True):
        image.fill(QColor(color))
    path = tmp_path / "film.mp4"
    with FilmFile(path, (64, 48), 30, title="T", language="en") as film:
        for number in range(30):
            film.add(images[number // 5 % 2])
        assert film.seconds == 1.0
    assert len(converted) == 2
    shown = frames(path)
    assert len(shown) == 30
    assert shown[2].mean(axis=(0, 1)) == pytest.approx([255, 0, 0], abs=12)
    assert shown[7].mean(axis=(0, 1)) == pytest.approx([0, 0, 255], abs=12)


# ------------------------------------------------------------------ the command
@pytest.fixture
def made_up_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, *_, **__: LIBRARY))


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_video_command(parser.add_subparsers())
    args = parser.parse_args(["video", *words])
    done: int = args.run(args)
    return done


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tight_pip"], "tight_pipe"),
        (["tight_pipe/pmup"], "pump"),
        (["tight_pipe", "--steps", "pump,pmup"], "pump"),
        (["tight_pipe", "--size", "641x480"], "640x480"),
        (["tight_pipe", "--size", "big"], "--size 1600x1200"),
        (["tight_pipe", "-o", "film.avi"], ".mp4"),
        (["tight_pipe", "--lang", "xx"], "xx"),
    ],
)
@pytest.mark.usefixtures("made_up_library")
def test_what_cannot_be_filmed_is_told_in_a_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


@pytest.mark.usefixtures("made_up_library")
def test_without_an_encoder_one_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(film_file, "can_encode", lambda: False)
    assert run("tight_pipe", "-o", str(tmp_path / "a.mp4")) == 1
    assert 'pip install "anatomy-viewer[video]"' in capsys.readouterr().err


@pytest.mark.usefixtures("made_up_library")
def test_the_command_films_what_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = []

    def film(session: Session, wish: FilmWish, path: Path) -> float:
        asked.append((session.choices.findings["narrow"], session.words[:2], wish, path))
        return 65.0

    monkeypatch.setattr(cli_video, "_film", film)
    path = tmp_path / "a.mp4"
    options = ["--set", "narrow=40", "--lang", "fr", "--level", "detailed", "--fps", "60"]
    assert run("tight_pipe/inside", *options, "--captions", "webvtt", "-o", str(path)) == 0
    narrow, words, wished, where = asked[0]
    assert (narrow, words, where) == (40.0, ("fr", "detailed"), path)
    assert (wished.fps, wished.captions, wished.steps) == (60, "webvtt", ("inside",))
    assert capsys.readouterr().out == f"{path}, {path.with_suffix('.vtt')}: A tight pipe, 1:05\n"


def test_progress_tells_the_time_that_is_left_once_a_per_cent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = []
    monkeypatch.setattr(
        "anatomy_viewer.cli_models.progress_bar", lambda _name: lambda *what: told.append(what)
    )
    times = iter([0.0, 30.0, 60.0, 120.0])
    report = film_progress("lesson", lambda: next(times))
    for share in (0.25, 0.251, 0.5, 1.0):
        report(share)
    assert told == [(0.25, "1:30 left"), (0.5, "1:00 left"), (1.0, "done")]
    assert clock_time(245.2) == "4:05"
