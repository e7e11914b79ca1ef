"""The course-specific follow-up: meetings and attendance."""
