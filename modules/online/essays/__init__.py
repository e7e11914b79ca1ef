"""Essays and the evaluations of them by peers."""
