"""What a picture for others says and shows: a scene with its caption, its sources and its standing."""

from __future__ import annotations

from dataclasses import dataclass

from anatomy_viewer.content.base import Source
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.state import SceneState
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


def sheet_of(session: Session) -> Sheet:
    """The sheet of what a session shows now."""
    words = translator(session.scene.words.language)
    slider = session.slider
    known = {source.id: source for source in session.lesson.sources}
    cited = [short(known[source]) for source in session.step.sources if source in known]
    draft = session.pack.info.status == "draft"
    return Sheet(
        scene=session.scene,
        value=slider.value_text if slider else "",
        sources=words("Sources: {names}").format(names="; ".join(cited)) if cited else "",
        standing=words("Draft: not reviewed by a clinician") if draft else "",
    )


def short(source: Source) -> str:
    """A source as it is cited: first author and year, or its title where nobody is named."""
    author = source.authors.partition(",")[0].rpartition(" ")[0] or source.authors or source.title
    return f"{author} {source.year}"
