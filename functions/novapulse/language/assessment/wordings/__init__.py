"""Finding a wording of a policy in what was said, and whether it was meant."""
