"""Verdicts on the three requirements: state, evidence, what is missing, and the next steps."""
