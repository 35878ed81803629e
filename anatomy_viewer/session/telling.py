"""What a session shows, told in words."""

from __future__ import annotations

from anatomy_viewer.scene.description import sentences
from anatomy_viewer.scene.phrases import Place
from anatomy_viewer.scene.sight import Picture, SeenPart
from anatomy_viewer.session.picture import put_back
from anatomy_viewer.session.session import Session


def told(session: Session, seen: tuple[SeenPart, ...], own_place: Place = "right") -> tuple[str, ...]:
    """The picture in words, sentence by sentence.

    `seen` is what was measured in it, `own_place` where the patient's own stands beside another.
    """
    return sentences(Picture(session.scene, session.model, session.choices, seen, session.slider, own_place))


def is_as_taught(session: Session) -> bool:
    """Whether the picture is as the step wants it, so that the lesson's own words about it are true."""
    return put_back(session.choices) == session.choices
