"""What a picture for others says and shows: a scene with its caption, its sources and its standing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anatomy_viewer.content.base import Source
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.session.session import Session

_INITIALS = re.compile(r"(?<=\w) [A-Z]{1,3}(-[A-Z])?( Jr| Sr)?$")


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


def sheet_of(session: Session) -> Sheet:
    """The sheet of what a session shows now."""
    say = translator(session.scene.words.language)
    slider = session.slider
    known = {source.id: source for source in session.lesson.sources}
    cited = [short(known[source]) for source in session.step.sources if source in known]
    draft = session.pack.info.status == "draft"
    return Sheet(
        scene=session.scene,
        value=slider.value_text if slider else "",
        sources=say("Sources: {names}").format(names="; ".join(cited)) if cited else "",
        standing=say("Draft: not reviewed by a clinician") if draft else "",
    )


def short(source: Source) -> str:
    """A source as it is cited: first author and year, or its title where nobody is named."""
    first = source.authors.partition(",")[0] or source.title
    return f"{_INITIALS.sub('', first)} {source.year}"
