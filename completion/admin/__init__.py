"""The admin pages of completion."""

from . import certificates, equivalents, people

__all__ = ["certificates", "equivalents", "people"]
