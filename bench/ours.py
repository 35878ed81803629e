"""The viewer's side of the measurements: its whole start, and its viewport's frames, morphs and picks."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anatomy_viewer import cli

cli.load_before_qt()  # as the command does

import numpy as np
from probe import FRAMES, SIZE, memory_mb, report, since_start
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer import app as opening
from anatomy_viewer.app import make_application
from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.render.glb import GlbPart
from anatomy_viewer.render.looks import look_of
from anatomy_viewer.render.meshes import MeshStore, ModelMesh, PartMesh
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import pick
from anatomy_viewer.render.quality import AT_REST, Quality
from anatomy_viewer.scene.state import CameraState, PartState, StageState
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.lesson_page import LessonPage
from anatomy_viewer.ui.viewport import make_viewport
from anatomy_viewer.ui.window import MainWindow

LESSON = "coronary_artery_disease"
"""What is opened where nothing else is asked for."""
FIRST_CYCLES = 4
"""The share of the cycles after which memory is looked at first: by then every cache is filled."""


def start(lesson: str = LESSON) -> dict[str, float]:
    """From nothing to the first lit organ of a lesson, by the command itself, and its memory."""
    show = opening.Opening.show_window

    def watched(self: opening.Opening) -> None:
        show(self)
        if self.window.lesson_page is None:  # a first start: the organs are being made
            self.window.lesson_entered.connect(lambda: follow(self.window))
        else:
            follow(self.window)

    def follow(window: MainWindow) -> None:
        page = page_of(window)
        page.first_frame_shown.connect(lambda: page.stage.viewport.frameSwapped.connect(done))

    def done() -> None:
        report({"start": since_start(), "memory": memory_mb()})

    opening.Opening.show_window = watched  # type: ignore[method-assign]
    raise SystemExit(cli.main([lesson]))


def page_of(window: MainWindow | None) -> LessonPage:
    """The lesson page of a window that shows a lesson."""
    page = window.lesson_page if window is not None else None
    if page is None:
        raise RuntimeError("no lesson is open")
    return page


def wait_for(done: Callable[[], object], seconds: float = 60.0) -> None:
    """Let Qt work until something is done."""
    end = time.perf_counter() + seconds
    while not done():
        QApplication.processEvents()
        if time.perf_counter() > end:
            raise RuntimeError(f"nothing happened within {seconds:g} s")


class Bench:
    """A viewport with a painter, of the same size and with the same passes as the bare script."""

    def __init__(self, store: MeshStore, stage: StageState) -> None:
        self.stage, self.time = stage, 0.0
        self.viewport = make_viewport()
        self.viewport.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        self.renderer = vtkRenderer()
        self.renderer.SetBackground(0.95, 0.94, 0.92)
        self.viewport.render_window.AddRenderer(self.renderer)
        self.painter = ScenePainter(self.renderer, store)
        self.viewport.prepare = lambda: self.painter.paint(self.stage)
        self.viewport.resize(*SIZE)
        self.viewport.show()
        self.quality = Quality(self.viewport.render_window, self.renderer, self.painter)
        self.quality.use(AT_REST)
        self.wait_for_frame()

    def wait_for_frame(self) -> None:
        """Let Qt show the first frame."""
        done: list[float] = []
        self.viewport.frame_painted.connect(done.append)
        wait_for(lambda: done)

    def median(self, change: Callable[[int], StageState]) -> float:
        """Median seconds of a frame whose stage comes from `change`."""
        took = []
        for index in range(FRAMES):
            begun = time.perf_counter()
            self.stage = change(index)
            self.viewport.repaint()
            QApplication.processEvents()
            took.append(time.perf_counter() - begun)
        return float(np.median(took[2:]))

    def dragged(self, change: Callable[[int], StageState]) -> float:
        """Median seconds of a frame while a finger drags, once the ladder has found this machine's level."""

        def follow(index: int) -> StageState:
            self.quality.interacting(in_hand=True)
            self.viewport.set_render_scale(self.quality.render_scale)
            return change(index)

        self.viewport.frame_painted.connect(self.quality.frame_took)
        self.median(follow)
        return self.median(follow)


