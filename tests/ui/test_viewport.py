"""Both viewports show what VTK draws, in the widget's own size, and give everything back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkFiltersSources import vtkSphereSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from anatomy_viewer.ui import viewport as choosing
from anatomy_viewer.ui.image_viewport import ImageViewport
from anatomy_viewer.ui.viewport import GLViewport, can_draw_by_opengl, make_viewport
from anatomy_viewer.ui.viewport_base import drawn_size

GREEN, BLUE = (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def green_ball():
    """A renderer with a flat green ball on blue."""
    ball = vtkSphereSource()
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(ball.GetOutputPort())
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().SetColor(*GREEN)
    actor.GetProperty().LightingOff()
    renderer = vtkRenderer()
    renderer.SetBackground(*BLUE)
    renderer.AddActor(actor)
    renderer.ResetCamera()
    return renderer


@pytest.fixture
def shown(qtbot):
    """A viewport of this machine's kind with a ball in it, and what it said about frames."""
    viewport = make_viewport()
    qtbot.addWidget(viewport)
    renderer = green_ball()
    viewport.render_window.AddRenderer(renderer)
    viewport.resize(120, 80)
    frames = []
    viewport.frame_painted.connect(frames.append)
    viewport.show()
    qtbot.waitExposed(viewport)
    viewport.grab()
    yield viewport, renderer, frames
    renderer.RemoveAllViewProps()
    viewport.dispose()


def color_at(viewport, x, y) -> QColor:
    return viewport.grab().toImage().pixelColor(x, y)


def test_the_ball_is_in_the_middle_of_the_picture(shown):
    viewport, _renderer, _frames = shown
    assert color_at(viewport, 60, 40).green() > 200
    assert color_at(viewport, 2, 2).blue() > 200


def test_the_picture_is_drawn_again_only_when_asked(shown):
    viewport, _renderer, frames = shown
    drawn = len(frames)
    viewport.grab()
    assert len(frames) - drawn <= (0 if isinstance(viewport, ImageViewport) else 1)
    viewport.update()
    viewport.grab()
    assert len(frames) > drawn


def test_it_prepares_just_before_it_draws(shown):
    viewport, renderer, _frames = shown
    viewport.prepare = lambda: renderer.SetBackground(1.0, 0.0, 0.0)
    viewport.update()
    assert color_at(viewport, 2, 2).red() > 200


def test_it_follows_its_size_and_may_draw_coarser(shown):
    viewport, _renderer, _frames = shown
    viewport.resize(200, 100)
    viewport.grab()
    assert viewport.render_window.GetSize() == drawn_size(200, 100, viewport.devicePixelRatioF(), 1.0)
    viewport.set_render_scale(0.5)
    assert color_at(viewport, 100, 50).green() > 200
    assert viewport.render_window.GetSize() == drawn_size(200, 100, viewport.devicePixelRatioF(), 0.5)


def test_widgets_over_the_picture_are_seen(shown, qtbot):
    viewport, _renderer, _frames = shown
    over = QWidget(viewport)
    over.setAutoFillBackground(True)
    palette = over.palette()
    palette.setColor(over.backgroundRole(), QColor("white"))
    over.setPalette(palette)
    over.setGeometry(50, 30, 20, 20)
    over.show()
    assert color_at(viewport, 60, 40) == QColor("white")


def test_a_disposed_viewport_shows_nothing_and_does_not_fail(shown):
    viewport, renderer, frames = shown
    renderer.RemoveAllViewProps()
    viewport.dispose()
    viewport.dispose()
    drawn = len(frames)
    viewport.update()
    viewport.grab()
    assert len(frames) <= drawn + 1


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc"])
def test_without_opengl_in_qt_the_picture_comes_from_vtk_itself(platform, qapp):
    assert not can_draw_by_opengl(platform)


def test_with_opengl_in_qt_it_is_used(qtbot, monkeypatch):
    monkeypatch.setattr(choosing, "can_draw_by_opengl", lambda platform: True)
    viewport = make_viewport()
    qtbot.addWidget(viewport)
    assert isinstance(viewport, GLViewport)
    viewport.dispose()


def test_both_viewports_can_do_the_same():
    def own(kind):
        return {name for name in vars(kind) if not name.startswith("_") and name[-5:] not in ("Event", "GL")}

    assert own(GLViewport) - {"initializeGL", "paintGL"} <= own(ImageViewport) | {"update"}


def test_a_picture_is_drawn_in_the_screens_own_pixels():
    assert drawn_size(100, 50, 1.5, 1.0) == (150, 75)
    assert drawn_size(0, 0, 1.0, 0.25) == (1, 1)
