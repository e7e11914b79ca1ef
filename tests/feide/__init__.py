"""Log-in with Feide, against a real provider (``provider.mjs``) and against a forging one (``forging.py``)."""
