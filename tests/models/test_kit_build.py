"""Building: cached by a hash of its sources, safe from being killed, at home in a read-only cache."""

import argparse
import json
import stat
from pathlib import Path

import numpy as np
import pytest

from anatomy_models import build as recipes
from anatomy_models.kit.built import BuiltModel, LabelVolume
from anatomy_models.kit.check import inspect
from anatomy_models.kit.lod import lighten_part
from anatomy_models.kit.ring import shell
from anatomy_models.kit.surface import make_part
from anatomy_models.kit.sweep import tube, tube_grid
from anatomy_viewer import cli_models
from anatomy_viewer.content import built
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model

EMPTY_GLB = b"glTF" + (2).to_bytes(4, "little") + (12).to_bytes(4, "little")
ROD = tube(np.array([[0, 0, z] for z in range(40)], float), 2.0, 24)


def _rod() -> BuiltModel:
    labels = LabelVolume(np.zeros((1, 2, 2, 2), np.uint8), ("muscle",), (0.0, 0.0, 0.0), 1.0)
    return BuiltModel("rod", (make_part("rod/all", ROD, {"swell": {1.0: ROD.points * 1.1}}),), labels)


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A recipe `rod`, whose sources are two small files, and a cache of its own."""
    package = tmp_path / "src" / "rod"
    (tmp_path / "src" / "kit").mkdir(parents=True)
    package.mkdir()
    (package / "__init__.py").write_text("A = 1\n")
    (tmp_path / "src" / "build.py").write_text("")
    monkeypatch.setattr(recipes, "RECIPES", {"rod": "anatomy_models.rod"})
    monkeypatch.setattr(recipes, "_HERE", tmp_path / "src")
    monkeypatch.setattr(recipes, "__file__", str(tmp_path / "src" / "build.py"))
    fake = type("Package", (), {"recipe": staticmethod(lambda detail, report: _rod())})
    monkeypatch.setattr(recipes, "_loaded", lambda model_id: fake)
    monkeypatch.setattr(built, "user_cache_path", lambda name: tmp_path / "cache")
    monkeypatch.setattr(built.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    return tmp_path


@pytest.fixture
def rod(workshop) -> Model:
    folder = workshop / "packs" / "rod"
    folder.mkdir(parents=True)
    view = {
        "id": "front",
        "names": {"en": "Front"},
        "direction": (0, 1, 0),
        "target": (0, 0, 0),
        "height": 50,
    }
    model = Model.model_validate(
        {
            "id": "rod",
            "names": {"en": "Rod"},
            "licence": {"spdx": "CC-BY-4.0"},
            "parts": [{"id": "rod/all", "names": {"en": "Rod"}, "tissue": "bone"}],
            "views": [view],
        }
    )
    model._folder = folder
    return model


def test_a_model_is_built_once(rod, monkeypatch):
    assert not built.is_built(rod)
    told = []
    folder = built.ensure_built(rod, lambda done, words: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sorted(path.name for path in folder.iterdir()) == [
        "built.json",
        "rod.glb",
        "rod.labels.npz",
        "rod.lod1.glb",
    ]
    monkeypatch.setattr(recipes, "build", lambda *args, **kwargs: pytest.fail("was built twice"))
    assert built.ensure_built(rod) == folder
    assert built.glb_path(rod).is_file()
    assert built.labels_path(rod).is_file()


def test_two_builds_give_the_same_bytes(workshop):
    for name in ("one", "two"):
        recipes.build("rod", workshop / name)
    for file in ("rod.glb", "rod.lod1.glb", "rod.labels.npz", "built.json"):
        assert (workshop / "one" / file).read_bytes() == (workshop / "two" / file).read_bytes()


def test_a_changed_source_or_detail_changes_the_hash(workshop):
    before = recipes.content_hash("rod")
    assert recipes.content_hash("rod") == before
    assert recipes.content_hash("rod", "coarse") != before
    (workshop / "src" / "rod" / "__init__.py").write_text("A = 2\n")
    assert recipes.content_hash("rod") != before


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("from anatomy_models.kit.saw import cut\n", True),
        ("from anatomy_models.kit import (\n    saw,\n)\n", True),
        ("import anatomy_models.kit.saw\n", True),
        ("def cut():\n    from anatomy_models.kit.saw import cut\n", True),
        ("from anatomy_models.rod import bench\n", True),
        ("import numpy\n", False),
    ],
)
def test_a_tool_of_the_kit_counts_only_where_it_is_used(workshop, line, counts):
    source = workshop / "src"
    (source / "rod" / "__init__.py").write_text(line)
    (source / "rod" / "bench.py").write_text("from anatomy_models.kit.saw import cut\n")
    (source / "kit" / "saw.py").write_text("TEETH = 12\n")
    before = recipes.content_hash("rod")
    (source / "kit" / "saw.py").write_text("TEETH = 13\n")
    assert (recipes.content_hash("rod") != before) == counts


def test_a_recipe_is_found_by_its_folder(tmp_path):
    for name, start in {
        "bone": "def recipe(detail, report):\n    pass\n",
        "skin": "from anatomy_models.skin.whole import lighter, recipe\n",
        "kit": "from anatomy_models.kit.built import BuiltModel\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(start)
    assert recipes.find_recipes(tmp_path) == {"bone": "anatomy_models.bone", "skin": "anatomy_models.skin"}


def test_every_model_here_with_a_recipe_has_a_description_and_the_other_way_round():
    described = {path.parent.name for path in Path(__file__).parents[2].glob("models/*/model.toml")}
    assert set(recipes.find_recipes()) == described


def test_the_line_ends_of_a_checkout_do_not_matter(workshop):
    before = recipes.content_hash("rod")
    (workshop / "src" / "rod" / "__init__.py").write_bytes(b"A = 1\r\n")
    assert recipes.content_hash("rod") == before


def test_files_beside_the_description_come_first(rod):
    (rod.folder / "rod.glb").write_bytes(EMPTY_GLB)
    assert built.built_folder(rod) == rod.folder
    assert built.labels_path(rod) is None


def test_files_beside_the_description_that_another_recipe_made_are_passed_over(rod, workshop):
    recipes.build("rod", rod.folder)
    assert built.built_folder(rod) == rod.folder
    (workshop / "src" / "rod" / "__init__.py").write_text("A = 2\n")
    assert built.built_folder(rod) != rod.folder
    assert not built.is_built(rod)


def test_what_a_killed_build_left_is_not_taken_for_a_model(rod, workshop):
    left = workshop / "cache" / "models" / ".building-rod-abc"
    left.mkdir(parents=True)
    (left / "rod.glb").write_bytes(b"half")
    assert not built.is_built(rod)
    folder = built.ensure_built(rod)
    assert (folder / "rod.glb").stat().st_size > 1000
    assert left.is_dir()


def test_a_build_that_fails_leaves_nothing(rod, workshop, monkeypatch):
    def fail(model_id, folder, report):
        (folder / "rod.glb").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recipes, "build", fail)
    with pytest.raises(built.ModelUnavailableError, match="No space left on device"):
        built.ensure_built(rod)
    assert list((workshop / "cache" / "models").iterdir()) == []


def test_a_read_only_cache_is_told_once_and_a_temporary_folder_serves(rod, workshop, monkeypatch, caplog):
    (workshop / "cache").write_text("a file where the cache should be")
    told = []
    folder = built.ensure_built(rod, lambda done, words: told.append(words))
    assert folder.is_relative_to(workshop / "tmp")
    assert [words for words in told if "temporary folder" in words] == [told[0]]
    assert built.built_folder(rod) == folder
    assert not stat.S_IMODE(folder.parent.stat().st_mode) & 0o007


def test_old_builds_are_tidied_away(rod, workshop):
    source = workshop / "src" / "rod" / "__init__.py"
    for version in range(6):
        source.write_text(f"A = {version}\n")
        folder = built.ensure_built(rod)
    assert folder.is_dir()
    assert len(list((workshop / "cache" / "models").glob("rod-*"))) == 3


def test_a_model_without_recipe_or_mesh_says_what_to_do(rod, monkeypatch):
    monkeypatch.setattr(recipes, "RECIPES", {})
    assert not built.is_built(rod)
    with pytest.raises(built.ModelUnavailableError, match=r"put rod\.glb beside its model\.toml"):
        built.ensure_built(rod)


def test_a_detail_that_is_not_known_is_refused(workshop):
    with pytest.raises(ValueError, match="'medium'; it may be full or coarse"):
        recipes.build("rod", workshop, detail="medium")


def test_a_lighter_tube_is_still_a_tube_and_keeps_its_morphs():
    part = _rod().parts[0]
    light = lighten_part(part, ratio=0.3)
    assert len(light.faces) < 0.4 * len(part.faces)
    assert light.rings == (22, 13)
    assert inspect(light).watertight
    assert np.allclose(np.ptp(light.points, axis=0), np.ptp(part.points, axis=0), atol=0.1)
    assert np.allclose(light.displaced({"swell": 1.0}), light.points * 1.1, atol=1e-3)


def test_a_lighter_wall_keeps_its_shape_and_its_morphs():
    path = np.array([[0, 0, z] for z in range(40)], float)
    pipe = shell(tube_grid(path, 2.0, 24), tube_grid(path, 1.5, 24))
    part = make_part(
        "pipe", pipe, {"swell": {1.0: pipe.points * 1.1}}, colors=np.full((len(pipe.points), 3), 0.4)
    )
    light = lighten_part(part, ratio=0.3)
    assert len(light.faces) < 0.4 * len(part.faces)
    assert len(light.colors) == len(light.points)
    assert inspect(light).volume_mm3 == pytest.approx(inspect(part).volume_mm3, rel=0.1)
    assert np.allclose(light.displaced({"swell": 1.0}), light.points * 1.1, atol=1e-3)


@pytest.fixture
def command(rod, monkeypatch, capsys):
    """The `models` command on a machine whose only model is the rod; returns (exit code, out, err)."""
    library = Library(models={"rod": rod})
    monkeypatch.setattr(cli_models.Library, "load", classmethod(lambda cls: library))
    parser = argparse.ArgumentParser()
    cli_models.add_models_command(parser.add_subparsers())

    def run(*words):
        args = parser.parse_args(["models", *words])
        code = args.run(args)
        return code, *capsys.readouterr()

    return run


def test_the_list_tells_what_is_built(command):
    assert json.loads(command("list", "--json")[1]) == [
        {"id": "rod", "names": {"en": "Rod"}, "parts": 1, "built": False}
    ]
    command("build", "--all")
    assert command("list")[1].split() == ["rod", "1", "part", "built"]


def test_build_says_where_the_file_is_and_shows_progress(command):
    code, out, err = command("build", "rod")
    assert code == 0
    assert Path(out.strip()).is_file()
    assert "100%" in err


def test_a_coarse_model_goes_only_where_it_is_asked_for(command, tmp_path):
    code, _, err = command("build", "rod", "--coarse")
    assert (code, "add -o FOLDER" in err) == (2, True)
    code, out, _ = command("build", "rod", "--coarse", "-o", str(tmp_path / "look"))
    assert (code, out.strip()) == (0, str(tmp_path / "look" / "rod.glb"))


def test_info_inspects_every_part(command):
    code, out, _ = command("info", "rod", "--json")
    assert code == 0
    (part,) = json.loads(out)["parts"]
    assert part["id"] == "rod/all"
    assert part["watertight"] is True
    assert part["triangles"] == len(ROD.faces)
    assert part["size_mm"] == pytest.approx([4, 4, 39], abs=0.1)
    assert part["morphs"] == ["swell"]
    assert part["names"] == {"en": "Rod"}
    told = command("info", "rod")[1]
    assert "closed" in told and told.endswith("Views:\nfront                                   Front\n")


def test_a_model_that_is_not_there_is_refused_in_one_sentence(command):
    for words in (("info", "hart"), ("build", "hart")):
        code, out, err = command(*words)
        assert (code, out) == (2, "")
        assert err == 'There is no model "hart". There are: rod.\n'


def test_a_build_that_fails_is_told_in_one_sentence(command, monkeypatch):
    def fail(model_id, folder, report):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recipes, "build", fail)
    code, _, err = command("build", "rod")
    assert code == 1
    assert err.strip().endswith("See that the disk has room, then start again.")
    assert "Traceback" not in err
