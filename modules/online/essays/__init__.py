"""Reflection essays and their peer evaluation."""
