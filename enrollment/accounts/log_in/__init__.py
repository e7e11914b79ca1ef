"""Logging in: the password, the second step, guesses, devices and sessions."""
