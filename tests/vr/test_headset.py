"""The headset against a runtime that is only told of: what is asked of it, and what is sent to it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

xr = pytest.importorskip(
    "xr", reason="pyopenxr has no loader on this system", exc_type=(ImportError, NotImplementedError)
)
from anatomy_vr.headset import DEPTH, OPAQUE, THROUGH, Headset, HeadsetFrame, NoHeadsetError  # noqa: E402
from anatomy_vr.poses import Pose  # noqa: E402
from anatomy_vr.profiles import read_profiles  # noqa: E402

ADDITIVE = xr.EnvironmentBlendMode.ADDITIVE
HANDS = "XR_EXT_hand_interaction"


class Runtime:
    """As much of an OpenXR runtime as there is before a session, and what ends a frame."""

    def __init__(self, monkeypatch, modes=(OPAQUE,), extensions=(xr.KHR_OPENGL_ENABLE_EXTENSION_NAME,)):
        self.modes, self.extensions = modes, extensions
        self.asked, self.ended, self.has_headset = [], [], True
        size = SimpleNamespace(recommended_image_rect_width=640, recommended_image_rect_height=720)
        told = {
            "enumerate_instance_extension_properties": [
                SimpleNamespace(extension_name=e) for e in extensions
            ],
            "get_system_properties": SimpleNamespace(system_name=b"Told headset"),
            "enumerate_view_configuration_views": [size, size],
            "enumerate_environment_blend_modes": list(modes),
            "destroy_instance": None,
        }
        for name, answer in told.items():
            monkeypatch.setattr(xr, name, lambda *_a, answer=answer, **_k: answer)
        monkeypatch.setattr(xr, "create_instance", self.create)
        monkeypatch.setattr(xr, "get_system", self.system)
        monkeypatch.setattr(xr, "end_frame", lambda _session, info: self.ended.append(info))

    def create(self, info):
        self.asked = [name.decode() for name in info.enabled_extension_names[: info.enabled_extension_count]]
        return "instance"

    def system(self, *_args):
        if not self.has_headset:
            raise xr.exception.FormFactorUnavailableError
        return 1


def ended(headset, runtime):
    """How the runtime is told to lay a frame over what is behind."""
    headset._session = "session"
    headset._finish(HeadsetFrame(headset, SimpleNamespace(predicted_display_time=1)))
    return xr.EnvironmentBlendMode(runtime.ended[-1].environment_blend_mode)


def test_the_patients_own_room_is_shown_only_where_the_runtime_can_and_one_asks(monkeypatch):
    runtime = Runtime(monkeypatch, modes=(OPAQUE, THROUGH))
    headset = Headset(())
    assert headset.can_see_through
    assert ended(headset, runtime) == OPAQUE
    headset.see_through(True)
    assert ended(headset, runtime) == THROUGH
    headset.see_through(False)
    assert ended(headset, runtime) == OPAQUE
    assert headset.picture_flags == xr.CompositionLayerFlags.BLEND_TEXTURE_SOURCE_ALPHA_BIT
    headset.close()


def test_a_closed_headset_stays_closed(monkeypatch):
    runtime = Runtime(monkeypatch)
    headset = Headset(())
    assert not headset.can_see_through
    headset.see_through(True)
    assert ended(headset, runtime) == OPAQUE


@pytest.mark.parametrize("only", [THROUGH, ADDITIVE])
def test_glasses_that_always_show_the_room_are_taken_as_they_are(monkeypatch, only):
    runtime = Runtime(monkeypatch, modes=(only,))
    headset = Headset(())
    assert not headset.can_see_through
    assert ended(headset, runtime) == only


def test_only_what_the_runtime_has_is_asked_for(monkeypatch):
    plain = Runtime(monkeypatch)
    assert HANDS not in {profile.extension for profile in Headset(read_profiles())._profiles}
    assert plain.asked == [xr.KHR_OPENGL_ENABLE_EXTENSION_NAME]
    rich = Runtime(monkeypatch, extensions=(xr.KHR_OPENGL_ENABLE_EXTENSION_NAME, DEPTH, HANDS, "XR_other"))
    Headset(read_profiles())
    assert set(rich.asked) == {xr.KHR_OPENGL_ENABLE_EXTENSION_NAME, DEPTH, HANDS}


def test_no_headset_is_told_in_a_sentence(monkeypatch):
    Runtime(monkeypatch).has_headset = False
    with pytest.raises(NoHeadsetError, match="Switch the headset on"):
        Headset(())


def test_the_panel_lies_under_the_picture_and_over_it_behind_a_veil(monkeypatch):
    Runtime(monkeypatch)
    headset = Headset(())
    headset.space = xr.Space()
    headset.eyes = ["left"]
    headset.panel = SimpleNamespace(part=xr.SwapchainSubImage())
    frame = HeadsetFrame(headset, SimpleNamespace(predicted_display_time=1))
    frame.kept = [xr.CompositionLayerProjectionView()]
    kinds = []
    for over in (False, True):
        frame.show_panel(Pose(), over)
        kinds.append([type(layer._obj) for layer in frame.finished()])
    assert kinds == [
        [xr.CompositionLayerQuad, xr.CompositionLayerProjection],
        [xr.CompositionLayerProjection, xr.CompositionLayerQuad],
    ]
