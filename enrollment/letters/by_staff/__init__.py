"""What staff do with letters: write to a group, stop letters and resume them."""
