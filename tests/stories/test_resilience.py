"""Whatever goes wrong, one clear sentence is said or it simply works: processes of their own, toy packs."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from stories.toy_home import PACKS, Home, end_group, ended, wait_for

from anatomy_viewer import app, cli, cli_doctor, cli_models, cli_picture
from anatomy_viewer.content import library as libraries
from anatomy_viewer.content.library import Library

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has them")

NOWHERE = "/proc/nowhere"
"""A folder that cannot be made, not even by root."""
NO_OPENGL = {
    "LIBGL_DRIVERS_PATH": "/nowhere",
    "__EGL_VENDOR_LIBRARY_DIRS": "/nowhere",
    "GALLIUM_DRIVER": "none",
}
BROKEN = sorted((PACKS / "broken").iterdir())


@pytest.fixture
def bare(tmp_path) -> Home:
    """A home where no model is built yet."""
    return Home(tmp_path / "home")


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> Path:
    """The folder of the built toy model."""
    home = Home(tmp_path_factory.mktemp("built") / "home")
    assert home.run("models", "build").code == 0
    return home.models


@pytest.fixture
def home(bare, models) -> Home:
    """A home where the model is built."""
    shutil.copytree(models, bare.models)
    return bare


def glb_of(home: Home) -> Path:
    return home.models / "tube-toy" / "tube.glb"


def works(outcome, picture) -> None:
    """The window was shown, and nothing that looks like a crash was said."""
    assert outcome.code == 0, outcome.said
    assert not picture.isNull()
    assert "Traceback" not in outcome.said


# ------------------------------------------------------------------ being killed
def workshops(home: Home) -> list[Path]:
    return list(home.models.glob(".building-*"))


def test_a_build_that_is_killed_leaves_nothing_that_is_used(bare):
    bare.changes["TOY_BUILD"] = "slow"
    process = bare.start("models", "build")
    wait_for(lambda: bool(workshops(bare)))
    end_group(process, signal.SIGKILL)
    ended(process)
    assert workshops(bare)
    del bare.changes["TOY_BUILD"]
    assert "not built yet" in bare.run("models", "list").out
    works(*bare.window())
    assert glb_of(bare).is_file()


def test_ctrl_c_ends_a_build_in_one_line_and_tidies_up(bare):
    bare.changes["TOY_BUILD"] = "slow"
    process = bare.start("models", "build")
    wait_for(lambda: bool(workshops(bare)))
    process.send_signal(signal.SIGINT)
    outcome = ended(process)
    assert outcome.code == 130
    assert outcome.told[-1] == "Stopped."
    assert "Traceback" not in outcome.said
    assert list(bare.models.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_build_goes_on_without_its_window(bare, number):
    bare.changes["TOY_BUILD"] = "slow"
    process = bare.start("--size", "900x700")
    wait_for(lambda: bool(workshops(bare)))
    process.send_signal(number)
    outcome = ended(process)
    assert outcome.code == (-number if number == signal.SIGKILL else 128 + number)
    assert "Traceback" not in outcome.said
    wait_for(lambda: not workshops(bare), 20)


def test_a_window_ends_in_good_order_when_it_is_told_to(home):
    home.changes["QT_QPA_PLATFORM"] = "offscreen"
    process = home.start("--size", "900x700")
    preferences = home.folder / "config" / "anatomy-viewer" / "preferences.json"
    wait_for((home.folder / "data" / "anatomy-viewer" / "progress.json").is_file)
    process.send_signal(signal.SIGTERM)
    outcome = ended(process)
    assert outcome.code == 128 + signal.SIGTERM
    assert outcome.told == []
    assert json.loads(preferences.read_text("utf-8"))["geometry"], "what it knew is written down"


# ------------------------------------------------------------------ files that are gone or spoilt
@pytest.mark.parametrize("spoilt", [b"", b'{"language": "sv", "le', b"\xff\x00" * 50, b"[" * 20000])
def test_spoilt_memories_are_as_good_as_none(home, spoilt):
    for place in (
        "config/anatomy-viewer/preferences",
        "data/anatomy-viewer/progress",
        "cache/anatomy-viewer/library",
    ):
        file = home.folder / f"{place}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(spoilt)
    works(*home.window())


def test_a_model_that_was_cut_short_is_built_anew(home):
    whole = glb_of(home).read_bytes()
    glb_of(home).write_bytes(whole[: len(whole) // 2])
    assert "Run: anatomy-viewer models build" in home.run("doctor").out
    works(*home.window())
    assert glb_of(home).read_bytes() == whole


def test_a_damaged_model_leaves_the_words_and_is_named(home):
    whole = glb_of(home).read_bytes()
    glb_of(home).write_bytes(whole[:20] + b"#" * (len(whole) - 20))
    works(*home.window())
    asked = home.run("picture", "narrow_tube", "--size", "300x300", "-o", "a.png")
    assert (asked.code, len(asked.told)) == (1, 1)
    doctor = home.run("doctor")
    assert doctor.code == 1
    assert f"Delete the folder {glb_of(home).parent}" in doctor.out


def test_a_damaged_volume_of_tissues_costs_only_the_tissues(home):
    (home.models / "tube-toy" / "tube.labels.npz").write_bytes(b"PK\x03\x04" * 40)
    works(*home.window("--step", "narrow"))


def test_a_deleted_cache_is_made_again(home):
    shutil.rmtree(home.folder / "cache")
    works(*home.window())
    assert glb_of(home).is_file()


# ------------------------------------------------------------------ poor surroundings
def test_a_home_that_cannot_be_written(bare):
    bare.changes = {f"XDG_{kind}_HOME": NOWHERE for kind in ("CACHE", "DATA", "CONFIG", "STATE")}
    bare.changes["HOME"] = NOWHERE
    works(*bare.window())
    assert "nothing is remembered" in bare.run("doctor").out


def test_no_opengl_leaves_the_words(home):
    home.changes = dict(NO_OPENGL)
    works(*home.window())
    asked = home.run("picture", "narrow_tube", "-o", "a.png")
    assert (asked.code, len(asked.told)) == (1, 1)
    assert "no OpenGL was found" in asked.err
    doctor = home.run("doctor")
    assert (doctor.code, "MEND   Drawing" in doctor.out) == (1, True)


def test_missing_build_packages_are_named(bare):
    bare.changes = {"TOY_BUILD": "poor", "TOY_BLOCKED": "scipy,embreex,manifold3d"}
    works(*bare.window())
    asked = bare.run("models", "build")
    assert asked.code == 1
    assert asked.told[-1].endswith('Run: pip install "anatomy-viewer[build]"')
    assert 'pip install "anatomy-viewer[build]"' in bare.run("doctor").out


def test_no_typeface_and_a_locale_of_another_age(home):
    home.changes = {"TOY_BLOCKED": "fontpkg_atkinson_hyperlegible", "LC_ALL": "POSIX", "PYTHONUTF8": "0"}
    home.changes |= {"PYTHONCOERCECLOCALE": "0", "LANG": "xx_YY.nonsense"}
    works(*home.window())
    assert home.run("picture", "narrow_tube", "--lang", "fr", "--size", "300x300", "-o", "a.png").code == 0


def test_a_full_disk_keeps_the_old_picture(home):
    file = home.folder / "a.png"
    file.write_bytes(b"the old one")
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
    command = [*home.command("picture", "narrow_tube", "--size", "400x300", "-o", str(file))]
    command[2] = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " + small + command[2]
    done = subprocess.run(
        command, env=home.environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == b"the old one"
    assert not list(home.folder.glob(".a.png*"))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 2000, "only the other process is short of room"


def test_who_reads_only_the_beginning_is_not_shown_a_traceback(home):
    process = home.start("models", "list", "--json")
    process.stdout.close()
    process.stdout = None
    outcome = ended(process)
    assert outcome.err == ""


# ------------------------------------------------------------------ broken packs
def test_broken_packs_of_a_person_do_not_keep_the_good_lesson_from_opening(home):
    home.own_lessons.mkdir(parents=True)
    for folder in BROKEN:
        shutil.copytree(folder, home.own_lessons / folder.name)
    works(*home.window("narrow_tube"))


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_opening_a_broken_pack_tells_what_is_wrong(folder, monkeypatch, capsys):
    monkeypatch.setattr(libraries, "built_in_root", lambda: PACKS / "none")
    monkeypatch.setattr(app, "make_application", _open)
    readable = any(pack.folder == folder for pack in Library.load([folder], roots=()).lessons.values())
    try:
        code = cli.main([str(folder)])
    except SystemExit:
        assert readable, "the window opens on what only `check` minds"
        return
    told = capsys.readouterr().err
    assert code == 2
    assert folder.name in told or "anatomy-viewer check" in told


# ------------------------------------------------------------------ wrong command lines
WORDS = (
    *(
        "check",
        "picture",
        "models",
        "doctor",
        "list",
        "build",
        "info",
        "chekc",
        "pictur",
        "narrow_tube",
        "tube",
    ),
    *(
        "narrow_tube/narrow",
        "narrow_tub",
        "narrow_tube/nowhere",
        "",
        "/",
        "..",
        "é\udcff",
        "\0",
        "x" * 300,
        "-",
    ),
    *(
        "--set",
        "narrowing=70",
        "narrowing=",
        "=5",
        "narrowing=nan",
        "narrowing=1e999",
        "side=up",
        "--lang",
        "sv",
    ),
    *(
        "--level",
        "plain",
        "plainn",
        "xx",
        "--size",
        "300x300",
        "0x0",
        "²x²",
        "-5x5",
        "--step",
        "--stepp",
        "look",
    ),
    *(
        "--text-scale",
        "0",
        "nan",
        "9",
        "--theme",
        "dark",
        "drak",
        "-o",
        "/nowhere/at/all.png",
        "--json",
        "--coarse",
    ),
    *(
        "--screenshot",
        "--stage",
        "severe",
        "--view",
        "front",
        "inside",
        "--gentle",
        "--side",
        "left",
        "--all",
        "--",
    ),
)


def _open() -> None:
    """End where the window would open: all that was asked for is understood."""
    raise SystemExit(0)


@pytest.fixture
def nothing_heavy(monkeypatch, tmp_path):
    """Let commands do all but draw, build and open."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(libraries, "built_in_root", lambda: PACKS / "good")
    monkeypatch.setattr(libraries, "memory_file", lambda: tmp_path / "library.known")
    monkeypatch.setattr(app, "memory_file", lambda: tmp_path / "library.known")
    monkeypatch.setattr(app, "make_application", _open)
    monkeypatch.setattr(cli_picture, "_save", lambda session, size, path: None)
    monkeypatch.setattr(cli_models, "_built", lambda model, args, report: {"id": model.id, "file": "-"})
    monkeypatch.setattr(cli_models, "ensure_built", _unavailable)
    monkeypatch.setattr(cli_doctor, "EXAMINATIONS", ())


