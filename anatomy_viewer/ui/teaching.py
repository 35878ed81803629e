"""What a teach-back needs to know of its lesson: where it was taught, what could be named, where to look."""

from __future__ import annotations

from collections.abc import Iterable

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.lesson import Question, Step
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.choices import Answer
from anatomy_viewer.scene.instant import anchor_of
from anatomy_viewer.scene.parts import expand, fill
from anatomy_viewer.scene.state import Vector
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.prose import capital


def teaching_step(steps: tuple[Step, ...], asking: Step) -> Step:
    """Return the earlier step that taught the answer best: by slider, highlight, lens, label; or the last."""
    before = [step for step in steps[: steps.index(asking)] if step.kind == "explain"]
    if not before or asking.question is None:
        return asking
    question = asking.question
    by_hand = asking.slider if question.kind == "set" else None
    return max(reversed(before), key=lambda step: _taught(step, question, by_hand))


def _taught(step: Step, question: Question, slider: str | None) -> int:
    correct, scene = set(question.correct), step.scene
    by_lens = scene.lens is not None and scene.lens.anchor == question.hint
    by_highlight, by_label = correct & set(scene.highlight), correct & set(scene.labels)
    by_slider = slider is not None and step.slider == slider
    return 4 * by_slider + 3 * bool(by_highlight) + 2 * by_lens + bool(by_label)


def named_parts(session: Session, question: Question) -> list[tuple[str, str]]:
    """Return (part, name) of what a list offers: the answer, its neighbours, all that the lesson labels."""
    model = session.model
    ids = {part.id: None for part in model.parts}.keys()
    labelled = [pattern for step in session.steps for pattern in step.scene.labels]

    def found(patterns: Iterable[str]) -> set[str]:
        filled = (fill(pattern, session.choices.findings) for pattern in patterns)
        return {part for pattern in filled for part in expand(pattern, ids)}

    correct = found(question.correct)
    parents = {part.rpartition("/")[0] for part in correct}
    neighbours = {part for part in ids if part.rpartition("/")[0] in parents}
    return names_seen(session, model, correct | neighbours | found(labelled))


def names_seen(session: Session, model: Model, wanted: set[str]) -> list[tuple[str, str]]:
    """Return the parts that are seen now, each name once, in alphabetical order."""
    language, level, _ = session.words
    seen = session.scene.stage.parts
    names: dict[str, str] = {}
    for part in model.parts:
        if part.id in wanted and part.id in seen and seen[part.id].visible:
            names.setdefault(capital(name_in(part.names, language, level, part.id)), part.id)
    return [(part, name) for name, part in sorted(names.items(), key=lambda each: each[0].casefold())]


def answer_words(session: Session, answer: Answer) -> str:
    """Return what was answered: the part, the option or the value of the slider, in words."""
    asked = {step.question.id: (step, step.question.kind) for step in session.lesson.steps if step.question}
    asking, kind = asked[answer.question]
    if kind == "set":
        return session.said_value(asking, float(answer.value))
    if kind == "point":
        return part_name(session, answer.value)
    words = session.text.questions.get(answer.question)
    return words.options.get(answer.value, "") if words else ""


def part_name(session: Session, part: str) -> str:
    """Return what people call a part; the name of what it lies in where it has none of its own."""
    language, level, _ = session.words
    known = {each.id: each for each in session.model.parts}
    while part and part not in known:
        part = part.rpartition("/")[0]
    return capital(name_in(known[part].names, language, level, part)) if part else ""


def anchor_point(session: Session, pattern: str) -> Vector | None:
    """Return the point (RAS mm) that `model:anchor` names for this patient; None where there is none."""
    anchor = anchor_of(session.now(), pattern)
    return anchor.point if anchor else None


def part_anchor(session: Session, part: str) -> Vector | None:
    """Return the point (RAS mm) that stands for a part; None where the model names none."""
    return next((each.point for each in session.model.anchors if each.part == part), None)
