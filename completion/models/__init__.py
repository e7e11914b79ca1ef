"""What is kept of completion: certificates, and the equivalent qualifications that exempt, with their documents."""

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
