"""Keeps the catalogues: `python -m anatomy_viewer.locale` gathers the messages and compiles them.

A build-time command (it needs babel). What is not translated yet is listed, and the exit code is 1.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from anatomy_viewer.locale import DOMAIN, FOLDER, LANGUAGES

PACKAGE = FOLDER.parent
HEADSET = PACKAGE.parent / "vr" / "anatomy_vr"
"""The headset mode speaks the same languages; its source lies beside ours in a checkout."""
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "say": None}
TEAM = "The Anatomy Viewer authors"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Dates in catalogues would make every run differ."""


def gather() -> Catalog:
    """Return every message of the package's source."""
    catalog = Catalog(project="Anatomy Viewer", fuzzy=False, creation_date=EPOCH, revision_date=EPOCH)
    for package in (PACKAGE, HEADSET):
        found = extract_from_dir(package, [("**.py", "python")], keywords=KEYWORDS)
        for file, line, message, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
            if isinstance(message, str):
                catalog.add(message, locations=[(f"{package.name}/{Path(file).as_posix()}", line)])
    return catalog


def po_path(language: str) -> Path:
    """Return the file that a translator edits."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is on disk; an empty one where there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Anatomy Viewer", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with the messages of the source, and only those."""
    catalog = read(language)
    # A copy: what is new would else be one and the same message in every language.
    catalog.update(deepcopy(template), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = EPOCH
    catalog.header_comment = f"# The words of Anatomy Viewer: {LANGUAGES[language]}. BSD-3-Clause."
    catalog.version, catalog.last_translator = "", TEAM
    catalog.msgid_bugs_address = catalog.language_team = TEAM
    return catalog


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages that have no words yet, or whose slots differ from the English ones."""
    for message in catalog:
        if message.id and (not message.string or slots(str(message.id)) != slots(str(message.string))):
            yield message


def slots(text: str) -> set[str]:
    """Return the names in braces."""
    return {part.split("}")[0] for part in text.split("{")[1:]}


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write(language: str, catalog: Catalog) -> None:
    """Write a catalogue for translators and for gettext."""
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def main() -> int:
    """Bring every catalogue up to date; return 1 where words are missing."""
    template, missing = gather(), 0
    for language in LANGUAGES:
        if language == "en":
            continue
        catalog = updated(language, template)
        write(language, catalog)
        for message in untranslated(catalog):
            missing += 1
            print(f"{language}: {message.id!r}", file=sys.stderr)  # noqa: T201
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
