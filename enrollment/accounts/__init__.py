"""Signing up, logging in and keeping an account: what we add to allauth."""
