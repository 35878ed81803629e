"""Finding parts: by what people call them, by other names, by codes, and in the tree."""

from __future__ import annotations

import pytest

from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.part_search import Node, search_parts, tree_of

LICENCE = {"spdx": "CC-BY-4.0"}


def part(id: str, en: object, fr: str, **more: object) -> dict[str, object]:
    return {"id": id, "names": {"en": en, "fr": fr}, "tissue": "muscle", **more}


PUMP = Model.model_validate(
    {
        "id": "pump",
        "names": {"en": "Pump"},
        "licence": LICENCE,
        "parts": [
            part("pump/wall", {"plain": "outer wall", "detailed": "paries"}, "paroi"),
            part(
                "pump/pipes/left",
                {"plain": "left pipe", "detailed": "sinister duct"},
                "tuyau gauche",
                codes={"fma": "FMA:7088", "uberon": "UBERON:0000948"},
                synonyms={"en": ["feeding tube"]},
            ),
            part("pump/pipes/right", "right pipe", "tuyau à droite"),
            part("pump/wall/inner", "pipe of the wall", "paroi interne"),
        ],
        "groups": [{"id": "pump/pipes", "names": {"en": "plumbing", "fr": "tuyauterie"}}],
        "views": [
            {
                "id": "front",
                "names": {"en": "Front"},
                "direction": [0, 1, 0],
                "target": [0, 0, 0],
                "height": 9,
            }
        ],
    }
)
LEFT, RIGHT, WALL, INNER = "pump/pipes/left", "pump/pipes/right", "pump/wall", "pump/wall/inner"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("left pipe", (LEFT,)),
        ("PIP", (INNER, LEFT, RIGHT)),  # a name that begins so comes before one that holds it
        ("right pipe", (RIGHT,)),
        ("duct", (LEFT,)),  # the name at another level
        ("feeding", (LEFT,)),
        ("FMA:7088", (LEFT,)),
        ("7088", (LEFT,)),
        ("uberon:0000948", (LEFT,)),
        ("plumbing", (LEFT, RIGHT)),  # what the group is called
        ("gauche", (LEFT,)),  # another language
        ("a droite", (RIGHT,)),  # without the accent
        ("left wall", ()),
        ("lefft pipe", (LEFT,)),  # mistyped
        ("xyzzy", ()),
        ("", (WALL, LEFT, RIGHT, INNER)),
    ],
)
def test_parts_are_found_as_people_ask(asked: str, found: tuple[str, ...]) -> None:
    assert search_parts(PUMP, asked, "en", "plain") == found


def test_what_the_reader_sees_comes_before_other_words() -> None:
    assert search_parts(PUMP, "paroi", "fr", "plain")[0] == WALL
    assert search_parts(PUMP, "sinister", "en", "detailed") == (LEFT,)


def test_parts_hang_in_a_tree_with_named_groups() -> None:
    wall, pipes = tree_of(PUMP, "fr", "plain")
    assert wall == Node(WALL, "paroi", True, (Node(INNER, "paroi interne", True),))
    assert (pipes.id, pipes.name, pipes.is_part) == ("pump/pipes", "tuyauterie", False)
    assert [child.name for child in pipes.children] == ["tuyau gauche", "tuyau à droite"]


def test_a_group_without_a_name_is_called_by_its_place() -> None:
    bare = PUMP.model_copy(update={"groups": ()})
    assert tree_of(bare, "en", "plain")[1].name == "pipes"
