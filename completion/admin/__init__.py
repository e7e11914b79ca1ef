"""The admin pages of completion."""

from . import certificates, equivalents, letters_to_come, people

__all__ = ["certificates", "equivalents", "letters_to_come", "people"]
