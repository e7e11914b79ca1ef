"""How far people are with the three requirements, what is missing, and what to do next."""
