"""The pages for staff."""

from . import certificates

__all__ = ["certificates"]
