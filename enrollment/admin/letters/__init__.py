"""Letters in the admin: those written, and their texts."""

from . import sent, texts

__all__ = ["sent", "texts"]
