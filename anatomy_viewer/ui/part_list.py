"""A list of the parts that are seen: isolate, fade and hide for whoever cannot touch the picture."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.teaching import names_seen
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.view_bar import IconMenu


class PartList(IconMenu):
    """The button "From a list" and the list it opens: first what the step names, then all else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "list", titled=True)

    def show_parts(self, session: Session, _: Translator) -> None:
        """Offer the parts that are seen now, in the words of the lesson."""
        self.name = _("From a list")
        model = session.model
        labelled = {label.part for label in session.scene.stage.labels}
        here = names_seen(session, model, labelled)
        known = {name for _part, name in here}
        others = [
            each for each in names_seen(session, model, {p.id for p in model.parts}) if each[1] not in known
        ]
        self.headings = {}
        if here and others:
            self.headings = {here[0][0]: _("In this step"), others[0][0]: _("Other parts")}
        self.set_choices([*here, *others], "")
