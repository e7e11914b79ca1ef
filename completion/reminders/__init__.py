"""Write the reminders of all floors when they are due, and watch that letters go out."""
