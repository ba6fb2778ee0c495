"""A watched folder: recordings in, results beside them."""
