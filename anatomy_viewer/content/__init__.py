"""Packs as typed, frozen values: what models, animations and lessons say. It knows files, nothing else."""
