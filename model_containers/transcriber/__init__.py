"""Speech to words on a GPU."""
