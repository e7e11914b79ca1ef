"""The coordinators' pages of a department: people, letters and tasks."""
