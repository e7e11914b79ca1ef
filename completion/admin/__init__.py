"""The pages for staff."""

from . import certificates, equivalents

__all__ = ["certificates", "equivalents"]
