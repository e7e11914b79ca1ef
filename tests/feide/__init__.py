"""Feide login, against a real provider (``provider.mjs``) and a forging one (``forging.py``)."""
