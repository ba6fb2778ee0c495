"""Who spoke when, on a GPU."""
