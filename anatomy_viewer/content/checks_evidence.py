"""Checks that what a lesson claims can be looked up and is told fairly (E1-E3, D1-D3, L1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Licence, Source
from anatomy_viewer.content.check import Fault, Surroundings, step_words, text_file
from anatomy_viewer.content.figures import claims, denominators, one_in
from anatomy_viewer.content.lesson import Decision, Outcome, StepText
from anatomy_viewer.content.markdown import plain_text
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.readability import words

OLDEST_CHECK = 24
"""Months after which somebody must look at a source again."""

_OPEN = frozenset(
    {
        "CC0-1.0",
        "CC-BY-3.0",
        "CC-BY-4.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "MIT",
        "ISC",
        "Apache-2.0",
        "Unlicense",
    }
)
_NEEDS_NO_NAME = frozenset({"CC0-1.0", "Unlicense"})


def check_figures_sourced(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A step that says a figure names the source of it (E1)."""
    unsourced = {step.id for step in pack.lesson.steps if not (step.sources or step.decision)}
    for each in step_words(pack):
        said = claims(_said(each.words), each.language) if each.step in unsourced else ()
        if said:
            hint = f'Name one: sources = ["…"] at step "{each.step}" in lesson.toml.'
            yield each.fault(f"the figure {said[0]} has no source", hint, near=said[0])


