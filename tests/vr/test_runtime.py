from __future__ import annotations

import json
import sys

import pytest

from anatomy_vr.runtime import Runtime, find_runtime

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the runtime in its registry")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("XR_RUNTIME_JSON", raising=False)
    return tmp_path


def manifest(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_users_own_runtime_is_found(home):
    path = manifest(
        home / "openxr/1/active_runtime.json",
        json.dumps({"runtime": {"name": "Monado", "library_path": "x.so"}}),
    )
    assert find_runtime() == Runtime("Monado", path)


def test_the_environment_goes_first(home, monkeypatch):
    manifest(home / "openxr/1/active_runtime.json", json.dumps({"runtime": {"name": "other"}}))
    named = manifest(home / "mine.json", json.dumps({"runtime": {}}))
    monkeypatch.setenv("XR_RUNTIME_JSON", str(named))
    assert find_runtime() == Runtime("mine", named)


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json"])
def test_a_broken_manifest_is_passed_over(home, monkeypatch, text):
    monkeypatch.setenv("XR_RUNTIME_JSON", str(manifest(home / "broken.json", text)))
    path = manifest(home / "openxr/1/active_runtime.json", json.dumps({"runtime": {"name": "Monado"}}))
    assert find_runtime() == Runtime("Monado", path)
