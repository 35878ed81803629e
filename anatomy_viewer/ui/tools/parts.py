"""Tools that do something to a part: isolate, fade, hide; and the one that brings everything back."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.scene.state import Vector
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.tools.base import StageTool


class PartTool(StageTool):
    """A tool that waits for a part, is used once, and leaves the hand."""

    holds = True
    for_a_part = True

    def offer(self, _: Translator) -> str:
        """Return its name: it is offered for every part."""
        return self.name(_)

    def tap(self, found: Pick | None, at: QPointF) -> bool:
        """Use it on the part that was touched."""
        if found is None:
            return False
        self.hands.use(self.id, found.part, found.point)
        return True


class Isolate(PartTool):
    """Shows one part alone."""

    id, icon, key, place = "isolate", "isolate", "I", "rail"

    def name(self, _: Translator) -> str:
        """Return "Isolate"."""
        return _("Isolate")

    def hint(self, _: Translator) -> str:
        """Return what to touch."""
        return _("Touch the part you want to see alone.")

    def use(self, part: str, point: Vector | None) -> None:
        """Show the part alone; a second time, all again."""
        self.session.isolate(part)

    def told(self, part: str, _: Translator) -> str:
        """Return what shows now."""
        if self.session.choices.isolated != (part,):
            return _("All parts show again.")
        return _("Only this shows now: {part}.").format(part=part_name(self.session, part))


class Fade(PartTool):
    """Turns a part to glass."""

    id, icon, key, place = "fade", "fade", "F", "rail"

    def name(self, _: Translator) -> str:
        """Return "Fade"."""
        return _("Fade")

    def hint(self, _: Translator) -> str:
        """Return what to touch."""
        return _("Touch the part you want to see through.")

    def use(self, part: str, point: Vector | None) -> None:
        """Turn the part to glass; a second time, solid again."""
        self.session.fade(part)

    def told(self, part: str, _: Translator) -> str:
        """Return which part is glass or solid now."""
        glass = part in self.session.choices.faded
        words = _("See-through now: {part}.") if glass else _("Solid again: {part}.")
        return words.format(part=part_name(self.session, part))


class Hide(PartTool):
    """Takes a part away."""

    id, icon, key = "hide", "hide", "H"

    def name(self, _: Translator) -> str:
        """Return "Hide"."""
        return _("Hide")

    def hint(self, _: Translator) -> str:
        """Return what to touch."""
        return _("Touch the part you want to take away.")

    def use(self, part: str, point: Vector | None) -> None:
        """Take the part away; its name goes with it."""
        self.session.hide(part)
        self.hands.forget_name()

    def told(self, part: str, _: Translator) -> str:
        """Return which part is gone."""
        return _("Taken away: {part}.").format(part=part_name(self.session, part))


class ShowAll(StageTool):
    """Brings back every part and closes the cut; the camera stays."""

    id, icon, key, place, stays = "show_all", "show_all", "A", "rail", True

    def name(self, _: Translator) -> str:
        """Return "Show all"."""
        return _("Show all")

    def offer(self, _: Translator) -> str:
        """Return its name: what was hidden cannot be held any more, so it is offered with every part."""
        return self.name(_)

    @property
    def is_offered(self) -> bool:
        """Whether anything is taken away, seen through, cut or moved apart by hand."""
        choices = self.session.choices
        cut = self.session.scene.stage.cut is not None and choices.cut_chosen
        parts = (choices.isolated, choices.hidden, choices.faded, choices.solid, choices.xrayed)
        return cut or any(parts) or bool(choices.xray or choices.peeled or choices.explode)

    @property
    def is_on(self) -> bool:
        """Never: it is done at once."""
        return False

    def take(self) -> None:
        """Bring everything back."""
        self.session.show_all()
        if self.session.scene.stage.cut is not None:
            self.session.cut(None)
        self.hands.hold(None)

    def use(self, part: str, point: Vector | None) -> None:
        """Bring everything back, whichever part was held."""
        self.take()

    def told(self, part: str, _: Translator) -> str:
        """Return what shows now."""
        return _("All parts show again.")
