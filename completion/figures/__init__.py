"""How many learning assistants are how far, and whether there are places enough."""
