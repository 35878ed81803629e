"""The modelling kit: curves, sweeps, rings, fields, colours, checks and the GLB writer that organs are made with."""