def check_messages_sourced(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A figure in a key message or an action is one that a step says and sources (E1)."""
    for (language, level), text in pack.texts.items():
        said = {number for step in text.steps.values() for number in claims(_said(step), language)}
        told = [(("key_messages", place), words) for place, words in enumerate(text.key_messages)]
        told += [(("actions", place), words) for place, words in enumerate(text.actions)]
        for path, message in told:
            loose = [number for number in claims(message, language) if number not in said]
            if loose:
                hint = "Say it in a step with a source as well."
                yield Fault(
                    text_file(pack, language, level), path, f"the figure {loose[0]} is in no step", hint
                )


def check_sources_fresh(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Somebody looked at every source of a lesson in the last two years (E2)."""
    file = pack.folder / "lesson.toml"
    yield from _stale(file, pack.lesson.sources, around.today)
    if pack.info.status == "reviewed":
        yield from _never_opened(file, pack.lesson.sources)


def check_asset_sources_fresh(pack: Model | Animation, around: Surroundings) -> Iterator[Fault]:
    """Somebody looked at every source of a model or animation in the last two years (E2)."""
    name = "model.toml" if isinstance(pack, Model) else "animation.toml"
    yield from _stale(pack.folder / name, pack.sources, around.today)


def _stale(file: Path, sources: Iterable[Source], today: date) -> Iterator[Fault]:
    for place, source in enumerate(sources):
        if source.checked is None:
            continue
        months = (today.year - source.checked.year) * 12 + today.month - source.checked.month
        if months > OLDEST_CHECK:
            what = f"the source was last checked {months} months ago"
            hint = "Look it up again, mend what has changed, and set checked to today."
            yield Fault(file, ("sources", place, "checked"), what, hint)


def _never_opened(file: Path, sources: Iterable[Source]) -> Iterator[Fault]:
    for place, source in enumerate(sources):
        if source.checked is None:
            hint = "Open it, find the figure, and set checked to today; or call the lesson a draft."
            what = f'nobody has looked up the source "{source.id}"'
            yield Fault(file, ("sources", place, "id"), what, hint)


def check_reviewer(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A lesson that says that it was reviewed names the clinician who did (E3)."""
    if pack.info.is_draft and pack.info.status != "draft":
        hint = 'Name one: [[people]] with role = "clinical-reviewer"; or call the lesson a draft.'
        yield Fault(pack.folder / "pack.toml", ("status",), "no clinician is named who reviewed it", hint)


def check_review_date(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The date by which the lesson must be reviewed again has not passed (E3)."""
    due = pack.info.review_by
    if due < around.today:
        hint = "Have a clinician review it, then set the next date."
        yield Fault(pack.folder / "pack.toml", ("review_by",), f"the review was due on {due}", hint)


def check_one_in(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Chances are told as so many in 100, never as 1 in so many (D1)."""
    for each in step_words(pack):
        found = one_in(_said(each.words), each.language)
        if found:
            hint = "Say how many in 100 (or 1,000) people: readers can compare that."
            yield each.fault(f'"{found}" is hard to compare', hint, near=found)


def check_denominators(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A step counts in the same number of people throughout (D2)."""
    for each in step_words(pack):
        found = sorted(denominators(_said(each.words), each.language))
        if len(found) > 1:
            what = f"the step counts in {' and in '.join(map(str, found))} people"
            yield each.fault(what, "Count in one number of people throughout.")


def check_decisions(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A decision aid has every field that IPDAS asks for, the same for each option (D3)."""
    file = pack.folder / "lesson.toml"
    for place, step in enumerate(pack.lesson.steps):
        if step.decision:
            path: KeyPath = ("steps", place, "decision")
            yield from _decision(file, path, step.decision)
            yield from _option_words(pack, step.decision)


def _decision(file: Path, path: KeyPath, decision: Decision) -> Iterator[Fault]:
    for name in ("funding", "update_policy"):
        if not getattr(decision, name).strip():
            yield Fault(file, (*path, name), f'"{name}" is empty', "IPDAS asks for it: say it, or say none.")
    for place, outcome in enumerate(decision.outcomes):
        yield from _outcome(file, (*path, "outcomes", place), decision, outcome)
    if not any(outcome.harm for outcome in decision.outcomes):
        yield Fault(file, path, "no outcome is a harm", "Show benefits and harms together.")


def _outcome(file: Path, path: KeyPath, decision: Decision, outcome: Outcome) -> Iterator[Fault]:
    at = (*path, "events")
    for option in decision.options:
        if option not in outcome.events:
            yield Fault(
                file, at, f'option "{option}" has no figure', "Give the same outcome for every option."
            )
    for option, count in outcome.events.items():
        if option not in decision.options:
            hint = f"Options here: {', '.join(decision.options)}."
            yield Fault(file, (*at, option), f'"{option}" is not an option', hint)
        elif count < 0:
            yield Fault(file, (*at, option), f"{count:g} is not possible", "Count from 0.")
        elif outcome.counts != "events" and count > outcome.denominator:
            hint = f'Count {outcome.counts}: 0 to {outcome.denominator}; or say counts = "events".'
            yield Fault(file, (*at, option), f"{count:g} in {outcome.denominator} is not possible", hint)


def _option_words(pack: LessonPack, decision: Decision) -> Iterator[Fault]:
    """Options are told in about equal detail, and each with its harms."""
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        told = {option: text.options[option] for option in decision.options if option in text.options}
        for option, said in told.items():
            if not said.harms:
                hint = "Say what can go wrong, or what it asks of the patient."
                yield Fault(file, ("options", option), "the option has no harms", hint)
        counts = {option: len(words(said.what, language)) for option, said in told.items()}
        if counts and max(counts.values()) > 1.5 * max(1, min(counts.values())):
            longest = max(counts, key=lambda option: counts[option])
            what = f"the option is told in {counts[longest]} words, another in {min(counts.values())}"
            yield Fault(file, ("options", longest, "what"), what, "Tell all options in equal detail.")


def check_licence(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The lesson may be shared, and says whom to credit (L1)."""
    yield from _licence(pack.folder / "pack.toml", pack.info.licence)


def check_model_licence(model: Model, around: Surroundings) -> Iterator[Fault]:
    """The model may be shared, and says whom to credit (L1)."""
    yield from _licence(model.folder / "model.toml", model.licence)


def _licence(file: Path, licence: Licence) -> Iterator[Fault]:
    parts = [
        part for part in licence.spdx.replace("(", " ").replace(")", " ").split() if part not in ("AND", "OR")
    ]
    closed = [part for part in parts if part not in _OPEN]
    if closed:
        what = f'licence "{closed[0]}" does not fit an open pack'
        yield Fault(file, ("licence", "spdx"), what, f"These do: {', '.join(sorted(_OPEN))}.")
    elif not licence.attribution.strip() and not set(parts) <= _NEEDS_NO_NAME:
        what = f"{licence.spdx} asks for a credit, and none is given"
        yield Fault(file, ("licence",), what, 'Add attribution = "who made it".')


def _said(words: StepText) -> str:
    return "\n".join((words.title, plain_text(words.body), words.say, words.caption))
