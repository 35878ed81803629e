"""The gallery: every organ from all sides and cut open, every stage, every step in every language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.export.paper import PAGE, painting_application
from anatomy_viewer.export.picture import Size, picture
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.export.stage_image import Studio, paint_stage
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.camera import aimed, cut_of
from anatomy_viewer.scene.stage import model_stage
from anatomy_viewer.scene.state import CutState, SceneState, StageState, Vector
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

TABLET: Size = (1368, 912)
STAGE: Size = (1024, 768)
ORGAN: Size = (700, 700)

SIDES: dict[str, tuple[Vector, Vector]] = {
    "front": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "behind": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "left": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "right": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "above": ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    "below": ((0.0, 0.0, -1.0), (0.0, 1.0, 0.0)),
}
"""Where each side is looked at from, and what is up then."""

_LATER = 3600.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture of the gallery: the group it belongs to, its name, and how it is drawn."""

    group: str
    name: str
    draw: Callable[[], QImage]

    @property
    def file(self) -> str:
        """Where it is kept, below the gallery's folder."""
        return f"{self.group}/{self.name}.png"


def entries(library: Library, store: MeshStore) -> Iterator[Entry]:
    """All pictures of a library, drawn when they are asked for."""
    for model in library.models.values():
        yield from _organ(model, store)
    for lesson in library.lessons:
        yield from _stages(library, lesson, store)
        yield from _steps(library, lesson, store)


def write_gallery(
    folder: Path, library: Library, store: MeshStore, report: Callable[[float, str], None], only: str = ""
) -> int:
    """Draw the pictures whose file name holds `only` into a folder, with an index; returns their number.

    Raises OSError where the folder cannot be written.
    """
    painting_application()
    wanted = [entry for entry in entries(library, store) if only in entry.file]
    for number, entry in enumerate(wanted):
        report(number / len(wanted), entry.file)
        path = folder / entry.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not entry.draw().save(str(path)):
            raise OSError(f"{path} cannot be written")
    if wanted:
        write_index(folder)
    return len(wanted)


def write_index(folder: Path) -> None:
    """Write `index.html`: a contact sheet of all pictures below a folder, whoever made them."""
    groups = sorted({path.parent for path in folder.rglob("*.png")})
    sections = "\n".join(_section(folder, group) for group in groups)
    (folder / "index.html").write_text(_PAGE.format(sections=sections), encoding="utf-8")


def _section(folder: Path, group: Path) -> str:
    name = html.escape(group.relative_to(folder).as_posix())
    figures = "\n".join(_figure(folder, path) for path in sorted(group.glob("*.png")))
    return f"<h2>{name}</h2>\n<div>\n{figures}\n</div>"


def _figure(folder: Path, path: Path) -> str:
    source, name = html.escape(path.relative_to(folder).as_posix()), html.escape(path.stem)
    image = f'<a href="{source}"><img src="{source}" alt="{name}" loading="lazy"></a>'
    return f"<figure>{image}<figcaption>{name}</figcaption></figure>"


def _organ(model: Model, store: MeshStore) -> Iterator[Entry]:
    group = f"model-{model.id}"
    whole = max(model.views, key=lambda view: view.height)
    for side, (direction, up) in SIDES.items():
        camera = aimed(whole.target, direction, up, whole.height)
        yield _organ_entry(group, side, model_stage(model, camera), store)
    for view in model.views:
        if view.cut is not None:
            camera = aimed(view.target, view.direction, view.up, view.height)
            yield _organ_entry(group, f"cut-{view.id}", model_stage(model, camera, cut_of(view.cut)), store)
    plane = CutState(whole.target, (0.0, 1.0, 0.0))
    front = aimed(whole.target, *SIDES["front"], whole.height)
    yield _organ_entry(group, "cut-through-the-middle", model_stage(model, front, plane), store)


def _organ_entry(group: str, name: str, stage: StageState, store: MeshStore) -> Entry:
    def draw() -> QImage:
        image = QImage(*ORGAN, QImage.Format.Format_RGB32)
        image.fill(QColor(PAGE))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_stage(painter, SceneState(stage), QRectF(0, 0, *ORGAN), 1.0, Studio(store))
        painter.end()
        return image

    return Entry(group, name, draw)


def _stages(library: Library, lesson: str, store: MeshStore) -> Iterator[Entry]:
    """Each step that has a slider, at each of its named stages."""
    for number, step in enumerate(library.lessons[lesson].lesson.steps, start=1):
        session = _settled(library, lesson, step.id, Audience())
        for place, name in session.slider.stages if session.slider else ():
            title = f"{number:02}-{step.id}-{place:04.1f}-{_slug(name)}"
            yield Entry(f"{lesson}-stages", title, lambda s=session, at=place: _at(s, at, store))  # type: ignore[misc]


def _slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _at(session: Session, place: float, store: MeshStore) -> QImage:
    slider = session.slider
    if slider is not None:
        session.set_driver(slider.driver, place)
    return picture(sheet_of(session), STAGE, Studio(store))


def _steps(library: Library, lesson: str, store: MeshStore) -> Iterator[Entry]:
    """Each step in each language, as large as a tablet shows it."""
    held = library.lessons[lesson].lesson
    for language in held.languages:
        for number, step in enumerate(held.steps, start=1):
            session = _settled(library, lesson, step.id, Audience(language=language))
            name = f"{number:02}-{step.id}"
            yield Entry(
                f"{lesson}-{language}",
                name,
                lambda s=session: picture(sheet_of(s), TABLET, Studio(store, oversampling=1)),  # type: ignore[misc]
            )


def _settled(library: Library, lesson: str, step: str, audience: Audience) -> Session:
    """A session at a step in which all that plays has ended."""
    clock = ManualClock()
    session = Session(library, clock=clock, audience=audience)
    session.open(lesson, step)
    clock.advance(_LATER)
    session.tick()
    return session


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Anatomy Viewer: all pictures</title>
<style>
body {{ margin: 2rem; background: #f7f3ec; color: #1e2a2e; font: 1rem/1.4 system-ui, sans-serif }}
div {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem }}
figure {{ margin: 0 }}
img {{ width: 100%; border-radius: .75rem; background: #fffdfa }}
</style>
<h1>Anatomy Viewer: all pictures</h1>
{sections}
</html>
"""
