"""Packs as typed, frozen values: what models, animations and lessons say. This floor knows files, nothing else."""
