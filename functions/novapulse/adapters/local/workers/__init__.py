"""Worker processes for everything that computes."""
