"""The application's own words in the languages it speaks, by gettext. What packs say is in the packs."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

DOMAIN = "anatomy_viewer"
FOLDER = Path(__file__).parent
LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "Français", "sv": "Svenska"}
"""The languages of the application, each by its own name."""

Translator = Callable[[str], str]


@cache
def translator(language: str) -> Translator:
    """Return the function that says a message in a language; an unknown language speaks English."""
    known = next((tag for tag in (language, language.split("-", maxsplit=1)[0]) if tag in LANGUAGES), "en")
    return gettext.translation(DOMAIN, FOLDER, languages=[known], fallback=True).gettext


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the first language of the system that the application speaks, else English."""
    wanted = [environment.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    wanted.append(locale.getlocale()[0] or "")
    for tags in wanted:
        for tag in tags.split(":"):
            language = tag.split("_")[0].split("-")[0].split(".")[0].lower()
            if language in LANGUAGES:
                return language
    return "en"
