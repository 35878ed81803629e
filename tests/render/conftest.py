"""A store with the toy in it, and an ear on VTK."""

from __future__ import annotations

import pytest
from render.toy import toy_model, write_toy

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.messages import CaughtMessages


@pytest.fixture(scope="session")
def toy_path(tmp_path_factory):
    """The toy's GLB file with its label volume beside it."""
    return write_toy(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def store(toy_path):
    """A store that knows the toy."""
    held = MeshStore.of([toy_model()], lambda _: toy_path)
    yield held
    held.close()


@pytest.fixture(autouse=True)
def silent_vtk():
    """Fail a test during which VTK complained: a broken shader says so only there."""
    with CaughtMessages() as caught:
        yield
    assert not caught.texts, caught.texts
