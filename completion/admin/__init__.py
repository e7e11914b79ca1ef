"""The pages for staff."""

from . import equivalents

__all__ = ["equivalents"]
