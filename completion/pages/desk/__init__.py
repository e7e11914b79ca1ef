"""The staff's desk: what waits, and everything on record of one person."""
