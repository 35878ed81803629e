"""A real OpenXR runtime for the tests of this folder: Monado with its remote driver, in the test room.

Run them by `make test-xr`; outside of the room there is no runtime, and the folder is not collected.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

IN_THE_ROOM = shutil.which("monado-service") is not None
collect_ignore_glob = [] if IN_THE_ROOM else ["test_*.py"]
RUNNING: list[subprocess.Popen] = []
MANIFEST = "/usr/share/openxr/1/openxr_monado.json"
VALIDATION = "XR_APILAYER_LUNARG_core_validation"


def wait_for(there, seconds=20.0):
    """Wait until something is there; fail a test that waits in vain."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture(scope="session", autouse=True)
def display():
    """An X server that nobody looks at. It ends with the room: VTK's connection lasts as long as Python."""
    if not IN_THE_ROOM:
        return
    server = subprocess.Popen(
        ["Xvfb", ":1", "-screen", "0", "1920x1200x24", "+extension", "GLX", "-noreset", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: Path("/tmp/.X11-unix/X1").exists())
    os.environ["DISPLAY"] = ":1"
    RUNNING.append(server)


class Service:
    """Monado's service, which can be killed and started again."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.log = folder / "monado.log"
        self.settings = settings
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        ipc = Path(os.environ["XDG_RUNTIME_DIR"]) / "monado_comp_ipc"
        ipc.unlink(missing_ok=True)
        env = {**os.environ, "XRT_NO_STDIN": "1", "P_OVERRIDE_ACTIVE_CONFIG": "remote", **self.settings}
        env = {name: value for name, value in env.items() if value}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(["monado-service"], env=env, stdout=log, stderr=log)
        wait_for(ipc.exists)

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def control(self, *words: str) -> str:
        return subprocess.run(["monado-ctl", *words], capture_output=True, text=True, check=False).stdout

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@pytest.fixture(scope="session")
def kit():
    """The shipped lessons, with the models of the one that is shown here."""
    from dataclasses import replace

    from anatomy_viewer.content.built import glb_path
    from anatomy_viewer.content.library import Library
    from anatomy_viewer.export.paper import painting_application
    from anatomy_viewer.render.meshes import MeshStore
    from tests.xr.patient import LESSON

    painting_application()
    library = Library.load()
    wanted = {step.scene.model for step in library.lessons[LESSON].lesson.steps}
    library = replace(library, models={name: library.models[name] for name in wanted})
    store = MeshStore.of(library.models.values(), glb_path)
    yield store, library
    store.close()


@pytest.fixture
def validation(tmp_path, monkeypatch):
    """The report of OpenXR's own validation layer: every test that has a service fails on its complaints."""
    report = tmp_path / "validation.txt"
    monkeypatch.setenv("XR_ENABLE_API_LAYERS", VALIDATION)
    monkeypatch.setenv("XR_CORE_VALIDATION_EXPORT_TYPE", "text")
    monkeypatch.setenv("XR_CORE_VALIDATION_FILE_NAME", str(report))
    yield report
    said = [line for line in report.read_text().splitlines() if "VUID" in line or "Error" in line]
    complaints = [
        line for line in said if "VUID-CoreValidation-" not in line
    ]  # it greets and takes its leave
    assert said, "the validation layer was not loaded"
    assert not complaints, "\n".join(complaints[:20])


def run_service(tmp_path, monkeypatch, **settings):
    monkeypatch.setenv("XR_RUNTIME_JSON", MANIFEST)
    service = Service(tmp_path, **settings)
    service.start()
    return service


@pytest.fixture
def service(validation, tmp_path, monkeypatch):
    """Monado without a window: 20 frames a second, the same every time."""
    made = run_service(tmp_path, monkeypatch, XRT_COMPOSITOR_NULL="1")
    yield made
    made.stop()


@pytest.fixture
def window_service(validation, tmp_path, monkeypatch):
    """Monado with its own compositor in a window of 960 x 540, both eyes side by side."""
    made = run_service(
        tmp_path,
        monkeypatch,
        XRT_COMPOSITOR_FORCE_XCB="1",
        XRT_COMPOSITOR_SCALE_PERCENTAGE="50",
        XRT_COMPOSITOR_DEFAULT_FRAMERATE="20",
    )
    yield made
    made.stop()


@pytest.fixture
def simulated_service(validation, tmp_path, monkeypatch):
    """Monado with a simulated headset and the controllers of Windows Mixed Reality, which lie still."""
    made = run_service(
        tmp_path,
        monkeypatch,
        XRT_COMPOSITOR_NULL="1",
        P_OVERRIDE_ACTIVE_CONFIG="",
        SIMULATED_ENABLE="1",
        SIMULATED_LEFT="wmr",
        SIMULATED_RIGHT="wmr",
    )
    yield made
    made.stop()
