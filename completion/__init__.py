"""Completion: verdicts, certificates, exemptions and figures."""
