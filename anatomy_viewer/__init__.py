"""Anatomy Viewer: living organs, disease as a slider in real units, lessons in plain words."""

__version__ = "0.1.0"
