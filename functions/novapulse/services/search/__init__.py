"""Finding what was said, and answering questions from it."""
