"""“My page”, and the parts of other pages and letters that show completion."""
