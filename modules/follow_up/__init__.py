"""The course-specific follow-up: what a department plans, and who was there."""
