"""The headset's frames without a headset: what a visit adds to VTK's own renders, and two eyes to one."""

from __future__ import annotations

from groups import PEER_TURNS
from table import Figure, in_turn, middle, ratio


def headset() -> list[Figure]:
    """What a frame costs at 480 x 540 for each eye, on the ladder's lowest rung, where software renders."""
    sides = {"both": ["headset_frames.py", "both"], "one": ["headset_frames.py", "one"]}
    found = in_turn(sides, PEER_TURNS)
    both, one = found["both"], found["one"]
    return [
        Figure("headset: a frame without VTK's two renders, mean", 1e3 * middle(both, "still"), 4.0, "ms"),
        Figure("headset: the same while the disease is scrubbed", 1e3 * middle(both, "scrubbed"), 4.0, "ms"),
        Figure("headset: the longest of those", 1e3 * middle(both, "worst"), unit="ms"),
        Figure("headset: frame of both eyes / of one", ratio(both, one, "work"), 1.9),
        Figure("headset: frame of both eyes", 1e3 * middle(both, "frame"), unit="ms"),
        Figure("headset: frame of one eye", 1e3 * middle(one, "frame"), unit="ms"),
        Figure("headset: the organ shaped anew while it is scrubbed", middle(both, "organ"), unit="1/s"),
        Figure("headset: what is shown closer shaped anew", middle(both, "lens"), unit="1/s"),
    ]
