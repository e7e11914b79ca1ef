"""Forms that could not be saved: keep their content, show it, and submit it again with one button."""
