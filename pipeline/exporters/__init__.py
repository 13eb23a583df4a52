"""The built-in formats, one folder each, and nothing else."""
