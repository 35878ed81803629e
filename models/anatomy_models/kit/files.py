"""Writes the files of a model: its mesh, the lighter mesh, the volume that paints its cuts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from anatomy_models.kit.built import BuiltModel, LabelVolume, Report
from anatomy_models.kit.glb import write_glb
from anatomy_models.kit.lod import lighten


def write_files(
    model: BuiltModel, folder: Path, lighter: Callable[[BuiltModel], BuiltModel] | None, report: Report
) -> Path:
    """Write the files of a model into a folder that is there; returns the path of the GLB.

    Args:
        model: What a recipe made.
        folder: Where the files go.
        lighter: Makes the second level of detail; where a recipe has none, triangles are taken away.
        report: Told how far it has come.
    """
    path = folder / f"{model.id}.glb"
    report(0.0, "writing the model")
    write_glb(model, path)
    report(0.4, "making the lighter model")
    write_glb((lighter or lighten)(model), folder / f"{model.id}.lod1.glb")
    if model.labels is not None:
        report(0.8, "writing the tissue volume")
        write_labels(model.labels, folder / f"{model.id}.labels.npz")
    return path


def write_labels(labels: LabelVolume, path: Path) -> None:
    """Write a label volume; the archive's times are fixed, so equal volumes give equal bytes."""
    arrays = {
        "channels": labels.channels,
        "names": np.array(labels.names),
        "origin": np.array(labels.origin, dtype=np.float64),
        "spacing": np.array(labels.spacing, dtype=np.float64),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, values in arrays.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, np.asanyarray(values), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, held.getvalue())
