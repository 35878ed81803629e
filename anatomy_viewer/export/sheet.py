"""What a picture for others says and shows: a scene with its caption, its sources and its standing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from anatomy_viewer.export.choice import Choice, choice_of
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.scene.words import short
from anatomy_viewer.session.session import Session


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scene, and all that stands under it; empty words are left out."""

    scene: SceneState
    value: str = ""
    """Where the slider stands, in words."""
    sources: str = ""
    standing: str = ""
    """Whether a clinician has reviewed it."""
    description: str = ""
    """What the picture shows, in words: kept in the file for who cannot see it."""
    choice: Choice | None = None
    """Options side by side, which take the place of the organ."""


def sheet_of(session: Session) -> Sheet:
    """The sheet of what a session shows now."""
    say = translator(session.scene.words.language)
    slider = session.slider
    known = {source.id: source for source in session.lesson.sources}
    cited = [short(known[source]) for source in session.step.sources if source in known]
    draft = session.pack.info.is_draft
    choice = choice_of(session)
    return Sheet(
        scene=session.scene if choice is None else _without_picture(session.scene),
        value=slider.value_text if slider and choice is None else "",
        sources=say("Sources: {names}").format(names="; ".join(cited)) if cited else "",
        standing=say("Draft: not reviewed by a clinician") if draft else "",
        choice=choice,
    )


def _without_picture(scene: SceneState) -> SceneState:
    """A scene without what is said of its picture only."""
    return replace(scene, words=replace(scene.words, notes=(), caption=""))
