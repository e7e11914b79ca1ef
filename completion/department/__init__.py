"""A department's people and what they lack, what waits for its coordinators, and their weekly digest."""
