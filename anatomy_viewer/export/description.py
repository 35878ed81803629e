"""What a picture shows, in words, measured as the window does: for who cannot see it."""

from __future__ import annotations

from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.locale import translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.project import Size
from anatomy_viewer.render.seeing import seen_parts
from anatomy_viewer.scene.charting import told as chart_told
from anatomy_viewer.scene.description import sought_parts
from anatomy_viewer.scene.facts import told as facts_told
from anatomy_viewer.session.session import Session
from anatomy_viewer.session.telling import told


def description_of(session: Session, store: MeshStore, size: Size) -> str:
    """The picture that a session shows, told in whole sentences; nothing is drawn for it.

    `size` is the picture's, in pixels: what lies outside it is not told. Of a choice the figures are told:
    they stand in the organ's place.
    """
    say, chart = translator(session.words[0]), session.scene.chart
    if session.step.decision is not None:
        return " ".join(facts_told(session.step.decision, session.text, say))
    painter = ScenePainter(vtkRenderer(), store)
    try:
        painter.paint(session.scene.stage)
        seen = seen_parts(painter, size, sought_parts(session.scene.stage))
        return " ".join((*told(session, seen), *(chart_told(chart, say) if chart else ())))
    finally:
        painter.release()
