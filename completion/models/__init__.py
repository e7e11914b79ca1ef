"""Certificates, and applications for exemption with their documents."""

from .certificates import CompletionReport
from .equivalents import Decision, Document, EquivalentQualification, Kind, Source

__all__ = [
    "CompletionReport",
    "Decision",
    "Document",
    "EquivalentQualification",
    "Kind",
    "Source",
]
