"""Simulated users of the site, and the data they start with."""
