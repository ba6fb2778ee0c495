"""How the speakers feel, by a text classification model."""