def turned(stage: StageState, index: int) -> StageState:
    """The stage from three degrees further round for each index."""
    angle = np.radians(3.0 * index)
    camera = replace(stage.camera, direction=(float(np.sin(angle)), float(np.cos(angle)), 0.0))
    return replace(stage, camera=camera)


def morphed(stage: StageState, store: MeshStore, index: int) -> StageState:
    """The stage turned, with every part that has a morph at another place on it."""
    parts = {
        key: PartState(morphs={next(iter(mesh.glb.morphs)): (index * 0.137) % 1.0})
        for model in stage.models
        for key, mesh in store.model(model).parts.items()
        if mesh.glb.morphs and not mesh.hidden
    }
    return replace(turned(stage, index), parts=parts)


def first_model(library: Library, lesson: str) -> Model:
    """The model of a lesson's first picture."""
    return library.models[library.lessons[lesson].lesson.steps[0].scene.model]


def frames(lesson: str = LESSON) -> dict[str, float]:
    """Still and morphing frames of a lesson's first model at the quality of rest."""
    make_application()
    model = first_model(Library.load(), lesson)
    store = MeshStore.of([model], glb_path)
    view = model.home
    stage = StageState((model.id,), {}, CameraState(view.target, (0.0, 1.0, 0.0), view.up, view.height))
    bench = Bench(store, stage)
    vertices = sum(len(m.glb.points) for m in store.model(model.id).parts.values() if not m.hidden)
    figures = {
        "frame": bench.median(lambda i: turned(stage, i)),
        "morph": bench.median(lambda i: morphed(stage, store, i)),
        "vertices": float(vertices),
    }
    return {**figures, "moving": bench.dragged(lambda i: turned(stage, i))}


def million(count: int = 708) -> ModelMesh:
    """A wavy sheet of a million triangles as a model of one part."""
    side = np.linspace(-60.0, 60.0, count, dtype=np.float32)
    x, z = np.meshgrid(side, side, indexing="ij")
    points = np.stack([x, 4.0 * np.sin(x / 6.0) * np.cos(z / 6.0), z], axis=-1).reshape(-1, 3)
    corner = (np.arange(count - 1)[:, None] * count + np.arange(count - 1)).ravel()
    a, b, c, d = corner, corner + 1, corner + count, corner + count + 1
    triangles = np.concatenate([np.stack([a, c, b], 1), np.stack([b, c, d], 1)]).astype(np.int32)
    normals = np.tile(np.array([0.0, 1.0, 0.0], np.float32), (len(points), 1))
    part = GlbPart("sheet/wave", points, normals, triangles, None, None, {}, {}, None)
    return ModelMesh("sheet", {part.id: PartMesh(part, look_of("muscle"), "muscle")})


def picks() -> dict[str, float]:
    """Seconds of a tap and of a step of hovering at a million triangles, and of a full frame of the same."""
    make_application()
    store = MeshStore()
    store.hold(million())
    stage = StageState(("sheet",), {}, CameraState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), 120.0))
    bench = Bench(store, stage)
    pick(bench.painter, SIZE, 300.0, 200.0)
    places = np.random.default_rng(1).uniform(0.3, 0.7, (60, 2)) * SIZE
    way = np.stack([np.linspace(250.0, 500.0, 60), np.linspace(180.0, 380.0, 60)], axis=1)
    return {
        "pick": median_pick(bench, places),
        "hover": median_pick(bench, way),
        "frame": bench.median(lambda i: turned(stage, i % 3)),
    }


def median_pick(bench: Bench, places: np.ndarray) -> float:
    """Median seconds of finding what lies under each of some places."""
    took = []
    for x, y in places:
        begun = time.perf_counter()
        if pick(bench.painter, SIZE, float(x), float(y)) is None:
            raise RuntimeError(f"nothing picked at {x:.0f}, {y:.0f}")
        took.append(time.perf_counter() - begun)
    return float(np.median(took))


