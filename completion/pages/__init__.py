"""What pages of the floors below tell of completion."""
