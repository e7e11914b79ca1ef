"""The admin pages of completion."""

from . import certificates, equivalents

__all__ = ["certificates", "equivalents"]
