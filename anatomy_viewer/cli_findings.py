"""Findings of a patient as they are typed on the command line: `--set stenosis=70`."""

from __future__ import annotations

import math
from collections.abc import Iterable

from anatomy_viewer.content.lesson import Finding
from anatomy_viewer.session.session import Session


def findings_of(pairs: Iterable[str]) -> list[tuple[str, str]]:
    """Names and values from `stenosis=70`; raises ValueError with a sentence."""
    found = []
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise ValueError(
                f'"{pair}" says no finding. Write --set FINDING=VALUE, for instance --set stenosis=70.'
            )
        found.append((name, value))
    return found


def give_findings(session: Session, findings: Iterable[tuple[str, str]]) -> None:
    """Tell a session what was found in this patient; raises ValueError with a sentence for what cannot be.

    A slider stops at its ends. Here nobody sees it stop: 700 typed for 70 must not become a picture of 100.
    """
    known = {finding.id: finding for finding in session.lesson.findings}
    for name, text in findings:
        finding = known.get(name)
        is_number = finding is not None and finding.kind == "number"
        session.set_finding(name, _number(finding, text) if finding and is_number else text)


def _number(finding: Finding, text: str) -> float:
    """A number as people write it: with its unit or without, with a point or a comma."""
    bare = text.removesuffix(finding.unit).removesuffix("%").strip().replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f'"{text}" is not a number, which {finding.id} needs.')
    if not finding.minimum <= number <= finding.maximum:
        ends = f"{finding.minimum:g} to {finding.maximum:g}"
        raise ValueError(f'"{text}" cannot be: {finding.id} goes from {ends} {finding.unit}'.rstrip() + ".")
    return number
