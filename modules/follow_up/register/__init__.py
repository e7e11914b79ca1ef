"""The attendance register: loaded, shown, submitted and exported."""
