"""The line of every key of a TOML text."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.content.position import lines_of, nearest_line

TEXT = '''id = "x"  # a [comment]
a.b.c = 1
"quoted \\u00e9".'and plain' = [1, 2,
  { k = "v", l = [3] },  # }
]

[scene]
model = """not = a key
[nor.a.table]
""\\""" = 3
"""
last = \'\'\'it's\'\'\'\'
[[steps]]
id = "one"
scene = { model = "h", camera = { view = "f" } }
[[steps.cues]]
driver = "d"
[[steps.cues]]
driver = "e"
[[steps]]
id = "two"
[steps.question]
on = 2026-01-01T10:00:00Z
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 1),
        (("a", "b", "c"), 2),
        (("quoted é", "and plain", 1), 3),
        (("quoted é", "and plain", 2, "l", 0), 4),
        (("scene",), 7),
        (("scene", "model"), 8),
        (("scene", "last"), 12),
        (("steps", 0), 13),
        (("steps", 0, "scene", "camera", "view"), 15),
        (("steps", 0, "cues", 1, "driver"), 19),
        (("steps", 1, "id"), 21),
        (("steps", 1, "question", "on"), 23),
    ],
)
def test_each_key_has_its_line(path, line):
    tomllib.loads(TEXT)

    assert lines_of(TEXT)[path] == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("steps", 1, "title"), 20),
        (("steps",), 13),
        (("quoted é",), 3),
        (("nothing", "here"), 1),
        ((), 1),
    ],
)
def test_a_key_that_is_not_there_has_the_nearest_line(path, line):
    assert nearest_line(lines_of(TEXT), path) == line


KEYS = st.text(alphabet='abz_-09 é."\\', min_size=1, max_size=4)
LEAVES = st.one_of(
    st.integers(-9, 9), st.booleans(), st.text(alphabet="ab\"\\'\n#=[]{}, é", max_size=8), st.floats(-1, 1)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


def paths_of(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if not (isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner)):
            yield (*path, key)
        yield from paths_of(inner, (*path, key))


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_key_of_any_file_is_found(data):
    text = tomlkit.dumps(data)
    assert tomllib.loads(text) == data

    lines = lines_of(text)

    assert set(paths_of(data)) <= set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
