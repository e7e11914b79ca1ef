"""The department's own work: its people, its letters, what waits there."""
