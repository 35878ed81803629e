"""What a picture shows, in words, measured as the window does: for who cannot see it."""

from __future__ import annotations

from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.project import Size
from anatomy_viewer.render.seeing import seen_parts
from anatomy_viewer.scene.description import sought_parts
from anatomy_viewer.session.session import Session
from anatomy_viewer.session.telling import told


def description_of(session: Session, store: MeshStore, size: Size) -> str:
    """The picture that a session shows, told in whole sentences; nothing is drawn for it.

    `size` is the picture's, in pixels: what lies outside it is not told.
    """
    painter = ScenePainter(vtkRenderer(), store)
    try:
        painter.paint(session.scene.stage)
        return " ".join(told(session, seen_parts(painter, size, sought_parts(session.scene.stage))))
    finally:
        painter.release()
