"""Where the figures of a step come from, and what the picture simplifies: opened in place, for who asks."""

from __future__ import annotations

from html import escape

from anatomy_viewer.content.base import Source, name_in
from anatomy_viewer.locale import Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Card, Text
from anatomy_viewer.ui.theme import Theme


class SourcesCard(Card):
    """The sources of the step that shows, in the smallest type there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "well", "control", 14)
        self.flat()
        self.words = Text(theme, "", "label")
        self.body.addWidget(self.words)
        self.hide()

    def show_sources(self, session: Session, _: Translator) -> None:
        """List the sources of the session's step and what is simplified."""
        wanted = set(session.step.sources)
        sources = [source_words(source) for source in session.lesson.sources if source.id in wanted]
        simplified = [escape(note, quote=False) for note in simplifications(session)]
        parts = sources + ([f"<b>{_('In the picture')}</b>", *simplified] if simplified else [])
        self.words.set_words("<br><br>".join(parts))


def source_words(source: Source) -> str:
    """Return a source as people cite it: authors, title, year, where it can be looked up."""
    where = f"doi:{source.doi}" if source.doi else source.url
    parts = [source.authors.rstrip("."), source.title.rstrip("."), f"{source.year}", where]
    return escape(". ".join(part for part in parts if part), quote=False)


def simplifications(session: Session) -> list[str]:
    """Return what is exaggerated or schematic in the picture that shows, in words."""
    language, level, _ = session.words
    said = list(session.scene.words.notes)
    for model_id in session.scene.stage.models:
        model = session.content.model(model_id)
        said += [name_in(note, language, level) for note in model.schematic]
    return list(dict.fromkeys(note for note in said if note))
