"""Figures: how many learning assistants have reached each stage, and whether there are enough places."""
