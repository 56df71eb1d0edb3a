"""Fault runs: `make faults SEED=n` (see README)."""
