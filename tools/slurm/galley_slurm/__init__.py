"""Runs galley's stages as job arrays of Slurm, over a folder that all nodes share."""
