"""What people are told of a lesson that cannot be opened: which, where, and what to do."""

from __future__ import annotations

from pathlib import Path

from anatomy_viewer.content.library import Library
from anatomy_viewer.content.problem import Problem
from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.naming import UnknownNameError
from anatomy_viewer.ui.message import Message


def cannot_open(lesson_id: str, missing: LookupError, say: Translator) -> Message:
    """Return what to tell of a lesson that lacks something it needs."""
    what = say("The lesson “{lesson}” cannot be opened.").format(lesson=lesson_id)
    return Message(what, say("Your other lessons work."), _not_there(missing, say))


def _not_there(missing: LookupError, say: Translator) -> str:
    """Return what there is not, in a language where it has words for it."""
    if not isinstance(missing, UnknownNameError):
        return str(missing)
    told = {
        "lesson": say("There is no lesson “{name}”."),
        "step": say("There is no step “{name}” in it."),
        "model": say("The organ “{name}”, which it shows, is not here."),
    }
    if missing.kind not in told:
        return str(missing)
    meant = say("Did you mean “{name}”?").format(name=missing.close) if missing.close else ""
    return f"{told[missing.kind].format(name=missing.name)} {meant}".rstrip()


def why_not(library: Library, folder: Path, say: Translator) -> Message:
    """Return what to tell of a folder in which no lesson can be opened."""
    problems = [problem for problem in library.problems if folder.name in problem.file]
    if problems:
        return about_problem(problems[0], folder.name, say)
    what = say("There is no lesson in the folder “{folder}”.").format(folder=folder.name)
    return Message(what, say("Your other lessons work."), say("Choose a folder with a lesson.toml file."))


def about_problem(problem: Problem, folder: str, say: Translator) -> Message:
    """Return what to tell of a pack that cannot be read."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    what = say("The lesson in “{folder}” cannot be opened.").format(folder=folder)
    return Message(what, say("Your other lessons work."), f"{place}: {problem.what}. {problem.hint}")
