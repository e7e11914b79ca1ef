"""Certificates, and applications for exemption with their documents."""

from .certificates import CompletionReport
from .equivalents import Decision, DecisionSource, Document, EquivalentQualification, Kind

__all__ = [
    "CompletionReport",
    "Decision",
    "Document",
    "EquivalentQualification",
    "Kind",
    "DecisionSource",
]