def changes(count: int = 400) -> dict[str, float]:
    """Seconds to apply a stage in which every one of many parts differs from the stage before.

    Of this thread's own time: nothing in it waits, and others may be busy on the same machine.
    """
    make_application()
    whole = million(20).parts["sheet/wave"].glb
    parts = {f"sheet/{n}": replace(whole, id=f"sheet/{n}") for n in range(count)}
    store = MeshStore()
    store.hold(
        ModelMesh("sheet", {key: PartMesh(p, look_of("muscle"), "muscle") for key, p in parts.items()})
    )
    camera = CameraState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), 120.0)
    stages = [StageState(("sheet",), {k: PartState(opacity=o) for k in parts}, camera) for o in (0.4, 0.6)]
    bench = Bench(store, stages[0])
    took = []
    for index in range(40):
        begun = time.thread_time()
        bench.painter.paint(stages[index % 2])
        took.append(time.thread_time() - begun)
    return {"paint": float(np.median(took[4:]))}


def opened() -> MainWindow:
    """A window that shows the lesson's first picture."""
    library = Library.load()
    window = MainWindow(Session(library), library)
    window.open_lesson(LESSON)
    window.show()
    wait_for(lambda: page_of(window).stage.picture.painter.stage is not None)
    return window


def rest() -> dict[str, float]:
    """Seconds from the last change of the picture until the full frame is on the screen."""
    make_application()
    window = opened()
    stage, session = page_of(window).stage, window.session
    session.set_audience(less_movement=True)  # the heart stands still
    took = []
    for index in range(5):
        wait_for(lambda: stage.picture.rests)
        session.look_from(turned(session.scene.stage, index + 1).camera)
        wait_for(lambda: not stage.picture.rests)
        begun, shown = time.perf_counter(), []
        wait_for(lambda: stage.picture.rests)
        stage.viewport.frameSwapped.connect(lambda shown=shown: shown.append(time.perf_counter()))
        wait_for(lambda shown=shown: shown)
        took.append(shown[0] - begun)
    return {"rest": float(np.median(took))}


def cycles(what: str, count: int) -> dict[str, float]:
    """Memory after a quarter of the cycles and at their end, and what each cycle between added, MB."""
    make_application()
    window = opened() if what == "lesson" else None
    seen = []
    for _cycle in range(count):
        if window is None:
            close(opened())
        else:
            window.show_library()
            QApplication.processEvents()
            window.open_lesson(LESSON)
            QApplication.processEvents()
        gc.collect()
        seen.append(memory_mb())
    early = seen[count // FIRST_CYCLES - 1 :]
    slope = float(np.polyfit(np.arange(len(early)), early, 1)[0])
    return {"early": early[0], "last": seen[-1], "slope": slope}


def close(window: MainWindow) -> None:
    """Close a window for good."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def export(lesson: str, folder: Path) -> dict[str, float]:
    """Write the visible parts of a lesson's first model as .vtp files for the bare script, and the view."""
    from vtkmodules.vtkIOXML import vtkXMLPolyDataWriter

    model = first_model(Library.load(), lesson)
    store = MeshStore.of([model], glb_path)
    folder.mkdir(parents=True, exist_ok=True)
    opacity = {}
    for key, mesh in store.model(model.id).parts.items():
        if not mesh.hidden:
            name = key.replace("/", "-")
            opacity[name] = mesh.look.opacity
            writer = vtkXMLPolyDataWriter()
            writer.SetFileName(str(folder / f"{name}.vtp"))
            writer.SetInputData(mesh.polydata)
            writer.SetDataModeToAppended()
            writer.EncodeAppendedDataOff()
            writer.SetCompressorTypeToNone()
            writer.Write()
    store.close()
    view = {"target": model.home.target, "height": model.home.height, "opacity": opacity}
    (folder / "view.json").write_text(json.dumps(view), encoding="utf-8")
    return {"parts": float(len(opacity))}


JOBS: dict[str, Callable[..., dict[str, float]]] = {
    "start": start,
    "frames": frames,
    "picks": picks,
    "changes": changes,
    "rest": rest,
    "cycles": lambda what, count: cycles(what, int(count)),
    "export": lambda lesson, folder: export(lesson, Path(folder)),
}

if __name__ == "__main__":
    job, *words = sys.argv[1:]
    report(JOBS[job](*words))
