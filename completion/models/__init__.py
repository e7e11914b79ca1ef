"""What it all amounts to: the certificates."""

from .certificates import CompletionReport

__all__ = ["CompletionReport"]
