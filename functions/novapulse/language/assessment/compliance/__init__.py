"""Whether a call kept to its policy."""
