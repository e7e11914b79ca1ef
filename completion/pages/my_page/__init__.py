"""“My page”: what to do and by when, the dates held, the 20 hours, and what is past."""
