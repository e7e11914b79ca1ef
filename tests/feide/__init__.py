"""Log-in by Feide: against a real provider (``provider.mjs``), and against one that forges (``forging.py``)."""
