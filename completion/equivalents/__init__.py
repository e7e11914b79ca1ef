"""Applying to be exempt for an equivalent qualification, and deciding on that."""
