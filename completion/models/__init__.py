"""What is kept of completion: the equivalent qualifications that exempt, with their documents."""

from .equivalents import Decision, Document, EquivalentQualification, Kind, Source

__all__ = ["Decision", "Document", "EquivalentQualification", "Kind", "Source"]