def _unavailable(model, report):
    raise cli_models.ModelUnavailableError(f"The model {model.id!r} has no mesh.")


@pytest.mark.parametrize("seed", range(200))
def test_no_command_line_ends_in_a_traceback(seed, nothing_heavy, capsys):
    dice = random.Random(seed)
    words = dice.choices(WORDS, k=dice.randint(1, 6))
    if dice.random() < 0.7:
        words.insert(0, dice.choice(("check", "picture", "models", "doctor")))
    try:
        code = cli.main(words)
    except SystemExit as end:
        code = end.code
    told = capsys.readouterr().err
    assert code in (0, 1, 2), words
    assert "usage:" not in told
    assert code == 0 or words[0] == "check" or told.strip(), words


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["chek"], '"check"'),
        (["--langg", "sv"], '"--lang"'),
        (["--level", "plane"], '"plain"'),
        (["models", "lst"], '"list"'),
        (["narrow_tub"], '"narrow_tube"'),
        (["picture", "narrow_tube/narow"], '"narrow"'),
        (["picture", "narrow_tube", "--sizze", "300x300"], '"--size"'),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(words, meant, nothing_heavy, capsys):
    try:
        code = cli.main(words)
    except SystemExit as end:
        code = end.code
    told = capsys.readouterr().err
    assert code == 2
    assert f"Did you mean {meant}?" in told
    assert len(told.splitlines()) == 1
