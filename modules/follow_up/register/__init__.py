"""The register of attendance: read, shown, sent back, and as a file."""
