"""Finding a part by its name, a synonym or a code, and choosing it in the tree of all parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import pick_along, visible_anchor
from anatomy_viewer.scene.state import CameraState, Vector
from anatomy_viewer.ui.camera_moves import level
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

ROOM = 2.6
"""How many times a part's size is shown around it."""
NEAREST = 0.3
"""The least height of the picture, as a share of the home view: a part alone does not say where it is."""


class Find(PanelTool):
    """Lists all parts as a tree with a search field; a chosen part is named, lit and flown to."""

    id, icon, key, panel_place = "find", "search", "S", "side"

    def name(self, _: Translator) -> str:
        """Return "Find a part"."""
        return _("Find a part")

    def make_panel(self) -> ToolPanel:
        """Return the search field and the tree."""
        from anatomy_viewer.ui.parts_panel import PartsPanel  # not needed for the first picture

        self.parts = PartsPanel(self.theme, self.session)
        self.parts.picked.connect(self.go_to)
        return self.parts

    def show_state(self, _: Translator) -> None:
        """Show the parts in the words of the lesson, and which of them are seen."""
        self.parts.show_parts(_)

    def take_focus(self) -> None:
        """Let somebody who works by keys type at once."""
        self.parts.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Light no part any more."""
        self.hands.light("")

    def go_to(self, part: str) -> None:
        """Show a part, fly to it, light and name it; where it lies inside, all else becomes an x-ray."""
        picture = self.stage.picture
        if not self.session.scene.stage.parts[part].visible:
            self.session.show(part)
            self.stage.viewport.repaint()  # where it lies is known once it is painted
        point = picture.point_of(part)
        if point is None:
            return
        here = visible_anchor(picture.painter, picture.size, part)
        outside = None if here is not None else self._outside_of(part, point)
        camera = self._camera_at(part, here or point)
        if outside is not None:
            camera = level(replace(camera, direction=outside))
        self.hands.light(part, through=here is None and outside is None)
        self.session.look_from(camera, fly=True)
        self.hands.name(part, here or point)

    def _camera_at(self, part: str, point: Vector) -> CameraState:
        """Return the camera brought near to a point of a part."""
        camera, home = self.hands.camera, self.hands.model.home
        box = np.array(self.stage.picture.painter.views[part].actor.GetBounds()).reshape(3, 2)
        size = float(np.linalg.norm(box[:, 1] - box[:, 0]))
        height = min(home.height, max(home.height * NEAREST, size * ROOM))
        return replace(camera, focal=point, height=height)

    def _outside_of(self, part: str, point: Vector) -> Vector | None:
        """Return the direction from which a part is seen that lies at the model's other side; None inside."""
        painter = self.stage.picture.painter
        bounds = painter.bounds()
        if bounds is None:
            return None
        outward = np.asarray(point) - (bounds[0] + bounds[1]) / 2
        length = float(np.linalg.norm(outward))
        if length < 1.0:
            return None
        outward /= length
        far = float(np.linalg.norm(bounds[1] - bounds[0]))
        found = pick_along(painter, np.asarray(point) + outward * far, -outward)
        x, y, z = (float(each) for each in outward)
        return (x, y, z) if found is not None and found.part == part else None

    def told(self, part: str, _: Translator) -> str:
        """Return which part was found."""
        return part_name(self.session, part)
