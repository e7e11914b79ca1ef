"""Online modules: chosen, tested, written about, evaluated by peers, completed."""
