"""The modelling kit: curves, sweeps, rings, fields, colours, checks and the GLB writer for making organs."""
