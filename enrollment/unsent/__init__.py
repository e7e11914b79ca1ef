"""Forms that were sent and could not be taken: what stood in them is kept, shown, and sent again with one button."""
