"""Where packs are found, which of them count, and how people search them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from anatomy_viewer.content.base import LEVELS, Person
from anatomy_viewer.content.library import Library, built_in_root, standard_roots, user_root

PACKS = Path(__file__).parents[1] / "packs"


@pytest.fixture(scope="module")
def good():
    return Library.load((PACKS / "good",), roots=())


def test_a_pack_brings_its_own_models_and_animations(good):
    assert set(good.models) == {"tube"}
    assert set(good.animations) == {"tube_narrowing"}
    assert good.models["tube"].folder == PACKS / "good" / "models" / "tube"
    assert good.animations["tube_narrowing"].folder.name == "tube_narrowing"
    assert good.problems == ()


def test_words_fall_back_to_the_nearest_there_are(good):
    pack = good.lessons["narrow_tube"]

    assert pack.text("fr-CA", "plain") is pack.texts["fr", "plain"]
    assert pack.text("de", "standard") is pack.texts["en", "standard"]
    assert pack.text("sv", "detailed").title == "Ett trångt rör"
    assert pack.glossary("sv").meaning("PLACK") == "Fett som samlas i rörets vägg."
    assert pack.glossary("de").meaning("plaque") is None
    assert {level for _, level in pack.texts} == set(LEVELS)


@pytest.mark.parametrize(
    ("asked", "language", "found"),
    [
        ("", "en", True),
        ("narrow", "en", True),
        ("nar tu", "en", True),
        ("blocked", "en", True),
        ("etroit", "fr", True),
        ("ÉTROIT", "en", True),
        ("trangt", "sv", True),
        ("I25", "en", True),
        ("i2510", "en", True),
        ("arrow", "en", False),
        ("narrow knee", "en", False),
    ],
)
def test_people_find_a_condition_by_the_words_they_use(good, asked, language, found):
    assert bool(good.search(asked, language)) == found


def test_a_broken_pack_is_left_out_and_told(tmp_path):
    shutil.copytree(PACKS / "good", tmp_path / "lessons" / "good")
    shutil.copytree(PACKS / "broken" / "unknown_key", tmp_path / "lessons" / "bad")

    library = Library.load(roots=(tmp_path,))

    assert set(library.lessons) == {"narrow_tube"}
    assert "S1" in {problem.code for problem in library.problems}
    assert any(problem.file.endswith("bad/lesson.toml") for problem in library.problems)


def test_the_first_of_two_packs_with_one_id_counts(tmp_path):
    mine = shutil.copytree(PACKS / "good", tmp_path / "mine")

    library = Library.load((mine,), roots=(PACKS / "good",))

    assert library.lessons["narrow_tube"].folder == mine
    assert {problem.code for problem in library.problems} == {"S4"}
    assert {problem.severity for problem in library.problems} == {"warning"}


def test_a_pack_found_by_two_names_is_one_pack(tmp_path, monkeypatch):
    shutil.copytree(PACKS / "good", tmp_path / "lessons" / "good")
    monkeypatch.chdir(tmp_path)

    library = Library.load((Path("lessons/good"), Path("lessons/../lessons/good")), roots=(tmp_path,))

    assert set(library.lessons) == {"narrow_tube"}
    assert library.problems == ()


def test_a_lesson_folder_without_its_lesson_file_is_told(tmp_path):
    shutil.copytree(PACKS / "good", tmp_path / "lessons" / "half")
    (tmp_path / "lessons" / "half" / "lesson.toml").unlink()

    library = Library.load(roots=(tmp_path,))

    assert dict(library.lessons) == {}
    assert any(problem.file.endswith("half/lesson.toml") for problem in library.problems)


@pytest.mark.parametrize("place", ["nowhere", "lessons/empty", "file.txt/lessons"])
def test_a_place_without_packs_is_no_problem(tmp_path, place):
    (tmp_path / "lessons" / "empty").mkdir(parents=True)
    (tmp_path / "file.txt").write_text("x")

    assert Library.load(roots=(tmp_path / place,)) == Library()


def test_the_users_own_packs_are_in_their_data_folder(own_folders):
    assert "data" in user_root().parts or sys.platform != "linux"
    assert standard_roots()[0] == built_in_root()
    assert standard_roots()[-1] == user_root()


def test_an_installed_package_of_packs_is_found_but_not_run(tmp_path, monkeypatch):
    package = tmp_path / "clinic_packs"
    shutil.copytree(PACKS / "good", package / "lessons" / "good")
    (package / "__init__.py").write_text("raise RuntimeError('a pack never runs')")
    monkeypatch.syspath_prepend(str(tmp_path))
    installed = tmp_path / "clinic-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: clinic\nVersion: 1.0\n")
    (installed / "entry_points.txt").write_text("[anatomy_viewer.packs]\nclinic = clinic_packs\n")

    library = Library.load()

    assert library.lessons["narrow_tube"].folder == package / "lessons" / "good"


def test_the_library_needs_neither_numpy_nor_a_markdown_parser():
    code = (
        "import sys; from anatomy_viewer.content.library import Library; Library.load();"
        "print({'numpy', 'markdown_it', 'PySide6', 'vtkmodules'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_review_by_nobody_who_is_named_is_still_a_draft(good):
    info = good.lessons["narrow_tube"].info
    claimed = info.model_copy(update={"status": "reviewed"})
    clinician = Person(name="A clinician", role="clinical-reviewer")
    assert claimed.is_draft
    assert not claimed.model_copy(update={"people": (*info.people, clinician)}).is_draft


def test_a_pack_for_a_newer_viewer_is_known_by_its_numbers(good):
    info = good.lessons["narrow_tube"].info.model_copy(update={"min_app": "0.10.0"})
    assert info.needs_newer("0.9.9")
    assert not info.needs_newer("0.10.0")
